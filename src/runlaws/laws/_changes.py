"""Kinds of difference that take the contract to tell, and differences that a policy declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import Final

from attrs import evolve

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.contract import Choice, Either, Number, Profile, Standing, Tagged
from runlaws.laws._licence import promised_for
from runlaws.values import ABSENT, Change, Difference, Json, Path

__all__ = ["NULLS", "NUMBERS", "allowed", "classified"]

NULLS: Final = frozenset({Change.NULL_MADE_ABSENT, Change.ABSENT_MADE_NULL})
NUMBERS: Final = frozenset({Change.INTEGER_MADE_FLOAT, Change.PRECISION_LOST, Change.NUMBER_CHANGED})
_PERHAPS_A_TAG: Final = frozenset({Change.TEXT_CHANGED, Change.TYPE_CONFUSED, Change.MADE_NULL, Change.DROPPED})


def classified(found: Sequence[Difference], profile: Profile, tree: Mapping[str, Json]) -> Iterator[Difference]:
    """Yield differences from a document with the kinds that take the contract to tell: enum changed, wrong variant.

    Of an object whose tag changed nothing else is reported: the other members go with the variant.
    """
    kinds = {difference.path: _kind(difference, profile, tree) for difference in found}
    wrong = {path[:-1] for path, kind in kinds.items() if kind is Change.WRONG_VARIANT}
    for difference in found:
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
    """Return whether a difference is one that the client's policy declares, or no difference of data."""
    kind, place = difference.kind, difference.pointer
    if kind in NULLS and policy.absent_and_null == "same":
        return True
    if kind in NUMBERS:
        return _is_number_allowed(difference, case, policy)
    gone = difference.got is ABSENT
    if policy.omitted(place):
        return gone
    return gone and any(news.pointer == place and promised_for(policy, news) != "keep" for news in case.judgement.news)


def _is_number_allowed(difference: Difference, case: Case, policy: Policy) -> bool:
    sent, got = difference.sent, difference.got
    shape = case.judgement.profile.shape_at(case.tree or {}, difference.path)
    floated = difference.kind is Change.INTEGER_MADE_FLOAT
    if floated and (isinstance(shape, Number) or case.standing is Standing.INVALID):
        return True  # the value is what it was
    if isinstance(sent, int) and (isinstance(shape, Number) or not policy.holds(sent)):
        return bool(_as_double(sent) == got)
    return policy.floats == "single" and isinstance(sent, float) and _is_single_of(sent, got)


def _is_single_of(sent: float, got: object) -> bool:
    """Return whether a number came back as 32 bits hold it."""
    try:
        return isinstance(got, int | float) and isclose(sent, got, rel_tol=2**-23)
    except OverflowError:  # an integer beyond any double
        return False


def _as_double(integer: int) -> float:
    try:
        return float(integer)
    except OverflowError:
        return float("inf") if integer > 0 else float("-inf")
