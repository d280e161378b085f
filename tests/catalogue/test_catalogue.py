"""The catalogue: the same cases everywhere, and all of the contract in them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given, seed, settings

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.coverage import ASPECTS, coverage_of
from runlaws.objects import PROFILES, find_profile
from runlaws_strategies import cases, catalogue
from tests.profiles import EACH_PROFILE

PRINT_DIGEST = """
import hashlib
from runlaws_strategies import catalogue
print(hashlib.sha256(" ".join(case.id for case in catalogue(profile="v1")).encode()).hexdigest())
"""


@cache
def listed(profile: str) -> tuple[Case, ...]:
    return tuple(catalogue(profile=profile))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.slow
def test_the_catalogue_exercises_all_of_the_contract(profile: str) -> None:
    coverage = coverage_of(listed(profile), find_profile(profile))
    assert {aspect: sorted(coverage.missing(aspect)) for aspect in ASPECTS} == {aspect: [] for aspect in ASPECTS}


@pytest.mark.parametrize("profile", EACH_PROFILE)
def test_no_case_is_listed_twice(profile: str) -> None:
    assert len({case.id for case in listed(profile)}) == len(listed(profile))


@pytest.mark.parametrize("hash_seed", ["0", "1"])
@pytest.mark.slow
def test_another_process_lists_the_same_ids(hash_seed: str) -> None:
    mine = hashlib.sha256(" ".join(case.id for case in listed("v1")).encode()).hexdigest()
    command = [sys.executable, "-c", PRINT_DIGEST]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == mine


def test_the_id_of_the_simplest_case_is_what_it_was() -> None:
    assert listed("v2")[0].id == "453edf00483c1413"


def test_a_case_says_what_it_is() -> None:
    standings = {case.standing for case in listed("v2")}
    assert standings == set(Standing)
    assert all(case.judgement.violations for case in listed("v2") if case.standing is Standing.INVALID)


@pytest.mark.slow
def test_a_thousand_draws_exercise_nearly_all_of_the_contract() -> None:
    drawn: list[Case] = []

    @seed(7)
    @settings(max_examples=1000, database=None, deadline=None, derandomize=False)
    @given(case=cases())
    def draw(case: Case) -> None:
        drawn.append(case)

    draw()
    coverage = coverage_of(drawn, find_profile("v2"))
    assert coverage.share("statuses") == 1
    assert coverage.share("branches") == 1
    assert coverage.share("standings") == 1
    assert coverage.share("states") >= 0.95
    # 0.965 to 0.973 by itself (five seeds); Hypothesis also draws constants of the modules that other tests have loaded
    assert coverage.share("rules") >= 0.94


def test_coverage_of_nothing_is_nothing_and_names_what_is_missing() -> None:
    coverage = coverage_of([], find_profile("v2"))
    assert coverage.share("statuses") == 0
    assert "queued" in coverage.missing("statuses")
    assert coverage.as_json()["missing"]["branches"]
