"""Realistic documents: valid, like recorded ones, and in the shares that recordings have."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.corpus import CorpusError, Recipe, load_corpus, stats_of, write_numbered
from runlaws.objects import ProfileError
from runlaws_strategies.build import Frequency, plan_of
from tests.processes import runlaws

CASES = [Recipe(5, realistic=True).case(number) for number in range(2000)]


def shares() -> tuple[Frequency, ...]:
    traffic = plan_of(CASES[0].judgement.profile).traffic
    assert traffic is not None
    return tuple(traffic.shares)


def test_all_are_valid_and_no_key_comes_twice() -> None:
    assert {case.standing for case in CASES} == {Standing.VALID}
    assert all(Case.of_bytes(case.document).standing is Standing.VALID for case in CASES[:200])
    for member in ("id", "thread_id", "assistant_id"):
        values = {str((case.tree or {})[member]) for case in CASES}
        assert len(values) == len(CASES)
        assert all(re.fullmatch(r"(run|thread|asst)_[0-9A-Za-z]{24}", value) for value in values)
        assert sum("000" in value for value in values) < 20, "they look like numbers that were padded"


@pytest.mark.parametrize("share", shares(), ids=lambda share: share.says)
def test_the_shares_are_the_recorded_ones(share: Frequency) -> None:
    here = sum(share.holds(case.tree or {}) for case in CASES) / len(CASES)
    assert here == pytest.approx(share.recorded / share.of, abs=0.06)


def test_calls_are_of_functions_that_are_offered_with_the_arguments_that_they_take() -> None:
    waiting = [json.loads(case.document) for case in CASES if (case.tree or {})["status"] == "requires_action"]
    assert len(waiting) > 100
    for run in waiting:
        offered = {tool["function"]["name"]: tool["function"] for tool in run["tools"] if tool["type"] == "function"}
        for call in run["required_action"]["submit_tool_outputs"]["tool_calls"]:
            arguments = json.loads(call["function"]["arguments"])
            assert set(offered[call["function"]["name"]]["parameters"]["properties"]) == set(arguments)


def test_they_are_a_corpus_as_any_other_and_its_numbers_stand_beside_the_recorded_ones(tmp_path: Path) -> None:
    args = ("--realistic", "--seed", "5", "--count", "60")
    for jobs in ("1", "2"):
        assert runlaws("corpus", f"out{jobs}", *args, "--jobs", jobs, cwd=tmp_path).status == 0
    assert (tmp_path / "out1/manifest.json").read_bytes() == (tmp_path / "out2/manifest.json").read_bytes()
    assert [case.id for case in load_corpus(tmp_path / "out1")] == [case.id for case in CASES[:60]]
    done = runlaws("corpus", "stats", "out1", cwd=tmp_path)
    (row,) = (line for line in done.out.splitlines() if line.startswith("| status queued "))
    queued = sum((case.tree or {})["status"] == "queued" for case in CASES[:60])
    assert row.split("|")[2:5] == [f" {100 * queued / 60:4.1f} % ", "   42.4 % ", "   14 of 33 "]


def test_another_corpus_is_not_compared_with_recordings(tmp_path: Path) -> None:
    write_numbered(tmp_path / "out", Recipe(1), 5, command="runlaws corpus OUT --count 5")
    assert stats_of(tmp_path / "out").traffic is None


def test_a_state_may_be_chosen_and_what_does_not_go_together_is_one_sentence(tmp_path: Path) -> None:
    failed = [Recipe(1, states=("failed",), realistic=True).case(number) for number in range(20)]
    assert {str((case.tree or {})["status"]) for case in failed} == {"failed"}
    with pytest.raises(CorpusError, match="realistic documents are all valid: leave out the other verdicts"):
        Recipe(1, standings=(Standing.INVALID,), realistic=True).check()
    with pytest.raises(ProfileError, match="no traffic was recorded from which realistic documents of profile 'v1'"):
        Recipe(1, "v1", realistic=True).check()
    with pytest.raises(ValueError, match="got 'done'"):
        Recipe(1, states=("done",), realistic=True).check()
    done = runlaws("corpus", "out", "--realistic", "--profile", "v1", cwd=tmp_path)
    assert done.complaint.startswith("no traffic was recorded")
    assert list(tmp_path.iterdir()) == []
