"""Foreign code that misbehaves: what it does is recorded as data, never raised, and told by the right law."""

from __future__ import annotations

import json
import warnings
from collections import UserDict
from types import MappingProxyType
from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.client import (
    EVERYTHING,
    NOT_SHOWN,
    Answer,
    Observation,
    Outcome,
    Policy,
    Question,
    Thrown,
)
from runlaws.liars import Honest
from runlaws.liars._honest import Decoded
from runlaws.observe import observe
from runlaws.values import at_pointer
from tests.client.odd import blamed, client, giving, raising
from tests.laws.observed import (
    EXTENDED,
    INVALID,
    MALFORMED,
    QUESTIONABLE,
    SIBLING,
    SPELLED,
    VALID,
    case_of,
    with_sibling,
)


class Odd(BaseException):
    """An exception outside `Exception`."""


def exhaust(honest: Honest, document: bytes) -> Any:
    """Call itself for ever, with named arguments: CPython 3.13.0 does not stop `def f(*_): return f()`."""
    return exhaust(honest, document)


def test_an_honest_client_breaks_no_law() -> None:
    assert blamed(client(), VALID, SPELLED, SIBLING, QUESTIONABLE, EXTENDED, INVALID, MALFORMED) == set()


# -- decode


@pytest.mark.parametrize("error", [KeyError(), RecursionError(), OSError("no")])
def test_a_decode_that_raises_is_a_crash_and_nothing_more_is_asked(error: Exception) -> None:
    made = client(decode=raising(error))
    seen = observe(made, VALID, asks=EVERYTHING - {Question.REPEAT})
    assert seen == Observation("Odd", made.policy, seen.decoded)
    assert seen.outcome is Outcome.CRASHED
    assert blamed(made) == {("decodes-valid", f"crashed: {type(error).__name__}")}
    assert blamed(made, INVALID) == {("fails-cleanly", f"crashed: {type(error).__name__}")}


@pytest.mark.parametrize("error", [SystemExit("bye"), KeyboardInterrupt(), GeneratorExit(), Odd("odd")])
def test_a_decode_that_ends_the_process_is_told_by_one_law(error: BaseException) -> None:
    made = client(decode=raising(error))
    seen = observe(made, VALID)
    assert seen.outcome is Outcome.EXITED
    assert seen.cut_short == {"decode": seen.decoded.thrown}
    for case in (VALID, EXTENDED, INVALID, MALFORMED):
        assert blamed(made, case) == {("never-exits", f"decode: {type(error).__name__}")}


def test_an_exhausted_stack_is_a_crash() -> None:
    made = client(decode=exhaust)
    assert observe(made, VALID).outcome is Outcome.CRASHED
    assert blamed(made) == {("decodes-valid", "crashed: RecursionError")}


def test_an_error_of_the_clients_own_is_a_refusal() -> None:
    seen = observe(client(), INVALID)
    assert seen.outcome is Outcome.REFUSED
    assert seen.decoded.thrown is not None
    assert seen.decoded.thrown.own


def test_a_policy_may_stand_in_for_the_clients_own() -> None:
    strict = Policy(errors=OSError)
    seen = observe(client(), INVALID, policy=strict)
    assert seen.policy is strict
    assert seen.outcome is Outcome.CRASHED


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
    again = Answer(thrown=Thrown("RuntimeError", "again", own=False))
    assert (seen.decoded_twice, seen.encoded) == (again, again)
    assert (seen.negated, seen.held, seen.disturbed) == ({}, None, {})


def test_warnings_of_a_client_are_neither_shown_nor_errors() -> None:
    def decode(self: Honest, document: bytes) -> Any:
        warnings.warn("gone soon", DeprecationWarning, stacklevel=1)
        return Honest.decode(self, document)

    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("error")
        assert blamed(client(decode=decode)) == set()
    assert shown == []


