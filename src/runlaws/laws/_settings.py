"""Checking that a policy names places that exist, once the profile is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from runlaws.client import BY_PLACE, EVERYWHERE, Policy, PolicyError
from runlaws.contract import Either, Free, Items, Map, Profile, Record, Shape, Tagged
from runlaws.objects import PROFILES
from runlaws.values import steps_of

__all__ = ["check_places"]

_PLACES: Final = ("requires", "not_null", "omits", "hides")


def check_places(policy: Policy, profile: Profile) -> None:
    """Raise `PolicyError` if a setting names a place that no profile of the object has."""
    for setting, pattern in _named(policy):
        if not any(_leads_somewhere(other.shape, steps_of(pattern), other) for other in _of_the_object(profile)):
            msg = (
                f"policy: {setting} names {pattern!r}, a place that no profile of {profile.object.name} has: "
                "expected a JSON pointer of its members, `*` for any one step"
            )
            raise PolicyError(msg)


def _named(policy: Policy) -> Iterator[tuple[str, str]]:
    for setting in _PLACES:
        yield from ((setting, pattern) for pattern in sorted(getattr(policy, setting)))
    for setting in BY_PLACE:
        said = getattr(policy, setting)
        if isinstance(said, Mapping):
            yield from ((setting, pattern) for pattern in said if pattern != EVERYWHERE)


def _of_the_object(profile: Profile) -> Iterator[Profile]:
    yield profile
    yield from (other for other in PROFILES.values() if other.object is profile.object)


def _leads_somewhere(shape: Shape, steps: Sequence[str], profile: Profile | None = None) -> bool:
    """Return whether a pattern leads to a place below a shape; of a profile, also to what other wires have there."""
    if not steps or isinstance(shape, Free):
        return True
    step, *rest = steps
    if profile is not None and not rest and step in profile.gone:
        return True
    return any(_leads_somewhere(inner, rest) for inner in _below(shape, step))


def _below(shape: Shape, step: str) -> Iterator[Shape]:
    """Yield the shapes that one step of a pattern may lead to."""
    if isinstance(shape, Either):
        yield from _below(shape.object, step)
    elif isinstance(shape, Tagged):
        for variant in shape.variants.values():
            yield from _below(variant, step)
    elif isinstance(shape, Record):
        yield from (member.shape for name, member in shape.members.items() if step in ("*", name))
    elif isinstance(shape, Items) and (step == "*" or step.isdecimal()):
        yield shape.item
    elif isinstance(shape, Map):
        yield shape.value
