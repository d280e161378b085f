"""What a value shows, as JSON data."""

from __future__ import annotations

import datetime
import decimal
import enum
import functools
import inspect
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any

from runlaws.client import NOT_SHOWN, Answer, Opaque, ShownClass, Thrown
from runlaws.observe._asking import Asking
from runlaws.values import Json, Path, places, pointer

__all__ = ["Shown", "held_of", "shown_of"]

Shown = tuple[Mapping[str, Json | Opaque | Thrown], Mapping[str, ShownClass]]
"""What is shown at places, and the classes of the objects at them."""


def shown_of(asking: Asking, value: Any, where: Iterable[tuple[Path, Json]]) -> Shown:
    """Return what a value shows at each place; an object or array that it shows as such is in its parts.

    `where` gives the places with what the document has there. What reading a place raises stands in its place.
    """
    shown: dict[str, Json | Opaque | Thrown] = {}
    classes: dict[str, ShownClass] = {}
    for path, sent in where:
        part, answer = asking.read(value, path, _plain)
        if answer.thrown is not None:
            shown[pointer(path)] = answer.thrown
        elif isinstance(part, _ShownObject) and isinstance(sent, Mapping | list | tuple):
            if isinstance(sent, Mapping):
                classes[pointer(path)] = part.kind
        elif part is not NOT_SHOWN:
            shown[pointer(path)] = Opaque(part.kind.type) if isinstance(part, _ShownObject) else part
    return shown, classes


def held_of(asking: Asking, value: Any, tree: Mapping[str, Json]) -> Answer:
    """Return all that a value holds: what is written of it, or where the client does not encode, what it shows."""
    if asking.encodes:
        return asking.encode(value)[1]
    shown, classes = shown_of(asking, value, places(tree))
    return Answer({place: str(part) for place, part in (*shown.items(), *classes.items())})


class _ShownObject:
    """A shown value that JSON has no form for."""

    def __init__(self, kind: ShownClass) -> None:
        self.kind = kind


def _plain(value: Any) -> Json | _ShownObject:
    """Return a shown value as JSON data: an enum by its value, a time in seconds since the epoch.

    It may raise: the value is of a foreign class.
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
    kind: Any = type(value)  # the type of a class is no Hashable to mypy
    return _ShownObject(_class_of(kind))


def _exact(value: str | float) -> Json:
    """Return a text or number of a class derived from Python's own as Python's own."""
    if isinstance(value, str):
        return str.__str__(value)
    return int.__int__(value) if isinstance(value, int) else float.__float__(value)


@functools.lru_cache(maxsize=1024)
def _class_of(kind: type) -> ShownClass:
    """Return a class by its name, with the texts that its annotations allow of its members."""
    hints: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        hints.update(_annotations(base))
    return ShownClass(kind.__name__, {name: texts for name, hint in hints.items() if (texts := _texts(hint))})


def _annotations(kind: type) -> Mapping[str, Any]:
    """Return a class's own annotations; none where they name what is not there at run time, as some libraries' do."""
    try:
        return inspect.get_annotations(kind, eval_str=True)
    except Exception:  # noqa: BLE001 (an annotation that cannot be evaluated says nothing of what it allows)
        return {}


def _texts(hint: Any) -> tuple[str, ...]:
    """Return the texts that an annotation allows, where it is a Literal of texts, or one of these or None."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return parts if all(isinstance(part, str) for part in parts) else ()
    if origin in (typing.Union, types.UnionType):
        rest = [_texts(part) for part in parts if part is not type(None)]
        return tuple(text for texts in rest for text in texts) if all(rest) else ()
    return ()
