"""Cases of every standing, out of one chooser."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from runlaws.case import Case, Likeness, Twin
from runlaws.client import EVERYTHING, Question
from runlaws.contract import Standing
from runlaws.document import write
from runlaws.laws import Law
from runlaws_strategies.build._breakage import broken_case, wrecked_case
from runlaws_strategies.build._bytes import ambiguous_case, malformed_case
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._news import extended_case
from runlaws_strategies.build._siblings import sibling_case
from runlaws_strategies.build._spelling import SPELLINGS, spell
from runlaws_strategies.objects.run._assemble import Plan

__all__ = ["KINDS", "kinds_for", "kinds_for_all", "make", "without_plain"]

_Maker = Callable[[Chooser, Plan], Case]


def _valid(choose: Chooser, plan: Plan) -> Case:
    return Case.of_tree(plan.tree(choose), plan.profile, made="valid").expect(Standing.VALID)


def _respelled(choose: Chooser, plan: Plan) -> Case:
    spelling = choose.row(SPELLINGS)
    tree = plan.tree(choose)
    plain, spelled = write(tree), spell(tree, spelling)
    twin = Twin(spelled if spelled != plain else b" " + spelled, Likeness.SAME)
    return Case.of_tree(tree, plan.profile, made="with another spelling", twin=twin).expect(Standing.VALID)


def _questionable(choose: Chooser, plan: Plan) -> Case:
    return broken_case(choose, plan, Standing.QUESTIONABLE)


def _invalid(choose: Chooser, plan: Plan) -> Case:
    return broken_case(choose, plan, Standing.INVALID)


KINDS: Final[Mapping[str, _Maker]] = {
    "valid": _valid,
    "respelled": _respelled,
    "sibling": sibling_case,
    "questionable": _questionable,
    "extended": extended_case,
    "invalid": _invalid,
    "wrecked": wrecked_case,
    "ambiguous": ambiguous_case,
    "malformed": malformed_case,
}
"""How a case can be made; the first three are valid, the second and third have a twin."""

_STANDING_OF: Final = {
    "valid": Standing.VALID,
    "respelled": Standing.VALID,
    "sibling": Standing.VALID,
    "wrecked": Standing.INVALID,
}


def kinds_for(law: Law) -> tuple[str, ...]:
    """Return the kinds of case that a law can be asked about."""
    if law.twin is not None:
        return ("respelled",) if law.twin is Likeness.SAME else ("sibling",)
    if law.asks >= EVERYTHING:
        return tuple(KINDS)
    if Question.DISTURB in law.asks:
        return ("sibling",)  # another document to decode in between
    plain = (kind for kind in KINDS if kind not in ("respelled", "sibling"))
    return tuple(kind for kind in plain if _STANDING_OF.get(kind, kind) in law.standings)


_WEIGHTS: Final = {"questionable": 2, "invalid": 4, "wrecked": 3}
"""How often a kind is made for each time another is: there are some 250 rules to break, one or a few at a time."""


_WEIGHTS_OF_FAULTS: Final = {"invalid": 4, "wrecked": 3, "ambiguous": 3, "malformed": 3}
"""The same where only faults are asked for: then what is no run at all has its turn more often."""

_FAULTS: Final = frozenset({"extended", "invalid", "wrecked", "ambiguous", "malformed"})


def make(choose: Chooser, plan: Plan, kinds: tuple[str, ...]) -> Case:
    """Make a case of one of these kinds."""
    return KINDS[choose.row(_weighted(kinds))](choose, plan)


@functools.cache
def _weighted(kinds: tuple[str, ...]) -> tuple[str, ...]:
    weights = _WEIGHTS_OF_FAULTS if _FAULTS.issuperset(kinds) else _WEIGHTS
    return tuple(kind for kind in kinds for _ in range(weights.get(kind, 1)))


def kinds_for_all(laws: Iterable[Law]) -> tuple[str, ...]:
    """Return the kinds of case that any of some laws can be asked about, each once."""
    wanted = {kind for law in laws for kind in kinds_for(law)}
    return tuple(kind for kind in KINDS if kind in wanted)


def without_plain(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds without plain valid cases where some with a twin, which are as valid, are among them."""
    return tuple(kind for kind in kinds if kind != "valid" or not {"respelled", "sibling"} & set(kinds))
