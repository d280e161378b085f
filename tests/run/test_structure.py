"""From a tree to the model and back nothing is lost, whatever the tree holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from runlaws.case import Case
from runlaws.document import MAX_DEPTH, read, structure, unstructure, write
from runlaws.objects import PROFILES
from runlaws.objects.run import (
    CodeInterpreterTool,
    FileSearchTool,
    FunctionTool,
    OtherTool,
    ResponseFormat,
    RetrievalTool,
    Run,
    ToolChoice,
)
from runlaws.values import same_json
from runlaws_strategies import cases, make_case, runs
from tests.edits import edited
from tests.recordings import RECORDINGS, recorded
from tests.run.full import full_tree

HOLDING_TREES = ("valid", "extended", "questionable", "invalid", "wrecked")


@pytest.mark.parametrize("recording", RECORDINGS, ids=str)
def test_a_recording_comes_back(recording: Any) -> None:
    tree = recorded(recording.name)
    assert unstructure(structure(tree, Run)) == tree


def test_unknown_members_come_back_at_every_level() -> None:
    assert unstructure(structure(full_tree(), Run)) == full_tree()


@given(runs())
def test_a_drawn_run_is_what_its_tree_holds(run: Run) -> None:
    tree = unstructure(run)
    assert structure(tree, Run) == run
    assert structure(read(write(tree)).tree, Run) == run


@given(cases(kinds=HOLDING_TREES))
def test_a_drawn_document_comes_back(case: Case) -> None:
    if holds_required(case):
        assert same_json(unstructure(structure(case.tree, Run)), case.tree)


@pytest.mark.parametrize("profile", PROFILES)
def test_documents_of_every_wire_come_back(profile: str) -> None:
    for index in range(200):
        case = make_case(11, index, profile=profile, kinds=HOLDING_TREES)
        if holds_required(case):
            assert same_json(unstructure(structure(case.tree, Run)), case.tree)


def holds_required(case: Case) -> bool:
    """Tell whether a document has the members without which there is no run."""
    assert case.tree is not None
    return {"id", "object", "created_at", "assistant_id", "thread_id", "status", "model", "tools"} <= case.tree.keys()


@pytest.mark.parametrize("tree", [None, 1, "run_1", [], {}, {"id": "run_1"}])
def test_what_is_no_run_at_all_is_refused_with_what_is_missing(tree: Any) -> None:
    with pytest.raises(TypeError, match="Run must have assistant_id, created_at, id"):
        structure(tree, Run)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("/id", None),
        ("/id", 7),
        ("/created_at", "1700000000"),
        ("/created_at", 1.5),
        ("/tools", None),
        ("/tools", {}),
        ("/tools", "none"),
        ("/tools/0", "code_interpreter"),
        ("/tools/0", None),
        ("/tools/0", {}),
        ("/tools/0/type", None),
        ("/tools/3/function", None),
        ("/tools/3/function", {}),
        ("/tools/3/function/parameters", [1, [2]]),
        ("/required_action", "submit"),
        ("/required_action/submit_tool_outputs", []),
        ("/required_action/submit_tool_outputs/tool_calls", {"0": 1}),
        ("/required_action/submit_tool_outputs/tool_calls/0", 1),
        ("/last_error", "oops"),
        ("/last_error/message", ["a", "b"]),
        ("/usage", []),
        ("/usage", {}),
        ("/usage/prompt_tokens", None),
        ("/metadata", []),
        ("/metadata/k", {"deep": [1]}),
        ("/tool_choice", 1),
        ("/tool_choice", ["auto"]),
        ("/tool_choice", {}),
        ("/response_format", True),
        ("/truncation_strategy", {}),
        ("/tool_resources/code_interpreter/file_ids", "file-1"),
        ("/tool_resources/code_interpreter/file_ids/0", {"id": 1}),
        ("/parallel_tool_calls", "true"),
        ("/file_ids", {"a": []}),
    ],
)
def test_what_has_not_the_form_of_its_member_is_kept_as_it_is(place: str, value: Any) -> None:
    tree = edited(full_tree(), {place: value})
    assert same_json(unstructure(structure(tree, Run)), tree)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("/id", [1]),
        ("/instructions", {"a": []}),
        ("/tool_choice", ["auto"]),
        ("/tools/0/type", ["x"]),
        ("/usage/prompt_tokens", []),
        ("/file_ids", [{"a": 1}]),
    ],
)
def test_what_has_not_the_form_of_its_member_is_immutable_too(place: str, value: Any) -> None:
    run = structure(edited(full_tree(), {place: value}), Run)
    assert hash(run) == hash(structure(edited(full_tree(), {place: value}), Run))


def test_true_where_one_belongs_makes_runs_unequal() -> None:
    trees = [edited(full_tree(), {"/parallel_tool_calls": value}) for value in (True, 1)]
    assert structure(trees[0], Run) != structure(trees[1], Run)


def test_a_document_as_deep_as_the_reader_allows_can_be_modelled() -> None:
    levels = MAX_DEPTH - 1
    deep = b'{"a":' * levels + b"1" + b"}" * levels
    document = write({**recorded("v2-queued"), "new": 0}).replace(b'"new":0', b'"new":' + deep)
    tree = read(document).tree
    assert tree is not None
    run = structure(tree, Run)
    assert hash(run) == hash(structure(tree, Run))
    assert same_json(unstructure(run), tree)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ((0,), CodeInterpreterTool),
        ((1,), RetrievalTool),
        ((2,), FileSearchTool),
        ((3,), FunctionTool),
        ((4,), OtherTool),
    ],
)
def test_a_tool_gets_the_class_of_its_type(place: tuple[int], kind: type) -> None:
    assert type(structure(full_tree(), Run).tools[place[0]]) is kind


def test_a_member_of_two_forms_gets_its_class_or_stays_text() -> None:
    full, plain = structure(full_tree(), Run), structure(recorded("v2-queued"), Run)
    assert isinstance(full.tool_choice, ToolChoice)
    assert isinstance(full.response_format, ResponseFormat)
    assert plain.tool_choice == "auto"
    assert plain.response_format == "auto"


def test_structuring_leaves_the_tree_alone() -> None:
    tree = full_tree()
    again: Any = unstructure(structure(tree, Run))
    again["tools"].clear()
    assert tree == full_tree()
