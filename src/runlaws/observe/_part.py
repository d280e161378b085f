"""A part of a Python value as JSON data, with its class."""

from __future__ import annotations

import datetime
import decimal
import enum
import functools
import math
from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve, frozen

from runlaws.client import ShownClass
from runlaws.observe._annotations import declared_by
from runlaws.values import ABSENT, Absent, Json

__all__ = ["Part", "plain_of"]


@frozen
class Part:
    """A shown value of a class that is not one of JSON's scalars: the class's name, and the value as JSON data.

    An object or array that JSON data cannot stand for has its `kind` instead.
    """

    type: str
    plain: Json
    kind: ShownClass | None = None


_SCALARS: Final = frozenset({type(None), bool, str, int, float})
_CONTAINERS: Final = frozenset({list, tuple, dict})


def plain_of(value: Any) -> Json | Part:
    """Return a shown value as JSON data: an enum by its value, a time in seconds since the epoch.

    It may raise anything, as the value is of a foreign class.
    """
    kind: Any = type(value)  # Any, since a class is not Hashable to mypy
    if kind in _SCALARS:
        return value  # type: ignore[no-any-return] # it is one of JSON's own
    if kind in _CONTAINERS and value:
        return _part_of(kind)
    if isinstance(value, enum.Enum):
        inner = plain_of(value.value)
        return evolve(inner, type=kind.__name__) if isinstance(inner, Part) else Part(kind.__name__, inner)
    plain = _as_json(value)
    return _part_of(kind) if plain is ABSENT else Part(kind.__name__, plain)


def _as_json(value: Any) -> Json | Absent:
    """Return a value as JSON data, or `ABSENT` if that cannot stand for it."""
    if isinstance(value, str | int | float):
        return _exact(value)
    if isinstance(value, datetime.datetime):
        seconds = value.timestamp()
        return int(seconds) if seconds.is_integer() else seconds
    if isinstance(value, decimal.Decimal):
        return _of_decimal(value)
    if isinstance(value, list | tuple | Mapping) and not value:
        return {} if isinstance(value, Mapping) else []
    return ABSENT


def _of_decimal(value: decimal.Decimal) -> Json:
    """Return an integer for a decimal that is one; what is written with an exponent was a double, if it fits in one."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0 and math.isfinite(double := float(value)):
        return double
    whole = value == value.to_integral_value() and (value != 0 or not value.is_signed())  # -0 is no integer
    return int(value) if whole else float(value)


def _exact(value: str | float) -> Json:
    """Return a text or number of a derived class as one of Python's own class."""
    if isinstance(value, str):
        return str.__str__(value)
    return int.__int__(value) if isinstance(value, int) else float.__float__(value)


@functools.lru_cache(maxsize=1024)
def _part_of(kind: type) -> Part:
    """Return what stands for a value of a class that is no JSON data."""
    return Part(kind.__name__, None, _class_of(kind))


def _class_of(kind: type) -> ShownClass:
    """Return a class's name, its bases, and what its annotations say of its members."""
    allows, holds = declared_by(kind)
    bases = [base.__name__ for base in kind.__mro__[1:-1]]
    if issubclass(kind, Mapping) and "dict" not in (kind.__name__, *bases):
        bases.append("dict")
    return ShownClass(kind.__name__, allows, tuple(bases), holds)
