"""Kinds of difference that only the contract can identify, and differences that a policy declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.contract import Choice, Either, News, NewsKind, Number, Profile, Standing, Tagged
from runlaws.laws._licence import promised_for
from runlaws.values import ABSENT, Change, Difference, Json, Path, is_double_of, is_single_of, within

__all__ = ["NULLS", "NUMBERS", "allowed", "classified"]

NULLS: Final = frozenset({Change.NULL_MADE_ABSENT, Change.ABSENT_MADE_NULL})
NUMBERS: Final = frozenset(
    {Change.INTEGER_MADE_FLOAT, Change.PRECISION_LOST, Change.NUMBER_CHANGED, Change.ZERO_SIGN_LOST}
)
_PERHAPS_A_TAG: Final = frozenset({Change.TEXT_CHANGED, Change.TYPE_CONFUSED, Change.MADE_NULL, Change.DROPPED})


def classified(differences: Sequence[Difference], profile: Profile, tree: Mapping[str, Json]) -> Iterator[Difference]:
    """Yield differences from a document, with kinds that only the contract can identify: enum changed, wrong variant.

    Of an object whose tag changed nothing else is reported: the other members go with the variant.
    """
    kinds = {difference.path: _kind(difference, profile, tree) for difference in differences}
    wrong = {path[:-1] for path, kind in kinds.items() if kind is Change.WRONG_VARIANT}
    for difference in differences:
        path, kind = difference.path, kinds[difference.path]
        if kind is Change.WRONG_VARIANT or not any(path[: len(other)] == other for other in wrong):
            yield difference if kind is difference.kind else evolve(difference, kind=kind)


def _kind(difference: Difference, profile: Profile, tree: Mapping[str, Json]) -> Change:
    path, kind = difference.path, difference.kind
    if kind not in _PERHAPS_A_TAG:
        return kind
    if path and difference.sent is not None and _is_tag(profile, tree, path):
        return Change.WRONG_VARIANT
    if kind is Change.TEXT_CHANGED and isinstance(profile.shape_at(tree, path), Choice | Either):
        return Change.ENUM_CHANGED
    return kind


def _is_tag(profile: Profile, tree: Mapping[str, Json], path: Path) -> bool:
    holder = profile.shape_at(tree, path[:-1])
    holder = holder.object if isinstance(holder, Either) else holder
    return isinstance(holder, Tagged) and holder.tag == path[-1]


def allowed(difference: Difference, case: Case, policy: Policy) -> bool:
    """Return whether the client's policy declares a difference, or it is not a difference of data."""
    kind, place = difference.kind, difference.pointer
    if kind in NULLS and policy.at("absent_and_null", place) == "same":
        return True
    if kind in NUMBERS:
        return _is_number_allowed(difference, case, policy)
    if difference.got is not ABSENT:
        return False
    if policy.omitted(place) or _is_null_tag_dropped(difference, case, policy):
        return True
    news = (*case.judgement.news, *_of_other_wires(case))
    return any(_may_go_with(item, place, promised_for(policy, item)) for item in news)


def _of_other_wires(case: Case) -> Iterator[News]:
    """Yield the members that only other wires have: to a client of this one they are unknown, too."""
    for violation in case.judgement.violations:
        if violation.rule.endswith(".gone") and violation.pointer[1:] in case.judgement.profile.gone:
            yield News(NewsKind.UNKNOWN_MEMBER, violation.pointer, violation.says)


def _is_null_tag_dropped(difference: Difference, case: Case, policy: Policy) -> bool:
    """Return whether a tag that is null was dropped as unknown: an object of no known variant has no known members."""
    if difference.sent is not None or policy.at("unknown_members", difference.pointer) != "drop":
        return False
    return _is_tag(case.judgement.profile, case.tree or {}, difference.path)


def _may_go_with(news: News, place: str, promised: str) -> bool:
    """Return whether a place is gone together with a piece of news, as the policy declares for that."""
    if promised == "tag":
        return place != news.pointer and within(place, {news.pointer.rpartition("/")[0]})
    return place == news.pointer and promised != "keep"


def _is_number_allowed(difference: Difference, case: Case, policy: Policy) -> bool:
    sent, got, place = difference.sent, difference.got, difference.pointer
    if difference.kind is Change.ZERO_SIGN_LOST:
        return policy.at("negative_zero", place) == "zero"
    shape = case.judgement.profile.shape_at(case.tree or {}, difference.path)
    floated = difference.kind is Change.INTEGER_MADE_FLOAT
    if floated and (isinstance(shape, Number) or case.standing is Standing.INVALID):
        return True  # the value is what it was
    if isinstance(sent, int) and (isinstance(shape, Number) or not policy.holds(sent, place)):
        return is_double_of(sent, got)
    if isinstance(sent, float) and policy.at("integers", place) == "double" and is_double_of(sent, got):
        return True
    return policy.at("floats", place) == "single" and isinstance(sent, float) and is_single_of(sent, got)
