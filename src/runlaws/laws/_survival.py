"""Laws about what a value survives once it was accepted: being read, compared, hashed, printed, copied and encoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from runlaws.client import AFTER_ANOTHER, AGAIN, UNDER_TAKEN_KEY, WAYS_TO_PRINT, Answer, Question, Thrown
from runlaws.contract import Standing
from runlaws.laws._acceptance import refuses_invalid
from runlaws.laws._law import ACCEPTABLE, Broken, Family, law
from runlaws.laws._round_trip import round_trip_encodes
from runlaws.laws._severity import Severity
from runlaws.laws._tolerance import unknown_members, unknown_values, unknown_variants
from runlaws.laws._view import View
from runlaws.verdict import Words

__all__ = ["accepted_survives", "prints"]

_ACCEPTED: Final = frozenset(Standing) - {Standing.MALFORMED}
_TO_BE_REFUSED: Final = (refuses_invalid, unknown_members, unknown_values, unknown_variants)
_LATER: Final = (AGAIN, AFTER_ANOTHER)


@law(
    "prints-a-text",
    "str and repr must give a text, the same one for the same value, with nothing in it of another one",
    family=Family.PURITY,
    severity=Severity.COSMETIC,
    why="A log line that raises hides what it was written for, and one with another run's data misleads.",
    standings=_ACCEPTED,
    asks=[Question.PRINT, Question.PRINT_BESIDE],
    gives_way_to=_TO_BE_REFUSED,
)
def prints(view: View) -> Iterator[Broken]:
    """Printed twice, and again after another document, and where another one has its key. Addresses may differ.

    What printing an extended, invalid or ambiguous document raises is reported by accepted-survives.
    """
    printed = view.observation.printed
    for way in WAYS_TO_PRINT:
        broken = next(_of_text(view, way), None)
        if broken is not None:
            yield broken
            return  # `str` is `repr` unless a class says otherwise
    for way, answer in printed.items():
        if answer.thrown is not None and view.case.standing in ACCEPTABLE:
            yield _raised(way, answer.thrown)
            return


def _of_text(view: View, way: str) -> Iterator[Broken]:
    """Yield how a later text of a value is not the first one."""
    printed, mark, key = view.observation.printed, view.case.mark, view.profile.object.key
    if (by_key := printed.get(f"{way} {UNDER_TAKEN_KEY}")) is not None:
        yield Broken("", f"{way}: has another's data", Words(f"a text that goes by more than the {key}"), by_key.value)
    for when in _LATER:
        later = printed.get(f"{way} {when}")
        if later is None or later.thrown is not None:
            continue
        text = str(later.value)
        if mark is not None and mark in text:
            yield Broken(
                "", f"{way}: has another's data", Words(f"a text without the {key} of another one"), Words(text)
            )
        else:
            yield Broken("", f"{way}: another text {when}", Words(printed[way].value), Words(text))


@law(
    "accepted-survives",
    "whatever was accepted must survive being read, compared, hashed, printed and copied, and all of it twice",
    family=Family.PURITY,
    severity=Severity.CRASH,
    why="A document that is let in must not blow up later, in a log line or a cache, far from where it came in.",
    standings=_ACCEPTED,
    asks=[
        Question.SHOW,
        Question.ENCODE,
        Question.COMPARE,
        Question.NEGATE,
        Question.STRANGERS,
        Question.HASH,
        Question.PRINT,
        Question.PRINT_BESIDE,
        Question.COPY,
        Question.AGAIN,
    ],
    gives_way_to=(*_TO_BE_REFUSED, round_trip_encodes),
)
def accepted_survives(view: View) -> Iterator[Broken]:
    """Asked of documents that are extended, invalid or ambiguous, where the one that they were made of survives it.

    What a valid document does not survive is reported by other laws, unless it is the second time. A copy that is not
    offered need not work, if it is not offered of valid documents either. What raises everywhere is reported once. Of
    documents that nest too deeply for some parsers nothing is asked: Python's own copies and prints end there.
    """
    if any(violation.rule == "json.depth" for violation in view.case.judgement.violations):
        return
    if view.case.standing not in ACCEPTABLE:
        for group in (_reading(view), _comparing(view), _hashing(view), _printing(view), _copying(view)):
            broken = list(group)
            if broken:
                yield from broken
                return
    for call, thrown in view.observation.again.items():
        yield _raised(f"{call}, once more" if call != "encode again" else "encode, once more", thrown)
        return


def _reading(view: View) -> Iterator[Broken]:
    for place, shown in view.observation.shown.items():
        if isinstance(shown, Thrown) and not view.omitted(place):
            yield Broken(place, f"read: raised {shown.type}", Words("a member to read"), shown)


def _comparing(view: View) -> Iterator[Broken]:
    seen = view.observation
    equal = [seen.itself, seen.decoded_twice, *seen.strangers.values()]
    return _first({"==": equal, "!=": seen.negated.values()})


def _hashing(view: View) -> Iterator[Broken]:
    return _first({"hash": view.observation.hashed or () if view.policy.hashable else ()})


def _printing(view: View) -> Iterator[Broken]:
    return _first({way: [answer] for way, answer in view.observation.printed.items()})


def _copying(view: View) -> Iterator[Broken]:
    copies = view.observation.copies
    return _first({way: [Answer(thrown=copied.thrown)] for way, copied in copies.items() if copied.offered})


def _first(answers: Mapping[str, Iterable[Answer | None]]) -> Iterator[Broken]:
    """Yield the first call that raised."""
    for call, given in answers.items():
        for answer in given:
            if answer is not None and answer.thrown is not None:
                yield _raised(call, answer.thrown)
                return


def _raised(call: str, thrown: Thrown) -> Broken:
    return Broken("", f"{call}: raised {thrown.type}", Words("a value that was accepted"), thrown)
