"""What is true of all laws: their names, and what they need to be asked."""

from __future__ import annotations

import re

import pytest

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.laws import LAWS, Law, UnknownLaw, find_law
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    INVALID,
    MALFORMED,
    QUESTIONABLE,
    VALID,
    crashed,
    ideal,
    refused,
    with_sibling,
    with_spelling,
)

_CASES = (
    VALID,
    with_spelling(VALID),
    with_sibling(VALID, "model", "gpt-5"),
    QUESTIONABLE,
    EXTENDED,
    INVALID,
    AMBIGUOUS,
    MALFORMED,
)


def _ids(value: object) -> str:
    return value.made if isinstance(value, Case) else str(getattr(value, "id", value))


@pytest.mark.parametrize("law", LAWS, ids=_ids)
def test_a_law_is_a_named_sentence_with_a_reason(law: Law) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", law.id)
    assert law.says
    assert not law.says.endswith(".")
    assert law.why.endswith(".")
    assert find_law(law.id) is law


def test_no_two_laws_have_one_name() -> None:
    assert len({law.id for law in LAWS}) == len(LAWS)


def test_an_unknown_law_is_told_with_the_names_there_are() -> None:
    with pytest.raises(UnknownLaw, match=r"'round-trap'.*round-trip"):
        find_law("round-trap")


@pytest.mark.parametrize("law", LAWS, ids=_ids)
def test_an_ideal_client_keeps_the_law_and_the_law_can_be_asked_of_it(law: Law) -> None:
    right = {
        "refuses-malformed": [refused(case) for case in _CASES],
        "refuses-invalid": [refused(case, Policy(invalid="refuse")) for case in _CASES],
    }
    seen = right.get(law.id, [ideal(case) for case in _CASES])
    verdicts = [law.judge(case, one) for case, one in zip(_CASES, seen, strict=True)]
    assert [failure for verdict in verdicts for failure in verdict.failures] == []
    assert any(verdict.applies for verdict in verdicts)


@pytest.mark.parametrize("law", LAWS, ids=_ids)
@pytest.mark.parametrize("case", _CASES, ids=range(len(_CASES)))
def test_a_law_answers_whatever_became_of_a_document(law: Law, case: Case) -> None:
    for seen in (ideal(case), refused(case), crashed(case), ideal(case, nothing=True), ideal(case, encoded=None)):
        verdict = law.judge(case, seen)
        assert verdict.applies or verdict.failures == ()
