"""The laws about values that stay what they are, on observations written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws.case import Case
from runlaws.client import Answer, Copied, Policy, Thrown
from runlaws.laws import View, find_law
from runlaws.values import ABSENT
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    INVALID,
    NO,
    QUESTIONABLE,
    SIBLING,
    VALID,
    broken,
    changed,
    crashed_with,
    ideal,
    red,
    refused,
    why_not,
)

_PURE = "questions-change-nothing"
_COPIES = "copies-are-equal"
_RAISES = crashed_with("TypeError")


@pytest.mark.parametrize("law", [_PURE, _COPIES])
def test_purity_is_asked_of_acceptable_documents_that_were_accepted(law: str) -> None:
    assert why_not(law, VALID, refused(VALID)) == "the client refused the document"
    assert why_not(law, VALID, ideal(VALID, nothing=True)) == "the client returned nothing"
    assert broken(law, EXTENDED, ideal(EXTENDED)) == []


@pytest.mark.parametrize("case", [EXTENDED, INVALID, AMBIGUOUS])
def test_a_copy_of_whatever_was_accepted_has_all_that_it_has(case: Case) -> None:
    assert broken(_COPIES, case, ideal(case)) == []
    unequal = [] if case is AMBIGUOUS else [("", "copy: not equal")]
    assert broken(_COPIES, case, ideal(case, copies={"copy": Copied(equal=NO)})) == unequal
    raised = Copied(Thrown("KeyError", "no", own=False))
    assert red(case, ideal(case, copies={"copy": raised})) == [("accepted-survives", "", "copy: raised KeyError")]


# -- questions-change-nothing


@pytest.mark.parametrize("case", [VALID, SIBLING, QUESTIONABLE])
def test_a_value_that_holds_what_it_held_is_well(case: Case) -> None:
    assert broken(_PURE, case, ideal(case)) == []


def _after(**disturbed: Answer) -> dict[str, Answer]:
    """Return what a value held after everything, and after single questions by their names with `_` for a space."""
    held = Answer(changed(VALID, model="x"))
    return {"everything": held, **{name.replace("_", " "): answer for name, answer in disturbed.items()}}


_SAME = Answer(VALID.tree)


def test_a_value_that_changes_is_told_with_the_question_that_changed_it() -> None:
    other = Answer(changed(VALID, model="y", tools=ABSENT))
    seen = ideal(VALID, disturbed=_after(reading=_SAME, comparing_with_another=other, hashing=_SAME))
    assert red(VALID, seen) == [
        (_PURE, "/model", "comparing with another: text changed"),
        (_PURE, "/tools", "comparing with another: dropped"),
    ]


def test_each_question_that_changes_it_is_told() -> None:
    other = Answer(changed(VALID, model="y"))
    seen = ideal(VALID, disturbed=_after(reading=other, hashing=other, copying=_SAME))
    assert red(VALID, seen) == [(_PURE, "/model", "reading: text changed"), (_PURE, "/model", "hashing: text changed")]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("comparing", "comparing_with_another"),
        ("decoding_another_document", "comparing_with_another"),
        ("reading", "encoding"),
    ],
)
def test_what_a_part_of_a_question_has_changed_is_not_told_of_the_whole(part: str, whole: str) -> None:
    other = Answer(changed(VALID, model="y"))
    seen = ideal(VALID, disturbed=_after(**{whole: other, part: other}))
    assert red(VALID, seen) == [(_PURE, "/model", f"{part.replace('_', ' ')}: text changed")]


@pytest.mark.parametrize(
    ("question", "blamed", "trusted"),
    [
        ("reading", "show", "compare"),
        ("comparing", "compare", "hash"),
        ("hashing", "hash", "compare"),
        ("copying", "copy", "compare"),
        ("printing", "print", "copy"),
        ("encoding", "again", "print"),
        ("decoding_another_document", "compare", "hash"),
        ("everything", "compare", "encode"),
    ],
)
def test_a_change_blames_the_questions_that_ask_what_changed_it(question: str, blamed: str, trusted: str) -> None:
    seen = ideal(VALID, disturbed=_after(**{question: Answer(changed(VALID, model="y"))}))
    (failure,) = find_law(_PURE).judge(View(VALID, seen)).failures
    assert blamed in failure.blames
    assert trusted not in failure.blames


def test_a_change_that_no_question_alone_makes_is_told_of_everything() -> None:
    seen = ideal(VALID, disturbed=_after(reading=_SAME, hashing=_SAME))
    assert red(VALID, seen) == [(_PURE, "/model", "everything: text changed")]


def test_a_value_that_can_be_written_no_more_is_told() -> None:
    seen = ideal(VALID, disturbed={"everything": _RAISES, "printing": _RAISES})
    assert red(VALID, seen) == [(_PURE, "", "printing: TypeError")]


def test_an_integer_that_becomes_a_float_has_changed() -> None:
    seen = ideal(VALID, disturbed={"everything": Answer(changed(VALID, created_at=1700000000.0))})
    assert red(VALID, seen) == [(_PURE, "/created_at", "everything: integer made float")]


def test_what_a_value_cannot_tell_at_first_is_not_judged() -> None:
    assert red(VALID, ideal(VALID, held=None, disturbed={})) == []
    assert red(VALID, ideal(VALID, held=_RAISES, disturbed={"everything": _SAME})) == []


def test_a_loss_that_is_there_from_the_beginning_is_no_change() -> None:
    lossy = Answer(changed(VALID, model="x"))
    seen = ideal(VALID, encoded=lossy, held=lossy, disturbed={"everything": lossy})
    assert broken(_PURE, VALID, seen) == []


# -- copies-are-equal


def _copied(**copies: Copied) -> dict[str, Any]:
    return {"copies": {**ideal(VALID).copies, **copies}}


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE])
def test_copies_that_are_equal_and_written_alike_are_well(case: Case) -> None:
    assert broken(_COPIES, case, ideal(case)) == []


@pytest.mark.parametrize("name", ["copy", "deepcopy", "pickle"])
def test_a_copy_that_is_not_equal_or_cannot_be_made_is_told_with_how_it_was_made(name: str) -> None:
    unequal = Copied(equal=NO, encoded=_SAME)
    assert red(VALID, ideal(VALID, **_copied(**{name: unequal}))) == [(_COPIES, "", f"{name}: not equal")]
    raising = Copied(equal=_RAISES, encoded=_SAME)
    assert red(VALID, ideal(VALID, **_copied(**{name: raising}))) == [(_COPIES, "", f"{name}: not equal")]
    crashed = Copied(Thrown("KeyError", "", own=False))
    assert red(VALID, ideal(VALID, **_copied(**{name: crashed}))) == [(_COPIES, "", f"{name}: raised KeyError")]


def test_a_copy_that_is_written_as_other_data_is_told_at_its_place() -> None:
    lossy = Copied(equal=Answer(True), encoded=Answer(changed(VALID, model=ABSENT)))
    assert red(VALID, ideal(VALID, **_copied(deepcopy=lossy))) == [(_COPIES, "/model", "deepcopy: dropped")]
    mute = Copied(equal=Answer(True), encoded=_RAISES)
    assert red(VALID, ideal(VALID, **_copied(pickle=mute))) == [(_COPIES, "", "pickle: TypeError")]


def test_the_first_way_of_copying_that_fails_is_told() -> None:
    crashed = Copied(Thrown("KeyError", "", own=False))
    assert red(VALID, ideal(VALID, **_copied(copy=crashed, pickle=crashed))) == [(_COPIES, "", "copy: raised KeyError")]


def test_a_way_of_copying_that_is_not_offered_is_well() -> None:
    not_offered = Copied(Thrown("TypeError", "cannot pickle", own=False), offered=False)
    assert red(VALID, ideal(VALID, **_copied(copy=not_offered, pickle=not_offered))) == []


@pytest.mark.parametrize("twice", [NO, None])
def test_values_that_equal_themselves_alone_have_copies_that_are_not_equal(twice: Answer | None) -> None:
    seen = ideal(VALID, Policy(equality="identity"), decoded_twice=twice, **_copied(copy=Copied(equal=NO)))
    assert broken(_COPIES, VALID, seen) == []


def test_a_copy_that_cannot_be_written_tells_nothing_where_the_original_cannot_be_either() -> None:
    seen = ideal(VALID, encoded=_RAISES, **_copied(copy=Copied(equal=Answer(True), encoded=_RAISES)))
    assert broken(_COPIES, VALID, seen) == []
    mute = ideal(VALID, encoded=None, **_copied(copy=Copied(equal=Answer(True))))
    assert broken(_COPIES, VALID, mute) == []


def test_a_failure_says_what_the_comparison_said() -> None:
    seen = ideal(VALID, **_copied(copy=Copied(equal=NO), pickle=Copied(equal=_RAISES)))
    (failure,) = find_law(_COPIES).judge(View(VALID, seen)).failures
    assert (str(failure.sent), str(failure.got)) == ("value == its copy", "False")