def test_what_a_client_prints_goes_where_it_would_and_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    def decode(self: Honest, document: bytes) -> Any:
        print("decoding")
        return Honest.decode(self, document)

    seen = observe(client(decode=decode), VALID, asks=())
    assert seen.outcome is Outcome.ACCEPTED
    assert capsys.readouterr().out == "decoding\n"
    assert blamed(client(decode=decode)) == set()


def test_the_observation_names_the_client_and_the_class_of_its_value() -> None:
    made = client()
    made.version = "1.2"
    seen = observe(made, VALID)
    assert (seen.client, seen.decoded.value) == ("Odd 1.2", "Decoded")


@pytest.mark.parametrize(
    "step", ["decode", "encode", "read", "equal", "unequal_to", "hash_of", "printed", "copied", "decode_reply"]
)
def test_a_keyboard_interrupt_that_no_key_caused_is_told_by_one_law_whatever_is_asked(step: str) -> None:
    assert {law for law, _ in blamed(client(**{step: raising(KeyboardInterrupt())}))} == {"never-exits"}


# -- equality and hashes


@pytest.mark.parametrize("error", [TypeError("no"), RecursionError(), ZeroDivisionError()])
def test_a_comparison_that_raises_is_told_by_totality(error: Exception) -> None:
    made = client(equal=raising(error))
    assert blamed(made) == {("equality-total", f"raised {type(error).__name__}")}


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), GeneratorExit(), Odd()])
@pytest.mark.parametrize(("step", "what"), [("equal", "=="), ("unequal_to", "!="), ("hash_of", "hash")])
def test_a_question_that_ends_the_process_is_told_by_one_law(step: str, what: str, error: BaseException) -> None:
    made = client(**{step: raising(error)})
    assert blamed(made) == {("never-exits", f"{what}: {type(error).__name__}")}


@pytest.mark.parametrize("answer", [None, [], 0])
def test_a_value_that_equals_nothing_is_told_by_reflexivity(answer: object) -> None:
    assert blamed(client(equal=giving(answer))) == {("equality-reflexive", "not equal to itself")}


def test_a_value_that_equals_everything_is_told_of_a_stranger() -> None:
    made = client(equal_to=giving(True), hash_of=giving(1))
    assert observe(made, VALID).strangers["None"] == Answer(True)
    assert ("equality-total", "equal to a stranger") in blamed(made)


def test_the_strangers_are_values_of_other_types() -> None:
    others: list[str] = []

    def equal_to(_: Honest, left: Decoded, right: object) -> bool:
        others.append(type(right).__name__)
        return left is right

    seen = observe(client(equal_to=equal_to), VALID, asks=[Question.STRANGERS])
    assert others == ["NoneType", "str", "int", "list", "dict", "object", "str", "str", "bytes", "dict", "tuple"]
    assert set(seen.strangers.values()) == {Answer(False)}
    assert next(iter(seen.strangers)) == "None"


class _Text(str):
    """A value that is a text."""


@pytest.mark.parametrize(
    ("kind", "akin"),
    [
        (json.loads, {"a dict of its own members"}),
        (lambda document: MappingProxyType(json.loads(document)), {"a dict of its own members"}),
        (lambda document: UserDict(json.loads(document)), {"a dict of its own members"}),
        (lambda document: tuple(json.loads(document).values()), {"a tuple of its own members"}),
        (
            lambda document: _Text(document, "utf-8"),
            {"its own id", "its own JSON as text", "a tuple of its own members"},
        ),
        (lambda document: document, {"its own JSON as bytes", "a tuple of its own members"}),
    ],
)
def test_a_part_of_the_document_is_no_stranger_to_a_value_of_its_kind(kind: Any, akin: set[str]) -> None:
    """A client may hand out mappings, tuples or texts, which equal those of Python."""
    own = {"its own id", "its own JSON as text", "its own JSON as bytes"}
    own |= {"a dict of its own members", "a tuple of its own members"}
    seen = observe(client(decode=lambda _, document: kind(document)), VALID, asks=[Question.STRANGERS])
    assert own - seen.strangers.keys() == akin
    assert set(seen.strangers.values()) == {Answer(False)}


