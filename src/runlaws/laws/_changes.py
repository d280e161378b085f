"""What came back changed: the differences between a document and what a client wrote, less what its policy declares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import isclose

from attrs import evolve

from runlaws.case import Case
from runlaws.client import Observation, Opaque, Policy
from runlaws.contract import (
    Choice,
    Either,
    Number,
    Profile,
    Shape,
    Standing,
    Tagged,
)
from runlaws.laws._licence import says_of
from runlaws.values import Json, Path, pointer
from runlaws.values._difference import MISSING, Difference, differences
from runlaws.verdict import Failure, Words

__all__ = ["NUMBERS", "changes_of", "classified", "failures_at", "lost_places", "told", "within"]

NUMBERS = frozenset({"integer made float", "precision lost", "number changed"})


class _Last:
    """The last case and observation that were looked at, with the changes: several laws ask for them one after another.

    One tuple, so that no thread takes the changes of one case for those of another.
    """

    found: tuple[Case | None, Observation | None, tuple[Difference, ...]] = (None, None, ())


def changes_of(case: Case, seen: Observation) -> tuple[Difference, ...]:
    """Return how what a client wrote differs from the document, less what its policy declares; none without writing."""
    if seen.encoded is None or seen.encoded.thrown is not None or case.tree is None:
        return ()
    last_case, last_seen, changes = _Last.found
    if last_case is not case or last_seen is not seen:
        written = classified(case, case.tree, seen.encoded.value)
        changes = tuple(found for found in written if not _allowed(found, case, seen.policy))
        _Last.found = case, seen, changes
    return changes


def classified(case: Case, sent: Json, got: Json) -> Iterator[Difference]:
    """Yield differences with the kinds that take the contract to tell: enum changed, wrong variant.

    Of an object whose tag changed nothing else is told: the other members go with the variant.
    """
    found = list(differences(sent, got))
    if not found:
        return
    profile, tree = case.judgement.profile, case.tree or {}
    kinds = {one.path: _kind(one, profile, tree) for one in found}
    wrong = {path[:-1] for path, kind in kinds.items() if kind == "wrong variant"}
    for one in found:
        kind = kinds[one.path]
        if kind == "wrong variant" or not any(one.path[: len(path)] == path for path in wrong):
            yield one if kind == one.kind else evolve(one, kind=kind)


def _kind(difference: Difference, profile: Profile, tree: Mapping[str, Json]) -> str:
    if difference.kind not in ("text changed", "type confused", "made null", "dropped"):
        return difference.kind
    if difference.path and difference.sent is not None and _is_tag(profile, tree, difference.path):
        return "wrong variant"
    shape = profile.shape_at(tree, difference.path)
    if difference.kind == "text changed" and _is_enum(shape):
        return "enum changed"
    return difference.kind


def _is_tag(profile: Profile, tree: Mapping[str, Json], path: Path) -> bool:
    holder = profile.shape_at(tree, path[:-1])
    holder = holder.object if isinstance(holder, Either) else holder
    return isinstance(holder, Tagged) and holder.tag == path[-1]


def _is_enum(shape: Shape | None) -> bool:
    return isinstance(shape, Choice | Either)


def _allowed(difference: Difference, case: Case, policy: Policy) -> bool:
    """Tell whether a difference is one that the client's policy declares, or no difference of data."""
    kind, place = difference.kind, difference.pointer
    if kind in ("null made absent", "absent made null") and policy.absent_and_null == "same":
        return True
    if kind in NUMBERS:
        return _number_allowed(difference, case, policy)
    gone = difference.got is MISSING
    if policy.omitted(place):
        return gone
    return gone and any(news.pointer == place and says_of(policy, news) != "keep" for news in case.judgement.news)


def _number_allowed(difference: Difference, case: Case, policy: Policy) -> bool:
    sent, got = difference.sent, difference.got
    shape = case.judgement.profile.shape_at(case.tree or {}, difference.path)
    if difference.kind == "integer made float" and (isinstance(shape, Number) or case.standing is Standing.INVALID):
        return True  # the value is what it was
    if isinstance(sent, int) and (isinstance(shape, Number) or not policy.holds(sent)):
        return bool(_as_double(sent) == got)
    return policy.floats == "single" and isinstance(sent, float) and _as_single(sent, got)


def _as_single(sent: float, got: float) -> bool:
    """Tell whether a number came back as 32 bits hold it."""
    try:
        return isclose(sent, got, rel_tol=2**-23)
    except OverflowError:  # an integer beyond any double
        return False


def _as_double(integer: int) -> float:
    try:
        return float(integer)
    except OverflowError:
        return float("inf") if integer > 0 else float("-inf")


def lost_places(case: Case, seen: Observation) -> frozenset[str]:
    """Return the places that the client's own encoding shows as changed, declared or not."""
    if seen.encoded is None or seen.encoded.thrown is not None or case.tree is None:
        return frozenset()
    return frozenset(difference.pointer for difference in differences(case.tree, seen.encoded.value))


def within(place: str, places: Collection[str]) -> bool:
    """Tell whether a place is one of some places, or below one."""
    return any(place == other or place.startswith(f"{other}/") for other in places)


def failures_at(law_id: str, found: Iterable[Difference], *, kind: str = "") -> Iterator[Failure]:
    """Yield each difference as a failure of a law; `kind` may stand before its own."""
    for difference in found:
        name = f"{kind}: {difference.kind}" if kind else difference.kind
        yield Failure(law_id, pointer(difference.path), name, difference.sent, told(difference.got))


def told(value: Json) -> Json:
    """Return a shown value as a failure tells it."""
    return Words(value) if isinstance(value, Opaque) else value
