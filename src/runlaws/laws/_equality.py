"""Laws about when a client calls two values equal.

Each leaves alone what an earlier one tells: a comparison that raises, a value that does not equal itself, an answer
that depends on the order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from runlaws.case import Case, Likeness, Twin
from runlaws.client import Answer, Observation, Question
from runlaws.document import read
from runlaws.laws._law import ACCEPTABLE, Family, Need, law
from runlaws.values import same_json
from runlaws.values._difference import Missing, differences
from runlaws.verdict import Failure, Words

__all__ = [
    "hash_agrees",
    "header_blind",
    "negation",
    "reflexive",
    "significant_fields",
    "spelling_blind",
    "symmetric",
    "total",
    "transitive",
]


@law(
    "equality-total",
    "== must answer, whatever is asked, and no stranger is equal",
    family=Family.EQUALITY,
    why="`run in runs` and `run == None` are asked everywhere, and nobody expects them to raise.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.STRANGERS],
    twin=Likeness.DIFFERENT,
)
def total(case: Case, seen: Observation) -> Iterator[Failure]:
    """Between two runs, and with None, a text, a number, a list, a dict, an object of another class."""
    for name, answer in seen.strangers.items():
        if answer.thrown is not None or answer.value:
            kind = _raised(answer) or "equal to a stranger"
            yield Failure("equality-total", "", kind, Words(f"value == {name}"), _told(answer))
            return
    there, back = _both_ways(seen)
    twice = seen.decoded_twice
    asked = {"value == value": seen.itself, "a == b": there, "b == a": back, "of two decodings, a == b": twice}
    for words, given in asked.items():
        if given is not None and given.thrown is not None:
            yield Failure("equality-total", "", _raised(given), Words(words), _told(given))
            return


@law(
    "equality-reflexive",
    "a value must equal itself",
    family=Family.EQUALITY,
    why="Otherwise it is not found in the list it stands in.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE],
)
def reflexive(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked of one and the same object."""
    if seen.itself is not None and seen.itself.thrown is None and not seen.itself.yes:
        yield Failure("equality-reflexive", "", "not equal to itself", Words("value == value"), _told(seen.itself))


