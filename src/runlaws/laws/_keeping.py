"""Laws about what a client keeps, shows and writes back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Observation, Opaque, Thrown, places
from runlaws.contract import Force, Number, Relation, Standing, find_profile
from runlaws.laws._difference import Difference, differences
from runlaws.laws._law import ACCEPTABLE, UNAMBIGUOUS, law
from runlaws.values import Json, Path, leaves, pointer
from runlaws.verdict import Failure, Words

__all__ = [
    "field_invariants",
    "lost_places",
    "no_silent_corruption",
    "reads_fields",
    "round_trip",
    "stable_encoding",
]


@law(
    "round-trip",
    "encoding what was decoded must give the document back",
    why="Whatever is lost on the way is lost for caches, logs, proxies and tests that store runs.",
    standings=UNAMBIGUOUS,
    encodes=True,
)
def round_trip(case: Case, seen: Observation) -> Iterator[Failure]:
    """The same data: not the same spelling, and less what the policy says is not kept."""
    return _kept("round-trip", case, seen)


@law(
    "no-silent-corruption",
    "a wrong value that is accepted must be kept as it is",
    why="Made into another one, it hides the fault of the server that sent it.",
    standings=frozenset({Standing.INVALID}),
    encodes=True,
    promise=("invalid", "accept"),
)
def no_silent_corruption(case: Case, seen: Observation) -> Iterator[Failure]:
    """Binds even a client that accepts everything; what is lost elsewhere in the document is round-trip's.

    A client that promises to refuse such documents and does not is the business of refuses-invalid.
    """
    hard = [violation for violation in case.judgement.violations if violation.force is Force.HARD]
    relations = {found.rule.id for found in find_profile(case.judgement.profile).relations}
    wrong = {violation.pointer for violation in hard}
    wrong_inside = {violation.pointer for violation in hard if violation.rule not in relations}
    for failure in _kept("no-silent-corruption", case, seen):
        place = failure.pointer
        if not place or _within(place, wrong_inside) or any(_within(pointer, {place}) for pointer in wrong):
            yield failure


@law(
    "stable-encoding",
    "what a client writes it must read and write again unchanged",
    why="A value that changes each time it is stored never settles.",
    standings=ACCEPTABLE,
    encodes=True,
)
def stable_encoding(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked where the first encoding worked; what the first pass changed is round-trip's, and so is all it leads to."""
    if seen.encoded is None or seen.encoded.thrown is not None or seen.encoded_again is None:
        return
    again = seen.encoded_again
    if again.thrown is None:
        lost = lost_places(case, seen)
        for difference in differences(seen.encoded.value, again.value):
            if not _within(difference.pointer, lost):
                yield _failure("stable-encoding", difference)
    elif not any(_kept("round-trip", case, seen)):
        yield Failure("stable-encoding", "", again.thrown.type, Words("what the client wrote"), Words(again.thrown))


@law(
    "reads-fields",
    "what a client shows must be what was sent",
    why="This is what callers act on.",
    standings=ACCEPTABLE,
)
def reads_fields(case: Case, seen: Observation) -> Iterator[Failure]:
    """Every value that was sent, at every place the client shows; what round-trip finds lost is not told twice."""
    for place, thrown in seen.shown.items():
        if isinstance(thrown, Thrown) and not seen.policy.omitted(place):
            yield Failure("reads-fields", place, f"raised {thrown.type}", Words("a place to read"), Words(thrown))
    lost = lost_places(case, seen)
    for path, sent in places(case.tree):
        place = pointer(path)
        shown = seen.shown.get(place, NOT_SHOWN)
        if sent is None or shown is NOT_SHOWN or isinstance(shown, Thrown):
            continue
        if not (seen.policy.omitted(place) or _within(place, lost)):
            for difference in _shown_differences(case, path, sent, shown):
                yield _failure("reads-fields", difference)


