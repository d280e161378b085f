"""The places of a document that the contract names and that hold something."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from runlaws.contract._containers import Either, Free, Items, Map, Record, Shape, Tagged
from runlaws.values import Json, parts_of, pointer

__all__ = ["Named", "named_places"]

_CONTAINERS: Final = (dict, list, tuple)


class Named(NamedTuple):
    """A place that the contract names, with a value other than null.

    `pattern` is the place with `*` for each index, `tag` says of which variant the nearest tagged object is that it is
    in or that it has itself, and `around` is the place of the object or array that it stands in.
    """

    place: str
    pattern: str
    tag: str
    value: Json
    around: str
    is_free: bool
    """Whether the contract says nothing of what is in it."""


def named_places(value: Json, shape: Shape | None) -> list[Named]:
    """Return the places in a value that its shape names, objects and arrays before what is in them.

    Nothing in free data is named, nor is an unknown member, or what is in an object of an unknown variant.
    """
    every: list[Named] = []
    _name(value, shape, ("", "", ""), every)
    return every


def _name(value: Json, shape: Shape | None, around: tuple[str, str, str], every: list[Named]) -> None:
    """Add the named places in a value to a list; `around` is its place, its pattern and its tag."""
    place, pattern, tag = around
    for part, item, below in _parts(value, shape):
        if item is None:
            continue
        here, there = f"{place}/{part}", f"{pattern}/{'*' if isinstance(value, list | tuple) else part}"
        inner = below.object if isinstance(below, Either) else below
        own = tag
        if isinstance(inner, Tagged) and isinstance(item, Mapping):
            own = str(item.get(inner.tag))
        is_free = isinstance(inner, Free | Map)
        every.append(Named(here, there, own, item, place, is_free))
        if item and not is_free and isinstance(item, _CONTAINERS):
            _name(item, inner, (here, there, own), every)


def _parts(value: Json, shape: Shape | None) -> Iterator[tuple[str | int, Json, Shape]]:
    if isinstance(shape, Tagged) and isinstance(value, Mapping):
        tag = value.get(shape.tag)
        shape = shape.variants.get(tag) if isinstance(tag, str) else None
    if isinstance(shape, Record) and isinstance(value, Mapping):
        for name, item in value.items():
            if name in shape.members:
                yield _step(name), item, shape.members[name].shape
    elif isinstance(shape, Items) and isinstance(value, list | tuple):
        for index, item in parts_of(value):
            yield index, item, shape.item


@functools.lru_cache(maxsize=1024)
def _step(name: str) -> str:
    return pointer((name,))[1:]
