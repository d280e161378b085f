"""What each question asks, and of which value: a law pays for nothing that it does not go by."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.client import EVERYTHING, Observation, Question
from runlaws.observe import observe
from runlaws.values import places
from tests.client.recorder import Recorder
from tests.laws.observed import EXTENDED, INVALID, MALFORMED, SIBLING, SPELLED, VALID

_PLACES = len(list(places(VALID.tree)))
_STRANGERS = 11
_ALONE = {
    Question.SHOW: {"decode": 1, "read": _PLACES + 1},
    Question.ENCODE: {"decode": 1, "encode": 1},
    Question.ENCODE_AGAIN: {"decode": 2, "encode": 2},
    Question.COMPARE: {"decode": 2, "==": 2},
    Question.NEGATE: {"decode": 2, "==": 2, "!=": 2},
    Question.STRANGERS: {"decode": 1, "==": _STRANGERS},
    Question.HASH: {"decode": 2, "hash": 2},
    Question.TWIN: {"decode": 2, "==": 2},
    Question.THIRD: {"decode": 3, "==": 6},
    Question.REPLY: {"decode": 1, "decode_reply": 2, "==": 1},
    Question.REPEAT: {"decode": 9, "encode": 6},
    Question.PRINT: {"decode": 1, "repr": 2, "str": 2},
    Question.PRINT_BESIDE: {"decode": 6, "repr": 9, "str": 9, "==": 1},
}
"""How often a question alone calls what, of a case with a twin and a third document."""


def _asked(*questions: Question, case: Case = SIBLING) -> Counter[str]:
    made = Recorder()
    observe(made, case, asks=questions)
    return Counter(what for what, _ in made.asked)


def test_decoding_is_all_that_is_asked_when_nothing_is() -> None:
    assert _asked() == {"decode": 1}


@pytest.mark.parametrize("question", _ALONE)
def test_a_question_alone_asks_only_what_it_says(question: Question) -> None:
    assert _asked(question) == _ALONE[question]


def test_copying_asks_for_three_copies_and_of_each_whether_it_is_equal_and_what_is_written_of_it() -> None:
    made = Recorder()
    observe(made, VALID, asks=[Question.COPY])
    assert made.asked_of(0) == ["decode", "copy", "==", "deepcopy", "==", "pickle", "=="]
    assert made.asked_of(1) == ["made by copy", "encode"]
    assert made.asked_of(2) == ["made by deepcopy", "encode"]
    assert made.asked_of(-1) == ["encode"]


def test_disturbing_asks_everything_of_one_value_and_what_two_hold() -> None:
    made = Recorder()
    observe(made, SIBLING, asks=[Question.DISTURB])
    assert made.asked_of(0) == ["decode"]
    assert made.asked_of(1) == ["decode", "encode"]
    disturbed = made.asked_of(2)
    assert set(disturbed) == {"decode", "read", "repr", "str", "==", "hash", "copy", "deepcopy", "pickle", "encode"}
    assert disturbed[-1] == "encode"


def test_every_question_but_the_costly_ones_is_counted_here() -> None:
    costly = {Question.COPY, Question.DISTURB, Question.AGAIN, Question.SHARE, Question.SHOW_ANOTHER}
    assert set(_ALONE) == EVERYTHING - costly


@pytest.mark.parametrize(
    ("more", "calls"),
    [
        ({Question.NEGATE}, {"decode": 3, "==": 4, "!=": 3}),
        ({Question.HASH}, {"decode": 3, "==": 2, "hash": 3}),
        ({Question.ENCODE}, {"decode": 3, "==": 2, "encode": 2}),
        ({Question.COMPARE}, {"decode": 3, "==": 4}),
    ],
)
def test_of_a_twin_is_asked_what_else_is_asked(more: set[Question], calls: dict[str, int]) -> None:
    assert _asked(Question.TWIN, *more) == calls


@pytest.mark.parametrize("question", [Question.TWIN, Question.THIRD])
def test_of_a_twin_that_there_is_not_nothing_is_asked(question: Question) -> None:
    assert _asked(question, case=VALID) == {"decode": 1}


def test_a_case_with_two_documents_has_no_third_to_compare() -> None:
    assert _asked(Question.TWIN, Question.THIRD, case=SPELLED) == {"decode": 2, "==": 2}


@pytest.mark.parametrize("case", [EXTENDED, INVALID])
def test_what_is_asked_does_not_depend_on_the_standing(case: Case) -> None:
    assert _asked(Question.ENCODE, Question.COMPARE, case=case) == {"decode": 3, "==": 2, "encode": 1}


def test_of_what_was_not_accepted_nothing_is_asked() -> None:
    made = Recorder()
    seen = observe(made, MALFORMED, asks=EVERYTHING - {Question.REPEAT})
    assert made.asked == []
    assert seen == Observation("recorder", made.policy, seen.decoded)


def test_of_what_was_not_accepted_it_is_asked_whether_it_is_accepted_the_next_time() -> None:
    made = Recorder()
    seen = observe(made, MALFORMED)
    assert {answer.thrown and answer.thrown.type for answer in seen.repeated.values()} == {"JSONDecodeError"}


def test_a_document_is_decoded_again_after_those_that_were_shown_before() -> None:
    case = evolve(VALID, before=(EXTENDED.document, SPELLED.document))
    seen = observe(Recorder(), case, asks=[Question.REPEAT])
    assert list(seen.repeated) == [
        "at first",
        "at once",
        "after another document (1)",
        "after another document (2)",
        "after one that is no document",
        "under a key that no document had",
        "under a key that another document has",
        "with tags that no document had",
        "with tags that another document has",
    ]
    *under_its_own, _, _, _, _ = seen.repeated.values()
    assert {json.dumps(answer.value) for answer in under_its_own} == {json.dumps(VALID.tree)}


# -- fresh values


def test_what_is_encoded_was_asked_nothing_before() -> None:
    made = Recorder()
    observe(made, SIBLING)
    encoded = {number for what, number in made.asked if what == "encode"}
    asked = {number: made.asked_of(number) for number in encoded}
    assert sum(questions == ["decode", "encode"] for questions in asked.values()) >= 2
    assert made.asked_of(_number_of_encoded(made)) == ["decode", "encode"]


def _number_of_encoded(made: Recorder) -> int:
    """Return the number of the value whose encoding an observation holds: the one after the twin and the replies."""
    after = next(index for index, (what, _) in enumerate(made.asked) if what == "decode_reply")
    return next(number for what, number in made.asked[after:] if what == "encode")


@pytest.mark.parametrize("asks", [[Question.ENCODE], [Question.ENCODE, Question.ENCODE_AGAIN]])
def test_where_nothing_else_is_asked_the_first_value_is_encoded(asks: list[Question]) -> None:
    made = Recorder()
    observe(made, VALID, asks=asks)
    assert made.asked_of(0) == ["decode", "encode"]


def test_what_is_shown_is_read_of_a_value_that_was_asked_nothing_before() -> None:
    made = Recorder()
    observe(made, SIBLING)
    assert made.asked_of(0)[:2] == ["decode", "read"]


def test_what_a_value_holds_at_first_is_told_by_one_that_was_asked_nothing_before() -> None:
    made = Recorder()
    observe(made, VALID, asks=[Question.SHOW, Question.COMPARE, Question.DISTURB])
    held = next(number for what, number in made.asked if what == "encode")
    assert made.asked_of(held) == ["decode", "encode"]


# -- what may not be asked


def test_a_client_that_does_not_encode_is_not_asked_to() -> None:
    made = Recorder()
    made.encodes = False
    seen = observe(made, SIBLING)
    assert "encode" not in {what for what, _ in made.asked}
    assert (seen.encoded, seen.encoded_again) == (None, None)


def test_a_client_that_says_that_it_does_not_encode_is_not_asked_to_though_it_could_be() -> None:
    made = Recorder()
    policy = type(made.policy)(encodes=False)
    seen = observe(made, SIBLING, policy=policy)
    assert "encode" not in {what for what, _ in made.asked}
    assert seen.encoded is None
    assert seen.twin is not None
    assert seen.twin.encoded is None
    assert {copied.encoded for copied in seen.copies.values()} == {None}


def test_a_client_that_says_that_it_encodes_and_offers_no_encode_is_told() -> None:
    made = Recorder()
    made.encodes = False
    seen = observe(made, VALID, policy=type(made.policy)(encodes=True))
    assert seen.encoded is not None
    assert seen.encoded.thrown is not None
    assert seen.encoded.thrown.type == "NoEncoder"


def test_headers_that_a_client_takes_out_are_there_for_the_next() -> None:
    class Taking(Recorder):
        def decode_reply(self, document: bytes, headers: dict[str, str]) -> object:  # type: ignore[override]
            return super().decode_reply(document, dict(headers) if headers.pop("date", None) else {})

    made = Taking()
    for _ in range(2):
        observe(made, VALID, asks=[Question.REPLY])
    assert Counter(what for what, _ in made.asked)["decode_reply"] == 4