@law(
    "field-invariants",
    "null must be shown as null, and the relations between members must hold on what is shown",
    why="`if run.last_error` and `run.completed_at is None` are how callers find out what happened.",
    standings=ACCEPTABLE,
)
def field_invariants(case: Case, seen: Observation) -> Iterator[Failure]:
    """A default that the client invents for an empty member is found here."""
    tree, lost = case.tree or {}, lost_places(case, seen)
    invented = {
        path: seen.shown[pointer(path)]
        for path in _empty(case, tree)
        if not isinstance(seen.shown.get(pointer(path)), Thrown | None) and not _within(pointer(path), lost)
    }
    broken = _broken_relations(case, tree, invented)
    for path, shown in invented.items():
        place = pointer(path)
        if not seen.policy.omitted(place):
            kind = broken.get(place, "null shown as a value" if path in dict(leaves(tree)) else "")
            if kind:
                yield Failure("field-invariants", place, kind, None, _told(shown))


def lost_places(case: Case, seen: Observation) -> frozenset[str]:
    """Return the places that the client's own encoding shows as changed."""
    if seen.encoded is None or seen.encoded.thrown is not None or case.tree is None:
        return frozenset()
    return frozenset(difference.pointer for difference in differences(case.tree, seen.encoded.value))


def _within(place: str, places: Collection[str]) -> bool:
    return any(place == other or place.startswith(f"{other}/") for other in places)


def _kept(law_id: str, case: Case, seen: Observation) -> Iterator[Failure]:
    if seen.encoded is None:
        return
    if seen.encoded.thrown is not None:
        thrown = seen.encoded.thrown
        yield Failure(law_id, "", f"encode: {thrown.type}", Words("a value it had decoded"), Words(thrown))
        return
    for difference in differences(case.tree, seen.encoded.value):
        if not _allowed(difference, case, seen):
            yield _failure(law_id, difference)


def _allowed(difference: Difference, case: Case, seen: Observation) -> bool:
    """Tell whether a difference is one that the client's policy declares, or no difference of data."""
    policy, kind, place = seen.policy, difference.kind, difference.pointer
    if kind in ("null made absent", "absent made null") and policy.absent_and_null == "same":
        return True
    if kind == "integer made float":
        shape = find_profile(case.judgement.profile).shape_at(case.tree or {}, difference.path)
        return isinstance(shape, Number) or case.standing is Standing.INVALID  # the value is what it was
    if policy.omitted(place):
        return kind in ("dropped", "null made absent")
    news = {item.pointer for item in case.judgement.news if item.kind == "unknown-member"}
    return policy.unknown_members != "keep" and kind in ("dropped", "null made absent") and place in news


def _failure(law_id: str, difference: Difference) -> Failure:
    return Failure(law_id, difference.pointer, difference.kind, difference.sent, _told(difference.got))


def _told(value: Json) -> Json:
    return Words(value) if isinstance(value, Opaque) else value


def _shown_differences(case: Case, path: Path, sent: Json, shown: Json) -> Iterator[Difference]:
    if isinstance(shown, Opaque):
        yield Difference(path, "type confused", sent, shown)
        return
    for difference in differences(sent, shown, path):
        shape = find_profile(case.judgement.profile).shape_at(case.tree or {}, path)
        if not (difference.kind == "integer made float" and isinstance(shape, Number)):
            yield difference


def _empty(case: Case, tree: Mapping[str, Json]) -> Iterator[Path]:
    """Yield the places a document leaves empty: nulls, and members of the profile that it does not have."""
    yield from (path for path, value in leaves(tree) if value is None)
    members = find_profile(case.judgement.profile).shape.members
    yield from ((name,) for name in members if name not in tree)


def _broken_relations(case: Case, tree: Mapping[str, Json], invented: Mapping[Path, Any]) -> dict[str, str]:
    """Return, by place, the relation that is broken when the invented values stand where they are shown."""
    known = {violation.rule for violation in case.judgement.violations}
    broken: dict[str, str] = {}
    for path, shown in invented.items():
        if len(path) != 1:
            continue
        for found in find_profile(case.judgement.profile).relations:
            if found.rule.id in known or path[0] not in found.reads:
                continue
            for violation in _violations(found, {**tree, str(path[0]): shown}):
                broken.setdefault(violation, f"shown against {found.rule.id}")
    return broken


def _violations(relation: Relation, tree: Mapping[str, Json]) -> list[str]:
    try:
        return [pointer(path) for path, _ in relation.find(tree)]
    except (
        TypeError,
        KeyError,
        AttributeError,
    ):  # the shown value is opaque: only its presence can be judged
        return []
