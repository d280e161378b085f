"""Each relation between members: a document that breaks it and nothing else, and the nearest that does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest
from attrs import field, frozen

from runlaws.contract import Force, Standing
from runlaws.objects import find_profile
from runlaws.values import Absent, Json
from tests.edits import edited
from tests.recordings import recorded

V2: Final = find_profile("v2")

ERROR: Final = {"code": "server_error", "message": ""}
USAGE: Final = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
CALLS: Final = "/required_action/submit_tool_outputs/tool_calls"
ACTION: Final[dict[str, Any]] = recorded("v2-requires_action")["required_action"]
FIRST_CALL: Final = ACTION["submit_tool_outputs"]["tool_calls"][0]


@frozen
class Pair:
    """A recording, what to change in it to break a rule at a place, and what to change to come near."""

    rule: str
    place: str
    recording: str
    breaks: Mapping[str, Json | Absent]
    near: Mapping[str, Json | Absent] = field(factory=dict)

    def __str__(self) -> str:
        return f"{self.rule} in {self.recording} by {', '.join(self.breaks)}"


def presence(rule: str, member: str, recording: str, near: Mapping[str, Json | Absent] | None = None) -> Pair:
    """Null where a member must be set; near, it is set to its least."""
    return Pair(f"{member}.{rule}", f"/{member}", recording, {f"/{member}": None}, near or {})


def absence(rule: str, member: str, recording: str, value: Json | Absent) -> Pair:
    """Set where a member must be null; near, it is null."""
    return Pair(f"{member}.{rule}", f"/{member}", recording, {f"/{member}": value})


PAIRS: Final = (
    # required_action exactly when requires_action
    presence("only-when-requires-action", "required_action", "v2-requires_action"),
    Pair(
        "required_action.only-when-requires-action",
        "/required_action",
        "v2-requires_action",
        {"/status": "queued"},
        {"/status": "queued", "/required_action": None},
    ),
    Pair(
        "required_action.only-when-requires-action",
        "/required_action",
        "v2-queued-again",
        {"/required_action": {**ACTION, "submit_tool_outputs": {"tool_calls": [FIRST_CALL]}}},
    ),
    # last_error and failed_at exactly when failed
    presence("only-when-failed", "last_error", "v2-failed", {"/last_error": ERROR}),
    *(absence("only-when-failed", "last_error", f"v2-{name}", ERROR) for name in ("completed", "expired", "cancelled")),
    presence("only-when-failed", "failed_at", "v2-failed", {"/failed_at": 1716829001}),
    absence("only-when-failed", "failed_at", "v2-completed", 1720104399),
    absence("only-when-failed", "failed_at", "v2-queued", 1741276809),
    # cancelled_at exactly when cancelled
    presence("only-when-cancelled", "cancelled_at", "v2-cancelled", {"/cancelled_at": 1714460401}),
    absence("only-when-cancelled", "cancelled_at", "v2-cancelling", 1714460305),
    # incomplete_details exactly when incomplete (soft)
    presence("only-when-incomplete", "incomplete_details", "v2-incomplete", {"/incomplete_details": {}}),
    absence("only-when-incomplete", "incomplete_details", "v2-completed", {"reason": "max_prompt_tokens"}),
    # completed_at exactly when completed or incomplete, perhaps when expired
    presence("only-when-finished", "completed_at", "v2-completed", {"/completed_at": 1720104398}),
    presence("only-when-finished", "completed_at", "v2-incomplete"),
    absence("only-when-finished", "completed_at", "v2-failed", 1716829005),
    absence("only-when-finished", "completed_at", "v2-in_progress", 1720104392),
    # usage exactly when terminal
    *(
        presence("null-until-terminal", "usage", f"v2-{name}", {"/usage": USAGE})
        for name in ("completed", "incomplete", "failed", "cancelled", "expired")
    ),
    *(
        absence("null-until-terminal", "usage", f"v2-{name}", USAGE)
        for name in ("queued", "in_progress", "requires_action", "cancelling")
    ),
    # expires_at until terminal
    *(
        presence("null-once-terminal", "expires_at", f"v2-{name}")
        for name in ("queued", "in_progress", "requires_action", "cancelling")
    ),
    absence("null-once-terminal", "expires_at", "v2-completed", 1720104998),
    absence("null-once-terminal", "expires_at", "v2-expired", 1725000600),
    # started_at in every status but queued
    *(
        presence("set-once-started", "started_at", f"v2-{name}")
        for name in ("in_progress", "requires_action", "cancelling", "completed", "incomplete")
    ),
    *(presence("set-once-started", "started_at", f"v2-{name}") for name in ("failed", "cancelled", "expired")),
    Pair(
        "started_at.set-once-started",
        "/started_at",
        "v2-in_progress",
        {"/started_at": None},
        {"/status": "queued", "/started_at": None},
    ),
    # the order of times
    Pair(
        "started_at.order",
        "/started_at",
        "v2-in_progress",
        {"/started_at": 1720104389},
        {"/started_at": 1720104390},
    ),
    Pair(
        "completed_at.order",
        "/completed_at",
        "v2-completed",
        {"/completed_at": 1720104397},
        {"/completed_at": 1720104398},
    ),
    Pair("completed_at.order", "/completed_at", "v2-expired", {"/completed_at": 1}, {"/completed_at": 1725000002}),
    Pair("failed_at.order", "/failed_at", "v2-failed", {"/failed_at": 1716829000}, {"/failed_at": 1716829001}),
    Pair(
        "cancelled_at.order",
        "/cancelled_at",
        "v2-cancelled",
        {"/cancelled_at": 1714460400},
        {"/cancelled_at": 1714460401},
    ),
    Pair(
        "expires_at.order",
        "/expires_at",
        "v2-queued",
        {"/expires_at": 1741276809},
        {"/expires_at": 1741276809 + 600},
    ),
    # life, and the unit of time (soft)
    *(
        Pair("expires_at.ttl", "/expires_at", "v2-queued", {"/expires_at": wrong}, {"/expires_at": 1741276809 + 1800})
        for wrong in (1741276810, 1741276809 + 599, 1741276809 + 86400)
    ),
    Pair(
        "created_at.seconds",
        "/created_at",
        "v2-queued",
        {"/created_at": 1741276809123, "/expires_at": 1741276809123 + 600},
        {"/created_at": 32503680000, "/expires_at": 32503680000 + 600},
    ),
    # usage adds up
    Pair(
        "usage.total",
        "/usage/total_tokens",
        "v2-completed",
        {"/usage/total_tokens": 1150},
        {"/usage/total_tokens": 1150, "/usage/completion_tokens": 12},
    ),
    Pair("usage.total", "/usage/total_tokens", "v2-failed", {"/usage/prompt_tokens": 1}),
    # the calls a run waits for (soft)
    Pair("tool_calls.not-empty", CALLS, "v2-requires_action", {CALLS: []}, {CALLS: [FIRST_CALL]}),
    Pair(
        "tool_calls.ids-unique",
        f"{CALLS}/1/id",
        "v2-requires_action",
        {f"{CALLS}/1/id": FIRST_CALL["id"]},
        {f"{CALLS}/1/id": FIRST_CALL["id"].upper().replace("CALL_", "call_")},
    ),
    Pair(
        "tool_calls.function-offered",
        f"{CALLS}/0/function/name",
        "v2-requires_action",
        {f"{CALLS}/0/function/name": "Get_weather"},
        {f"{CALLS}/0/function/name": "get_rate"},
    ),
    Pair(
        "tool_calls.function-offered",
        f"{CALLS}/1/function/name",
        "v2-requires_action",
        {"/tools/1/function/name": "get_rates"},
        {"/tools/0/description": "offered once is enough"} | {f"{CALLS}/1/function/name": "get_weather"},
    ),
    *(
        Pair(
            "tool_calls.arguments-object",
            f"{CALLS}/0/function/arguments",
            "v2-requires_action",
            {f"{CALLS}/0/function/arguments": wrong},
            {f"{CALLS}/0/function/arguments": near},
        )
        for wrong, near in (
            ("", "{}"),
            ("[1]", '{"a": [1]}'),
            ('{"a": ', ' {"a": null} '),
            ("null", '{"n": null}'),
            ('{"a": ' + "[" * 5000, '{"a": 1e400}'),
        )
    ),
    # truncation, by its type (soft)
    Pair(
        "truncation_strategy.last-messages-by-type",
        "/truncation_strategy/last_messages",
        "v2-cancelling",
        {"/truncation_strategy/type": "auto"},
        {"/truncation_strategy/type": "auto", "/truncation_strategy/last_messages": None},
    ),
    Pair(
        "truncation_strategy.last-messages-by-type",
        "/truncation_strategy/last_messages",
        "v2-cancelling",
        {"/truncation_strategy/last_messages": None},
        {"/truncation_strategy/last_messages": 1},
    ),
    # response_format, by its type
    *(
        Pair(
            "response_format.schema-by-type",
            "/response_format/json_schema",
            "v2-queued",
            {"/response_format": {"type": "json_schema", **wrong}},
            {"/response_format": {"type": "json_schema", "json_schema": {"name": "n"}}},
        )
        for wrong in ({}, {"json_schema": None})
    ),
)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_a_document_that_breaks_the_relation_has_one_violation_at_its_place(pair: Pair) -> None:
    judgement = V2.judge(edited(recorded(pair.recording), pair.breaks))
    assert [(v.rule, v.pointer) for v in judgement.violations] == [(pair.rule, pair.place)]
    (violation,) = judgement.violations
    assert judgement.standing is (Standing.INVALID if violation.force is Force.HARD else Standing.QUESTIONABLE)
    assert violation.says


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_the_nearest_document_that_keeps_the_relation_has_none(pair: Pair) -> None:
    assert not V2.judge(edited(recorded(pair.recording), pair.near)).violations


def test_every_relation_is_broken_by_a_pair() -> None:
    assert {relation.rule.id for relation in V2.relations} == {pair.rule for pair in PAIRS}


SOFT: Final = {
    "incomplete_details.only-when-incomplete",
    "expires_at.ttl",
    "created_at.seconds",
    "tool_calls.not-empty",
    "tool_calls.ids-unique",
    "tool_calls.function-offered",
    "tool_calls.arguments-object",
    "truncation_strategy.last-messages-by-type",
}


def test_habits_of_the_wire_are_soft_and_what_held_on_every_recording_is_hard() -> None:
    assert {relation.rule.id for relation in V2.relations if relation.rule.force is Force.SOFT} == SOFT


LIMITS: Final = {"/max_prompt_tokens": None, "/max_completion_tokens": None}
TEMPTING: Final[Mapping[str, tuple[str, Mapping[str, Json | Absent]]]] = {
    "completed_at is set only when completed: on incomplete it is set too": ("v2-incomplete", {}),
    "completed_at is never set on expired": ("v2-expired", {"/completed_at": 1725000009}),
    "completed_at is always set on expired": ("v2-expired", {"/completed_at": None}),
    "a queued run has not started": ("v2-queued-again", {}),
    "reason max_prompt_tokens means that a limit is set": ("v2-incomplete", LIMITS),
    "reason max_completion_tokens means that a limit is set": (
        "v2-incomplete",
        {**LIMITS, "/incomplete_details/reason": "max_completion_tokens"},
    ),
    "an incomplete run has a reason": ("v2-incomplete", {"/incomplete_details": {}}),
    "a reason is one of the specification's two": ("v2-incomplete", {"/incomplete_details/reason": "content_filter"}),
    "a failed run used nothing": ("v2-failed", {"/usage/prompt_tokens": 5, "/usage/total_tokens": 5}),
    "a failed run used something": ("v2-failed", {}),
    "last_error.code is one of the specification's three": ("v2-failed", {"/last_error/code": "invalid_image_url"}),
    "an error says something": ("v2-failed", {"/last_error/message": ""}),
    "instructions are never null": ("v2-completed", {"/instructions": None}),
    "a run starts after it was made": ("v2-in_progress", {"/started_at": 1720104390}),
    "a run that starts late has a life of its own": ("v2-in_progress", {"/started_at": 1720190000}),
    "a cancelling run is terminal, so expires_at is null": ("v2-cancelling", {}),
    "a tool_choice names a tool of the run": (
        "v2-completed",
        {"/tool_choice": {"type": "function", "function": {"name": "not_there"}}},
    ),
    "a tool_choice of code_interpreter needs that tool": (
        "v2-in_progress",
        {"/tool_choice": {"type": "code_interpreter"}},
    ),
    "response_format is an object or auto": ("v2-completed", {"/response_format": "none"}),
    "a run without tools has no file search resources": (
        "v2-completed",
        {"/tools": [], "/tool_resources": {"file_search": {"vector_store_ids": ["vs_1"]}}},
    ),
    "cached tokens are among the prompt's": (
        "v2-completed",
        {"/usage/prompt_token_details/cached_tokens": 99999},
    ),
    "a ranker is spelled with underscores": ("v2-queued", {}),
    "no two tools are alike": ("v2-completed", {"/tools": [{"type": "code_interpreter"}] * 2}),
    "a run of today is not from before 2023": ("v2-queued", {"/created_at": 0, "/expires_at": 600}),
    "seconds fit into 32 bits": ("v2-queued", {"/created_at": 2**31, "/expires_at": 2**31 + 600}),
}


@pytest.mark.parametrize(("recording", "edits"), TEMPTING.values(), ids=TEMPTING)
def test_a_sentence_that_reads_well_and_is_false_on_the_wire_is_no_rule(
    recording: str, edits: Mapping[str, Json | Absent]
) -> None:
    judgement = V2.judge(edited(recorded(recording), edits))
    assert (judgement.standing, judgement.violations) == (Standing.VALID, ())


HABITS: Final[Mapping[str, tuple[str, Mapping[str, Json | Absent], str]]] = {
    "a limit of 16 was echoed": ("v2-incomplete", {"/max_completion_tokens": 16}, "max_completion_tokens.minimum"),
    "a limit below 256": ("v2-incomplete", {"/max_prompt_tokens": 255}, "max_prompt_tokens.minimum"),
    "an id of another server": ("v2-queued", {"/id": "9b2f6a52-2a6e-4c39-8c0a-0c6f5e1d7e11"}, "id.prefix"),
    "a thread of another server": ("v2-queued", {"/thread_id": "x"}, "thread_id.prefix"),
    "an assistant of another server": ("v2-queued", {"/assistant_id": ""}, "assistant_id.prefix"),
    "a temperature beyond what requests allow": ("v2-queued", {"/temperature": 2.5}, "temperature.maximum"),
    "a top_p below zero": ("v2-queued", {"/top_p": -0.5}, "top_p.minimum"),
    "more tools than a run may have": (
        "v2-queued",
        {"/tools": [{"type": "code_interpreter"}] * 21},
        "tools.max-items",
    ),
    "seventeen pairs of metadata": (
        "v2-queued",
        {"/metadata": {str(number): "" for number in range(17)}},
        "metadata.max-properties",
    ),
    "a long value of metadata": ("v2-queued", {"/metadata": {"k": "v" * 513}}, "metadata{}.max-length"),
    "a long key of metadata": ("v2-queued", {"/metadata": {"k" * 65: "v"}}, "metadata{}.max-key-length"),
    "more results than may be asked for": (
        "v2-queued",
        {"/tools/0/file_search/max_num_results": 51},
        "tools[].file_search.max_num_results.maximum",
    ),
    "a time as a double": ("v2-queued", {"/created_at": 1741276809.0}, "created_at.spelling"),
}


@pytest.mark.parametrize(("recording", "edits", "rule"), HABITS.values(), ids=HABITS)
def test_a_habit_of_the_wire_that_is_not_kept_is_only_questionable(
    recording: str, edits: Mapping[str, Json | Absent], rule: str
) -> None:
    judgement: Any = V2.judge(edited(recorded(recording), edits))
    assert judgement.standing is Standing.QUESTIONABLE
    assert [violation.rule for violation in judgement.violations] == [rule]


def test_a_run_of_a_new_status_is_asked_for_no_relation_that_reads_it() -> None:
    judgement = V2.judge(edited(recorded("v2-completed"), {"/status": "paused", "/usage": None, "/completed_at": None}))
    assert judgement.standing is Standing.EXTENDED
    assert judgement.violations == ()
