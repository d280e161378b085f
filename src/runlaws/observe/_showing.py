"""Reading what a value shows, as JSON data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from runlaws.client import NOT_SHOWN, Answer, Opaque, ShownClass, Thrown
from runlaws.document import read
from runlaws.observe._asking import Asking
from runlaws.observe._part import Part
from runlaws.values import ARRAYS, Json, Located, located

__all__ = ["Shown", "held_of", "shown_of", "shown_of_document"]


class Shown(NamedTuple):
    """By JSON pointer: what a value shows, the classes of its objects, and those of its arrays and odd scalars."""

    shown: Mapping[str, Json | Opaque | Thrown]
    classes: Mapping[str, ShownClass]
    types: Mapping[str, str]


def shown_of(asking: Asking, value: Any, where: Sequence[Located]) -> Shown:
    """Return what a value shows at each place. Of an object or array that it shows, only the class is returned.

    `where` has the places with the document's values. If reading a place raises, the exception is what is shown.
    """
    shown: dict[str, Json | Opaque | Thrown] = {}
    classes: dict[str, ShownClass] = {}
    types: dict[str, str] = {}
    parts = asking.parts(value, [path for path, _, _ in where])
    for (_, place, sent), part in zip(where, parts, strict=True):
        if isinstance(part, Part):
            _sort_in(part, place, sent, shown, classes, types)
        elif part is not NOT_SHOWN:
            shown[place] = _without_address(part) if type(part) is str and _AT in part else part
    return Shown(shown, classes, types)


def shown_of_document(asking: Asking, document: bytes) -> Shown | None:
    """Return what the value of a document shows at its places, or None if it has no members or is not accepted.

    The types have the name of the value's own class at the place of the whole.
    """
    tree = read(document, disputes=False).tree
    value, decoded = asking.decode(document)
    if tree is None or decoded.thrown is not None:
        return None
    seen = shown_of(asking, value, located(tree))
    return seen._replace(types={**seen.types, "": str(asking.kind(value).value)})


def held_of(asking: Asking, value: Any, tree: Mapping[str, Json]) -> Answer:
    """Return everything a value holds: what it encodes to, or if the client does not encode, what it shows."""
    if asking.encodes:
        return asking.encode(value)[1]
    shown, classes, _ = shown_of(asking, value, located(tree))
    return Answer({place: str(part) for place, part in (*shown.items(), *classes.items())})


def _without_address(text: str) -> str:
    """Return a text without the address of an object, which is another one each time that the same is shown."""
    return _ADDRESS.sub(" at 0x…", text)


_AT: Final = " at 0x"
_ADDRESS: Final = re.compile(r" at 0x[0-9a-fA-F]{4,}")


def _sort_in(
    part: Part,
    place: str,
    sent: Json,
    shown: dict[str, Json | Opaque | Thrown],
    classes: dict[str, ShownClass],
    types: dict[str, str],
) -> None:
    types[place] = part.type
    if part.kind is None:
        shown[place] = part.plain
    elif isinstance(sent, Mapping):
        classes[place] = part.kind
    elif not isinstance(sent, ARRAYS):
        shown[place] = Opaque(part.kind.type)
