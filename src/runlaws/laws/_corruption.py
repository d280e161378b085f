"""The law that binds even a client that accepts everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import copysign, inf, isfinite

from runlaws.client import NOT_SHOWN, Opaque, Question, Thrown
from runlaws.contract import Standing
from runlaws.document import DISPUTES, read
from runlaws.laws._acceptance import refuses_invalid
from runlaws.laws._changes import allowed
from runlaws.laws._law import Broken, Family, broken_at, law
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.values import (
    ABSENT,
    Absent,
    Change,
    Difference,
    Json,
    at_path,
    differences,
    path_of,
    same_json,
    within,
)
from runlaws.verdict import Words

__all__ = ["no_silent_corruption"]

_TWICE = "json.duplicate-name"


@law(
    "no-silent-corruption",
    "a wrong or disputed value that is accepted must be kept as it is",
    family=Family.ROUND_TRIP,
    severity=Severity.CORRUPTION,
    why="A value that is changed on the way hides the fault of the server that sent it.",
    standings=frozenset({Standing.INVALID, Standing.AMBIGUOUS}),
    asks=[Question.ENCODE, Question.SHOW],
    holds_to=("integers", "duplicates"),
    gives_way_to=(refuses_invalid,),
)
def no_silent_corruption(view: View) -> Iterator[Broken]:
    """Kept in what the client writes and shows, unless the policy says that it is not kept.

    Of what is disputed, a client that encodes must keep what it writes. Losses elsewhere in the document are for other
    laws, and so is an invalid document that the client promised to refuse. Where parsers read a document differently,
    any of their readings will do: either of two values for a name that occurs twice (unless the policy says which) but
    no mixture of them, the nearest double for a number.
    """
    twice = _places_of(view, {_TWICE})
    if twice and view.policy.duplicates == "refuse":
        sent = Words("a name that occurs twice, which the client promises to refuse")
        yield Broken(min(twice), "accepted though promised to refuse", sent, Words("accepted"))
        return
    changes = view.changes if view.observation.encoded is not None else tuple(_shown_otherwise(view))
    if view.case.standing is Standing.INVALID:
        wrong = list(_wrong(view, changes))
        yield from broken_at(wrong)
        if view.observation.encoded is not None:
            changed = {change.pointer for change in wrong}
            shown = [change for change in _shown_otherwise(view) if not within(change.pointer, changed)]
            yield from broken_at(shown, after="shown")
        return
    yield from broken_at(_disputed(changes, _places_of(view, DISPUTES) - twice))
    for place in sorted(twice):
        yield from _misread_twice(view, place, changes)


def _places_of(view: View, rules: frozenset[str] | set[str]) -> set[str]:
    return {violation.pointer for violation in view.case.judgement.violations if violation.rule in rules} - {""}


def _shown_otherwise(view: View) -> Iterator[Difference]:
    """Yield how the client shows a wrong value as another one."""
    beyond = _places_of(view, {"json.range"})
    for violation in view.case.judgement.violations:
        shown = view.observation.shown.get(violation.pointer, NOT_SHOWN)
        if shown is None or shown is NOT_SHOWN or isinstance(shown, Thrown) or view.omitted(violation.pointer):
            continue
        if violation.pointer in beyond and _is_perhaps_that_integer(view, violation.pointer, shown):
            continue
        yield from _otherwise(view, violation.pointer, shown)


def _is_perhaps_that_integer(view: View, place: str, shown: object) -> bool:
    """Return whether a value may be an integer of more digits than we read, for which a float stands in.

    The double nearest to it is infinite, and will do where the policy says that a double will.
    """
    sent = at_path(view.tree, path_of(view.tree, place))
    if not isinstance(sent, float) or isinstance(shown, int):
        return isinstance(sent, float)
    return view.policy.at("integers", place) != "exact" and isfinite(sent) and shown == copysign(inf, sent)


def _otherwise(view: View, place: str, shown: Json | Opaque) -> Iterator[Difference]:
    path = path_of(view.tree, place)
    sent = at_path(view.tree, path)
    if sent is not ABSENT and not isinstance(sent, dict | list):
        for difference in differences(sent, shown, path):
            floated = difference.kind is Change.INTEGER_MADE_FLOAT
            if not floated and not allowed(difference, view.case, view.policy):
                yield difference


def _wrong(view: View, changes: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the changes at the places that break a hard rule; of a relation, only at the place that it names."""
    if not changes:
        return
    wrong = {violation.pointer for violation in view.hard}
    wrong_inside = {violation.pointer for violation in view.hard if not view.is_relation(violation)}
    for change in changes:
        place = change.pointer
        if not place or within(place, wrong_inside) or any(within(other, {place}) for other in wrong):
            yield change


def _disputed(changes: Sequence[Difference], places: set[str]) -> Iterator[Difference]:
    """Yield the changes at disputed places."""
    return (change for change in changes if within(change.pointer, places))


def _misread_twice(view: View, place: str, changes: Sequence[Difference]) -> Iterator[Broken]:
    """Yield how what came back at a name that stands twice is none of its values, or not the one that was promised."""
    here = [change for change in changes if within(change.pointer, {place})]
    promised = view.policy.duplicates
    path = path_of(view.tree, place)
    first = at_path(read(view.case.document, disputes=False, first=True).tree, path)
    if promised == "first":
        yield from broken_at(_changes_from(view, first, place))
    elif here:
        others = () if promised == "last" else (first, *read(view.case.document).others.get(place, ()))
        if all(any(True for _ in _changes_from(view, other, place)) for other in others):
            below = len(path)
            in_none = [change for change in here if not _is_in_one(change, below, others)]
            yield from broken_at(in_none) if in_none else [_mixed(view, place)]


def _mixed(view: View, place: str) -> Broken:
    """Return that what came back at a name that stands twice has something of several values, and is none of them."""
    sent = Words("a name that occurs twice, with different values")
    return Broken(place, "mixed of several values", sent, at_path(view.written, path_of(view.tree, place)))


def _is_in_one(change: Difference, below: int, readings: Sequence[Json | Absent]) -> bool:
    """Return whether what came back is in one of the other values of a member whose name stands twice."""
    return any(same_json(change.got, at_path(reading, change.path[below:])) for reading in readings)


def _changes_from(view: View, reading: Json | Absent, place: str) -> Iterator[Difference]:
    """Yield how what came back at a place differs from one reading of it."""
    path = path_of(view.tree, place)
    encoded = view.observation.encoded
    if encoded is not None:
        got: object = at_path(view.written, path)
    else:
        got = view.observation.shown.get(place, NOT_SHOWN)
        if got is NOT_SHOWN or isinstance(got, Thrown | Opaque) or isinstance(reading, dict | list):
            return
    if reading is ABSENT or got is ABSENT:
        yield Difference(path, Change.DROPPED, reading, got)
        return
    for difference in differences(reading, got, path):
        if not allowed(difference, view.case, view.policy):
            yield difference
