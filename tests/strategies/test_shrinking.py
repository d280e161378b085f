"""Minimal documents are minimal: they differ from the simplest run of their status in what matters alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.document import unstructure
from runlaws.values import at_path, differences, leaves
from runlaws_strategies import broken_documents, extended_documents, runs, siblings, simplest

Tree = Mapping[str, Any]

SEARCH: Final = settings(
    max_examples=5000,
    database=None,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def minimal(holds: Callable[[Any], Any], strategy: st.SearchStrategy[Any]) -> Any:
    """Return the minimal value for which something holds."""
    return find(strategy, lambda value: bool(holds(value)), settings=SEARCH)


def minimal_run(holds: Callable[[Tree], Any]) -> Tree:
    return unstructure(minimal(lambda run: holds(unstructure(run)), runs()))


def changed(tree: Tree) -> set[str]:
    """Return the members in which a run differs from the simplest one of its status."""
    return {str(difference.path[0]) for difference in differences(simplest(tree["status"]), tree)}


def tools(tree: Tree, tag: str) -> list[Any]:
    return [tool for tool in tree["tools"] if tool["type"] == tag]


def search(tree: Tree, *path: str) -> list[Any]:
    """Return what stands at a path in every file search that has it."""
    found = (at_path(tool, ("file_search", *path)) for tool in tools(tree, "file_search"))
    return [value for value in found if value is None or not isinstance(value, type(at_path({}, ("absent",))))]


def calls(tree: Tree) -> list[Any]:
    found = at_path(tree, ("required_action", "submit_tool_outputs", "tool_calls"))
    return list(found) if isinstance(found, list) else []


# What has gone wrong in clients (run-facts, section 4): the condition, the status of the minimal run, what it changes.
BUGS: Final[Mapping[str, tuple[Callable[[Tree], Any], str, set[str]]]] = {
    "status incomplete": (lambda t: t["status"] == "incomplete", "incomplete", set()),
    "status expired": (lambda t: t["status"] == "expired", "expired", set()),
    "cancelled_at is set": (lambda t: t["cancelled_at"], "cancelled", set()),
    "expires_at is null": (lambda t: t["expires_at"] is None, "completed", set()),
    "usage is an object": (lambda t: t["usage"] is not None, "completed", set()),
    "a call is required": (calls, "requires_action", set()),
    "last_error has a message": (lambda t: t["last_error"] and t["last_error"]["message"], "failed", set()),
    "two calls are required": (lambda t: len(calls(t)) > 1, "requires_action", {"required_action"}),
    "file_search without settings": (lambda t: tools(t, "file_search"), "queued", {"tools"}),
    "max_num_results is null": (lambda t: None in search(t, "max_num_results"), "queued", {"tools"}),
    "score_threshold is a fraction": (
        lambda t: 0.5 in search(t, "ranking_options", "score_threshold"),
        "queued",
        {"tools"},
    ),
    "a function has parameters": (
        lambda t: any("parameters" in tool["function"] for tool in tools(t, "function")),
        "queued",
        {"tools"},
    ),
    "metadata is not empty": (lambda t: t["metadata"], "queued", {"metadata"}),
    "metadata is null": (lambda t: t["metadata"] is None, "queued", {"metadata"}),
    "response_format json_schema": (
        lambda t: at_path(t, ("response_format", "type")) == "json_schema",
        "queued",
        {"response_format"},
    ),
    "response_format null": (lambda t: t["response_format"] is None, "queued", {"response_format"}),
    "tool_choice required": (lambda t: t["tool_choice"] == "required", "queued", {"tool_choice"}),
    "tool_choice an object": (lambda t: isinstance(t["tool_choice"], dict), "queued", {"tool_choice"}),
    "truncation last_messages": (
        lambda t: at_path(t, ("truncation_strategy", "type")) == "last_messages",
        "queued",
        {"truncation_strategy"},
    ),
    "instructions beyond ASCII": (
        lambda t: t["instructions"] and not t["instructions"].isascii(),
        "queued",
        {"instructions"},
    ),
    "a limit above 2^31": (lambda t: (t["max_completion_tokens"] or 0) > 2**31, "queued", {"max_completion_tokens"}),
    "tool_resources absent": (lambda t: "tool_resources" not in t, "queued", {"tool_resources"}),
    # the times of a run go together
    "a time beyond 2038": (lambda t: t["created_at"] >= 2**31, "queued", {"created_at", "expires_at"}),
}


@pytest.mark.parametrize("bug", BUGS)
def test_the_minimal_run_changes_nothing_but_what_matters(bug: str) -> None:
    holds, status, members = BUGS[bug]
    tree = minimal_run(holds)
    assert (tree["status"], changed(tree)) == (status, members)


PACKED: Final[Mapping[str, tuple[Callable[[Tree], Any], set[str]]]] = {
    "parallel_tool_calls false": (lambda t: t.get("parallel_tool_calls") is False, {"parallel_tool_calls"}),
    "reasoning_effort null": (lambda t: t.get("reasoning_effort", 0) is None, {"reasoning_effort"}),
    "top_p a fraction": (lambda t: t.get("top_p") == 0.7, {"top_p"}),
    "max_prompt_tokens set": (lambda t: t["max_prompt_tokens"] == 4096, {"max_prompt_tokens"}),
}


@pytest.mark.parametrize("bug", PACKED)
def test_the_minimal_run_changes_one_of_the_members_that_are_drawn_together(bug: str) -> None:
    holds, members = PACKED[bug]
    assert changed(minimal_run(holds)) == members


def test_the_minimal_run_of_all_is_the_simplest() -> None:
    assert minimal_run(lambda _: True) == simplest("queued")


def test_the_simplest_run_sets_next_to_nothing() -> None:
    tree = simplest("queued")
    assert [path for path, value in leaves(tree) if value == ""] == []
    assert (tree["tools"], tree["metadata"], tree["instructions"]) == ([], {}, None)


@pytest.mark.parametrize("rule", ["created_at.type", "usage.total", "tools[].type.required", "failed_at.order"])
def test_a_minimal_broken_document_is_the_simplest_run_but_for_its_fault(rule: str) -> None:
    case: Case = minimal(lambda case: case.judgement.violations[0].rule == rule, broken_documents())
    tree: Any = case.tree
    place = case.judgement.violations[0].pointer.split("/")[1]
    assert changed({**simplest("queued"), **tree}) <= {place, "started_at"}


def test_the_minimal_questionable_document_breaks_the_first_member() -> None:
    case: Case = minimal(lambda _: True, broken_documents(standing=Standing.QUESTIONABLE))
    assert changed(case.tree or {}) == {"id"}


def test_the_minimal_extended_document_has_a_new_member_at_the_top() -> None:
    case: Case = minimal(lambda _: True, extended_documents())
    assert [news.pointer.count("/") for news in case.judgement.news] == [1]
    assert len(changed(case.tree or {})) == 1


def test_the_minimal_sibling_is_the_simplest_run_beside_another() -> None:
    case: Case = minimal(lambda _: True, siblings())
    assert case.tree == simplest("queued")
