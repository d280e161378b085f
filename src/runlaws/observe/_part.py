"""A part of a Python value as JSON data, with its class."""

from __future__ import annotations

import collections.abc
import datetime
import decimal
import enum
import functools
import inspect
import math
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from runlaws.client import ShownClass
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
    hints: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        hints.update(_annotations(base))
    allows = {name: texts for name, hint in hints.items() if (texts := _texts(hint))}
    holds = {name: classes for name, hint in hints.items() if (classes := _classes(hint))}
    bases = [base.__name__ for base in kind.__mro__[1:-1]]
    if issubclass(kind, Mapping) and "dict" not in (kind.__name__, *bases):
        bases.append("dict")
    return ShownClass(kind.__name__, allows, tuple(bases), holds)


def _annotations(kind: type) -> Mapping[str, Any]:
    """Return a class's own annotations, but for those that cannot be evaluated at run time, as in some libraries."""
    try:
        return inspect.get_annotations(kind, eval_str=True)
    except Exception:  # noqa: BLE001 (evaluating a foreign annotation may raise anything)
        return {}


def _texts(hint: Any) -> tuple[str, ...]:
    """Return the texts that an annotation allows, if it is a Literal of texts or a union of such and None."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return parts if all(isinstance(part, str) for part in parts) else ()
    if origin in (typing.Union, types.UnionType):
        rest = [_texts(part) for part in parts if part is not type(None)]
        return tuple(text for texts in rest for text in texts) if all(rest) else ()
    return ()


def _classes(hint: Any) -> tuple[str, ...]:
    """Return the names of the classes that an annotation allows for an object, alone or as an item of a list.

    None if it allows anything, or what only a type checker can tell.
    """
    try:
        return tuple(dict.fromkeys(_named_in(hint)))
    except _AnythingGoesError:
        return ()


class _AnythingGoesError(Exception):
    """An annotation does not say of what class an object is."""


def _named_in(hint: Any) -> Iterator[str]:
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal or hint is None or (isinstance(hint, type) and issubclass(hint, _NO_OBJECTS)):
        return
    if origin in (typing.Union, types.UnionType) or origin in _LISTS:
        yield from (name for part in parts if part is not ... for name in _named_in(part))
    elif origin is typing.Annotated:
        yield from _named_in(parts[0])
    elif (kind := origin or hint) is dict or typing.is_typeddict(kind):
        yield "dict"
    elif isinstance(kind, type) and kind not in _ANYTHING and not inspect.isabstract(kind) and not _is_protocol(kind):
        yield kind.__name__
    else:
        raise _AnythingGoesError


def _is_protocol(kind: Any) -> bool:
    return bool(getattr(kind, "_is_protocol", False))


_LISTS: Final = frozenset({list, tuple, collections.abc.Sequence, collections.abc.Iterable})
_ANYTHING: Final[frozenset[Any]] = frozenset({object, typing.Any, *_LISTS})
_NO_OBJECTS: Final = (type(None), str, int, float, enum.Enum, datetime.datetime, datetime.date, decimal.Decimal)
"""Of these is no object of a document, so that they say nothing of the class of one."""
