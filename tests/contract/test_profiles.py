"""The wire profiles: what sets them apart, and which of them a document fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from runlaws.contract import Standing
from runlaws.document import read, write
from runlaws.objects import PROFILES, best_fit, find_profile, judge
from runlaws.values import Json
from runlaws_strategies import make_case, simplest

COUNT = 150


def standing(tree: Mapping[str, Json], profile: str) -> Standing:
    return judge(tree, profile).standing


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_drawn_for_a_profile_is_valid_under_it_and_under_any(profile: str) -> None:
    for index in range(COUNT):
        case = make_case(21, index, profile=profile, kinds=("valid",))
        assert case.standing is Standing.VALID
        assert judge(case.document, "any").standing is Standing.VALID, case


@pytest.mark.parametrize("profile", ["v1", "v1-late", "v2", "azure-agents"])
def test_auto_finds_a_profile_under_which_a_document_is_valid(profile: str) -> None:
    for index in range(COUNT):
        case = make_case(22, index, profile=profile, kinds=("valid",))
        if case.tree is not None and find_profile(profile).marks <= case.tree.keys():
            assert judge(case.document, "auto").standing is Standing.VALID


def test_auto_takes_the_wires_of_today_first() -> None:
    assert best_fit(simplest("queued", profile="v2")).name == "v2"
    assert best_fit(simplest("queued", profile="v1")).name == "v1"
    assert best_fit({**simplest("queued"), "file_ids": []}).name == "v1-late"


def test_azure_tools_are_news_to_v2_and_known_to_azure() -> None:
    tree = {**simplest("queued"), "tools": [{"type": "bing_grounding", "bing_grounding": {"connections": []}}]}
    assert standing(tree, "v2") is Standing.EXTENDED
    assert standing(tree, "azure-agents") is Standing.VALID
    assert judge(tree, "auto").profile.name == "azure-agents"


def test_a_tool_approval_is_news_to_v2_and_known_to_azure() -> None:
    action = {"type": "submit_tool_approval", "submit_tool_approval": {"tool_calls": [{"id": "call_1", "type": "mcp"}]}}
    tree = {**simplest("requires_action"), "required_action": action}
    assert standing(tree, "v2") is Standing.EXTENDED
    assert standing(tree, "azure-agents") is Standing.VALID


@pytest.mark.parametrize(
    ("profile", "expected"), [("v1", Standing.VALID), ("v1-late", Standing.VALID), ("v2", Standing.INVALID)]
)
def test_retrieval_is_v1s(profile: str, expected: Standing) -> None:
    tree = {**simplest("queued", profile=profile), "tools": [{"type": "retrieval"}]}
    assert standing(tree, profile) is expected


def test_file_search_is_not_v1s() -> None:
    tree = {**simplest("queued", profile="v1"), "tools": [{"type": "file_search"}]}
    assert [violation.rule for violation in judge(tree, "v1").violations] == ["tools[].type.gone"]


def test_an_early_v1_run_may_lack_its_required_action() -> None:
    tree = simplest("queued", profile="v1")
    tree.pop("required_action", None)
    assert standing(tree, "v1") is Standing.VALID


def test_incomplete_is_news_to_v1() -> None:
    tree = {**simplest("completed", profile="v1"), "status": "incomplete"}
    assert standing(tree, "v1") is Standing.EXTENDED


@pytest.mark.parametrize("profile", PROFILES)
def test_rule_ids_are_unique_and_every_rule_has_a_sentence_and_a_source(profile: str) -> None:
    rules = list(find_profile(profile).rules())
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.says and rule.source for rule in rules)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_violation_is_of_a_rule_that_is_listed(profile: str) -> None:
    listed = {rule.id for rule in find_profile(profile).rules()}
    for index in range(COUNT):
        case = make_case(23, index, profile=profile, kinds=("invalid", "questionable", "wrecked"))
        assert {violation.rule for violation in case.judgement.violations} <= listed


def test_what_is_written_is_read_back_and_judged_the_same() -> None:
    tree = simplest("failed")
    assert judge(write(tree)).standing is Standing.VALID
    assert read(write(tree)).tree == tree


def test_a_place_below_a_tag_that_is_no_text_has_no_shape() -> None:
    tree = {**simplest("queued"), "tools": [{"type": []}]}
    assert find_profile("v2").shape_at(tree, ("tools", 0, "function")) is None


def test_a_name_that_is_no_text_is_judged_too() -> None:
    tree: dict[str, Any] = {**simplest("queued"), "metadata": {1: "x"}}
    assert standing(tree, "v2") is Standing.VALID
