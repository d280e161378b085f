"""Laws about values that stay what they are: whatever is asked of them, and copied."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.case import Case, Likeness
from runlaws.client import Answer, Copied, Observation, Question
from runlaws.laws._changes import failures_at
from runlaws.laws._law import ACCEPTABLE, Family, Need, law
from runlaws.values._difference import differences
from runlaws.verdict import Failure, Words

__all__ = ["copies_are_equal", "implies_same_encoding", "questions_change_nothing"]


@law(
    "questions-change-nothing",
    "a value must hold the same after it was read, printed, compared, hashed, copied and encoded",
    family=Family.PURITY,
    why="Otherwise a log line changes what is stored after it.",
    standings=ACCEPTABLE,
    asks=[Question.DISTURB],
)
def questions_change_nothing(case: Case, seen: Observation) -> Iterator[Failure]:
    """And after another document was decoded. The kind names the one question that changed it, where one alone does."""
    if seen.held is None or seen.held.thrown is not None:
        return
    for name, answer in reversed([*seen.disturbed.items()]):
        found = list(_changes("questions-change-nothing", name, seen.held, answer))
        if found:
            yield from found
            return


@law(
    "copies-are-equal",
    "a copy must be equal to the original, and be written as the same data",
    family=Family.PURITY,
    why="Tests, caches and process pools copy and pickle what they are given.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.COPY, Question.ENCODE],
)
def copies_are_equal(case: Case, seen: Observation) -> Iterator[Failure]:
    """By copy, deepcopy and pickle, where they are offered: a TypeError or PicklingError says that they are not."""
    for name, copied in seen.copies.items():
        found = list(_of_copy(name, copied, seen)) if copied.offered else []
        if found:
            yield from found
            return


@law(
    "equality-implies-same-encoding",
    "equal values must be written as the same data",
    family=Family.EQUALITY,
    why="Whoever finds two values equal stores one of them for both.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.ENCODE],
    needs=[Need.ENCODING],
    twin=Likeness.SAME,
)
def implies_same_encoding(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked of two spellings of the same data; of values that equal nothing but themselves too."""
    twin, name = seen.twin, "equality-implies-same-encoding"
    if twin is None or seen.encoded is None or twin.encoded is None or twin.equal is None:
        return
    if not (twin.equal.yes or seen.policy.equality == "identity"):
        return
    if twin.encoded.thrown is not None:
        yield Failure(name, "", twin.encoded.thrown.type, Words("an equal value"), Words(twin.encoded.thrown))
        return
    yield from failures_at(name, differences(seen.encoded.value, twin.encoded.value))


def _of_copy(name: str, copied: Copied, seen: Observation) -> Iterator[Failure]:
    law_id = "copies-are-equal"
    if copied.thrown is not None:
        kind = f"{name}: raised {copied.thrown.type}"
        yield Failure(law_id, "", kind, Words("a value to copy"), Words(copied.thrown))
        return
    if copied.encoded is not None and seen.encoded is not None and seen.encoded.thrown is None:
        yield from _changes(law_id, name, seen.encoded, copied.encoded)
    twice = seen.decoded_twice
    if copied.equal is not None and not copied.equal.yes and twice is not None and twice.yes:
        got = Words(copied.equal.thrown or "False")
        yield Failure(law_id, "", f"{name}: not equal", Words("value == its copy"), got)


def _changes(law_id: str, name: str, held: Answer, now: Answer) -> Iterator[Failure]:
    """Yield how what a value holds has changed."""
    if now.thrown is not None:
        yield Failure(law_id, "", f"{name}: {now.thrown.type}", Words("a value it had encoded"), Words(now.thrown))
        return
    yield from failures_at(law_id, differences(held.value, now.value), kind=name)
