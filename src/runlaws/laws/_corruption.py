"""The law that binds even a client that accepts everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from runlaws.client import NOT_SHOWN, Question, Thrown
from runlaws.contract import Force, Standing
from runlaws.document import DISPUTES, read
from runlaws.laws._acceptance import refuses_invalid
from runlaws.laws._law import Broken, Family, broken_at, law
from runlaws.laws._view import View
from runlaws.values import (
    ABSENT,
    Change,
    Difference,
    Json,
    at_path,
    differences,
    path_of,
    same_json,
    within,
)

__all__ = ["no_silent_corruption"]


@law(
    "no-silent-corruption",
    "a wrong or disputed value that is accepted must be kept as it is",
    family=Family.ROUND_TRIP,
    why="Made into another one, it hides the fault of the server that sent it.",
    standings=frozenset({Standing.INVALID, Standing.AMBIGUOUS}),
    asks=[Question.ENCODE, Question.SHOW],
    holds_to=("integers",),
    gives_way_to=(refuses_invalid,),
)
def no_silent_corruption(view: View) -> Iterator[Broken]:
    """Kept in what the client writes, or where it does not encode, in what it shows; or declared not to be kept.

    What is lost elsewhere in the document is for other laws, and so is an invalid document that the client promised to
    refuse. Of what parsers dispute, any reading will do: either of two values, the nearest double.
    """
    changes = view.changes if view.observation.encoded is not None else tuple(_shown_otherwise(view))
    if not changes:
        return iter(())
    return broken_at(_disputed(view, changes) if view.case.standing is Standing.AMBIGUOUS else _wrong(view, changes))


def _shown_otherwise(view: View) -> Iterator[Difference]:
    """Yield how the client shows a wrong value as another one."""
    for violation in view.case.judgement.violations:
        shown = view.observation.shown.get(violation.pointer, NOT_SHOWN)
        if shown is None or shown is NOT_SHOWN or isinstance(shown, Thrown) or view.omitted(violation.pointer):
            continue
        path = path_of(view.tree, violation.pointer)
        sent = at_path(view.tree, path)
        if sent is not ABSENT and not isinstance(sent, dict | list):
            for difference in differences(sent, shown, path):
                if difference.kind is not Change.INTEGER_MADE_FLOAT:
                    yield difference


def _wrong(view: View, changes: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the changes at the places that break a hard rule; of a relation, only at the place that it names."""
    hard = [violation for violation in view.case.judgement.violations if violation.force is Force.HARD]
    relations = {relation.rule.id for relation in view.profile.relations}
    wrong = {violation.pointer for violation in hard}
    wrong_inside = {violation.pointer for violation in hard if violation.rule not in relations}
    for change in changes:
        place = change.pointer
        if not place or within(place, wrong_inside) or any(within(other, {place}) for other in wrong):
            yield change


def _disputed(view: View, changes: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the changes at disputed places that are none of the possible readings."""
    disputed = {violation.pointer for violation in view.case.judgement.violations if violation.rule in DISPUTES} - {""}
    others = read(view.case.document).others
    for change in changes:
        place = next((place for place in disputed if within(change.pointer, {place})), "")
        if place and not _is_another_reading(change, place, others.get(place, ())):
            yield change


def _is_another_reading(change: Difference, place: str, readings: Iterable[Json]) -> bool:
    """Return whether what came back is in one of the other values of a member whose name stands twice."""
    below = change.path[place.count("/") :]
    return any(same_json(change.got, at_path(reading, below)) for reading in readings)
