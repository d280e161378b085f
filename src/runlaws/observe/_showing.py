"""Reading what a value shows, as JSON data."""

from __future__ import annotations

import datetime
import decimal
import enum
import functools
import inspect
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from runlaws.client import NOT_SHOWN, Answer, Opaque, ShownClass, Thrown
from runlaws.observe._asking import Asking
from runlaws.values import Json, Located, located

__all__ = ["Shown", "held_of", "shown_of"]

Shown = tuple[Mapping[str, Json | Opaque | Thrown], Mapping[str, ShownClass]]
"""By JSON pointer: what a value shows, and the classes of the objects that it shows."""


def shown_of(asking: Asking, value: Any, where: Sequence[Located]) -> Shown:
    """Return what a value shows at each place. Of an object or array that it shows, only the class is returned.

    `where` has the places with the document's values. If reading a place raises, the exception is what is shown.
    """
    shown: dict[str, Json | Opaque | Thrown] = {}
    classes: dict[str, ShownClass] = {}
    parts = asking.read(value, [path for path, _, _ in where], _plain)
    for (_, place, sent), part in zip(where, parts, strict=True):
        if not isinstance(part, _ShownObject):
            if part is not NOT_SHOWN:
                shown[place] = part
        elif not isinstance(sent, dict | list):
            shown[place] = Opaque(part.kind.type)
        elif isinstance(sent, dict):
            classes[place] = part.kind
    return shown, classes


def held_of(asking: Asking, value: Any, tree: Mapping[str, Json]) -> Answer:
    """Return everything a value holds: what it encodes to, or if the client does not encode, what it shows."""
    if asking.encodes:
        return asking.encode(value)[1]
    shown, classes = shown_of(asking, value, tuple(located(tree)))
    return Answer({place: str(part) for place, part in (*shown.items(), *classes.items())})


class _ShownObject:
    """A shown value that JSON cannot represent."""

    def __init__(self, kind: ShownClass) -> None:
        self.kind = kind


def _plain(value: Any) -> Json | _ShownObject:
    """Return a shown value as JSON data: an enum by its value, a time in seconds since the epoch.

    It may raise anything, as the value is of a foreign class.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, enum.Enum):
        return _plain(value.value)
    if isinstance(value, str | int | float):
        return _exact(value)
    if isinstance(value, datetime.datetime):
        seconds = value.timestamp()
        return int(seconds) if seconds.is_integer() else seconds
    if isinstance(value, decimal.Decimal):
        whole = value == value.to_integral_value() and (value != 0 or not value.is_signed())  # -0 is no integer
        return int(value) if whole else float(value)
    if isinstance(value, list | tuple | Mapping) and not value:
        return {} if isinstance(value, Mapping) else []
    kind: Any = type(value)  # Any, since a class is not Hashable to mypy
    return _ShownObject(_class_of(kind))


def _exact(value: str | float) -> Json:
    """Return a text or number of a derived class as one of Python's own class."""
    if isinstance(value, str):
        return str.__str__(value)
    return int.__int__(value) if isinstance(value, int) else float.__float__(value)


@functools.lru_cache(maxsize=1024)
def _class_of(kind: type) -> ShownClass:
    """Return a class's name, with the texts that its annotations allow for its members."""
    hints: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        hints.update(_annotations(base))
    return ShownClass(kind.__name__, {name: texts for name, hint in hints.items() if (texts := _texts(hint))})


def _annotations(kind: type) -> Mapping[str, Any]:
    """Return a class's own annotations; none if they cannot be evaluated at run time, as in some libraries."""
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