@law(
    "equality-symmetric",
    "a == b must be b == a",
    family=Family.EQUALITY,
    why="Otherwise the answer depends on who asks.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE],
    twin=Likeness.DIFFERENT,
)
def symmetric(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked of two runs that differ in one member."""
    if not _equals_itself(seen):
        return
    there, back = _both_ways(seen)
    if _one_way(there, back):
        place = case.twin.pointer if case.twin else ""
        sent, got = Words(f"a == b: {_told(there)}"), Words(f"b == a: {_told(back)}")
        yield Failure("equality-symmetric", place, "one way only", sent, got)


@law(
    "equality-transitive",
    "of three values, two that equal the third must equal each other",
    family=Family.EQUALITY,
    why="With a tolerance every value is equal to the next, and the first to the last is not.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.THIRD],
    twin=Likeness.DIFFERENT,
)
def transitive(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked of three runs that differ from each other in one member."""
    if not _equals_itself(seen) or _one_way(*_both_ways(seen)):
        return
    if seen.triangle is not None and _intransitive(seen):
        place = case.twin.pointer if case.twin else ""
        asked = zip(("a == b", "b == c", "a == c"), seen.triangle, strict=True)
        sent, got = Words("a == b and b == c and a == c, or at most one of them"), Words(_listed(asked))
        yield Failure("equality-transitive", place, "two pairs of three", sent, got)


@law(
    "equality-negation",
    "a != b must be the opposite of a == b",
    family=Family.EQUALITY,
    why="Half of all comparisons are written with !=.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.NEGATE],
    twin=Likeness.DIFFERENT,
)
def negation(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked of a value and itself, of two decodings of one document, of two different runs."""
    twin = seen.twin
    pairs = [
        ("a value and itself", seen.itself, seen.negated.get("itself")),
        ("two values with the same data", seen.decoded_twice, seen.negated.get("decoded_twice")),
        ("two different values", twin.equal if twin else None, twin.unequal if twin else None),
    ]
    for which, equal, unequal in pairs:
        if equal is None or unequal is None or equal.thrown is not None:
            continue
        if unequal.thrown is not None or unequal.value == equal.value:
            kind = _raised(unequal) or "not the opposite"
            sent, got = Words(f"of {which}, ==: {_told(equal)}"), Words(f"!=: {_told(unequal)}")
            yield Failure("equality-negation", "", kind, sent, got)
            return


@law(
    "hash-agrees-with-equality",
    "equal values must have equal hashes",
    family=Family.EQUALITY,
    why="Otherwise a set holds the same run twice and a cache never hits.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.HASH],
    twin=Likeness.SAME,
)
def hash_agrees(case: Case, seen: Observation) -> Iterator[Failure]:
    """Of two decodings of one document and of the same data in another spelling, where they are equal.

    A client that promises no hash may raise, but a hash that it has all the same must agree.
    """
    if seen.hashed is None or seen.twin is None:
        return
    first, again = seen.hashed
    if first.thrown is not None:
        if seen.policy.hashable:
            yield Failure("hash-agrees-with-equality", "", _raised(first), Words("hash(value)"), Words(first.thrown))
    elif _hashes_differ(first, again, seen.decoded_twice) or _hashes_differ(first, seen.twin.hashed, seen.twin.equal):
        sent, got = Words("equal values"), Words("two different hashes")
        yield Failure("hash-agrees-with-equality", "", "hashes differ", sent, got)


@law(
    "equality-spelling-blind",
    "the same data in another spelling must decode to an equal value",
    family=Family.EQUALITY,
    why="Key order, white space and escapes are the server's whim.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE],
    twin=Likeness.SAME,
)
def spelling_blind(case: Case, seen: Observation) -> Iterator[Failure]:
    """It must be accepted, and be equal where values with the same data promise to be."""
    if seen.twin is not None and seen.twin.decoded.thrown is not None:
        yield _by_spelling(_raised(seen.twin.decoded), seen.twin.decoded)
    elif seen.policy.equality == "value" and _equals_itself(seen):
        unequal = next((answer for answer in _both_ways(seen) if answer.thrown is None and not answer.yes), None)
        if unequal is not None:
            yield _by_spelling("not equal", unequal)


@law(
    "equality-header-blind",
    "two replies that differ in their headers alone must decode to equal values",
    family=Family.EQUALITY,
    why="Every reply has a date and a request id of its own: no two would ever be equal.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.REPLY],
    needs=[Need.HEADERS],
    promise=("equality", "value"),
)
def header_blind(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked where two decodings of the body alone are equal."""
    answer = seen.replies
    if answer is None or answer.yes or seen.decoded_twice is None or not seen.decoded_twice.yes:
        return
    sent = Words("one body, with two dates and request ids")
    yield Failure("equality-header-blind", "", _raised(answer) or "not equal", sent, _told(answer))


@law(
    "equality-significant-fields",
    "two values that differ in one member must not be equal",
    family=Family.EQUALITY,
    why="A change that does not show in equality is missed by caches, tests and pollers.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.THIRD, Question.ENCODE],
    twin=Likeness.DIFFERENT,
    promise=("equality", "value"),
)
def significant_fields(case: Case, seen: Observation) -> Iterator[Failure]:
    """Asked where equality keeps its other laws, and what the client writes shows that it kept the difference."""
    if case.twin is None or seen.policy.omitted(case.twin.pointer):
        return
    there, back = _both_ways(seen)
    if not there.yes or _one_way(there, back) or _intransitive(seen) or not _kept_apart(seen):
        return
    kind = "absent equals null" if _is_absent_or_null(case) else "equal though different"
    if kind == "absent equals null" and seen.policy.absent_and_null == "same":
        return
    yield Failure("equality-significant-fields", case.twin.pointer, kind, _both_sent(case, case.twin), Words("a == b"))


def _hashes_differ(hashed: Answer, other: Answer | None, equal: Answer | None) -> bool:
    return other is not None and equal is not None and equal.yes and hashed.value != other.value


def _by_spelling(kind: str, answer: Answer) -> Failure:
    return Failure("equality-spelling-blind", "", kind, Words("the same data, spelled otherwise"), _told(answer))


def _equals_itself(seen: Observation) -> bool:
    return seen.itself is not None and seen.itself.yes


def _intransitive(seen: Observation) -> bool:
    """Tell whether of three values exactly two pairs are equal."""
    if seen.triangle is None or any(answer.thrown is not None for answer in seen.triangle):
        return False
    return sum(answer.yes for answer in seen.triangle) == 2


def _listed(asked: object) -> str:
    pairs: list[tuple[str, Answer]] = list(asked)  # type: ignore[call-overload]
    return ", ".join(f"{words}: {_told(answer)}" for words, answer in pairs)


def _kept_apart(seen: Observation) -> bool:
    """Tell whether the client's own encodings of the two values differ; a client that does not encode is trusted."""
    mine, other = seen.encoded, seen.twin.encoded if seen.twin else None
    if mine is None or other is None:
        return True
    return mine.thrown is None and other.thrown is None and not same_json(mine.value, other.value)


def _both_sent(case: Case, twin: Twin) -> Words:
    """Return in words what stands in a case and in its twin where they differ."""
    values = (found for found in differences(case.tree, read(twin.document).tree) if found.pointer == twin.pointer)
    for found in values:
        sent, other = (str(v) if isinstance(v, Missing) else json.dumps(v) for v in (found.sent, found.got))
        return Words(f"a: {sent}, b: {other}")
    return Words("two different documents")


def _is_absent_or_null(case: Case) -> bool:
    other = read(case.twin.document).tree if case.twin else None
    return any(d.kind in ("null made absent", "absent made null") for d in differences(case.tree, other))


def _both_ways(seen: Observation) -> tuple[Answer, Answer]:
    twin = seen.twin
    if twin is None or twin.equal is None or twin.equal_back is None:
        return Answer(), Answer()
    return twin.equal, twin.equal_back


def _one_way(there: Answer, back: Answer) -> bool:
    return there.thrown is None and back.thrown is None and there.value != back.value


def _raised(answer: Answer) -> str:
    return f"raised {answer.thrown.type}" if answer.thrown is not None else ""


def _told(answer: Answer) -> Words:
    return Words(answer.thrown) if answer.thrown is not None else Words(answer.value)
