"""What is true of all laws: their names, and what they need to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case, Likeness
from runlaws.client import EVERYTHING, Answer, Copied, Observation, Outcome, Policy, Question, Thrown
from runlaws.contract import Standing
from runlaws.laws import ACCEPTABLE, LAWS, Broken, Family, Law, UnknownLaw, View, find_law, law
from runlaws.values import Json
from runlaws.verdict import Cause, Failure, Words
from tests.laws.observed import (
    AMBIGUOUS,
    EXITED,
    EXTENDED,
    HUNG,
    INVALID,
    MALFORMED,
    NO,
    QUESTIONABLE,
    SIBLING,
    SPELLED,
    VALID,
    YES,
    case_with_news,
    crashed,
    crashed_with,
    ended,
    holding,
    ideal,
    refused,
)

_CASES = (
    VALID,
    SPELLED,
    SIBLING,
    QUESTIONABLE,
    EXTENDED,
    case_with_news("unknown-value"),
    case_with_news("unknown-variant"),
    INVALID,
    AMBIGUOUS,
    MALFORMED,
)


def _ids(value: object) -> str:
    return value.made if isinstance(value, Case) else str(getattr(value, "id", value))


_STRICT = Policy(invalid="refuse")
_of_every_law = pytest.mark.parametrize("law", LAWS, ids=_ids)


# -- names


@_of_every_law
def test_a_law_is_a_named_sentence_with_a_reason(law: Law) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", law.id)
    assert law.says
    assert not law.says.endswith(".")
    assert law.why.endswith(".")
    assert find_law(law.id) is law


def test_no_two_laws_have_one_name_or_one_sentence() -> None:
    assert len({law.id for law in LAWS}) == len({law.says for law in LAWS}) == len(LAWS)


def test_every_family_has_laws() -> None:
    assert {law.family for law in LAWS} == set(Family)


def test_an_unknown_law_is_told_with_the_names_there_are() -> None:
    with pytest.raises(UnknownLaw, match=r"'round-trap'.*round-trip"):
        find_law("round-trap")


# -- what they are asked about


@_of_every_law
def test_an_ideal_client_keeps_the_law_and_the_law_can_be_asked_of_it(law: Law) -> None:
    right = {
        "refuses-malformed": [refused(case) for case in _CASES],
        "refuses-invalid": [refused(case, Policy(invalid="refuse")) for case in _CASES],
    }
    seen = right.get(law.id, [ideal(case) for case in _CASES])
    verdicts = [law.judge(View(case, one)) for case, one in zip(_CASES, seen, strict=True)]
    assert [failure for verdict in verdicts for failure in verdict.failures] == []
    assert any(verdict.applies for verdict in verdicts)


@_of_every_law
@pytest.mark.parametrize("case", _CASES, ids=range(len(_CASES)))
def test_a_law_answers_whatever_became_of_a_document(law: Law, case: Case) -> None:
    raising = crashed_with("X")
    for seen in (
        ideal(case),
        refused(case),
        crashed(case),
        ended(case, HUNG),
        ended(case, EXITED, "=="),
        ideal(case, nothing=True),
        ideal(case, encoded=None, encoded_again=None),
        ideal(case, encoded=raising, encoded_again=raising, held=raising),
        ideal(case, itself=raising, decoded_twice=raising, hashed=(raising, raising), replies=raising),
        holding(case, {}),
        _bare(case),
    ):
        verdict = law.judge(View(case, seen))
        assert verdict.applies or verdict.failures == ()


def _bare(case: Case) -> Observation:
    """Return an observation of which nothing was asked."""
    seen = ideal(case)
    return Observation(seen.client, seen.policy, seen.decoded)


@_of_every_law
@pytest.mark.parametrize("case", _CASES, ids=range(len(_CASES)))
def test_a_law_speaks_of_a_case_unless_it_is_of_another_kind(law: Law, case: Case) -> None:
    applies = [law.judge(View(case, seen)).applies for seen in (ideal(case), refused(case), ideal(case, _STRICT))]
    assert not any(applies) or law.speaks_of(case)
    if not law.speaks_of(case):
        told = {law.judge(View(case, seen)).why_not for seen in (ideal(case), refused(case))}
        assert len(told) == 1
        assert re.match(r"the (document (is|holds no)|case has no second document)", told.pop())


@_of_every_law
def test_a_law_about_a_twin_asks_for_it(law: Law) -> None:
    assert (Question.TWIN in law.asks) == (law.twin is not None or law.asks == EVERYTHING)


_PARTS: Mapping[Question, Mapping[str, Any]] = {
    Question.SHOW: {"shown": {}, "classes": {}},
    Question.ENCODE: {"encoded": None, "encoded_again": None, "encoded_by": {}, "encoded_again_by": {}},
    Question.ENCODE_AGAIN: {"encoded_again": None},
    Question.COMPARE: {"itself": None, "decoded_twice": None},
    Question.NEGATE: {"negated": {}},
    Question.STRANGERS: {"strangers": {}},
    Question.HASH: {"hashed": None},
    Question.THIRD: {"triangle": None},
    Question.COPY: {"copies": {}},
    Question.PRINT: {"printed": {}},
    Question.AGAIN: {"again": {}},
    Question.DISTURB: {"held": None, "disturbed": {}},
}
"""What an observation is without the answers to a question."""


def _all_wrong(case: Case) -> Observation:
    """Return an observation in which nearly every answer is wrong."""
    tree: Mapping[str, Json] = {"status": "x", "tools": None, "created_at": 1.0}
    return holding(
        case,
        tree,
        encoded_again=Answer({}),
        itself=NO,
        decoded_twice=YES,
        negated={"itself": NO, "decoded_twice": YES},
        strangers={"None": YES},
        hashed=(Answer(1), Answer(2)),
        triangle=(YES, NO, YES),
        replies=NO,
        copies={"copy": Copied(equal=NO)},
        encoded_by={"other": Answer({})},
        printed={"repr": Answer("a"), "repr again": Answer("b")},
        again={"hash": Thrown("TypeError", "no", own=False)},
        disturbed={"everything": Answer({})},
    )


@_of_every_law
def test_a_law_goes_by_nothing_that_it_does_not_ask_for(law: Law) -> None:
    not_asked: dict[str, Any] = {}
    for question in _PARTS.keys() - law.asks:
        not_asked.update(_PARTS[question])
    for case in _CASES:
        seen = _all_wrong(case)
        assert law.judge(View(case, evolve(seen, **not_asked))) == law.judge(View(case, seen))


# -- conditions in words


@pytest.mark.parametrize(
    ("law", "conditions"),
    [
        ("decodes-valid", ["a document that is valid or questionable"]),
        ("refuses-malformed", ["a document that is malformed"]),
        ("refuses-invalid", ["a document that is invalid", "a client that promises invalid='refuse' or 'schema'"]),
        ("never-hangs", ["a document that is valid, questionable, extended, invalid, ambiguous or malformed"]),
        ("tolerates-unknown-members", ["a document that is extended", "an unknown member in it"]),
        ("round-trip", ["a document that is valid or questionable and is accepted", "an encoding that worked"]),
        (
            "hash-agrees-with-equality",
            [
                "a document that is valid or questionable and is accepted",
                "a second document with the same data, or none",
            ],
        ),
        (
            "equality-symmetric",
            ["a document that is valid or questionable and is accepted", "a second document with different data"],
        ),
        (
            "equality-header-blind",
            [
                "a document that is valid or questionable and is accepted",
                "a client that promises equality='value'",
                "a client that sees headers",
            ],
        ),
    ],
)
def test_a_law_says_in_words_what_it_needs(law: str, conditions: list[str]) -> None:
    assert list(find_law(law).conditions()) == conditions


# -- making one


def test_a_function_that_yields_failures_is_made_a_law() -> None:
    @law(
        "is-short",
        "a document must be short",
        family=Family.ACCEPTANCE,
        why="Because.",
        standings=ACCEPTABLE,
        outcomes=frozenset({Outcome.REFUSED}),
        twin=Likeness.SAME,
    )
    def is_short(view: View) -> Iterator[Broken]:
        size = len(view.case.document)
        if size > 10:
            yield Broken("", view.observation.outcome.value, Words("ten bytes"), size)

    assert isinstance(is_short, Law)
    assert is_short.asks == {Question.TWIN}
    verdict = is_short.judge(View(SPELLED, refused(SPELLED)))
    assert verdict.failures == (Failure("is-short", "", "refused", Words("ten bytes"), len(SPELLED.document)),)
    assert [failure.cause for failure in verdict.failures] == [Cause("is-short", "", "refused")]
    assert is_short.judge(View(SPELLED, ideal(SPELLED))).why_not == "the client accepted the document"
    assert is_short.judge(View(VALID, refused(VALID))).why_not == "the case has no second document with the same data"


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_a_law_that_speaks_of_it(standing: Standing) -> None:
    assert any(standing in law.standings for law in LAWS if law.asks != EVERYTHING)
