"""The model has every member of the documented class and of the wire, and tells what is absent from what is null."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import runlaws.objects.run as model
from runlaws.document import structure, unstructure
from runlaws.objects.run import Run
from runlaws.values import ABSENT, pointer
from tests.edits import edited
from tests.run.full import full_tree, optional_parts

PARTS = [getattr(model, name) for name in model.__all__ if attrs.has(getattr(model, name))]

DOCUMENTED = {
    "Run": "id object created_at thread_id assistant_id status required_action last_error incomplete_details "
    "expires_at started_at cancelled_at failed_at completed_at model instructions tools file_ids metadata usage "
    "temperature max_prompt_tokens max_completion_tokens truncation_strategy tool_choice response_format",
    "IncompleteDetails": "reason",
    "LastError": "code param type line message",
    "RequiredAction": "type submit_tool_outputs",
    "SubmitToolOutputs": "tool_calls",
    "ToolCall": "index id type function",
    "FunctionCall": "name arguments",
    "FunctionTool": "type function",
    "FunctionDefinition": "name description parameters",
    "TruncationStrategy": "type last_messages",
    "Usage": "prompt_tokens completion_tokens total_tokens",
}
ON_THE_WIRE_ONLY = {
    "Run": "top_p parallel_tool_calls tool_resources reasoning_effort",
    "Usage": "prompt_token_details completion_tokens_details",
    "FunctionDefinition": "strict",
    "FileSearchTool": "type file_search",
    "RankingOptions": "ranker score_threshold hybrid_search",
    "JsonSchemaFormat": "name description schema strict",
    "ToolResources": "code_interpreter file_search azure_ai_search",
}


@pytest.mark.parametrize(
    ("part", "member"),
    [(part, name) for said in (DOCUMENTED, ON_THE_WIRE_ONLY) for part, names in said.items() for name in names.split()],
)
def test_the_model_has_the_member(part: str, member: str) -> None:
    assert member in {attribute.name for attribute in attrs.fields(getattr(model, part))}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_part_keeps_unknown_members_and_compares_them(part: Any) -> None:
    extra = attrs.fields(part).extra
    assert extra.eq
    assert extra.default == {}


def test_the_full_document_sets_every_member_of_every_part() -> None:
    unset = {
        f"{type(part).__name__}.{attribute.name}"
        for part in parts_of(structure(full_tree(), Run))
        for attribute in attrs.fields(type(part))
        if getattr(part, attribute.name) in (ABSENT, {})
    }
    assert unset == set()
    assert {type(part) for part in parts_of(structure(full_tree(), Run))} == set(PARTS)


def parts_of(value: Any) -> list[Any]:
    """Return every attrs instance in a value."""
    if isinstance(value, tuple):
        return [part for item in value for part in parts_of(item)]
    if not attrs.has(type(value)):
        return []
    return [value, *(part for a in attrs.fields(type(value)) for part in parts_of(getattr(value, a.name)))]


@pytest.mark.parametrize("place", optional_parts())
def test_absent_null_and_set_are_three_values(place: str) -> None:
    trees = [full_tree(), edited(full_tree(), {place: None}), edited(full_tree(), {place: ABSENT})]
    runs = [structure(tree, Run) for tree in trees]
    assert [unstructure(run) for run in runs] == trees
    assert len(set(runs)) == 3
    assert runs[0] != runs[1] != runs[2] != runs[0]


def test_a_run_is_made_from_its_required_members_alone_and_the_rest_is_absent() -> None:
    run = Run(
        id="run_1",
        object="thread.run",
        created_at=1,
        assistant_id="asst_1",
        thread_id="thread_1",
        status="queued",
        model="m",
        tools=(),
    )
    assert run.usage is ABSENT
    assert set(unstructure(run)) == {
        "id",
        "object",
        "created_at",
        "assistant_id",
        "thread_id",
        "status",
        "model",
        "tools",
    }


def test_members_are_written_in_the_order_of_the_wire() -> None:
    names = list(unstructure(structure(full_tree(), Run)))
    assert names[:12] == [
        "id",
        "object",
        "created_at",
        "assistant_id",
        "thread_id",
        "status",
        "started_at",
        "expires_at",
        "cancelled_at",
        "failed_at",
        "completed_at",
        "required_action",
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("tool_choice",), "auto"),
        (("response_format",), "auto"),
        (("tools",), []),
        (("metadata",), {}),
        (("tool_resources",), {}),
        (("incomplete_details",), {}),
        (("file_ids",), []),
        (("response_format",), {}),
    ],
)
def test_a_member_of_two_forms_and_an_empty_one_stay_as_they_are(place: tuple[str], value: Any) -> None:
    tree = edited(full_tree(), {pointer(place): value})
    assert unstructure(structure(tree, Run)) == tree
