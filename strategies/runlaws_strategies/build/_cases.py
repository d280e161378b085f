"""Making a case of any kind with one chooser."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from runlaws.case import Case, Likeness, Shared, Twin
from runlaws.contract import Profile, Standing
from runlaws.objects import as_profile
from runlaws_strategies.build._breakage import broken_case, wrecked_case
from runlaws_strategies.build._bytes import ambiguous_case, malformed_case
from runlaws_strategies.build._choosers import Chooser, First, Seeded, Sparing
from runlaws_strategies.build._kinds import KINDS, Kind, as_kinds
from runlaws_strategies.build._news import extended_case
from runlaws_strategies.build._plan import Plan, plan_of
from runlaws_strategies.build._recorded import Choices, Recording
from runlaws_strategies.build._siblings import sibling_case
from runlaws_strategies.build._spelling import SPELLINGS

__all__ = ["MAKERS", "make", "make_case", "random_case", "recorded_case", "simplest"]


def make_case(seed: int, index: int, *, profile: str | Profile = "v2", kinds: Collection[str] = KINDS) -> Case:
    """Return the case for a seed and an index, which is the same in any process; it does not need Hypothesis.

    Raises `UnknownProfile`, or ValueError for an unknown kind.
    """
    return make(Seeded(seed, index), plan_of(as_profile(profile)), as_kinds(kinds))


def random_case(seed: int, index: int, profile: Profile, kinds: tuple[Kind, ...]) -> Case:
    """Return the random case of a search for a seed and an index: other ones than those of `make_case`."""
    return make(Sparing(seed, index), plan_of(profile), kinds)


def recorded_case(seed: int, index: int, profile: Profile, kinds: tuple[Kind, ...]) -> tuple[Case, Choices]:
    """Return what `random_case` does, with a record of the choices that it was made by."""
    chooser = Recording(Sparing(seed, index))
    return make(chooser, plan_of(profile), kinds), chooser.record


def simplest(status: str, *, profile: str | Profile = "v2") -> dict[str, Any]:
    """Return the simplest valid document of a status: what documents of that status shrink towards.

    Raises `UnknownProfile`, or ValueError for a status that the profile does not have.
    """
    plan = plan_of(as_profile(profile))
    return copy.deepcopy(plan.tree(First(), plan.as_states(status)))  # the caller may change it


_AROUND: Final = ("", "set", "wide")
"""What a document that is spelled otherwise has in it: anything, as much as possible, as many names as possible."""


def _valid(choose: Chooser, plan: Plan) -> Case:
    draft = plan.draft(choose)
    case = Case(draft.document, draft.judgement, "valid", tree=Shared(draft.tree))
    return case.expect(Standing.VALID)


def _respelled(choose: Chooser, plan: Plan) -> Case:
    spelling = choose.row(SPELLINGS)
    around = choose.row(_AROUND)
    draft = plan.draft(choose, only=plan.extreme(around)) if around else plan.draft(choose)
    plain, spelled = draft.document, plan.pooled.spell(draft.tree, spelling)
    twin = Twin(spelled if spelled != plain else b" " + spelled, Likeness.SAME)
    case = Case(plain, draft.judgement, "with a copy spelled differently", twin, tree=Shared(draft.tree))
    return case.expect(Standing.VALID)


def _questionable(choose: Chooser, plan: Plan) -> Case:
    return broken_case(choose, plan, Standing.QUESTIONABLE)


def _invalid(choose: Chooser, plan: Plan) -> Case:
    return broken_case(choose, plan, Standing.INVALID)


MAKERS: Final[Mapping[Kind, Callable[[Chooser, Plan], Case]]] = {
    Kind.VALID: _valid,
    Kind.RESPELLED: _respelled,
    Kind.SIBLING: sibling_case,
    Kind.QUESTIONABLE: _questionable,
    Kind.EXTENDED: extended_case,
    Kind.INVALID: _invalid,
    Kind.WRECKED: wrecked_case,
    Kind.AMBIGUOUS: ambiguous_case,
    Kind.MALFORMED: malformed_case,
}
"""How a case of each kind is made."""

_WEIGHTS: Final = {Kind.QUESTIONABLE: 2, Kind.INVALID: 4, Kind.WRECKED: 3}
"""How often a kind is made for each time that another is: there are some 250 rules to break, a few at a time."""

_WEIGHTS_OF_FAULTS: Final = {Kind.INVALID: 4, Kind.WRECKED: 3, Kind.AMBIGUOUS: 3, Kind.MALFORMED: 3}
"""The weights where only faults are asked for: then bytes that are not an object have their turn more often."""

_FAULTS: Final = frozenset({Kind.EXTENDED, Kind.INVALID, Kind.WRECKED, Kind.AMBIGUOUS, Kind.MALFORMED})


def make(choose: Chooser, plan: Plan, kinds: tuple[Kind, ...]) -> Case:
    """Make a case of one of these kinds."""
    return MAKERS[choose.row(_weighted(kinds))](choose, plan)


@functools.cache
def _weighted(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    weights = _WEIGHTS_OF_FAULTS if _FAULTS.issuperset(kinds) else _WEIGHTS
    return tuple(kind for kind in kinds for _ in range(weights.get(kind, 1)))
