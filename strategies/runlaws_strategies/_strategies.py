"""The public strategies: thin drivers over the one build."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from runlaws.case import Case
from runlaws.contract import Standing, UnknownProfile
from runlaws.document import structure
from runlaws.laws import Law
from runlaws.run import Run
from runlaws_strategies._breakage import broken_case
from runlaws_strategies._build import Plan, plan_of
from runlaws_strategies._cases import KINDS, kinds_for, make
from runlaws_strategies._chooser import Drawn, First, Seeded
from runlaws_strategies._siblings import sibling_case
from runlaws_strategies._spelling import SPELLINGS, spell

__all__ = ["broken_documents", "cases", "cases_for", "documents", "make_case", "runs", "siblings", "simplest"]


def runs(*, profile: str = "v2", status: str | Collection[str] | None = None) -> st.SearchStrategy[Run]:
    """Valid runs: the region in which a client must not lose anything.

    Every relation between members holds by construction, the status being chosen first. The pools hold the
    values at which clients break (ends of 32 and 53 bits, null, absent and empty, text beyond ASCII). Runs
    shrink towards a queued run with nothing set.

    :param profile: the wire version.
    :param status: one status, or several to choose from; all of the profile's unless given.
    """
    plan, statuses = _plan(profile), _statuses(profile, status)
    return _trees(plan, statuses).map(lambda tree: structure(tree, Run))


def documents(*, profile: str = "v2", status: str | Collection[str] | None = None) -> st.SearchStrategy[bytes]:
    """Valid runs as JSON text in many spellings: key order, white space, escapes.

    For readers that look at more than the data. They shrink towards the plain spelling of the simplest run.
    """
    plan, statuses = _plan(profile), _statuses(profile, status)
    return st.builds(spell, _trees(plan, statuses), st.sampled_from(SPELLINGS))


def broken_documents(*, profile: str = "v2", standing: Standing = Standing.INVALID) -> st.SearchStrategy[Case]:
    """Runs that break exactly one named rule at one named place: what a strict client must refuse.

    Every site of the profile times every way to spoil it, and every relation times every way to break it. The
    case's violations name the rule and the place. Cases shrink towards the first member and the simplest run.

    :param standing: `Standing.INVALID` breaks a hard rule, `Standing.QUESTIONABLE` a soft one.
    """
    if standing not in (Standing.INVALID, Standing.QUESTIONABLE):
        msg = f"standing must be invalid or questionable, is {standing!r}"
        raise InvalidArgument(msg)
    return _broken(_plan(profile), standing)


def siblings(*, profile: str = "v2") -> st.SearchStrategy[Case]:
    """Valid runs with a twin that differs in exactly one member: what equality must tell apart.

    The twin is valid or questionable. Another value, or null against absent where the profile allows both.
    """
    return _siblings(_plan(profile))


def cases(*, profile: str = "v2", kinds: Collection[str] = tuple(KINDS)) -> st.SearchStrategy[Case]:
    """Labelled cases of every standing, for running all laws over one stream.

    :param kinds: out of valid, respelled, sibling, questionable, extended, invalid, ambiguous, malformed.
    """
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong or not kinds:
        msg = f"kinds must be some of {', '.join(KINDS)}; got {', '.join(map(repr, wrong)) or 'none'}"
        raise InvalidArgument(msg)
    return _cases(_plan(profile), tuple(kinds))


def cases_for(law: Law, *, profile: str = "v2") -> st.SearchStrategy[Case]:
    """Cases that a law can be asked about: of its standings, with its twin."""
    return _cases(_plan(profile), kinds_for(law))


def make_case(seed: int, index: int, *, profile: str = "v2", kinds: tuple[str, ...] = tuple(KINDS)) -> Case:
    """Make the case that a seed and an index stand for, without Hypothesis: any one alone, in any process."""
    return make(Seeded(seed, index), _plan(profile), kinds)


def simplest(status: str, *, profile: str = "v2") -> dict[str, Any]:
    """Return the simplest valid document of a status: what runs of that status shrink towards."""
    return _plan(profile).tree(First(), _statuses(profile, status))


@st.composite
def _trees(draw: st.DrawFn, plan: Plan, statuses: tuple[str, ...] | None) -> dict[str, Any]:
    return plan.tree(Drawn(draw), statuses)


@st.composite
def _broken(draw: st.DrawFn, plan: Plan, standing: Standing) -> Case:
    return broken_case(Drawn(draw), plan, standing)


@st.composite
def _siblings(draw: st.DrawFn, plan: Plan) -> Case:
    return sibling_case(Drawn(draw), plan)


@st.composite
def _cases(draw: st.DrawFn, plan: Plan, kinds: tuple[str, ...]) -> Case:
    return make(Drawn(draw), plan, kinds)


def _plan(profile: str) -> Plan:
    try:
        return plan_of(profile)
    except UnknownProfile as error:
        raise InvalidArgument(str(error)) from None


def _statuses(profile: str, status: str | Collection[str] | None) -> tuple[str, ...] | None:
    if status is None:
        return None
    wanted = (status,) if isinstance(status, str) else tuple(status)
    known = _plan(profile).statuses
    wrong = [name for name in wanted if name not in known]
    if wrong or not wanted:
        what = ", ".join(map(repr, wrong)) or "none"
        msg = f"status must be among those of profile {profile!r} ({', '.join(known)}); got {what}"
        raise InvalidArgument(msg)
    return wanted
