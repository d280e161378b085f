"""Recordings of each wire stand under the profile of that wire, and every rule that is broken is one it lists."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.objects import PROFILES, UnknownProfile, best_fit, find_profile, judge
from runlaws.values import ABSENT, Absent, Json, places, pointer
from runlaws_strategies import cases, make_case
from tests.edits import edited
from tests.recordings import RECORDINGS, Recording, recorded

ACCEPTABLE = (Standing.VALID, Standing.QUESTIONABLE)


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_a_recording_stands_as_it_should_under_the_profile_of_its_wire(recording: Recording) -> None:
    judgement = judge(recording.document, recording.profile)
    assert (judgement.standing, judgement.profile.name) == (recording.standing, recording.profile)


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_what_one_wire_allows_is_allowed_under_any(recording: Recording) -> None:
    assert judge(recording.document, "any").standing in ACCEPTABLE


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_a_profile_is_found_under_which_the_recording_stands_as_well(recording: Recording) -> None:
    tree = recorded(recording.name)
    assert best_fit(tree).judge(tree).standing is recording.standing
    assert judge(recording.document, "auto").standing is recording.standing


@pytest.mark.parametrize(
    ("recording", "profile", "standing"),
    [
        ("v1-queued", "v2", Standing.INVALID),  # file_ids, and most members are not there
        ("v2-queued", "v1", Standing.INVALID),  # file_search
        ("v1-late-completed", "v2", Standing.INVALID),  # file_ids
        ("azure-agents-failed", "v2", Standing.EXTENDED),  # a tool of Azure's
        ("v2-completed", "azure-agents", Standing.VALID),
    ],
)
def test_a_recording_of_another_wire_is_wrong_or_new(recording: str, profile: str, standing: Standing) -> None:
    assert find_profile(profile).judge(recorded(recording)).standing is standing


@pytest.mark.parametrize("member", ["required_action", "usage", "top_p", "tool_resources", "file_ids"])
def test_in_late_v1_a_member_that_arrived_one_by_one_may_be_absent(member: str) -> None:
    tree = {"required_action": None, "tool_resources": {}, **recorded("v1-late-completed")}
    assert find_profile("v1-late").judge(edited(tree, {f"/{member}": ABSENT})).standing in ACCEPTABLE


@pytest.mark.parametrize("name", ["", "v9", "V2", "auto"])
def test_an_unknown_profile_is_told_with_the_names_there_are(name: str) -> None:
    with pytest.raises(UnknownProfile, match="v2, azure-agents"):
        find_profile(name)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_rule_that_a_case_breaks_is_listed_with_its_force(profile: str) -> None:
    listed = {rule.id: rule.force for rule in find_profile(profile).rules()}
    for index in range(1000):
        case = make_case(23, index, profile=profile, kinds=("questionable", "invalid", "wrecked"))
        for violation in case.judgement.violations:
            assert listed.get(violation.rule) is violation.force


@given(cases(kinds=("invalid", "questionable", "wrecked")))
def test_every_rule_that_a_drawn_case_breaks_is_listed(case: Case) -> None:
    listed = {rule.id for rule in find_profile("v2").rules()}
    assert {violation.rule for violation in case.judgement.violations} <= listed


@pytest.mark.parametrize("profile", PROFILES)
def test_judging_changes_nothing_in_the_tree(profile: str) -> None:
    for recording in RECORDINGS:
        tree: Any = recorded(recording.name)
        find_profile(profile).judge(tree)
        assert tree == recorded(recording.name)


_WRONG: Final[tuple[Json | Absent, ...]] = (
    None,
    True,
    5,
    -1,
    1.5,
    "x",
    "",
    [],
    {},
    ["x"],
    {"type": "x"},
    "1700000000",
    "INCOMPLETE",
    ABSENT,
)


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_a_fault_does_not_choose_the_profile_by_which_it_is_judged(recording: Recording) -> None:
    tree, profile = recorded(recording.name), find_profile(recording.profile)
    before = {(violation.rule, violation.pointer) for violation in profile.judge(tree).violations}
    breaks = unseen = 0
    for path, _ in places(tree):
        for value in _WRONG:
            if value is ABSENT and isinstance(path[-1], int):
                continue
            broken = edited(tree, {pointer(path): value})
            faults = {(one.rule, one.pointer) for one in profile.judge(broken).violations} - before
            if len(faults) == 1:
                breaks += 1
                unseen += not faults <= {(one.rule, one.pointer) for one in judge(broken, "auto").violations}
    assert breaks > 100
    assert unseen == 0
