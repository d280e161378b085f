"""Which wire a document is from: recognized by its members and tags, before it is judged and whatever is wrong with it.

A fault must not choose the profile by which it is judged, since the profile that fits best may be one under which it is
not a fault. So values do not count here, only which members are present and which tags objects have.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import evolve, frozen

from runlaws.contract import Either, Force, Items, Judgement, Member, Profile, Record, Shape, Standing, Tagged
from runlaws.values import Json

__all__ = ["closest"]

# Distances: a member or tag of another wire says most, then an unknown one or a missing one that marks the wire.
_GONE: Final = 3
_UNKNOWN: Final = 2
_UNMARKED: Final = 2
_MISSING: Final = 1

_STANDINGS: Final = (*Standing,)


def closest(tree: Mapping[str, Json], profiles: Iterable[Profile]) -> Profile:
    """Return the profile whose wire a document is most like; among equals the one that judges it best, or the first."""
    distances = {profile: _wire_of(profile).distance(tree) for profile in profiles}
    least = min(distances.values())
    nearest = [profile for profile, distance in distances.items() if distance == least]
    return nearest[0] if len(nearest) == 1 else _kindest(tree, nearest)


def _kindest(tree: Mapping[str, Json], profiles: Iterable[Profile]) -> Profile:
    """Return the profile that judges a document best; the first that breaks nothing need not be compared."""
    ranked: list[tuple[tuple[int, int], Profile]] = []
    for profile in profiles:
        judgement = profile.judge(tree)
        if judgement.standing is Standing.VALID:
            return profile
        ranked.append((_badness(judgement), profile))
    return min(ranked, key=lambda each: each[0])[1]


def _badness(judgement: Judgement) -> tuple[int, int]:
    hard = sum(violation.force is Force.HARD for violation in judgement.violations)
    return _STANDINGS.index(judgement.standing), hard


@frozen
class _Wire:
    """What a wire is recognized by: its members, and the part of its shape that has tags."""

    members: frozenset[str]
    gone: frozenset[str]
    required: frozenset[str]
    marks: frozenset[str]
    tagged: Shape | None

    def distance(self, tree: Mapping[str, Json]) -> int:
        """Return how unlike the wire a document is, by the names of top-level members and by tags at any depth."""
        names = tree.keys()
        others = names - self.members
        gone = len(names & self.gone)
        unknown = len(others - self.gone)
        missing, unmarked = len(self.required - names), len(self.marks - names)
        tags = _tags(self.tagged, tree)
        return _GONE * gone + _UNKNOWN * unknown + _MISSING * missing + _UNMARKED * unmarked + tags


@functools.lru_cache(maxsize=64)
def _wire_of(profile: Profile) -> _Wire:
    members = profile.shape.members
    required = (name for name, member in members.items() if member.required)
    gone, marks = frozenset(profile.gone), frozenset(profile.marks)
    return _Wire(frozenset(members), gone, frozenset(required), marks, _with_tags(profile.shape))


def _with_tags(shape: Shape) -> Shape | None:
    """Return the part of a shape that has tags, or None if none has: a document is looked through for them alone."""
    if isinstance(shape, Either):
        return _with_tags(shape.object)
    if isinstance(shape, Tagged):
        return evolve(shape, variants={tag: Record(_members(each)) for tag, each in shape.variants.items()})
    if isinstance(shape, Items):
        item = _with_tags(shape.item)
        return Items(item) if item else None
    if isinstance(shape, Record):
        members = _members(shape)
        return Record(members) if members else None
    return None


def _members(shape: Record) -> Mapping[str, Member]:
    """Return the members of an object in which there are tags."""
    inner = {name: _with_tags(member.shape) for name, member in shape.members.items()}
    return {name: Member(each) for name, each in inner.items() if each}


def _tags(shape: Shape | None, value: Json) -> int:
    """Return how unlike a shape a value is by its tags."""
    if isinstance(shape, Tagged) and isinstance(value, dict):
        tag = value.get(shape.tag)
        if not isinstance(tag, str):
            return 0
        if tag in shape.gone:
            return _GONE
        variant = shape.variants.get(tag)
        return _UNKNOWN if variant is None else _tags(variant, value)
    if isinstance(shape, Record) and isinstance(value, dict):
        return sum([_tags(member.shape, value[name]) for name, member in shape.members.items() if name in value])
    if isinstance(shape, Items) and isinstance(value, list | tuple):
        return sum([_tags(shape.item, item) for item in value])
    return 0
