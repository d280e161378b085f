"""Laws about when a client calls two values equal."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.case import Likeness
from runlaws.client import Answer, Observation, Question
from runlaws.laws._law import ACCEPTABLE, UNAMBIGUOUS, Broken, Family, Need, law
from runlaws.laws._pairs import pairs
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.verdict import Words

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
    "== must give an answer for any other value, and no value of another kind may be equal",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="`run in runs` and `run == None` are written everywhere, and nobody expects them to raise.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.STRANGERS],
    twin=Likeness.DIFFERENT,
    alone=True,
)
def total(view: View) -> Iterator[Broken]:
    """Asked of two runs, and of a run and None, a text, a number, a list, a dict, an object of another class.

    Also of a run and its own id, its own JSON, a dict and a tuple of its own members: unless that is of its own kind.
    """
    seen = view.observation
    for name, answer in seen.strangers.items():
        if answer.thrown is not None or answer.value:
            kind = _raised(answer) or "equal to a stranger"
            yield Broken("", kind, Words(f"value == {name}"), answer.thrown or _words(answer))
            return
    for question, given in _compared(view):
        if given is not None and given.thrown is not None:
            yield Broken("", _raised(given), question, given.thrown)
            return


def _compared(view: View) -> Iterator[tuple[Words, Answer | None]]:
    """Yield the questions whether two runs are equal, with the answers."""
    yield Words("value == value"), view.observation.itself
    for pair in pairs(view):
        yield pair.question, pair.there
        yield pair.question_back, pair.back
    yield Words("of two decodings, a == b"), view.observation.decoded_twice


@law(
    "equality-reflexive",
    "a value must equal itself",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="Otherwise it is not found in a list that holds it.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE],
)
def reflexive(view: View) -> Iterator[Broken]:
    """Asked of one and the same Python object."""
    itself = view.observation.itself
    if itself is not None and itself.thrown is None and not itself.yes:
        yield Broken("", "not equal to itself", Words("value == value"), _words(itself))


@law(
    "equality-symmetric",
    "a == b and b == a must agree",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="Otherwise the answer depends on who asks.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.THIRD],
    twin=Likeness.DIFFERENT,
    gives_way_to=(reflexive,),
)
def symmetric(view: View) -> Iterator[Broken]:
    """Asked of any two of three runs that differ from each other in one member."""
    for pair in pairs(view):
        there, back = pair.there, pair.back
        if there.thrown is None and back.thrown is None and there.value != back.value:
            sent, got = Words(f"{pair.question}: {_words(there)}"), Words(f"{pair.question_back}: {_words(back)}")
            yield Broken(pair.place, "one way only", sent, got)
            return


@law(
    "equality-transitive",
    "two values that equal a third must equal each other",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="With a tolerance, each value equals the next, yet the first does not equal the last.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.THIRD],
    needs=[Need.THIRD],
    twin=Likeness.DIFFERENT,
    gives_way_to=(reflexive, symmetric),
)
def transitive(view: View) -> Iterator[Broken]:
    """Asked of three runs that differ from each other in one member."""
    answers = view.observation.triangle or ()
    if all(answer.thrown is None for answer in answers) and sum(answer.yes for answer in answers) == 2:
        asked = zip(("a == b", "b == c", "a == c"), answers, strict=True)
        sent = Words("a == b, b == c and a == c all true, or at most one of them")
        got = Words(", ".join(f"{question}: {_words(answer)}" for question, answer in asked))
        yield Broken(_where_twins_differ(view), "two pairs of three", sent, got)


@law(
    "equality-negation",
    "a != b must be the opposite of a == b",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="Half of all comparisons are written with !=.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.NEGATE],
    twin=Likeness.DIFFERENT,
    alone=True,
)
def negation(view: View) -> Iterator[Broken]:
    """Asked of a value and itself, of two decodings of one document, and of two different runs."""
    seen, twin = view.observation, view.observation.twin
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
            yield Broken("", kind, Words(f"of {which}, ==: {_words(equal)}"), Words(f"!=: {_words(unequal)}"))
            return


@law(
    "hash-agrees-with-equality",
    "equal values must have equal hashes",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="Otherwise a set holds the same run twice and a cache never hits.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.HASH],
    twin=Likeness.SAME,
    alone=True,
    holds_to=("hashable",),
)
def hash_agrees(view: View) -> Iterator[Broken]:
    """Asked of two decodings of one document, and of the same data spelled differently, where the values are equal.

    A client that promises no hash may raise; a hash that it has nevertheless must agree.
    """
    seen, twin = view.observation, view.observation.twin
    if seen.hashed is None:
        return
    first, again = seen.hashed
    pairs = [(again, seen.decoded_twice), *([(twin.hashed, twin.equal)] if twin is not None else [])]
    if first.thrown is not None:
        if view.policy.hashable:
            yield Broken("", _raised(first), Words("hash(value)"), first.thrown)
    elif any(_hashes_differ(first, *pair) for pair in pairs):
        yield Broken("", "hashes differ", Words("equal values"), Words("two different hashes"))


@law(
    "equality-spelling-blind",
    "the same data spelled differently must decode to an equal value",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="Key order, white space and escapes are up to the server.",
    standings=UNAMBIGUOUS,
    asks=[Question.COMPARE],
    twin=Likeness.SAME,
    alone=True,
    holds_to=("equality",),
)
def spelling_blind(view: View) -> Iterator[Broken]:
    """The other spelling must always be accepted; equal it must be where the policy says `equality='value'`.

    Of an extended document, and others without another spelling, two decodings are compared.
    """
    seen, sent = view.observation, Words("the same data, spelled differently")
    if seen.twin is not None and seen.twin.decoded.thrown is not None:
        yield Broken("", _raised(seen.twin.decoded), sent, seen.twin.decoded.thrown)
    elif view.policy.equality == "value" and seen.itself is not None and seen.itself.yes:
        unequal = next((answer for answer in _both_ways(seen) if answer.thrown is None and not answer.yes), None)
        if unequal is not None:
            yield Broken("", "not equal", sent if seen.twin is not None else Words("the same bytes"), _words(unequal))


@law(
    "equality-header-blind",
    "two replies that differ only in their headers must decode to equal values",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="Every reply has its own date and request id: no two would ever be equal.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.REPLY],
    needs=[Need.HEADERS],
    promise=("equality", "value"),
)
def header_blind(view: View) -> Iterator[Broken]:
    """Asked where two decodings of the body alone are equal."""
    answer, twice = view.observation.replies, view.observation.decoded_twice
    if answer is not None and not answer.yes and twice is not None and twice.yes:
        sent = Words("one body, with two different dates and request ids")
        yield Broken("", _raised(answer) or "not equal", sent, answer.thrown or _words(answer))


@law(
    "equality-significant-fields",
    "two values that differ in one member must not be equal",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="A change that does not show in equality is missed by caches, tests and pollers.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.THIRD, Question.ENCODE],
    twin=Likeness.DIFFERENT,
    promise=("equality", "value"),
    gives_way_to=(symmetric, transitive),
)
def significant_fields(view: View) -> Iterator[Broken]:
    """Asked of any two of three runs, where the client keeps the other laws of equality.

    Its output must show that it kept the difference, and its policy must not say that it makes none.
    """
    kinds = set[str]()
    for pair in pairs(view):
        if not pair.there.yes or view.omitted(pair.place) or not pair.is_kept_apart or pair.is_declared(view):
            continue
        kind = "absent equals null" if pair.is_null_against_absent else "equal though different"
        if kind not in kinds:
            kinds.add(kind)
            yield Broken(pair.place, kind, pair.in_words, pair.question)


def _hashes_differ(hashed: Answer, other: Answer | None, equal: Answer | None) -> bool:
    return other is not None and equal is not None and equal.yes and hashed.value != other.value


def _where_twins_differ(view: View) -> str:
    return view.case.twin.pointer if view.case.twin else ""


def _both_ways(seen: Observation) -> tuple[Answer, Answer]:
    twin = seen.twin
    if twin is None and seen.decoded_twice is not None:
        return seen.decoded_twice, seen.decoded_twice
    if twin is None or twin.equal is None or twin.equal_back is None:
        return Answer(), Answer()
    return twin.equal, twin.equal_back


def _raised(answer: Answer) -> str:
    return f"raised {answer.thrown.type}" if answer.thrown is not None else ""


def _words(answer: Answer) -> Words:
    return Words(answer.thrown) if answer.thrown is not None else Words(answer.value)
