"""Structural rules: each kind of them at its place, and what is wrong told apart from what is only new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest

from runlaws.contract import Force, Standing
from runlaws.contract._scalars import Notes
from runlaws.objects import find_profile
from runlaws.values import ABSENT, Absent, Json
from runlaws_strategies import make_case
from tests.edits import edited
from tests.recordings import V2_RECORDINGS, recorded
from tests.run.full import full_tree

V2: Final = find_profile("v2")
STORES: Final = "/tool_resources/file_search/vector_store_ids"
CALL: Final = "/required_action/submit_tool_outputs/tool_calls/0"

# rule, recording, place, value
BROKEN: Final[list[tuple[str, str, str, Json | Absent]]] = [
    ("id.required", "v2-queued", "/id", ABSENT),
    ("usage.required", "v2-queued", "/usage", ABSENT),
    ("status.required", "v2-completed", "/status", ABSENT),
    ("last_error.code.required", "v2-failed", "/last_error/code", ABSENT),
    ("usage.total_tokens.required", "v2-completed", "/usage/total_tokens", ABSENT),
    ("tools[].type.required", "v2-completed", "/tools/1/type", ABSENT),
    ("tools[].function.required", "v2-completed", "/tools/2/function", ABSENT),
    ("tools[].function.name.required", "v2-completed", "/tools/2/function/name", ABSENT),
    ("truncation_strategy.type.required", "v2-queued", "/truncation_strategy/type", ABSENT),
    ("id.not-null", "v2-queued", "/id", None),
    ("tools.not-null", "v2-queued", "/tools", None),
    ("status.not-null", "v2-completed", "/status", None),
    ("parallel_tool_calls.not-null", "v2-queued", "/parallel_tool_calls", None),
    ("tools[].type.not-null", "v2-completed", "/tools/0/type", None),
    ("last_error.message.not-null", "v2-failed", "/last_error/message", None),
    ("id.type", "v2-queued", "/id", 7),
    ("created_at.type", "v2-queued", "/created_at", "1741276809"),
    ("created_at.type", "v2-queued", "/created_at", 1741276809.5),
    ("created_at.type", "v2-queued", "/created_at", True),
    ("started_at.type", "v2-in_progress", "/started_at", "2024-07-04T14:46:31Z"),
    ("temperature.type", "v2-queued", "/temperature", "1.0"),
    ("temperature.type", "v2-queued", "/temperature", False),
    ("parallel_tool_calls.type", "v2-queued", "/parallel_tool_calls", 1),
    ("parallel_tool_calls.type", "v2-queued", "/parallel_tool_calls", "true"),
    ("tools.type", "v2-queued", "/tools", {}),
    ("tools[].type", "v2-completed", "/tools/1", "file_search"),
    ("tools[].type", "v2-completed", "/tools/1", None),
    ("tools[].type.type", "v2-completed", "/tools/1/type", 1),
    ("tools[].function.parameters.type", "v2-completed", "/tools/2/function/parameters", []),
    ("metadata.type", "v2-queued", "/metadata", []),
    ("tool_choice.type", "v2-queued", "/tool_choice", True),
    ("response_format.type", "v2-queued", "/response_format", ["auto"]),
    ("usage.type", "v2-completed", "/usage", []),
    ("required_action.type", "v2-requires_action", "/required_action", "submit_tool_outputs"),
    (
        "required_action.submit_tool_outputs.tool_calls[].function.arguments.type",
        "v2-requires_action",
        f"{CALL}/function/arguments",
        {},
    ),
    ("tool_resources.file_search.vector_store_ids[].type", "v2-queued", f"{STORES}/0", 1),
    ("created_at.minimum", "v2-queued", "/created_at", -1),
    ("usage.completion_tokens.minimum", "v2-failed", "/usage/completion_tokens", -1),
    ("truncation_strategy.last_messages.minimum", "v2-cancelling", "/truncation_strategy/last_messages", 0),
    ("tools[].file_search.max_num_results.minimum", "v2-queued", "/tools/0/file_search/max_num_results", 0),
    (
        "tools[].file_search.ranking_options.score_threshold.maximum",
        "v2-queued",
        "/tools/0/file_search/ranking_options/score_threshold",
        1.5,
    ),
    ("object.enum", "v2-queued", "/object", ""),
    ("object.enum", "v2-queued", "/object", "assistant.run"),
    ("object.enum", "v2-queued", "/object", "Thread.Run"),
    ("truncation_strategy.type.enum", "v2-queued", "/truncation_strategy/type", "brand_new"),
    ("tools[].type.gone", "v2-completed", "/tools/0/type", "retrieval"),
    ("file_ids.gone", "v2-queued", "/file_ids", []),
    ("file_ids.gone", "v2-completed", "/file_ids", ["file-1"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "recording", "place", "value"), BROKEN)
def test_a_document_with_one_fault_has_one_violation(
    rule: str, recording: str, place: str, value: Json | Absent
) -> None:
    judgement = V2.judge(edited(recorded(recording), {place: value}))
    assert judgement.standing is Standing.INVALID
    assert [(v.rule, v.pointer, v.force) for v in judgement.violations] == [(rule, place, Force.HARD)]
    assert judgement.news == ()


TOP_MEMBERS: Final = sorted(full_tree().keys() - {"new", "extra", "file_ids"})


@pytest.mark.parametrize("member", TOP_MEMBERS)
@pytest.mark.parametrize("recording", V2_RECORDINGS, ids=str)
def test_no_relation_is_asked_that_reads_a_member_of_a_wrong_type(recording: Any, member: str) -> None:
    """One fault, one violation."""
    wrong: Json = 7 if member == "tools" else [[]]
    judgement = V2.judge({**recorded(recording.name), member: wrong})
    assert [(v.rule, v.pointer) for v in judgement.violations] == [(f"{member}.type", f"/{member}")]


def test_a_fault_deep_in_a_member_hides_no_relation_that_does_not_read_it() -> None:
    edits = {"/last_error/code": 7, "/usage/total_tokens": 1}
    rules = {violation.rule for violation in V2.judge(edited(recorded("v2-failed"), edits)).violations}
    assert rules == {"last_error.code.type", "usage.total"}


def test_news_in_a_member_hides_no_relation_that_reads_it() -> None:
    edits = {"/usage/brand_new": 1, "/usage/total_tokens": 1150}
    judgement = V2.judge(edited(recorded("v2-completed"), edits))
    assert [violation.rule for violation in judgement.violations] == ["usage.total"]


FINE: Final[Mapping[str, tuple[str, str, Json | Absent]]] = {
    "an integer where any number may stand": ("v2-queued", "/temperature", 1),
    "an empty list": ("v2-completed", "/tools", []),
    "an optional member left out": ("v2-queued", "/parallel_tool_calls", ABSENT),
    "a member of the wire that no specification has": ("v2-queued", "/tool_resources", ABSENT),
    "null where it may be": ("v2-queued", "/metadata", None),
    "null settings": ("v2-queued", "/tools/0/file_search", None),
    "null results": ("v2-queued", "/tools/0/file_search/max_num_results", None),
    "a threshold at its end": ("v2-queued", "/tools/0/file_search/ranking_options/score_threshold", 1),
    "a schema with anything in it": ("v2-completed", "/tools/2/function/parameters", {"type": ["null"], "x": [1]}),
    "strict that is null": ("v2-completed", "/tools/2/function/strict", None),
    "a format without its type": ("v2-queued", "/response_format", {}),
    "the greatest integer": ("v2-queued", "/max_prompt_tokens", 2**53 - 1),
    "time zero": ("v2-completed", "/created_at", 0),
    "the index that the documented class has": ("v2-requires_action", f"{CALL}/index", 0),
    "the members of an error that the documented class has": ("v2-failed", "/last_error/line", None),
    "an effort": ("v2-queued", "/reasoning_effort", "low"),
}  # fmt: skip


@pytest.mark.parametrize(("recording", "place", "value"), FINE.values(), ids=FINE)
def test_what_the_wire_carries_is_valid(recording: str, place: str, value: Json | Absent) -> None:
    judgement = V2.judge(edited(recorded(recording), {place: value}))
    assert (judgement.standing, judgement.violations, judgement.news) == (Standing.VALID, (), ())


OPEN: Final = {
    "/status": "v2-queued",
    "/last_error/code": "v2-failed",
    "/incomplete_details/reason": "v2-incomplete",
    "/tool_choice": "v2-queued",
    "/response_format": "v2-queued",
    "/reasoning_effort": "v2-queued",
    "/tools/0/file_search/ranking_options/ranker": "v2-queued",
}


@pytest.mark.parametrize(("place", "recording"), OPEN.items())
@pytest.mark.parametrize("value", ["brand_new", "x", "ÄÖ", " "])
def test_a_new_value_of_an_open_enum_is_news(place: str, recording: str, value: str) -> None:
    judgement = V2.judge(edited(recorded(recording), {place: value}))
    assert judgement.standing is Standing.EXTENDED
    assert [(news.kind, news.pointer) for news in judgement.news] == [("unknown-value", place)]
    assert judgement.violations == ()


WRONG_CASE: Final = {
    "/status": "Queued",
    "/last_error/code": "SERVER_ERROR",
    "/incomplete_details/reason": "max-prompt-tokens",
    "/tool_choice": "AUTO",
    "/response_format": "Auto",
    "/reasoning_effort": "LOW",
    "/tools/0/file_search/ranking_options/ranker": "Auto",
}


@pytest.mark.parametrize(("place", "value"), [*WRONG_CASE.items(), *((place, "") for place in WRONG_CASE)])
def test_a_known_value_in_another_case_and_an_empty_one_are_wrong(place: str, value: str) -> None:
    judgement = V2.judge(edited(recorded(OPEN[place]), {place: value}))
    assert judgement.standing is Standing.INVALID
    assert [violation.pointer for violation in judgement.violations] == [place]
    assert judgement.violations[0].rule.endswith(".enum")


@pytest.mark.parametrize(
    ("recording", "place", "value"),
    [
        ("v2-completed", "/tools/0", {"type": "mcp", "mcp": {"allowed": [1, None]}}),
        ("v2-queued", "/tool_choice", {"type": "brand_new", "name": 1}),
        ("v2-queued", "/response_format", {"type": "brand_new"}),
        ("v2-requires_action", "/required_action", {"type": "submit_tool_approval", "x": []}),
        ("v2-requires_action", CALL, {"type": "brand_new", "id": 7}),
    ],
)
def test_a_new_variant_is_news_and_nothing_in_it_is_judged(recording: str, place: str, value: Json | Absent) -> None:
    judgement = V2.judge(edited(recorded(recording), {place: value}))
    assert judgement.standing is Standing.EXTENDED
    assert [(news.kind, news.pointer) for news in judgement.news] == [("unknown-variant", f"{place}/type")]
    assert judgement.violations == ()


@pytest.mark.parametrize("tag", ["Function", "code-interpreter", "FILE_SEARCH", ""])
def test_a_known_variant_in_another_case_is_wrong(tag: str) -> None:
    judgement = V2.judge(edited(recorded("v2-completed"), {"/tools/0/type": tag}))
    assert [(v.rule, v.pointer) for v in judgement.violations] == [("tools[].type.enum", "/tools/0/type")]


@pytest.mark.parametrize(
    "place",
    [
        "",
        "/usage",
        "/usage/prompt_token_details",
        "/truncation_strategy",
        "/tools/0",
        "/tools/1/file_search",
        "/tools/2/function",
        "/tool_resources",
    ],
)
@pytest.mark.parametrize("name", ["brand_new", "Status", "a/b~c", ""])
def test_an_unknown_member_is_news_at_its_place(place: str, name: str) -> None:
    there = f"{place}/{name.replace('~', '~0').replace('/', '~1')}"
    judgement = V2.judge(edited(recorded("v2-completed"), {there: [None]}))
    assert judgement.standing is Standing.EXTENDED
    assert [(news.kind, news.pointer) for news in judgement.news] == [("unknown-member", there)]
    assert judgement.violations == ()


@pytest.mark.parametrize("place", ["/metadata/brand_new", "/tools/2/function/parameters/brand_new"])
def test_in_a_map_and_in_free_data_no_name_is_news(place: str) -> None:
    assert V2.judge(edited(recorded("v2-completed"), {place: "v"})).standing is Standing.VALID


def test_a_document_with_news_and_a_hard_fault_is_invalid_and_with_a_soft_one_extended() -> None:
    news = {"/brand_new": 1}
    hard = V2.judge(edited(recorded("v2-completed"), {**news, "/id": None}))
    soft = V2.judge(edited(recorded("v2-completed"), {**news, "/id": "x"}))
    assert (hard.standing, len(hard.news)) == (Standing.INVALID, 1)
    assert (soft.standing, len(soft.violations)) == (Standing.EXTENDED, 1)


def test_metadata_that_is_not_text_breaks_a_rule() -> None:
    """How hard it is, is the profile's to say: the server refuses it on requests."""
    judgement = V2.judge(edited(recorded("v2-completed"), {"/metadata": {"k": 1}}))
    assert [violation.pointer for violation in judgement.violations] == ["/metadata/k"]


def test_a_violation_says_what_must_be_what_is_and_where() -> None:
    (violation,) = V2.judge(edited(recorded("v2-queued"), {"/created_at": "1741276809"})).violations
    assert str(violation) == "/created_at: must be an integer, but is the string '1741276809'  [created_at.type]"


@pytest.mark.parametrize("name", ["v2", "azure-agents"])
def test_what_fits_breaks_nothing_and_what_breaks_nothing_fits(name: str) -> None:
    profile = find_profile(name)
    for index in range(600):
        tree = make_case(4, index, profile=name).tree or {}
        for member, value in tree.items():
            shape, notes = profile.shape_at(tree, (member,)), Notes()
            if shape is not None:
                shape.check(value, (member,), notes)
                assert shape.fits(value) is not bool(notes.violations or notes.news), (index, member)
