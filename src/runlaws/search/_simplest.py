"""What is notable in a case: the members that differ from the simplest document in the same state."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, Final

from runlaws.case import Case
from runlaws.contract import Profile, Standing
from runlaws.values import ABSENT, Absent, Json, same_json
from runlaws_strategies import simplest

__all__ = ["OPAQUE", "busyness", "notable", "simplest_in", "simplest_like", "states_of"]

OPAQUE: Final = (Standing.AMBIGUOUS, Standing.MALFORMED)
"""The standings of documents without a single tree to inspect."""


def simplest_like(case: Case) -> dict[str, Any]:
    """Return the simplest document in the same state as the case's, or in the first state if that is unknown."""
    profile = case.judgement.profile
    states = states_of(profile)
    state = (case.tree or {}).get(profile.object.state)
    return simplest_in(state if isinstance(state, str) and state in states else states[0], profile)


@functools.lru_cache(maxsize=64)
def simplest_in(state: str, profile: Profile) -> dict[str, Any]:
    """Return the simplest document in a state. It is the same object each time, so callers must not change it."""
    return simplest(state, profile=profile)


def notable(case: Case) -> Mapping[str, Json | Absent]:
    """Return the members that differ from the simplest document in the same state, led by any state but the first."""
    tree = case.tree
    if tree is None or case.standing in OPAQUE:
        return {}
    plain = simplest_like(case)
    members: dict[str, Json | Absent]
    members = {name: value for name, value in tree.items() if name not in plain or not same_json(plain[name], value)}
    members.update({name: ABSENT for name in plain if name not in tree})
    profile = case.judgement.profile
    name = profile.object.state
    return members if tree.get(name) == states_of(profile)[0] else {name: tree.get(name, ABSENT), **members}


def busyness(case: Case) -> tuple[int, bool, int]:
    """Return how much there is in a case: notable members, a twin, bytes."""
    return len(notable(case)), case.twin is not None, len(case.document)


def states_of(profile: Profile) -> tuple[str, ...]:
    """Return the known states of a profile's object, the simplest first."""
    values: tuple[str, ...] = getattr(profile.shape.members[profile.object.state].shape, "values", ())
    return values