def test_a_comparison_that_is_not_implemented_falls_back_to_identity() -> None:
    policy = Policy(hides="/*")
    made = client(decode=lambda *_: object(), read=giving(NOT_SHOWN), encode=giving(VALID.document), policy=policy)
    assert blamed(made, SPELLED) == {("equality-spelling-blind", "not equal")}


def test_a_negation_of_its_own_is_asked() -> None:
    made = client(unequal_to=giving(True))
    seen = observe(made, SIBLING)
    assert seen.negated == {"itself": Answer(True), "decoded_twice": Answer(True)}
    assert seen.twin is not None
    assert seen.twin.unequal == Answer(True)
    assert blamed(made) == {("equality-negation", "not the opposite")}


@pytest.mark.parametrize("error", [TypeError("unhashable"), RecursionError()])
def test_a_hash_that_raises_is_told_by_the_hash(error: Exception) -> None:
    made = client(hash_of=raising(error))
    assert blamed(made) == {("hash-agrees-with-equality", f"raised {type(error).__name__}")}


def test_a_hash_that_is_no_number_is_told_by_the_hash() -> None:
    assert blamed(client(hash_of=giving("x"))) == {("hash-agrees-with-equality", "raised TypeError")}


# -- encode


@pytest.mark.parametrize("written", [b"run", b"", b"[]", "\ud800", 5, None])
def test_what_is_written_and_is_no_object_is_told_by_the_encoding(written: object) -> None:
    made = client(encode=giving(written))
    seen = observe(made, VALID)
    assert seen.encoded is not None
    assert seen.encoded.thrown is not None
    assert seen.encoded_again is None
    assert blamed(made) == {("round-trip-encodes", "NotJson")}


@pytest.mark.parametrize("error", [TypeError(), RecursionError()])
def test_an_encoder_that_raises_is_told_by_the_encoding(error: Exception) -> None:
    assert blamed(client(encode=raising(error))) == {("round-trip-encodes", type(error).__name__)}


def test_an_encoder_that_ends_the_process_is_told_by_one_law() -> None:
    assert blamed(client(encode=raising(SystemExit(2)))) == {("never-exits", "encode: SystemExit")}


def test_what_cannot_be_read_again_is_told_by_stability() -> None:
    assert blamed(client(encode=lambda self, value: b"\xef\xbb\xbf" + Honest.encode(self, value))) == {
        ("round-trip-stable", "InvalidDocument")
    }


def test_what_was_nested_too_deep_to_read_may_be_written_as_deep() -> None:
    deep = Case.of_bytes(VALID.document[:-1] + b',"x":' + b"[" * 70 + b"]" * 70 + b"}")
    made = client(decode=lambda _, document: document, encode=lambda _, value: value, read=giving(NOT_SHOWN))
    assert observe(made, deep).encoded == Answer(None)
    assert blamed(made, deep) == set()


def test_a_value_is_encoded_before_anything_else_can_change_it() -> None:
    def read(self: Honest, value: Decoded, path: Any) -> Any:
        value.run = evolve(value.run, model="read")
        return Honest.read(self, value, path) if path != ("model",) else "as it was"

    seen = observe(client(read=read), VALID)
    assert seen.encoded == Answer(VALID.tree)


def test_a_client_without_an_encoder_keeps_the_laws_that_can_be_asked() -> None:
    mute = client(encode=raising(AssertionError()))
    mute.encodes = False
    seen = observe(mute, SPELLED)
    assert (seen.encoded, seen.encoded_again) == (None, None)
    assert seen.twin is not None
    assert seen.twin.encoded is None
    assert blamed(mute) == set()


# -- read


@pytest.mark.parametrize("error", [LookupError("no"), RecursionError()])
def test_a_field_that_raises_is_told_by_reading_and_not_by_the_nulls(error: Exception) -> None:
    made = client(read=raising(error))
    assert blamed(made) == {("reads-fields", f"raised {type(error).__name__}")}


