"""Which wire a document is from: recognized by its members and tags, before it is judged and whatever is wrong with it.

A fault must not choose the profile by which it is judged, since the profile that fits best may be one under which it is
not a fault. So values do not count here, only which members are present and which tags objects have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from runlaws.contract import Either, Force, Items, Judgement, Profile, Record, Shape, Standing, Tagged
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
    distances = {profile: _distance(profile, tree) for profile in profiles}
    nearest = [profile for profile, distance in distances.items() if distance == min(distances.values())]
    return nearest[0] if len(nearest) == 1 else min(nearest, key=lambda profile: _badness(profile.judge(tree)))


def _badness(judgement: Judgement) -> tuple[int, int]:
    hard = sum(violation.force is Force.HARD for violation in judgement.violations)
    return _STANDINGS.index(judgement.standing), hard


def _distance(profile: Profile, tree: Mapping[str, Json]) -> int:
    """Return how unlike a wire a document is, by the names of top-level members and by tags at any depth."""
    members = profile.shape.members
    gone = sum(name in profile.gone for name in tree)
    unknown = sum(name not in members and name not in profile.gone for name in tree)
    missing = sum(member.required and name not in tree for name, member in members.items())
    unmarked = sum(name not in tree for name in profile.marks)
    tags = _tags(profile.shape, tree)
    return _GONE * gone + _UNKNOWN * unknown + _MISSING * missing + _UNMARKED * unmarked + tags


def _tags(shape: Shape, value: Json) -> int:
    """Return how unlike a shape a value is by its tags."""
    if isinstance(shape, Either):
        shape = shape.object
    if isinstance(shape, Tagged) and isinstance(value, dict):
        tag = value.get(shape.tag)
        if not isinstance(tag, str):
            return 0
        if tag in shape.gone:
            return _GONE
        variant = shape.variants.get(tag)
        return _UNKNOWN if variant is None else _tags(variant, value)
    if isinstance(shape, Record) and isinstance(value, dict):
        return sum(_tags(member.shape, value[name]) for name, member in shape.members.items() if name in value)
    if isinstance(shape, Items) and isinstance(value, list | tuple):
        return sum(_tags(shape.item, item) for item in value)
    return 0
