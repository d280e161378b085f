"""The laws about what is new in a document, on observations written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.contract import Standing
from runlaws.laws import LAWS, Family, Law, View, find_law
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    HUNG,
    INVALID,
    VALID,
    broken,
    case_of,
    case_with_news,
    crashed,
    ended,
    ideal,
    red,
    refused,
    why_not,
)

_LAWS = {
    "unknown-member": "tolerates-unknown-members",
    "unknown-value": "tolerates-unknown-values",
    "unknown-variant": "tolerates-unknown-variants",
}
_PLACES = {"unknown-member": "/brand_new", "unknown-value": "/tool_choice", "unknown-variant": "/tools/0/type"}
_SETTINGS = {
    "unknown-member": "unknown_members",
    "unknown-value": "unknown_values",
    "unknown-variant": "unknown_variants",
}
_of_every_kind = pytest.mark.parametrize("kind", _LAWS)
_PROMISED = "accepted though promised to refuse"


def _refusing(kind: str) -> Policy:
    settings: dict[str, Any] = {_SETTINGS[kind]: "refuse"}
    return Policy(**settings)


def test_there_is_a_law_for_every_kind_of_news() -> None:
    laws = [law for law in LAWS if law.family is Family.TOLERANCE]
    assert {law.news: law.id for law in laws} == _LAWS


@_of_every_kind
def test_news_that_is_taken_is_well(kind: str) -> None:
    case = case_with_news(kind)
    assert broken(_LAWS[kind], case, ideal(case)) == []


@_of_every_kind
def test_news_that_is_not_taken_is_told_at_its_place_by_one_law(kind: str) -> None:
    case, law, place = case_with_news(kind), _LAWS[kind], _PLACES[kind]
    assert red(case, refused(case)) == [(law, place, "refused: BadRun")]
    assert red(case, crashed(case)) == [(law, place, "crashed: KeyError")]
    assert red(case, ideal(case, nothing=True)) == [(law, place, "decoded to nothing")]


@_of_every_kind
def test_news_that_the_client_promises_to_refuse_is_to_be_refused(kind: str) -> None:
    case, law, place, policy = case_with_news(kind), _LAWS[kind], _PLACES[kind], _refusing(kind)
    assert broken(law, case, refused(case, policy)) == []
    assert red(case, ideal(case, policy)) == [(law, place, _PROMISED)]
    assert red(case, ideal(case, policy, nothing=True)) == [(law, place, _PROMISED)]


@_of_every_kind
def test_a_crash_on_news_that_may_be_refused_is_told_by_fails_cleanly_alone(kind: str) -> None:
    case = case_with_news(kind)
    assert red(case, crashed(case, _refusing(kind))) == [("fails-cleanly", "", "crashed: KeyError")]


@_of_every_kind
def test_a_policy_that_refuses_the_other_kinds_takes_this_one(kind: str) -> None:
    case = case_with_news(kind)
    others: dict[str, Any] = {setting: "refuse" for other, setting in _SETTINGS.items() if other != kind}
    assert red(case, refused(case, Policy(**others))) == [(_LAWS[kind], _PLACES[kind], "refused: BadRun")]


def test_a_client_that_drops_members_takes_the_document_all_the_same() -> None:
    assert broken("tolerates-unknown-members", EXTENDED, refused(EXTENDED, Policy(unknown_members="drop"))) == [
        ("/brand_new", "refused: BadRun")
    ]


def test_news_may_be_refused_for_something_else_that_may_be_refused() -> None:
    narrow = Policy(integers="int32")
    wide = case_of(brand_new=1, max_prompt_tokens=2**31)
    loose = case_of(brand_new=1, metadata={"k": 1})
    assert {wide.standing, loose.standing} == {Standing.EXTENDED}
    assert red(wide, refused(wide, narrow)) == []
    assert red(wide, refused(wide)) == [("tolerates-unknown-members", "/brand_new", "refused: BadRun")]
    assert red(wide, crashed(wide, narrow)) == [("tolerates-unknown-members", "/brand_new", "crashed: KeyError")]
    assert red(loose, refused(loose)) == []


def test_of_two_kinds_of_news_each_is_held_to_its_own_promise() -> None:
    case = case_of(brand_new=1, tool_choice="brand_new")
    policy = Policy(unknown_values="refuse")
    assert red(case, refused(case, policy)) == []
    assert red(case, ideal(case, policy)) == [("tolerates-unknown-values", "/tool_choice", _PROMISED)]
    assert red(case, crashed(case, policy)) == [("tolerates-unknown-members", "/brand_new", "crashed: KeyError")]


@pytest.mark.parametrize("law", [law for law in LAWS if law.news], ids=lambda law: law.id)
def test_tolerance_speaks_of_extended_documents_with_its_kind_of_news(law: Law) -> None:
    others = [case_with_news(kind) for kind in _LAWS if kind != law.news]
    told = f"the document holds no {str(law.news).replace('-', ' ')}"
    assert {why_not(law.id, case, refused(case)) for case in others} == {told}
    assert not any(law.speaks_of(case) for case in others)


@pytest.mark.parametrize("case", [VALID, INVALID, AMBIGUOUS])
@_of_every_kind
def test_tolerance_is_not_asked_of_other_documents(kind: str, case: Case) -> None:
    assert why_not(_LAWS[kind], case, refused(case)) == f"the document is {case.standing.value}"


def test_news_that_hangs_is_no_news_that_is_refused() -> None:
    assert why_not("tolerates-unknown-members", EXTENDED, ended(EXTENDED, HUNG)) == (
        "the client hangs when asked to decode"
    )


def test_a_failure_says_what_was_new_and_what_was_promised() -> None:
    law = find_law("tolerates-unknown-members")
    (failure,) = law.judge(View(EXTENDED, refused(EXTENDED))).failures
    assert str(failure.sent) == "an extended document, with an unknown member at /brand_new"
    assert str(failure.got) == "BadRun: no"
    (promised,) = law.judge(View(EXTENDED, ideal(EXTENDED, Policy(unknown_members="refuse")))).failures
    assert str(promised.sent).endswith(", which the client promises to refuse")
    assert str(promised.got) == "accepted"
