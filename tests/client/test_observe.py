"""Foreign code that misbehaves: what it does is recorded as data, never raised, and blamed on the right law."""

from __future__ import annotations

import datetime
import decimal
import enum
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.client import NOT_SHOWN, Answer, Opaque, Outcome, Thrown, observe
from runlaws.laws import LAWS
from runlaws.runner import check
from tests.laws.observed import INVALID, VALID, with_sibling, with_spelling
from tests.miniatures import Decoded, Honest

_CASES = (with_spelling(VALID), with_sibling(VALID, "model", "gpt-5"))


class Odd(BaseException):
    """An exception outside `Exception`."""


class Untellable(Exception):
    """An exception whose text cannot be had."""

    def __str__(self) -> str:
        msg = "no text"
        raise ZeroDivisionError(msg)


class Exiting(Exception):
    """An exception whose text ends the process."""

    def __str__(self) -> str:
        raise SystemExit(1)


class Unsure:
    """What is neither true nor false, as an array of several numbers is."""

    def __bool__(self) -> bool:
        msg = "which of them?"
        raise ArithmeticError(msg)


def raising(error: BaseException) -> Callable[..., NoReturn]:
    def raise_it(*_: object) -> NoReturn:
        raise error

    return raise_it


def giving(value: object) -> Callable[..., Any]:
    return lambda *_: value


def exhaust(*_: object) -> Any:
    return exhaust()


def client(**steps: Callable[..., Any]) -> Honest:
    """Return an honest client that does some steps otherwise."""
    made: Honest = type("Odd", (Honest,), steps)()
    return made


def blamed(made: Honest, *cases: Case) -> set[tuple[str, str]]:
    """Return the laws that a client breaks on acceptable cases, and how."""
    return {(failure.law, failure.kind) for case in cases or _CASES for failure in check(made, LAWS, case)}


# -- decode


@pytest.mark.parametrize(
    ("error", "name", "message"),
    [
        (SystemExit("bye"), "SystemExit", "bye"),
        (GeneratorExit(), "GeneratorExit", ""),
        (Odd("odd"), "Odd", "odd"),
        (Untellable(), "Untellable", "(its text raises ZeroDivisionError)"),
        (Exiting(), "Exiting", "(its text raises SystemExit)"),
        (ValueError("one\ntwo"), "ValueError", "one"),
        (ValueError("x" * 1000), "ValueError", "x" * 200 + "…"),
    ],
)
def test_whatever_decode_raises_is_recorded_in_one_line(error: BaseException, name: str, message: str) -> None:
    made = client(decode=raising(error))
    seen = observe(made, VALID)
    assert seen.outcome is Outcome.CRASHED
    assert seen.decoded.thrown == Thrown(name, message, own=False)
    assert (seen.encoded, seen.itself, seen.hashed, seen.twin, seen.shown) == (None, None, None, None, {})
    assert blamed(made) == {("decodes-valid", f"crashed: {name}")}


def test_an_exhausted_stack_is_a_crash() -> None:
    made = client(decode=exhaust)
    assert observe(made, VALID).outcome is Outcome.CRASHED
    assert blamed(made) == {("decodes-valid", "crashed: RecursionError")}
    assert blamed(made, INVALID) == {("fails-cleanly", "crashed: RecursionError")}


