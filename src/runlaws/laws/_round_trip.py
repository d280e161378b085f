"""Laws about what a client writes of what it has read. Each difference is told by one of them, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from runlaws.case import Case
from runlaws.client import Observation, Question
from runlaws.contract import Standing
from runlaws.laws._changes import NUMBERS, changes_of, failures_at, lost_places, within
from runlaws.laws._law import ACCEPTABLE, Family, Need, law
from runlaws.values._difference import Difference, differences
from runlaws.verdict import Failure, Words

__all__ = [
    "round_trip",
    "round_trip_absent_and_null",
    "round_trip_encodes",
    "round_trip_numbers",
    "round_trip_stable",
    "round_trip_text",
    "round_trip_unknowns",
]

_NULLS = frozenset({"null made absent", "absent made null"})
_TEXTS = frozenset({"text changed"})


@law(
    "round-trip",
    "encoding what was decoded must give the document back",
    family=Family.ROUND_TRIP,
    why="Whatever is lost on the way is lost for caches, logs, proxies and tests that store runs.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
)
def round_trip(case: Case, seen: Observation) -> Iterator[Failure]:
    """The same data: not the same spelling, and less what the policy says is not kept.

    Numbers, texts, and null against absent have laws of their own.
    """
    return _told("round-trip", case, seen, lambda found: found.kind not in NUMBERS | _NULLS | _TEXTS)


@law(
    "round-trip-encodes",
    "what a client has decoded it must be able to encode",
    family=Family.ROUND_TRIP,
    why="A value that cannot be written back cannot be stored, forwarded or logged.",
    standings=frozenset(Standing) - {Standing.MALFORMED},
    asks=[Question.ENCODE],
    needs=[Need.ENCODER],
)
def round_trip_encodes(case: Case, seen: Observation) -> Iterator[Failure]:
    """Whatever the document was: accepted is accepted. And what it writes must be JSON."""
    if seen.encoded is not None and seen.encoded.thrown is not None:
        thrown = seen.encoded.thrown
        yield Failure("round-trip-encodes", "", thrown.type, Words("a value it had decoded"), Words(thrown))


@law(
    "round-trip-stable",
    "what a client writes it must read and write again unchanged",
    family=Family.ROUND_TRIP,
    why="A value that changes each time it is stored never settles.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE, Question.ENCODE_AGAIN],
    needs=[Need.ENCODING],
)
def round_trip_stable(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked where the first encoding worked; what the first pass changed is told already, and so is all it leads to."""
    if seen.encoded is None or seen.encoded_again is None:
        return
    again = seen.encoded_again
    if again.thrown is None:
        lost = lost_places(case, seen)
        found = (one for one in differences(seen.encoded.value, again.value) if not within(one.pointer, lost))
        yield from failures_at("round-trip-stable", found)
    elif not changes_of(case, seen):
        yield Failure("round-trip-stable", "", again.thrown.type, Words("what the client wrote"), Words(again.thrown))


@law(
    "round-trip-unknowns",
    "what is new in a document must be kept, unless the policy says otherwise",
    family=Family.ROUND_TRIP,
    why="A proxy or a cache between two newer programs must not cut them down to its own age.",
    standings=frozenset({Standing.EXTENDED}),
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
)
def round_trip_unknowns(case: Case, seen: Observation) -> Iterator[Failure]:
    """Members, values and variants that the client does not know, and what stands beside them."""
    return failures_at("round-trip-unknowns", changes_of(case, seen))


@law(
    "round-trip-numbers",
    "a number must be written as the number that was read",
    family=Family.ROUND_TRIP,
    why="Counts of tokens are billed, and ids beyond 2^53 that lose a digit name something else.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
)
def round_trip_numbers(case: Case, seen: Observation) -> Iterator[Failure]:
    """An integer stays one, and keeps every digit within the width that the policy promises."""
    return _told("round-trip-numbers", case, seen, lambda found: found.kind in NUMBERS)


@law(
    "round-trip-text",
    "a text must be written as the text that was read",
    family=Family.ROUND_TRIP,
    why="Instructions and error messages are in all the world's languages, and arguments are parsed again.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
)
def round_trip_text(case: Case, seen: Observation) -> Iterator[Failure]:
    """Character by character: nothing normalised, trimmed, escaped twice or replaced."""
    return _told("round-trip-text", case, seen, lambda found: found.kind in _TEXTS)


@law(
    "round-trip-absent-and-null",
    "a member that is not there and one that is null must stay apart",
    family=Family.ROUND_TRIP,
    why="Servers refuse a null where they expect nothing, and clear what they get as null.",
    standings=ACCEPTABLE,
    asks=[Question.ENCODE],
    needs=[Need.ENCODING],
    promise=("absent_and_null", "distinct"),
)
def round_trip_absent_and_null(case: Case, seen: Observation) -> Iterator[Failure]:
    """A client that takes them for the same says so in its policy."""
    return _told("round-trip-absent-and-null", case, seen, lambda found: found.kind in _NULLS)


def _told(law_id: str, case: Case, seen: Observation, mine: Callable[[Difference], bool]) -> Iterator[Failure]:
    return failures_at(law_id, filter(mine, changes_of(case, seen)))
