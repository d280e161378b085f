"""The law that binds even a client that takes everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Observation, Question, Thrown
from runlaws.contract import Force, Standing
from runlaws.document import DISPUTES, read
from runlaws.laws._changes import changes_of, failures_at, within
from runlaws.laws._law import Family, law
from runlaws.values import ABSENT, Json, at_path, same_json
from runlaws.values._difference import MISSING, Difference, differences
from runlaws.verdict import Failure

__all__ = ["no_silent_corruption"]


@law(
    "no-silent-corruption",
    "a wrong or disputed value that is accepted must be kept as it is",
    family=Family.ROUND_TRIP,
    why="Made into another one, it hides the fault of the server that sent it.",
    standings=frozenset({Standing.INVALID, Standing.AMBIGUOUS}),
    asks=[Question.ENCODE, Question.SHOW],
)
def no_silent_corruption(case: Case, seen: Observation) -> Iterator[Failure]:
    """Kept in what the client writes, or where it does not encode, in what it shows; or declared not to be kept.

    What is lost elsewhere in the document is for other laws, and so is an invalid document that the client promised to
    refuse. Of what parsers dispute, any reading will do: either of two values, the nearest double.
    """
    if case.standing is Standing.INVALID and seen.policy.invalid == "refuse":
        return
    found = _changes(case, seen)
    if not found:
        return
    mine = _disputed(case, found) if case.standing is Standing.AMBIGUOUS else _wrong(case, found)
    yield from failures_at("no-silent-corruption", mine)


def _changes(case: Case, seen: Observation) -> tuple[Difference, ...]:
    """Return what the client changed: in what it wrote, or where it does not encode, in what it shows."""
    if seen.encoded is not None:
        return changes_of(case, seen)
    return tuple(_shown_changes(case, seen))


def _shown_changes(case: Case, seen: Observation) -> Iterator[Difference]:
    for violation in case.judgement.violations:
        path = _path(violation.pointer)
        sent = at_path(case.tree, path)
        shown = seen.shown.get(violation.pointer, NOT_SHOWN)
        if shown is None or shown is NOT_SHOWN or isinstance(shown, Thrown) or seen.policy.omitted(violation.pointer):
            continue
        if sent is not NOT_SHOWN and not isinstance(sent, dict | list):
            yield from (one for one in differences(sent, shown, path) if one.kind != "integer made float")


def _path(place: str) -> tuple[str | int, ...]:
    parts = (part.replace("~1", "/").replace("~0", "~") for part in place.split("/")[1:])
    return tuple(int(part) if part.isdigit() else part for part in parts)


def _wrong(case: Case, found: tuple[Difference, ...]) -> Iterator[Difference]:
    """Yield the changes at the places that break a hard rule; of a relation, only at the place that it names."""
    hard = [violation for violation in case.judgement.violations if violation.force is Force.HARD]
    relations = {relation.rule.id for relation in case.judgement.profile.relations}
    wrong = {violation.pointer for violation in hard}
    wrong_inside = {violation.pointer for violation in hard if violation.rule not in relations}
    for change in found:
        place = change.pointer
        if not place or within(place, wrong_inside) or any(within(wrong_place, {place}) for wrong_place in wrong):
            yield change


def _disputed(case: Case, found: tuple[Difference, ...]) -> Iterator[Difference]:
    """Yield the changes at disputed places that are none of the possible readings."""
    disputed = {violation.pointer for violation in case.judgement.violations if violation.rule in DISPUTES} - {""}
    others = read(case.document).others
    for change in found:
        place = next((place for place in disputed if within(change.pointer, {place})), "")
        if place and not _is_another_reading(change, place, others.get(place, ())):
            yield change


def _is_another_reading(change: Difference, place: str, readings: Iterable[Json]) -> bool:
    """Tell whether what came back is what stands in one of the other values of a member that stands twice."""
    below = change.path[place.count("/") :]
    got = ABSENT if change.got is MISSING else change.got
    return any(same_json(got, at_path(reading, below)) for reading in readings)