@pytest.mark.parametrize("step", ["decode", "encode", "read", "equal", "hash_of"])
def test_the_keyboard_interrupts_whatever_is_asked(step: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        observe(client(**{step: raising(KeyboardInterrupt())}), VALID)


def test_the_keyboard_interrupts_the_text_of_an_exception_too() -> None:
    class Slow(Exception):
        def __str__(self) -> str:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        observe(client(decode=raising(Slow())), VALID)


def test_an_error_of_the_clients_own_is_a_refusal() -> None:
    seen = observe(client(), INVALID)
    assert seen.outcome is Outcome.REFUSED
    assert seen.decoded.thrown is not None
    assert seen.decoded.thrown.own


def test_nothing_is_a_value_that_the_laws_know_of() -> None:
    made = client(decode=giving(None))
    seen = observe(made, VALID)
    assert (seen.outcome, seen.nothing, seen.decoded.value) == (Outcome.ACCEPTED, True, "NoneType")
    assert blamed(made) == {("decodes-valid", "decoded to nothing")}


def test_a_second_decoding_that_raises_is_recorded() -> None:
    decoded: list[bytes] = []

    def decode(self: Honest, document: bytes) -> Any:
        if document in decoded:
            msg = "again"
            raise RuntimeError(msg)
        decoded.append(document)
        return Honest.decode(self, document)

    seen = observe(client(decode=decode), VALID)
    assert seen.decoded_twice is not None
    assert seen.decoded_twice.thrown == Thrown("RuntimeError", "again", own=False)


def test_warnings_of_a_client_are_neither_shown_nor_errors() -> None:
    def decode(self: Honest, document: bytes) -> Any:
        warnings.warn("gone soon", DeprecationWarning, stacklevel=1)
        return Honest.decode(self, document)

    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("error")
        assert blamed(client(decode=decode)) == set()
    assert shown == []


# -- equality and hashes


@pytest.mark.parametrize(
    ("equal", "how"),
    [
        (raising(TypeError("no")), "raised TypeError"),
        (raising(SystemExit(3)), "raised SystemExit"),
        (giving(Unsure()), "raised ArithmeticError"),
        (giving(None), "not equal to itself"),
        (giving([]), "not equal to itself"),
    ],
)
def test_a_comparison_that_gives_no_answer_is_blamed_on_reflexivity(equal: Callable[..., Any], how: str) -> None:
    made = client(equal=equal)
    assert blamed(made) == {("equality-reflexive", how)}


def test_a_comparison_may_answer_with_anything_that_is_true_or_false() -> None:
    def equal(_: Honest, mine: Decoded, other: Decoded) -> object:
        return "yes" if mine.run == other.run else ""

    assert blamed(client(equal=equal)) == set()


def test_a_comparison_that_is_not_implemented_falls_back_to_identity() -> None:
    made = client(decode=lambda *_: object(), read=giving(NOT_SHOWN), encode=giving(VALID.document))
    assert blamed(made) == {("equality-spelling-blind", "not equal")}


@pytest.mark.parametrize("error", [TypeError("unhashable"), SystemExit(1), Odd()])
def test_a_hash_that_raises_is_blamed_on_the_hash(error: BaseException) -> None:
    made = client(hash_of=raising(error))
    assert blamed(made) == {("hash-agrees-with-equality", f"raised {type(error).__name__}")}


def test_a_hash_that_is_no_number_is_blamed_on_the_hash() -> None:
    assert blamed(client(hash_of=giving("x"))) == {("hash-agrees-with-equality", "raised TypeError")}


# -- encode


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (b"run", "what encode wrote must be JSON: Expecting value at line 1, column 1"),
        (b"", "what encode wrote must be JSON: Expecting value at line 1, column 1"),
        (b"[]", "what encode wrote must be an object, is array"),
        (b"\xff", "what encode wrote must be UTF-8, byte 0 is not"),
        ("\ud800", "what encode wrote must be UTF-8, byte 0 is not"),
        (5, "encode gave int, not bytes or str"),
        (None, "encode gave NoneType, not bytes or str"),
        ({"id": "run_1"}, "encode gave dict, not bytes or str"),
    ],
)
def test_what_is_written_and_is_no_object_is_blamed_on_the_round_trip(written: object, message: str) -> None:
    made = client(encode=giving(written))
    seen = observe(made, VALID)
    assert seen.encoded == Answer(thrown=Thrown("NotJson", message, own=False))
    assert seen.encoded_again is None
    assert blamed(made) == {("round-trip", "encode: NotJson")}


def test_an_encoder_that_raises_is_blamed_on_the_round_trip() -> None:
    assert blamed(client(encode=raising(SystemExit(2)))) == {("round-trip", "encode: SystemExit")}


