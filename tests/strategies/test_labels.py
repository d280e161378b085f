"""Nothing leaves the generators under a false label: judged anew from its bytes, every case is what it says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runlaws.case import Case
from runlaws.contract import Force, Standing
from runlaws.document import read, structure, unstructure, write
from runlaws.objects import PROFILES, find_profile, judge
from runlaws.objects.run import Run
from runlaws.values import same_json
from runlaws_strategies import (
    KINDS,
    ambiguous_documents,
    arguments,
    broken_documents,
    cases,
    documents,
    extended_documents,
    make_case,
    malformed_documents,
    runs,
    schema_documents,
)
from runlaws_strategies.build._breakage import Spoiling, targets, wrecked_case
from runlaws_strategies.build._choosers import First
from runlaws_strategies.build._plan import plan_of

_T = TypeVar("_T")

STANDINGS = {
    "valid": Standing.VALID,
    "respelled": Standing.VALID,
    "sibling": Standing.VALID,
    "questionable": Standing.QUESTIONABLE,
    "extended": Standing.EXTENDED,
    "invalid": Standing.INVALID,
    "wrecked": Standing.INVALID,
    "ambiguous": Standing.AMBIGUOUS,
    "malformed": Standing.MALFORMED,
}


def assert_true(case: Case, profile: str, kind: str) -> None:
    """Judge a case again from its bytes."""
    assert case.standing is STANDINGS[kind]
    assert judge(case.document, profile) == case.judgement
    assert case.judgement.profile.name == profile
    if case.tree is not None and case.standing is not Standing.AMBIGUOUS:
        assert same_json(read(case.document).tree, case.tree)


def test_every_kind_has_a_standing_here() -> None:
    assert set(STANDINGS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_drawn_case_of_a_kind_is_what_its_label_says(kind: str, data: st.DataObject) -> None:
    assert_true(data.draw(cases(kinds=[kind])), "v2", kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_made_case_of_a_kind_is_what_its_label_says(profile: str, kind: str) -> None:
    for index in range(150):
        assert_true(make_case(37, index, profile=profile, kinds=(kind,)), profile, kind)


@given(broken_documents())
def test_a_broken_document_breaks_exactly_one_rule_and_names_the_place(case: Case) -> None:
    (violation,) = case.judgement.violations
    assert violation.force is Force.HARD
    assert violation.rule in case.made
    assert case.judgement.news == ()


@given(broken_documents(standing=Standing.QUESTIONABLE))
def test_a_questionable_document_breaks_one_soft_rule_and_nothing_else(case: Case) -> None:
    assert {violation.force for violation in case.judgement.violations} == {Force.SOFT}
    assert len({violation.rule for violation in case.judgement.violations}) == 1


@given(extended_documents())
def test_an_extended_document_holds_one_piece_of_news_and_breaks_nothing(case: Case) -> None:
    assert len(case.judgement.news) == 1
    assert case.judgement.violations == ()


@pytest.mark.parametrize("profile", PROFILES)
@given(data=st.data())
def test_drawn_runs_and_their_spellings_are_valid(profile: str, data: st.DataObject) -> None:
    assert judge(unstructure(data.draw(runs(profile=profile))), profile).standing is Standing.VALID
    assert judge(data.draw(documents(profile=profile)), profile).standing is Standing.VALID


@given(st.from_type(Run))
def test_hypothesis_draws_valid_runs_for_the_type(run: Run) -> None:
    assert judge(unstructure(run)).standing is Standing.VALID


@given(ambiguous_documents())
def test_an_ambiguous_document_can_be_read_by_some_parser(document: bytes) -> None:
    assert judge(document).standing is Standing.AMBIGUOUS
    if document.count(b"[") < 500:  # Python's parser gives up too
        assert isinstance(json.loads(document.decode("utf-8-sig"), parse_int=float), dict)  # of any length


@given(malformed_documents())
def test_a_malformed_document_holds_no_object_for_another_parser_either(document: bytes) -> None:
    assert judge(document).standing is Standing.MALFORMED
    try:
        parsed = json.loads(document.decode())
    except ValueError:
        return
    assert not isinstance(parsed, dict)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])  # each takes a third of a second
@given(schema_documents())
def test_what_is_drawn_from_the_schema_breaks_no_hard_rule_but_relations(case: Case) -> None:
    relations = {relation.rule.id for relation in find_profile("v2").relations}
    hard = {violation.rule for violation in case.judgement.violations if violation.force is Force.HARD}
    assert {rule for rule in hard - relations if not rule.startswith("json.")} == set()


PARAMETERS: dict[str, Any] = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1}},
    "required": ["city"],
    "additionalProperties": False,
}


@given(arguments(PARAMETERS))
def test_arguments_fit_the_parameters_of_their_function(text: str) -> None:
    parsed = json.loads(text)
    assert isinstance(parsed["city"], str)
    assert parsed.keys() <= {"city", "days"}
    assert parsed.get("days", 1) >= 1


@given(runs())
def test_a_drawn_run_is_the_same_after_it_was_written_and_read(run: Run) -> None:
    assert structure(read(write(unstructure(run))).tree, Run) == run


class _OneWay(First):
    """The first of all, but for the state, and for the rule that a wrecked document breaks."""

    def __init__(self, state: str, rule: int) -> None:
        self.state, self.rule = state, rule

    def row(self, rows: Sequence[_T]) -> _T:
        if self.state in rows:
            return rows[rows.index(cast("_T", self.state))]
        is_rules = isinstance(rows[0], tuple) and isinstance(rows[0][0], Spoiling)
        return rows[self.rule % len(rows)] if is_rules else rows[0]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_wrecked_document_has_a_fault_whatever_is_drawn(profile: str) -> None:
    """A rule at a place that even full documents lack is broken in another document, and not nowhere."""
    plan = plan_of(find_profile(profile))
    for number in range(len(targets(plan, Standing.INVALID))):
        assert wrecked_case(_OneWay(plan.states[0], number), plan).judgement.violations