def test_an_object_that_is_shown_as_one_is_told_by_what_is_in_it() -> None:
    seen = observe(client(), VALID)
    assert "/usage" not in seen.shown
    assert seen.shown["/usage/total_tokens"] == at_pointer(VALID.tree, "/usage/total_tokens")
    assert seen.classes["/usage"].type == "Usage"


def test_a_class_is_shown_with_the_tags_that_it_allows() -> None:
    seen = observe(client(), case_of(tools=[{"type": "file_search"}]))
    assert seen.classes["/tools/0"].allows == {"type": ("file_search",)}


def test_places_that_a_document_lacks_are_read_when_they_are_named() -> None:
    seen = observe(client(read=giving(0)), VALID, also=[("reasoning_effort",)])
    assert seen.shown["/reasoning_effort"] == 0
    assert "/reasoning_effort" not in observe(client(read=giving(0)), VALID).shown


# -- the twin and the third document


def test_a_twin_is_compared_both_ways_and_hashed_and_encoded() -> None:
    seen = observe(client(), SPELLED)
    assert seen.twin is not None
    assert (seen.twin.equal, seen.twin.equal_back, seen.twin.unequal) == (Answer(True), Answer(True), Answer(False))
    assert seen.hashed is not None
    assert seen.twin.hashed == seen.hashed[0] == seen.hashed[1]
    assert seen.twin.encoded == Answer(SPELLED.tree)


def test_a_twin_that_is_refused_leaves_only_the_error() -> None:
    twin = Twin(INVALID.document, Likeness.DIFFERENT, "/created_at")
    seen = observe(client(), evolve(VALID, twin=twin, third=twin))
    assert seen.twin is not None
    assert seen.twin.decoded.thrown is not None
    assert (seen.twin.equal, seen.twin.hashed, seen.twin.encoded, seen.triangle) == (None, None, None, None)


def test_three_documents_are_compared_with_each_other() -> None:
    def equal(_: Honest, left: Decoded, right: Decoded) -> bool:
        return abs(len(left.run.model) - len(right.run.model)) <= 1

    case = with_sibling(case_of("completed", model="a"), "model", "aa", third="aaa")
    seen = observe(client(equal=equal), case)
    assert seen.triangle == (Answer(True), Answer(True), Answer(False))
    assert ("equality-transitive", "two pairs of three") in blamed(client(equal=equal), case)


def test_a_third_document_that_is_refused_is_not_compared() -> None:
    case = evolve(SIBLING, third=Twin(INVALID.document, Likeness.DIFFERENT, "/created_at"))
    assert observe(client(), case).triangle is None


# -- replies


def test_replies_are_decoded_with_headers_of_their_own() -> None:
    headers: list[Any] = []

    def decode_reply(self: Honest, document: bytes, given: Any) -> Any:
        headers.append(given)
        return Honest.decode_reply(self, document, given)

    seen = observe(client(decode_reply=decode_reply), VALID, asks=[Question.REPLY])
    assert seen.replies == Answer(True)
    one, other = headers
    assert one["date"] != other["date"]
    assert all(name == name.lower() for name in (*one, *other))


def test_replies_that_are_compared_with_their_headers_are_told_by_one_law() -> None:
    made = client(equal=lambda _, mine, other: mine.run == other.run and mine.headers == other.headers)
    assert observe(made, VALID).replies == Answer(False)
    assert blamed(made, VALID) == {("equality-header-blind", "not equal")}


def test_a_reply_that_raises_is_recorded() -> None:
    made = client(decode_reply=raising(KeyError("date")))
    assert observe(made, VALID).replies == Answer(thrown=Thrown("KeyError", "'date'", own=False))
    assert blamed(made, VALID) == {("equality-header-blind", "raised KeyError")}


def test_a_client_that_sees_no_headers_is_not_asked() -> None:
    made = client()
    made.decode_reply = None  # type: ignore[method-assign, assignment] # pyright: ignore[reportAttributeAccessIssue]
    assert observe(made, VALID).replies is None
