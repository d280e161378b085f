"""Controls: a few valid documents in which every member has a typical value, and null or nothing where it may."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from runlaws.case import Case
from runlaws.contract import Profile, Standing
from runlaws_strategies.build._choosers import First
from runlaws_strategies.build._plan import plan_of

__all__ = ["controls"]


@functools.cache
def controls(profile: Profile) -> Sequence[Case]:
    """Return for each state of a profile a valid document with as much set as can be, and one with as little."""
    plan = plan_of(profile)
    trees = [plan.tree(First(), (state,), plan.extreme(which)) for which in ("set", "null") for state in plan.states]
    cases = (Case.of_tree(tree, profile, made="valid") for tree in trees)
    return tuple(case for case in cases if case.standing is Standing.VALID)
