"""Values that change when something is asked of them: the one question that did it is named."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Answer, Policy, Question
from runlaws.laws import LAWS
from runlaws.liars import Honest
from runlaws.liars._honest import Decoded
from runlaws.observe import observe
from runlaws.trial import check
from tests.client.odd import blamed, client, raising
from tests.laws.observed import SIBLING


class Changing:
    """What changes when some question is asked of it."""

    def __init__(self, by: Changer, document: bytes) -> None:
        self.by = by
        self.document = document
        self.been_asked: set[str] = set()

    def asked(self, question: str) -> None:
        self.been_asked.add(question)
        if question in self.by.on and (not self.by.together or self.been_asked >= set(self.by.on)):
            self.document = self.by.change(self.document)

    def __eq__(self, other: object) -> bool:
        self.asked("comparing")
        if isinstance(other, Changing) and other is not self:
            self.asked("comparing with another")
        return isinstance(other, Changing) and self.document == other.document

    def __hash__(self) -> int:
        self.asked("hashing")
        return hash(self.document)

    def __repr__(self) -> str:
        self.asked("printing")
        return "changing"

    def __copy__(self) -> Changing:
        self.asked("copying")
        return Changing(self.by, self.document)


class Changer:
    """A client whose values change when some questions are asked: any of them, or all of them `together`."""

    name = "changer"
    version = ""
    encodes = True
    policy = Policy(hides="/*")

    def __init__(self, *on: str, together: bool = False, change: Callable[[bytes], bytes] | None = None) -> None:
        self.on = on
        self.together = together
        self.change = change or (lambda document: document.replace(b"1700000000", b"1700000001"))
        self.values: list[Changing] = []

    def decode(self, document: bytes) -> Changing:
        for value in self.values:
            value.asked("decoding another document")
        made = Changing(self, document)
        self.values.append(made)
        return made

    def encode(self, value: Changing) -> bytes:
        document = value.document
        value.asked("encoding")
        return document

    def read(self, value: Changing, path: object) -> Any:  # noqa: ARG002 (it shows nothing)
        value.asked("reading")
        return NOT_SHOWN


_QUESTIONS = (
    "reading",
    "printing",
    "comparing",
    "comparing with another",
    "hashing",
    "copying",
    "encoding",
)


def changed_by(made: Changer, case: Case = SIBLING) -> list[str]:
    """Return the questions after which a value holds something else than before."""
    seen = observe(made, case, asks=[Question.DISTURB])
    return [name for name, answer in seen.disturbed.items() if answer != seen.held]


def changes_told_of(made: Changer) -> set[str]:
    """Return how the values of a client change, as its one broken law tells it."""
    failures = check(made, LAWS, SIBLING)
    assert {failure.law for failure in failures} == {"questions-change-nothing"}
    return {failure.kind for failure in failures}


def test_a_value_that_no_question_changes_is_asked_for_everything_once() -> None:
    seen = observe(Changer(), SIBLING, asks=[Question.DISTURB])
    assert seen.held == Answer(SIBLING.tree)
    assert seen.disturbed == {"everything": seen.held}


@pytest.mark.parametrize("question", _QUESTIONS)
def test_the_one_question_that_changes_a_value_is_named(question: str) -> None:
    made = Changer(question)
    also = {"reading": [], "comparing": ["comparing with another"]}.get(question, [])
    assert changed_by(made) == ["everything", question, *also]
    assert changes_told_of(made) == {f"{question}: number changed"}


def test_a_value_that_the_next_decoding_changes_is_named_so() -> None:
    assert changed_by(Changer("decoding another document")) == [
        "everything",
        "decoding one with other free data",
        "decoding another document",
        "comparing with another",
    ]


def test_all_questions_that_change_a_value_are_named() -> None:
    made = Changer("hashing", "printing", "encoding")
    assert changed_by(made) == ["everything", "printing", "hashing", "encoding"]
    assert changes_told_of(made) == {f"{question}: number changed" for question in ("printing", "hashing", "encoding")}


def test_a_value_that_two_questions_together_change_is_told_of_everything() -> None:
    made = Changer("printing", "hashing", together=True)
    assert changed_by(made) == ["everything"]
    assert changes_told_of(made) == {"everything: number changed"}


def test_an_integer_that_becomes_a_float_is_a_change_with_a_name() -> None:
    made = Changer("hashing", change=lambda document: document.replace(b"1700000000", b"1700000000.0", 1))
    assert changes_told_of(made) == {"hashing: integer made float"}


def test_a_client_that_changes_by_itself_is_not_blamed_on_a_question() -> None:
    counter = itertools.count(1)

    class Counting(Changer):
        def encode(self, value: Changing) -> bytes:
            return value.document.replace(b"1700000000", str(next(counter)).encode(), 1)

    seen = observe(Counting(), SIBLING, asks=[Question.DISTURB])
    assert (seen.held, seen.disturbed) == (None, {})


def test_a_client_that_cannot_tell_what_a_value_holds_is_not_blamed_on_a_question() -> None:
    seen = observe(client(encode=raising(TypeError())), SIBLING, asks=[Question.DISTURB])
    assert seen.held is not None
    assert seen.held.thrown is not None
    assert list(seen.disturbed) == ["everything"]
    assert blamed(client(encode=raising(TypeError()))) == {("round-trip-encodes", "TypeError")}


def test_a_client_without_an_encoder_is_asked_what_its_values_show() -> None:
    def hash_of(self: Honest, value: Decoded) -> int:
        value.run = evolve(value.run, model="hashed")
        return Honest.hash_of(self, value)

    mute = client(hash_of=hash_of)
    mute.encodes = False
    assert {kind for law, kind in blamed(mute, SIBLING) if law == "questions-change-nothing"} == {
        "hashing: text changed"
    }
