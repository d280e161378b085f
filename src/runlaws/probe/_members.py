"""The members of a document that a policy can have a word for, and those that the document lacks."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from runlaws.case import Case
from runlaws.contract import Either, Free, Integer, Items, Map, Record, Shape, Tagged
from runlaws.values import Json, Path, parts_of, pattern

__all__ = ["PlacedMember", "lacking", "members"]


@frozen
class PlacedMember:
    """A member of a document: its path, its value, and whether the contract requires an integer there."""

    path: Path
    value: Json
    place: str
    is_integer: bool


def members(case: Case) -> Iterator[PlacedMember]:
    """Yield the members that the contract names, at any depth, but none inside objects with free content."""
    for path, value, record in _objects((), case.tree, case.judgement.profile.shape):
        for name, item in value.items():
            if name in record.members:
                inner = (*path, name)
                yield PlacedMember(inner, item, pattern(inner), isinstance(record.members[name].shape, Integer))


def lacking(case: Case) -> Iterator[Path]:
    """Yield the paths of members that the contract names and the document lacks."""
    for path, value, record in _objects((), case.tree, case.judgement.profile.shape):
        yield from ((*path, name) for name in record.members if name not in value)


def _objects(path: Path, value: Json, shape: Shape) -> Iterator[tuple[Path, dict[str, Json], Record]]:
    """Yield every object for which the contract names members, with its shape."""
    shape = shape.object if isinstance(shape, Either) else shape
    if isinstance(value, list | tuple) and isinstance(shape, Items):
        for part, item in parts_of(value):
            yield from _objects((*path, part), item, shape.item)
    if not isinstance(value, dict):
        return
    if isinstance(shape, Tagged):
        variant = shape.variants.get(str(value.get(shape.tag)))
        if variant is None:
            return
        shape = variant
    if isinstance(shape, Record):
        yield path, value, shape
        for name, item in value.items():
            member = shape.members.get(name)
            if member is not None and not isinstance(member.shape, Free | Map):
                yield from _objects((*path, name), item, member.shape)
