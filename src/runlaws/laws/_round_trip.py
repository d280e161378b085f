"""Laws about what a client writes of what it has read. Each difference is reported by one of them, by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from runlaws.client import Question
from runlaws.contract import Standing
from runlaws.laws._changes import NULLS, NUMBERS
from runlaws.laws._law import ACCEPTABLE, Broken, Family, Need, broken_at, law
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.values import Change, at_path, differences, within
from runlaws.verdict import Words

__all__ = [
    "round_trip",
    "round_trip_absent_and_null",
    "round_trip_encodes",
    "round_trip_numbers",
    "round_trip_stable",
    "round_trip_text",
    "round_trip_unknowns",
]

_OF_OTHER_LAWS: Final = NUMBERS | NULLS | {Change.TEXT_CHANGED}


@law(
    "round-trip",
    "encoding what was decoded must give the document back",
    family=Family.ROUND_TRIP,
    severity=Severity.CORRUPTION,
    why="Whatever is lost on the way is lost for caches, logs, proxies and tests that store runs.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
    holds_to=("omits",),
)
def round_trip(view: View) -> Iterator[Broken]:
    """The same data, not the same bytes, and without what the policy says is not kept.

    Numbers, texts, and absent against null have laws of their own.
    """
    return broken_at(change for change in view.changes if change.kind not in _OF_OTHER_LAWS)


@law(
    "round-trip-encodes",
    "a client must be able to encode what it has decoded",
    family=Family.ROUND_TRIP,
    severity=Severity.CRASH,
    why="A value that cannot be written back cannot be stored, forwarded or logged.",
    standings=frozenset(Standing) - {Standing.MALFORMED},
    asks=[Question.ENCODE],
    needs=[Need.ENCODER],
    holds_to=("encodes",),
)
def round_trip_encodes(view: View) -> Iterator[Broken]:
    """Asked of every document that the client accepts, whatever is wrong in it. The output must be JSON."""
    encoded = view.observation.encoded
    if encoded is not None and encoded.thrown is not None:
        yield Broken("", encoded.thrown.type, Words("a value that it had decoded"), encoded.thrown)


@law(
    "round-trip-stable",
    "a client must read and write its own output unchanged",
    family=Family.ROUND_TRIP,
    severity=Severity.CORRUPTION,
    why="A value that changes each time it is stored never settles.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE, Question.ENCODE_AGAIN],
    needs=[Need.ENCODING],
)
def round_trip_stable(view: View) -> Iterator[Broken]:
    """Asked where the first encoding worked. Other laws report what the first pass changed, and its effects."""
    first, again = view.observation.encoded, view.observation.encoded_again
    if first is None or again is None:
        return
    if again.thrown is None:
        for later in differences(first.value, again.value):
            in_its_type = type(later.sent) is type(at_path(view.tree, later.path))  # 5.0 may be written as 5, too
            if in_its_type and not within(later.pointer, view.lost):
                yield from broken_at([later])
    elif not view.changes:
        yield Broken("", again.thrown.type, Words("what the client wrote"), again.thrown)


@law(
    "round-trip-unknowns",
    "unknown members, values and variants must be kept, unless the policy says otherwise",
    family=Family.ROUND_TRIP,
    severity=Severity.CORRUPTION,
    why="A proxy or a cache between two newer programs must pass on what it does not know itself.",
    standings=frozenset({Standing.EXTENDED}),
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
    holds_to=("unknown_members",),
)
def round_trip_unknowns(view: View) -> Iterator[Broken]:
    """And so must everything else in such a document."""
    return broken_at(view.changes)


@law(
    "round-trip-numbers",
    "a number must be written as the number that was read",
    family=Family.ROUND_TRIP,
    severity=Severity.CORRUPTION,
    why="Counts of tokens are billed, and ids beyond 2^53 that lose a digit name something else.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
    holds_to=("integers", "floats", "negative_zero"),
)
def round_trip_numbers(view: View) -> Iterator[Broken]:
    """An integer stays an integer, and keeps every digit within the width that the policy promises."""
    return broken_at(change for change in view.changes if change.kind in NUMBERS)


@law(
    "round-trip-text",
    "a text must be written as the text that was read",
    family=Family.ROUND_TRIP,
    severity=Severity.CORRUPTION,
    why="Instructions and messages are written in all the world's languages, and arguments are parsed again.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
)
def round_trip_text(view: View) -> Iterator[Broken]:
    """Character by character: nothing normalised, trimmed, escaped twice or replaced."""
    return broken_at(change for change in view.changes if change.kind is Change.TEXT_CHANGED)


@law(
    "round-trip-absent-and-null",
    "an absent member and a null one must stay distinct",
    family=Family.ROUND_TRIP,
    severity=Severity.CORRUPTION,
    why="A server may refuse a null where it expects nothing, or take it as an order to clear the value.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
    promise=("absent_and_null", "distinct"),
    holds_to=("absent_and_null",),
)
def round_trip_absent_and_null(view: View) -> Iterator[Broken]:
    """A client that treats them as the same says so in its policy."""
    return broken_at(change for change in view.changes if change.kind in NULLS)
