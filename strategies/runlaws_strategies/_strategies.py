"""The public strategies: thin drivers over the one build."""

from __future__ import annotations

import importlib
from collections.abc import Collection, Mapping
from typing import Literal, TypeAlias, overload

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from runlaws.case import Case
from runlaws.contract import NewsKind, Profile, Standing, json_schema
from runlaws.document import structure, write
from runlaws.laws import Law
from runlaws.objects import ProfileError, as_profile
from runlaws.objects.run import FailedRun, IncompleteRun, Run, WaitingRun
from runlaws.values import ABSENT, Absent, Json, members_of
from runlaws_strategies._drawn import Drawn
from runlaws_strategies._jsonschema import from_schema
from runlaws_strategies.build._breakage import broken_case
from runlaws_strategies.build._bytes import ambiguous_case, malformed_case
from runlaws_strategies.build._cases import make
from runlaws_strategies.build._kinds import KINDS, Kind, as_kinds, kinds_for
from runlaws_strategies.build._news import extended_case
from runlaws_strategies.build._plan import Plan, plan_of
from runlaws_strategies.build._siblings import sibling_case
from runlaws_strategies.build._spelling import SPELLINGS, spell

__all__ = [
    "ambiguous_documents",
    "broken_documents",
    "cases",
    "cases_for",
    "documents",
    "extended_documents",
    "malformed_documents",
    "runs",
    "schema_documents",
    "siblings",
]

_Given: TypeAlias = Json | Absent | st.SearchStrategy[Json | Absent]
Status: TypeAlias = str | Collection[str] | st.SearchStrategy[str] | None


@overload
def runs(
    *, profile: str | Profile = ..., status: Literal["failed"], **members: _Given
) -> st.SearchStrategy[FailedRun]: ...
@overload
def runs(
    *, profile: str | Profile = ..., status: Literal["requires_action"], **members: _Given
) -> st.SearchStrategy[WaitingRun]: ...
@overload
def runs(
    *, profile: str | Profile = ..., status: Literal["incomplete"], **members: _Given
) -> st.SearchStrategy[IncompleteRun]: ...
@overload
def runs(*, profile: str | Profile = ..., status: Status = ..., **members: _Given) -> st.SearchStrategy[Run]: ...
def runs(*, profile: str | Profile = "v2", status: Status = None, **members: _Given) -> st.SearchStrategy[Run]:
    """Valid runs: the region in which a client must not lose anything.

    Every relation between members holds by construction, the status being chosen first. The pools hold the
    values at which clients break (ends of 32 and 53 bits, null, absent and empty, text beyond ASCII). Runs
    shrink towards a queued run with nothing set.

    :param profile: the wire version.
    :param status: one status, several to choose from, or a strategy; all of the profile's unless given.
    :param members: members that do not depend on the status, each a JSON value or a strategy of them; `ABSENT` leaves
        one out. A value that breaks a hard rule is an InvalidArgument.
    """
    plan = _plan(profile)
    model = _model_of(plan.profile)
    return _trees_with(plan, status, members).map(lambda tree: structure(tree, model))


def documents(*, profile: str | Profile = "v2", status: Status = None, **members: _Given) -> st.SearchStrategy[bytes]:
    """Valid runs as JSON text in many spellings: key order, white space, escapes, forms of numbers.

    Readers that search the text, or expect an order of members, break here. Documents shrink towards the plain spelling
    of the simplest run. The arguments are those of `runs`.
    """
    return st.builds(spell, _trees_with(_plan(profile), status, members), st.sampled_from((_plainly, *SPELLINGS)))


def broken_documents(
    *, profile: str | Profile = "v2", standing: Standing = Standing.INVALID
) -> st.SearchStrategy[Case]:
    """Runs that break exactly one named rule at one named place: what a strict client must refuse.

    They come from every site of the profile with every way to spoil it, and every relation with every way to break
    it. The case's violations name the rule and the place. Cases shrink towards the first member and the simplest run.

    :param standing: `Standing.INVALID` breaks a hard rule, `Standing.QUESTIONABLE` a soft one.
    """
    if standing not in (Standing.INVALID, Standing.QUESTIONABLE):
        msg = f"standing must be invalid or questionable, is {standing!r}"
        raise InvalidArgument(msg)
    return _broken(_plan(profile), standing)


def extended_documents(*, profile: str | Profile = "v2") -> st.SearchStrategy[Case]:
    """Runs with one piece of news: what a tolerant client must survive when the server grows.

    An unknown member at any level, a new value of any open enum, a new type of tool, action or format. The case's
    `judgement.news` says what and where. Cases shrink towards a new member at the top of the simplest run.
    """
    return _extended(_plan(profile))


def ambiguous_documents(*, profile: str | Profile = "v2") -> st.SearchStrategy[bytes]:
    """JSON whose meaning parsers dispute: names twice, NaN, 1e400, 2^53+1, lone surrogates, a BOM, 10,000 levels.

    Such a document must neither crash a reader nor turn into another value unnoticed. Documents shrink towards a long
    integer in the simplest run.
    """
    return _ambiguous(_plan(profile)).map(_document)


def malformed_documents(*, profile: str | Profile = "v2") -> st.SearchStrategy[bytes]:
    """Bytes that are not a JSON object: other JSON, error pages, bytes that are not UTF-8, runs cut short or doubled.

    Proxies and broken connections send it, and a client must refuse it with an error of its own. Documents shrink
    towards `null`.
    """
    return _malformed(_plan(profile)).map(_document)


