"""Profile compat: what is the way of compatible servers is soft, and what is wrong on them, too, stays hard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from runlaws.contract import Force, Standing
from runlaws.objects import find_profile, judge
from tests.processes import runlaws

RUN: dict[str, Any] = {
    "id": "run_1",
    "object": "thread.run",
    "created_at": 1711517598,
    "assistant_id": "asst_1",
    "thread_id": "thread_1",
    "status": "completed",
    "started_at": 1711517599,
    "expires_at": None,
    "cancelled_at": None,
    "failed_at": None,
    "completed_at": 1711517600,
    "required_action": None,
    "last_error": None,
    "model": "m",
    "instructions": None,
    "tools": [],
    "metadata": {},
    "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
}
"""A run that is valid under `any`, and so under compat."""

HABITS: dict[str, tuple[dict[str, Any], str]] = {
    "zero for a time": ({"cancelled_at": 0}, "compat.blank-for-null"),
    "an empty object for no error": ({"last_error": {}}, "compat.blank-for-null"),
    "null for no tools": ({"tools": None}, "compat.null-for-empty"),
    "milliseconds": ({"created_at": 1711517598000}, "compat.finer-unit"),
    "microseconds": ({"created_at": 1711517598000000}, "compat.finer-unit"),
    "other names of counts": (
        {"usage": {"input_tokens": 1, "output_tokens": 2, "total_tokens": 3}},
        "compat.token-names",
    ),
    "an empty object member": ({"object": ""}, "compat.object"),
    "a time that never came": ({"completed_at": None}, "completed_at.only-when-finished"),
}

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a text for a time": ({"created_at": "now"}, "created_at.type"),
    "a total that is none": (
        {"usage": {"input_tokens": 1, "output_tokens": 2, "total_tokens": 4}},
        "usage.total",
    ),
    "false for a time": ({"cancelled_at": False}, "cancelled_at.type"),
    "an end before the start": ({"started_at": 1711517598_999, "completed_at": 1711517000_000}, "completed_at.order"),
    "no status": ({"status": None}, "status.not-null"),
    "another object": ({"object": "thread"}, "object.enum"),
}


def document(**members: Any) -> bytes:
    return json.dumps({**RUN, **members}).encode()


def test_a_run_that_is_valid_elsewhere_is_valid_here() -> None:
    assert judge(document(), "compat").standing is Standing.VALID


@pytest.mark.parametrize("name", HABITS)
def test_a_habit_is_soft(name: str) -> None:
    members, rule = HABITS[name]
    judgement = judge(document(**members), "compat")
    assert judgement.standing is Standing.QUESTIONABLE
    assert {violation.rule for violation in judgement.violations} == {rule}
    assert judge(document(**members), "any").standing is not Standing.VALID


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_on_every_server_is_hard(name: str) -> None:
    members, rule = WRONG[name]
    judgement = judge(document(**members), "compat")
    assert judgement.standing is Standing.INVALID
    assert rule in [violation.rule for violation in judgement.violations if violation.force is Force.HARD]


def test_a_misspelled_member_is_read_by_the_name_that_is_meant() -> None:
    tree = {name: value for name, value in RUN.items() if name != "expires_at"} | {"expired_at": 0}
    judgement = judge(json.dumps(tree).encode(), "compat")
    assert [str(violation) for violation in judgement.violations] == [
        "/expired_at: is the name for expires_at  [compat.misspelled]",
        "/expires_at: is 0 where null is meant  [compat.blank-for-null]",
    ]


def test_every_habit_is_among_its_rules_as_a_soft_one_with_its_source() -> None:
    rules = {rule.id: rule for rule in find_profile("compat").rules()}
    for habit in find_profile("compat").habits:
        assert rules[habit.id].force is Force.SOFT
        assert rules[habit.id].cite
    assert rules["failed_at.only-when-failed"].force is Force.SOFT
    assert rules["usage.total"].force is Force.HARD


@pytest.mark.parametrize(
    "command", [("catalogue",), ("corpus", "out", "--count", "1"), ("fuzz", "reference", "--examples", "1")]
)
def test_nothing_is_made_for_it(command: tuple[str, ...], tmp_path: Path) -> None:
    ended = runlaws(*command, "--profile", "compat", cwd=tmp_path)
    assert ended.complaint.startswith("profile 'compat' only judges documents: none are made for it")


def test_check_says_that_a_document_with_habits_fits_it_better_and_says_no_such_thing_of_any_other(
    tmp_path: Path,
) -> None:
    (tmp_path / "habits.json").write_bytes(document(created_at=1711517598000, started_at=1711517599000, failed_at=0))
    (tmp_path / "wrong.json").write_bytes(document(failed_at=1711517600))
    ended = runlaws("check", "--profile", "any", "habits.json", "wrong.json", cwd=tmp_path)
    lines = ended.out.splitlines()
    assert lines[:2] == ["habits.json: invalid (any)", "  fits the profile compat better, by which it is questionable"]
    assert lines.count(lines[1]) == 1
    assert ended.status == 1
