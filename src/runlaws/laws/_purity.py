"""Laws about values that stay what they are: whatever is asked of them, and copied."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.case import Likeness
from runlaws.client import Answer, Copied, Question
from runlaws.laws._law import ACCEPTABLE, Broken, Family, Need, broken_at, law
from runlaws.laws._view import View
from runlaws.values import differences
from runlaws.verdict import Words

__all__ = ["copies_are_equal", "implies_same_encoding", "questions_change_nothing"]


@law(
    "questions-change-nothing",
    "a value must hold the same after it was read, printed, compared, hashed, copied and encoded",
    family=Family.PURITY,
    why="Otherwise a log line changes what is stored after it.",
    standings=ACCEPTABLE,
    asks=[Question.DISTURB],
    settles=[Question.COMPARE, Question.COPY, Question.HASH, Question.STRANGERS],
)
def questions_change_nothing(view: View) -> Iterator[Broken]:
    """And after another document was decoded. The kind names the one question that changed it, where one alone does."""
    held = view.observation.held
    if held is None or held.thrown is not None:
        return
    for question, now in reversed([*view.observation.disturbed.items()]):
        changes = list(_changes(question, held, now))
        if changes:
            yield from changes
            return


@law(
    "copies-are-equal",
    "a copy must be equal to the original, and be written as the same data",
    family=Family.PURITY,
    why="Tests, caches and process pools copy and pickle what they are given.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.COPY, Question.ENCODE],
)
def copies_are_equal(view: View) -> Iterator[Broken]:
    """By copy, deepcopy and pickle, where they are offered: a TypeError or PicklingError says that they are not."""
    for way, copied in view.observation.copies.items():
        faults = list(_of_copy(view, way, copied)) if copied.offered else []
        if faults:
            yield from faults
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
def implies_same_encoding(view: View) -> Iterator[Broken]:
    """Asked of two spellings of the same data; of values that equal nothing but themselves too."""
    encoded, twin = view.observation.encoded, view.observation.twin
    if twin is None or encoded is None or twin.encoded is None or twin.equal is None:
        return
    if not (twin.equal.yes or view.policy.equality == "identity"):
        return
    if twin.encoded.thrown is not None:
        yield Broken("", twin.encoded.thrown.type, Words("an equal value"), twin.encoded.thrown)
    else:
        yield from broken_at(differences(encoded.value, twin.encoded.value))


def _of_copy(view: View, way: str, copied: Copied) -> Iterator[Broken]:
    encoded, twice = view.observation.encoded, view.observation.decoded_twice
    if copied.thrown is not None:
        yield Broken("", f"{way}: raised {copied.thrown.type}", Words("a value to copy"), copied.thrown)
        return
    if copied.encoded is not None and encoded is not None and encoded.thrown is None:
        yield from _changes(way, encoded, copied.encoded)
    if copied.equal is not None and not copied.equal.yes and twice is not None and twice.yes:
        yield Broken("", f"{way}: not equal", Words("value == its copy"), Words(copied.equal.thrown or "False"))


def _changes(question: str, held: Answer, now: Answer) -> Iterator[Broken]:
    """Yield how what a value holds has changed."""
    if now.thrown is not None:
        yield Broken("", f"{question}: {now.thrown.type}", Words("a value it had encoded"), now.thrown)
    else:
        yield from broken_at(differences(held.value, now.value), after=question)
