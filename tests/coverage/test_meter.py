"""What cases exercise of a contract, counted one after another, and by several processes together."""

from __future__ import annotations

import json

import pytest

from runlaws.case import Case
from runlaws.coverage import ASPECTS, Meter, coverage_of
from runlaws.objects import PROFILES, UnknownProfile, find_profile
from runlaws_strategies import make_case
from tests.laws.observed import AMBIGUOUS, EXTENDED, INVALID, MALFORMED, VALID, case_of

V2 = find_profile("v2")
_CASES = tuple(make_case(83, index) for index in range(120))


@pytest.mark.parametrize("profile", PROFILES)
def test_a_meter_counts_what_coverage_of_all_the_cases_counts(profile: str) -> None:
    cases = [make_case(89, index, profile=profile) for index in range(60)]
    meter = Meter(find_profile(profile))
    for case in cases:
        meter.add(case)
    assert meter.cases == len(cases)
    assert meter.coverage() == coverage_of(cases, find_profile(profile))


def test_what_another_process_met_is_counted_in() -> None:
    one, other = Meter(find_profile("v2")), Meter(find_profile("v2"))
    for case in _CASES[:60]:
        one.add(case)
    for case in _CASES[60:]:
        other.add(case)
    sent = json.loads(json.dumps(other.seen()))
    one.add_seen(sent, other.cases)
    assert one.cases == len(_CASES)
    assert one.coverage() == coverage_of(_CASES, V2)


def test_a_meter_that_has_met_nothing_misses_everything() -> None:
    meter = Meter(find_profile("v2"))
    assert (meter.cases, meter.seen()) == (0, {aspect: [] for aspect in ASPECTS})
    assert {meter.coverage().share(aspect) for aspect in ASPECTS} == {0}


def test_members_count_as_set_null_or_absent() -> None:
    states = coverage_of([case_of("completed", temperature=None, instructions="x")], V2).seen["states"]
    assert {"status set", "temperature null", "instructions set", "usage.total_tokens set"} <= states
    assert not {"temperature set", "instructions null", "status null"} & states


def test_a_status_counts_where_it_is_known_and_branches_by_their_tags() -> None:
    coverage = coverage_of([case_of("failed", tools=[{"type": "file_search"}], tool_choice="auto")], V2)
    assert coverage.seen["statuses"] == {"failed"}
    assert {"tools[]<file_search>", "tool_choice=auto"} <= coverage.seen["branches"]
    assert "tools[]<function>" in coverage.missing("branches")


def test_a_rule_counts_when_it_is_broken_and_its_kind_with_it() -> None:
    coverage = coverage_of([INVALID], V2)
    assert coverage.seen["rules"] == {"created_at.type"}
    assert coverage.seen["kinds"] == {"type"}


@pytest.mark.parametrize("case", [AMBIGUOUS, MALFORMED], ids=["ambiguous", "malformed"])
def test_of_what_parsers_dispute_or_refuse_only_the_standing_and_the_rules_count(case: Case) -> None:
    coverage = coverage_of([case], V2)
    assert len(coverage.seen["standings"]) == len(coverage.seen["rules"]) == 1
    assert coverage.seen["states"] == coverage.seen["branches"] == frozenset()


def test_what_is_new_counts_for_nothing_but_the_standing() -> None:
    plain = {name for name in coverage_of([VALID], V2).seen["states"] if "brand_new" in name}
    assert plain == {name for name in coverage_of([EXTENDED], V2).seen["states"] if "brand_new" in name} == set()
    assert coverage_of([EXTENDED], V2).seen["standings"] == {"extended"}


def test_an_unknown_profile_is_told() -> None:
    with pytest.raises(UnknownProfile, match="v9"):
        Meter(find_profile("v9"))