def schema_documents(*, profile: str | Profile = "v2") -> st.SearchStrategy[Case]:
    """Documents that fit the exported JSON Schema, which knows no relations between members: most break several.

    hypothesis-jsonschema draws them, slowly, as a second opinion on the contract: no case breaks a hard structural
    rule, and each says which relations it breaks. Cases shrink towards documents with required members only.
    """
    plan = _plan(profile)
    trees = from_schema(json_schema(plan.profile, closed=True))
    return trees.map(lambda tree: Case.of_bytes(write(members_of(tree)), plan.profile, made="from the JSON Schema"))


def siblings(*, profile: str | Profile = "v2") -> st.SearchStrategy[Case]:
    """Valid runs, each with a twin that differs in exactly one member: what equality must distinguish.

    The twin is valid or questionable. The member has another value, or is null in one and absent in the other where the
    profile allows both. Only these cases show an equality that leaves members out. They shrink towards another id.
    """
    return _siblings(_plan(profile))


def cases(*, profile: str | Profile = "v2", kinds: Collection[str] = KINDS) -> st.SearchStrategy[Case]:
    """Labelled cases of every standing, for running all laws over one stream.

    Cases shrink towards the first of the kinds, and within it towards the simplest run.

    :param kinds: some of the names in `KINDS`, or one; all unless given.
    """
    return _cases(_plan(profile), _kinds(kinds))


def cases_for(law: Law, *, profile: str | Profile = "v2") -> st.SearchStrategy[Case]:
    """Cases that a law applies to: of its standings, with the twin or the kind of news that it needs.

    Any other case would be drawn in vain. They shrink as those of `cases` do.
    """
    plan = _plan(profile)
    return _extended(plan, law.news) if law.news else _cases(plan, kinds_for(law))


def _trees_with(plan: Plan, status: Status, members: Mapping[str, _Given]) -> st.SearchStrategy[dict[str, Json]]:
    for name in members:
        if name not in plan.profile.shape.members:
            msg = f"profile {plan.profile.name!r} has no member {name!r}"
            raise InvalidArgument(msg)
        if plan.slot_of(name) is None:
            msg = f"member {name!r} depends on the status or on other members, and is not to be given"
            raise InvalidArgument(msg)
    if isinstance(status, st.SearchStrategy):
        return status.flatmap(lambda name: _trees(plan, _states(plan, name), members))
    return _trees(plan, _states(plan, status), members)


@st.composite
def _trees(
    draw: st.DrawFn,
    plan: Plan,
    states: tuple[str, ...] | None,
    members: Mapping[str, _Given],
) -> dict[str, Json]:
    tree = plan.tree(Drawn(draw), states)
    for name, given in members.items():
        value = draw(given) if isinstance(given, st.SearchStrategy) else given
        tree[name] = value
        if value is ABSENT:
            del tree[name]
    if members:
        judgement = plan.profile.judge(tree)
        if judgement.standing is Standing.INVALID:
            msg = f"the members given break a hard rule: {judgement.violations[0]}"
            raise InvalidArgument(msg)
    return tree


def _plainly(tree: Mapping[str, Json]) -> str:
    return write(tree).decode()


def _document(case: Case) -> bytes:
    return case.document


@st.composite
def _extended(draw: st.DrawFn, plan: Plan, news: NewsKind | None = None) -> Case:
    return extended_case(Drawn(draw), plan, news)


@st.composite
def _ambiguous(draw: st.DrawFn, plan: Plan) -> Case:
    return ambiguous_case(Drawn(draw), plan)


@st.composite
def _malformed(draw: st.DrawFn, plan: Plan) -> Case:
    return malformed_case(Drawn(draw), plan)


@st.composite
def _broken(draw: st.DrawFn, plan: Plan, standing: Standing) -> Case:
    return broken_case(Drawn(draw), plan, standing)


@st.composite
def _siblings(draw: st.DrawFn, plan: Plan) -> Case:
    return sibling_case(Drawn(draw), plan)


@st.composite
def _cases(draw: st.DrawFn, plan: Plan, kinds: tuple[Kind, ...]) -> Case:
    return make(Drawn(draw), plan, kinds)


def _plan(profile: str | Profile) -> Plan:
    try:
        return plan_of(as_profile(profile))
    except ProfileError as error:
        raise InvalidArgument(str(error)) from None


def _model_of(profile: Profile) -> type[Run]:
    """Return the class of a profile's whole documents: `Run`, or the class of another object."""
    module, _, attribute = profile.object.model.partition(":")
    model: type[Run] = getattr(importlib.import_module(module), attribute)
    return model


def _kinds(kinds: Collection[str]) -> tuple[Kind, ...]:
    try:
        return as_kinds(kinds)
    except ValueError as error:
        raise InvalidArgument(str(error)) from None


def _states(plan: Plan, status: object) -> tuple[str, ...] | None:
    if status is None:
        return None
    if not isinstance(status, Collection):
        msg = f"status must be a status, several of them, or a strategy; got {status!r}"
        raise InvalidArgument(msg)
    try:
        return plan.as_states(status)
    except ValueError as error:
        raise InvalidArgument(str(error)) from None
