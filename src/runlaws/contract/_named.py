"""The places of a document that the contract names and that hold something."""

from __future__ import annotations

import functools
from typing import NamedTuple

from runlaws.contract._containers import Either, Free, Items, Map, Record, Shape, Tagged
from runlaws.values import ARRAYS, CONTAINERS, Json, pointer

__all__ = ["Named", "named_places"]


class Named(NamedTuple):
    """A place that the contract names, with a value other than null.

    `pattern` is the place with `*` for each index, `tag` says of which variant the nearest tagged object is that it is
    in or that it has itself, and `around` is the place of the object or array that it stands in. `shape` is
    what the contract says of the value: of an object that may also be a text, what it says of an object.
    """

    place: str
    pattern: str
    tag: str
    value: Json
    around: str
    shape: Shape

    @property
    def is_free(self) -> bool:
        """Whether the contract says nothing of what is in it."""
        return isinstance(self.shape, Free | Map)


def named_places(value: Json, shape: Shape | None) -> list[Named]:
    """Return the places in a value that its shape names, objects and arrays before what is in them.

    Nothing in free data is named, nor is an unknown member, or what is in an object of an unknown variant.
    """
    every: list[Named] = []
    _name(value, shape, "", "", "", every)
    return every


def _name(value: Json, shape: Shape | None, place: str, pattern: str, tag: str, every: list[Named]) -> None:
    """Add the named places in a value to a list; the value's own place, pattern and tag are given."""
    if isinstance(shape, Tagged):
        shape = _variant(value, shape)
    if isinstance(shape, Record) and isinstance(value, dict):
        members = shape.members
        for name, item in value.items():
            if item is not None and name in members:
                step = _step(name)
                _add(item, members[name].shape, (f"{place}/{step}", f"{pattern}/{step}", tag), place, every)
    elif isinstance(shape, Items) and isinstance(value, ARRAYS):
        for index, item in enumerate(value):
            if item is not None:
                _add(item, shape.item, (f"{place}/{index}", f"{pattern}/*", tag), place, every)


def _add(item: Json, shape: Shape, at: tuple[str, str, str], around: str, every: list[Named]) -> None:
    """Add a named value to a list, and then what is in it; `at` is its place, its pattern and its tag."""
    place, pattern, tag = at
    shape = shape.object if isinstance(shape, Either) else shape
    if isinstance(shape, Tagged) and isinstance(item, dict):
        tag = str(item.get(shape.tag))
    every.append(Named(place, pattern, tag, item, around, shape))
    if item and isinstance(item, CONTAINERS):
        _name(item, shape, place, pattern, tag, every)


def _variant(value: Json, shape: Tagged) -> Shape | None:
    tag = value.get(shape.tag) if isinstance(value, dict) else None
    return shape.variants.get(tag) if isinstance(tag, str) else None


@functools.lru_cache(maxsize=1024)
def _step(name: str) -> str:
    return pointer((name,))[1:]