@pytest.mark.parametrize("text", [bytearray, bytes.decode])
def test_text_may_be_written_as_bytes_or_as_str(text: Callable[[bytes], object]) -> None:
    assert blamed(client(encode=lambda self, value: text(Honest.encode(self, value)))) == set()


def test_what_cannot_be_read_again_is_blamed_on_stability() -> None:
    assert blamed(client(encode=lambda self, value: b"\xef\xbb\xbf" + Honest.encode(self, value))) == {
        ("stable-encoding", "InvalidDocument")
    }


# -- read


def test_a_value_is_read_before_an_encoder_can_change_it() -> None:
    def encode(self: Honest, value: Decoded) -> bytes:
        text = Honest.encode(self, value)
        object.__setattr__(value.run, "status", "written")
        return text

    assert blamed(client(encode=encode), VALID) == set()
    assert blamed(client(encode=encode)) == {("equality-spelling-blind", "not equal")}


def test_a_field_that_raises_is_blamed_on_reading_and_not_on_the_nulls() -> None:
    made = client(read=raising(LookupError("no")))
    assert observe(made, VALID).shown["/status"] == Thrown("LookupError", "no", own=False)
    assert blamed(made) == {("reads-fields", "raised LookupError")}


class Colour(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    LOW = 3


class Text(str):
    """A text that says something else when asked."""

    __slots__ = ()

    def __str__(self) -> str:
        return "another"

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError

    __hash__ = str.__hash__


class Fixed(list[int]):
    """A list that cannot be made of nothing."""

    def __init__(self, items: list[int]) -> None:
        super().__init__(items)


class Shy(list[int]):
    """A list that does not say whether it is empty."""

    def __len__(self) -> int:
        raise PermissionError


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (True, True),
        (Colour.RED, "red"),
        (Text("as sent"), "as sent"),
        (Level.LOW, 3),
        (datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=datetime.UTC), 1700000000),
        (datetime.datetime(2023, 11, 14, 22, 13, 20, 500000, tzinfo=datetime.UTC), 1700000000.5),
        (decimal.Decimal(7), 7),
        (decimal.Decimal("0.5"), 0.5),
        (Fixed([]), []),
        ((), []),
        ({}, {}),
        ([1], Opaque("list")),
        (object(), Opaque("object")),
        (decimal.Decimal("Infinity"), Thrown("OverflowError", "cannot convert Infinity to integer", own=False)),
        (Shy(), Thrown("PermissionError", "", own=False)),
    ],
)
def test_what_a_field_shows_is_recorded_as_json_or_by_what_it_is(value: object, shown: object) -> None:
    found = observe(client(read=giving(value)), VALID).shown["/status"]
    assert (type(found), found) == (type(shown), shown)


def test_an_object_that_is_shown_as_one_is_told_by_what_is_in_it() -> None:
    seen = observe(client(), VALID)
    assert "/usage" not in seen.shown
    assert seen.shown["/usage/total_tokens"] == (VALID.tree or {})["usage"]["total_tokens"]


def test_places_that_a_document_lacks_are_read_when_they_are_named() -> None:
    seen = observe(client(read=giving(0)), VALID, also=[("reasoning_effort",)])
    assert seen.shown["/reasoning_effort"] == 0


# -- the twin


def test_a_twin_that_is_refused_leaves_only_the_error() -> None:
    twin = Twin(INVALID.document, Likeness.DIFFERENT, "/created_at")
    seen = observe(client(), evolve(VALID, twin=twin))
    assert seen.twin is not None
    assert seen.twin.decoded.thrown is not None
    assert (seen.twin.equal, seen.twin.hashed, seen.twin.encoded) == (None, None, None)


def test_a_client_without_an_encoder_is_not_asked_to_encode() -> None:
    mute = client(encode=raising(AssertionError()))
    mute.encodes = False
    seen = observe(mute, _CASES[0])
    assert (seen.encoded, seen.encoded_again) == (None, None)
    assert seen.twin is not None
    assert seen.twin.encoded is None
    assert blamed(mute) == set()
