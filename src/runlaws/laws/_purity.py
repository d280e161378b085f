"""Laws about values that stay what they are: whatever is asked of them, and copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from runlaws.case import Likeness
from runlaws.client import (
    UNDER_NEW_KEY,
    UNDER_NEW_PART_KEY,
    UNDER_NEW_TAG,
    UNDER_TAKEN_KEY,
    UNDER_TAKEN_PART_KEY,
    UNDER_TAKEN_TAG,
    Answer,
    Copied,
    Question,
    differ_as_spares,
)
from runlaws.contract import Standing
from runlaws.laws._acceptance import refuses_invalid
from runlaws.laws._law import ACCEPTABLE, ANY, UNAMBIGUOUS, Broken, Family, Need, broken_at, law
from runlaws.laws._severity import Severity
from runlaws.laws._tolerance import unknown_members, unknown_values, unknown_variants
from runlaws.laws._view import View
from runlaws.values import Difference, differences, pointer, steps_of, within
from runlaws.verdict import Words

__all__ = [
    "NOT_THE_SAME",
    "TAKEN_FOR_ANOTHER",
    "copies_are_equal",
    "decoding_is_repeatable",
    "implies_same_encoding",
    "questions_change_nothing",
]


@law(
    "decoding-is-repeatable",
    "the same bytes must decode to the same value, whatever was decoded before",
    family=Family.PURITY,
    severity=Severity.CORRUPTION,
    why="A value that depends on earlier calls is right in every test and wrong in production.",
    standings=UNAMBIGUOUS,
    outcomes=ANY,
    asks=[Question.REPEAT],
)
def decoding_is_repeatable(view: View) -> Iterator[Broken]:
    """The document is decoded at once again, after other documents and non-JSON, and under another document's key.

    It is also decoded with objects of a type that no document had, and of one that other objects had before; and so
    with their keys.
    Whatever depends on the previous document, the number of calls, the clock, a cache or a shared default is reported
    by this law and no other.
    """
    repeated = view.observation.repeated
    first = repeated.get("at first", Answer())
    for after, now in repeated.items():
        if after in _UNDER_OTHER_NAMES:
            continue
        if (first.thrown is None) is not (now.thrown is None) or _type_of(first) != _type_of(now):
            yield Broken("", NOT_THE_SAME, Words(f"decoded {after}"), Words(now.thrown or "accepted"))
            return
        changes = list(differences(first.value, now.value)) if now.thrown is None else []
        if changes:
            yield _varying(view, after, changes)
            return
    if UNDER_TAKEN_KEY in repeated and _is_taken_for_another(view, repeated[UNDER_NEW_KEY], repeated[UNDER_TAKEN_KEY]):
        key = view.profile.object.key
        sent = Words(f"a document that has the {key} of another one")
        yield Broken("", TAKEN_FOR_ANOTHER, sent, Words("not what it decodes to where no other has its " + key))
        return
    for new, taken, kind, name in _MET_AGAIN:
        if taken in repeated:
            yield from _made_of_others(view, repeated[new], repeated[taken], kind, name)


NOT_THE_SAME: Final = "not the same each time"
TAKEN_FOR_ANOTHER: Final = "not the same where another document has its key"
_MET_AGAIN: Final = (
    (UNDER_NEW_TAG, UNDER_TAKEN_TAG, "not the same where another object has its tag", "type"),
    (UNDER_NEW_PART_KEY, UNDER_TAKEN_PART_KEY, "not the same where another object has its key", ""),
)
"""By what an object may be taken for another one: what was held, how a failure is called, and the word for a person."""
_UNDER_OTHER_NAMES: Final = frozenset(
    {UNDER_NEW_KEY, UNDER_TAKEN_KEY, *(held for new, taken, *_ in _MET_AGAIN for held in (new, taken))}
)


def _made_of_others(view: View, alone: Answer, shared: Answer, kind: str, name: str) -> Iterator[Broken]:
    """Yield each member in which an object is made of one that a client has decoded before, with the same name."""
    tops: dict[str, Difference] = {}
    for change in differences(alone.value, shared.value) if shared.thrown is None else ():
        if not differ_as_spares(view.case.id, change.sent, change.got):
            top = str(change.path[0]) if change.path else ""
            tops.setdefault(steps_of(top)[0] if top.startswith("/") else top, change)
    for member in tops:
        if member in view.profile.shape.members:
            sent = Words(f"an object with the {name or view.profile.object.key} of one that was decoded before")
            yield Broken(pointer((member,)), kind, sent, Words("the data of that one"))


def _is_taken_for_another(view: View, alone: Answer, shared: Answer) -> bool:
    """Return whether what a document decodes to depends on another one that has its key."""
    if alone.thrown is not None or shared.thrown is not None:
        return _type_of(alone) != _type_of(shared)
    name, keys = view.profile.object.key, view.case.spare_keys or ("", "", "")
    at_key = ((name,), (pointer((name,)),))
    changes = differences(alone.value, shared.value)
    return any(change.path not in at_key or change.got == keys[0] for change in changes)


def _varying(view: View, after: str, changes: Sequence[Difference]) -> Broken:
    """Return how a client varies, by the member at the top in which it does, if it is one that there is."""
    tops = {change.path[:1] for change in changes}
    place = tops.pop()
    known = not tops and place[0] in view.profile.shape.members
    change = changes[0]
    return Broken(
        pointer(place) if known else "",
        NOT_THE_SAME,
        Words(f"at {change.pointer} at first: {change.sent!r}"),
        Words(f"{after}: {change.got!r}"),
    )


def _type_of(answer: Answer) -> str:
    return answer.thrown.type if answer.thrown is not None else ""


_EVERYTHING: Final = "everything"
_EQUAL: Final = Words("a value that was equal to another decoding of the document")
_OTHER_DATA: Final = "decoding one with other free data"
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "comparing with another": ("comparing", "decoding another document"),
    _OTHER_DATA: ("decoding another document",),
    "encoding": ("reading",),  # of a client that does not encode, all that it shows is read
}
"""Questions that ask others among them: what these have changed is not reported of the whole."""

_COMPARING: Final = frozenset({Question.COMPARE, Question.NEGATE, Question.TWIN, Question.THIRD})
_BLAMED: Final[Mapping[str, frozenset[Question]]] = {
    "reading": frozenset({Question.SHOW, Question.SHARE}),
    "comparing": frozenset({*_COMPARING, Question.STRANGERS, Question.COPY}),  # a copy is compared, then written
    "comparing with another": frozenset({*_COMPARING, Question.SHARE}),
    "decoding another document": frozenset(
        {Question.COMPARE, Question.TWIN, Question.THIRD, Question.PRINT_BESIDE, Question.AGAIN, Question.SHARE}
    ),
    _OTHER_DATA: frozenset({Question.TWIN, Question.THIRD, Question.SHARE}),
    "hashing": frozenset({Question.HASH, Question.SHARE}),
    "copying": frozenset({Question.COPY, Question.SHARE}),
    "printing": frozenset({Question.PRINT, Question.AGAIN}),
    "encoding": frozenset({Question.AGAIN, Question.SHARE}),
    _EVERYTHING: frozenset(
        {
            *_COMPARING,
            Question.COPY,
            Question.HASH,
            Question.STRANGERS,
            Question.PRINT_BESIDE,
            Question.AGAIN,
            Question.SHARE,
        }
    ),
}
"""What is asked of a value more than once, or before something else, and so means nothing where asking changes it."""


@law(
    "questions-change-nothing",
    "a value must stay the same when it is read, printed, compared, hashed, copied or encoded",
    family=Family.PURITY,
    severity=Severity.CORRUPTION,
    why="Otherwise a log line changes what is stored next.",
    standings=UNAMBIGUOUS,
    asks=[Question.DISTURB],
    settles=[question for questions in _BLAMED.values() for question in questions],
)
def questions_change_nothing(view: View) -> Iterator[Broken]:
    """Also when another document is decoded. The failure names the one thing that changed it, where one alone does."""
    held, disturbed = view.observation.held, view.observation.disturbed
    changes: dict[str, list[Broken]] = {}
    if held is not None and held.thrown is None:
        changes = {question: list(_changes(question, held, now)) for question, now in disturbed.items()}
    for question, answer in view.observation.unequal_after.items():
        if not changes.get(question) and answer.thrown is None:
            changes[question] = [Broken("", f"{question}: not equal", _EQUAL, Words("not equal to it any more"))]
    alone = {question for question, broken in changes.items() if broken} - {_EVERYTHING}
    for question in [name for name in changes if name in alone] or [_EVERYTHING]:
        if alone.isdisjoint(_PARTS.get(question, ())):
            blames = _BLAMED.get(question, frozenset())
            broken = changes.get(question, [])
            here = _by_free_place(view, broken) if question == _OTHER_DATA else broken
            yield from (item._replace(blames=blames) for item in here)


def _by_free_place(view: View, broken: Iterable[Broken]) -> list[Broken]:
    """Return what is broken in free data once for each place of such, whose names say nothing."""
    free = [named.place for named in view.case.named if named.is_free]
    by_place: dict[str, Broken] = {}
    for item in broken:
        place = next((place for place in free if within(item.pointer, (place,))), item.pointer)
        by_place.setdefault(place, item._replace(pointer=place, kind=_OTHER_DATA) if place in free else item)
    return list(by_place.values())


@law(
    "copies-are-equal",
    "a copy must equal the original and be written as the same data",
    family=Family.PURITY,
    severity=Severity.CORRUPTION,
    why="Tests, caches and process pools copy and pickle what they are given.",
    standings=frozenset(Standing) - {Standing.MALFORMED},
    asks=[Question.COMPARE, Question.COPY, Question.ENCODE],
    gives_way_to=(refuses_invalid, unknown_members, unknown_values, unknown_variants),
)
def copies_are_equal(view: View) -> Iterator[Broken]:
    """By copy, deepcopy and pickle, and by what its class has: a method `copy`, attrs.evolve that replaces nothing.

    A TypeError or PicklingError says that the client does not offer one of them.

    Of a document that is extended, invalid or ambiguous, what raises is reported by accepted-survives.
    """
    for way, copied in view.observation.copies.items():
        faults = list(_of_copy(view, way, copied)) if copied.offered else []
        if faults:
            yield from faults
            return


@law(
    "equality-implies-same-encoding",
    "equal values must be written as the same data",
    family=Family.EQUALITY,
    severity=Severity.INEQUALITY,
    why="Callers that find two values equal store only one of them.",
    standings=ACCEPTABLE,
    asks=[Question.COMPARE, Question.ENCODE],
    needs=[Need.ENCODING],
    twin=Likeness.SAME,
)
def implies_same_encoding(view: View) -> Iterator[Broken]:
    """Asked of two documents with the same data, also where values equal nothing but themselves."""
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
        if view.case.standing in ACCEPTABLE:
            yield Broken("", f"{way}: raised {copied.thrown.type}", Words("a value to copy"), copied.thrown)
        return
    if copied.encoded is not None and encoded is not None and encoded.thrown is None:
        changes = list(_changes(way, encoded, copied.encoded))
        if changes:  # then it is no wonder that it is not equal
            yield from changes
            return
    disputed = view.case.standing is Standing.AMBIGUOUS  # NaN, of which a copy is not equal, may be in it
    if copied.equal is not None and not copied.equal.yes and twice is not None and twice.yes and not disputed:
        yield Broken("", f"{way}: not equal", Words("value == its copy"), copied.equal.thrown or Words("False"))


def _changes(question: str, held: Answer, now: Answer) -> Iterator[Broken]:
    """Yield how what a value holds has changed; of what is nested too deep to be read, that is not known."""
    if now.thrown is not None:
        yield Broken("", f"{question}: {now.thrown.type}", Words("a value that it had encoded"), now.thrown)
    elif held.value is not None and now.value is not None:
        yield from broken_at(differences(held.value, now.value), after=question)
