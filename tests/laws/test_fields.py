"""The laws about what a client shows of what it has read, on observations written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.client import Answer, Opaque, Policy, ShownClass, Thrown
from runlaws.contract import Standing
from runlaws.document import write
from runlaws.laws import View, find_law
from runlaws.values import ABSENT, Json
from runlaws_strategies import simplest
from tests.edits import edited
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    INVALID,
    QUESTIONABLE,
    VALID,
    broken,
    case_of,
    changed,
    ideal,
    red,
    refused,
    tree_of,
    why_not,
)

_THROWN = Thrown("KeyError", "no", own=False)
_FIELDS = ("reads-fields", "reads-types", "field-invariants")


def _showing(
    case: Case, shown: Mapping[str, Json | Opaque | Thrown], policy: Policy | None = None
) -> list[tuple[str, str, str]]:
    """Return what all laws say of a client that shows these places so, and the others not at all, as it declares."""
    declared = evolve(policy or Policy(), hides="/*")
    return red(case, ideal(case, declared, shown=dict(shown)))


# -- reads-fields and reads-types


@pytest.mark.parametrize("law", _FIELDS)
@pytest.mark.parametrize("case", [VALID, QUESTIONABLE])
def test_what_is_shown_as_sent_or_not_shown_is_well(law: str, case: Case) -> None:
    assert broken(law, case, ideal(case)) == []
    assert broken(law, case, ideal(case, shown={})) == []


@pytest.mark.parametrize(
    ("place", "shown", "kind"),
    [
        ("/status", "Completed", "text changed"),
        ("/model", "", "text changed"),
        ("/created_at", 1700000000000, "number changed"),
        ("/created_at", 1700000000.5, "precision lost"),
        ("/parallel_tool_calls", False, "value changed"),
        ("/status", None, "made null"),
        ("/usage", None, "made null"),
        ("/tools", None, "made null"),
    ],
)
def test_another_value_than_was_sent_is_told_at_its_place(place: str, shown: Json, kind: str) -> None:
    case = case_of("completed", parallel_tool_calls=True)
    assert _showing(case, {place: shown}) == [("reads-fields", place, kind)]


@pytest.mark.parametrize(
    ("place", "shown", "kind"),
    [
        ("/created_at", 1700000000.0, "integer made float"),
        ("/created_at", "1700000000", "type confused"),
        ("/created_at", True, "type confused"),
        ("/created_at", Opaque("Instant"), "type confused"),
        ("/parallel_tool_calls", 1, "type confused"),
        ("/parallel_tool_calls", "true", "type confused"),
        ("/status", Opaque("Status"), "type confused"),
        ("/usage", [], "type confused"),
        ("/usage", "{}", "type confused"),
        ("/tools", {}, "type confused"),
        ("/tools", Opaque("ToolList"), "type confused"),
    ],
)
def test_a_value_of_another_type_is_told_by_the_law_about_types_alone(place: str, shown: Json, kind: str) -> None:
    case = case_of("completed", parallel_tool_calls=True)
    assert _showing(case, {place: shown}) == [("reads-types", place, kind)]


def test_an_object_of_unknown_class_is_named() -> None:
    seen = ideal(VALID, shown={"/created_at": Opaque("Instant")})
    (failure,) = find_law("reads-types").judge(View(VALID, seen)).failures
    assert (failure.sent, str(failure.got)) == (changed(VALID)["created_at"], "an object of class Instant")


def test_a_number_may_be_shown_as_a_float_where_the_wire_has_a_number() -> None:
    case = case_of(temperature=1)
    assert _showing(case, {"/temperature": 1.0}) == []
    assert _showing(case, {"/temperature": 2.0}) == [("reads-fields", "/temperature", "number changed")]


def test_an_array_or_object_that_is_shown_as_empty_is_told_by_what_it_lacks() -> None:
    case = case_of(tools=[{"type": "file_search"}], metadata={"k": "v"})
    assert _showing(case, {"/tools": [], "/metadata": {}}) == [
        ("reads-fields", "/tools/0", "dropped"),
        ("reads-fields", "/metadata/k", "dropped"),
    ]


@pytest.mark.parametrize("shown", ["Completed", 5, Opaque("Status")])
def test_what_its_own_encoding_has_lost_is_not_told_by_what_is_shown(shown: Json) -> None:
    seen = ideal(VALID, encoded=Answer(changed(VALID, status="Completed")), shown={"/status": shown})
    assert [law for law, _, _ in red(VALID, seen) if law in _FIELDS] == []


def test_a_loss_that_the_policy_declares_is_not_told_by_what_is_shown_either() -> None:
    case = case_of(instructions="x")
    lossy = Answer(changed(case, instructions=ABSENT))
    seen = ideal(case, Policy(omits="/instructions"), encoded=lossy, shown={"/instructions": None})
    assert [law for law, _, _ in red(case, seen) if law in _FIELDS] == []


def test_without_an_encoder_what_is_shown_is_all_there_is_to_tell() -> None:
    shown = {"/status": "Completed", "/created_at": "1"}
    seen = ideal(VALID, Policy(hides="/*"), encoded=None, encoded_again=None, shown=shown)
    assert red(VALID, seen) == [
        ("reads-fields", "/status", "text changed"),
        ("reads-types", "/created_at", "type confused"),
    ]


def test_what_the_policy_omits_may_be_shown_as_anything() -> None:
    shown = {"/usage": None, "/usage/total_tokens": "0", "/instructions": "", "/model": _THROWN}
    assert _showing(VALID, shown, Policy(omits={"/usage", "/instructions", "/model"})) == []


def test_a_place_that_cannot_be_read_is_told_whatever_was_sent_there_and_by_that_law_alone() -> None:
    shown = {"/status": _THROWN, "/instructions": _THROWN, "/reasoning_effort": _THROWN}
    assert _showing(VALID, shown) == [("reads-fields", place, "raised KeyError") for place in shown]
    seen = ideal(VALID, encoded=Answer(changed(VALID, status="x")), shown=shown)
    assert ("/status", "raised KeyError") in broken("reads-fields", VALID, seen)


@pytest.mark.parametrize("law", _FIELDS)
def test_fields_are_not_asked_of_what_was_not_accepted_or_is_not_acceptable(law: str) -> None:
    assert why_not(law, VALID, refused(VALID)) == "the client refused the document"
    assert why_not(law, VALID, ideal(VALID, nothing=True)) == "the client returned nothing"
    for case in (EXTENDED, INVALID, AMBIGUOUS):
        assert why_not(law, case, ideal(case)) == f"the document is {case.standing.value}"


# -- tag-matches-class

_TOOLS: list[dict[str, Any]] = [{"type": "file_search"}, {"type": "code_interpreter"}]
_NEW = {"type": "brand_new"}
_CLASSES = {"/tools/0": ShownClass("FileSearchTool"), "/tools/1": ShownClass("CodeTool")}


def _as(case: Case, policy: Policy | None = None, **changes: Any) -> list[tuple[str, str, str]]:
    return red(case, ideal(case, policy, **changes))


def test_a_class_of_its_own_for_each_tag_is_well() -> None:
    case = case_of(tools=_TOOLS)
    allows = {
        "/tools/0": ShownClass("FileSearchTool", {"type": ("file_search",)}),
        "/tools/1": ShownClass("CodeTool", {"type": ("code_interpreter", "code")}),
    }
    assert _as(case, classes=_CLASSES) == []
    assert _as(case, classes=allows) == []


def test_a_class_that_allows_no_such_tag_is_told() -> None:
    case = case_of(tools=_TOOLS)
    allows = {"/tools/1": ShownClass("FileSearchTool", {"type": ("file_search", "search")})}
    assert _as(case, classes=allows) == [("tag-matches-class", "/tools/1", "wrong variant")]
    (failure,) = find_law("tag-matches-class").judge(View(case, ideal(case, classes=allows))).failures
    assert str(failure.sent) == "type 'code_interpreter'"
    assert str(failure.got) == "a FileSearchTool, whose type is 'file_search' or 'search'"


@pytest.mark.parametrize("tag", ["file_search", "brand_new"])
def test_a_class_that_allows_no_such_tag_is_told_of_known_and_new_tags(tag: str) -> None:
    case = case_of(tools=[{"type": tag}])
    allows = {"/tools/0": ShownClass("CodeTool", {"type": ("code_interpreter",)})}
    assert _as(case, classes=allows) == [("tag-matches-class", "/tools/0", "wrong variant")]


def test_what_a_class_allows_of_other_members_says_nothing_of_its_tag() -> None:
    case = case_of(tools=_TOOLS)
    assert _as(case, classes={"/tools/1": ShownClass("CodeTool", {"kind": ("file_search",)})}) == []


def test_a_tag_nobody_knows_may_not_pass_for_one_with_a_class_of_its_own() -> None:
    case = case_of(tools=[*_TOOLS, _NEW])
    assert case.standing is Standing.EXTENDED
    told = [("tag-matches-class", "/tools/2", "wrong variant")]
    assert _as(case, classes={**_CLASSES, "/tools/2": ShownClass("CodeTool")}) == told
    assert _as(case, classes={**_CLASSES, "/tools/2": ShownClass("UnknownTool")}) == []
    open_base = {"/tools/0": ShownClass("FileSearchTool", bases=("CodeTool",)), "/tools/1": _CLASSES["/tools/1"]}
    assert _as(case, classes={**open_base, "/tools/2": ShownClass("CodeTool")}) == [], "others are derived from it"
    assert _as(case, classes=_CLASSES) == []
    seen = ideal(case, classes={**_CLASSES, "/tools/2": ShownClass("CodeTool")})
    (failure,) = find_law("tag-matches-class").judge(View(case, seen)).failures
    assert str(failure.got) == "a CodeTool, as for type 'code_interpreter'"


def test_a_new_tag_that_is_written_as_a_known_one_is_told_by_the_round_trip_alone() -> None:
    case = case_of(tools=[*_TOOLS, _NEW])
    seen = ideal(case, classes={**_CLASSES, "/tools/2": ShownClass("CodeTool")})
    seen = evolve(seen, encoded=Answer(changed(case, tools=[*_TOOLS, _TOOLS[1]])), copies={})
    assert red(case, seen) == [("round-trip-unknowns", "/tools/2/type", "wrong variant")]


def test_one_class_for_all_tags_is_no_class_of_its_own() -> None:
    case = case_of(tools=[*_TOOLS, _NEW])
    assert _as(case, classes={f"/tools/{index}": ShownClass("Tool") for index in range(3)}) == []


def test_from_one_known_tag_nothing_follows() -> None:
    case = case_of(tools=[_TOOLS[0], _NEW])
    assert _as(case, classes={f"/tools/{index}": ShownClass("Tool") for index in range(2)}) == []


def test_the_classes_of_other_unions_say_nothing() -> None:
    case = case_of(tools=[_TOOLS[0], _NEW], response_format={"type": "text"}, tool_choice={"type": "code_interpreter"})
    classes = {
        "/tools/0": ShownClass("Tool"),
        "/tools/1": ShownClass("Tool"),
        "/response_format": ShownClass("Format"),
        "/tool_choice": ShownClass("Choice"),
    }
    assert _as(case, classes=classes) == []


def test_a_new_tag_is_told_in_a_union_of_text_and_objects_too() -> None:
    case = case_of(response_format=_NEW)
    assert case.standing is Standing.EXTENDED
    allows = {"/response_format": ShownClass("TextFormat", {"type": ("text",)})}
    assert _as(case, classes=allows) == [("tag-matches-class", "/response_format", "wrong variant")]


def test_an_object_without_a_tag_or_that_the_policy_omits_is_not_looked_at() -> None:
    allows = ShownClass("TextFormat", {"type": ("text",)})
    untagged = case_of(response_format={})
    assert _as(untagged, classes={"/response_format": allows}) == []
    case = case_of(response_format={"type": "json_object"})
    assert _as(case, Policy(omits="/response_format"), classes={"/response_format": allows}) == []


def test_classes_are_not_asked_of_what_was_not_accepted_or_is_invalid() -> None:
    assert why_not("tag-matches-class", VALID, refused(VALID)) == "the client refused the document"
    for case in (INVALID, AMBIGUOUS):
        assert why_not("tag-matches-class", case, ideal(case)) == f"the document is {case.standing.value}"


# -- field-invariants

_QUEUED = case_of("queued")


def test_an_ideal_queued_run_has_the_nulls_these_tests_are_about() -> None:
    assert {tree_of("queued")[name] for name in ("instructions", "last_error")} == {None}


def test_null_is_to_be_shown_as_null() -> None:
    assert _showing(_QUEUED, {"/instructions": None}) == []
    assert _showing(_QUEUED, {"/instructions": ""}) == [("field-invariants", "/instructions", "null shown as a value")]


def test_null_in_a_part_is_to_be_shown_as_null() -> None:
    case = Case.of_bytes(write(edited(tree_of(), {"/truncation_strategy/last_messages": None})))
    place = "/truncation_strategy/last_messages"
    assert _showing(case, {place: 0}) == [("field-invariants", place, "null shown as a value")]


@pytest.mark.parametrize("shown", [0, {}, [], "", False, Opaque("LastError")])
def test_what_stands_for_null_and_breaks_a_relation_is_told_with_the_relation(shown: Any) -> None:
    ((law, place, kind),) = _showing(_QUEUED, {"/last_error": shown})
    assert (law, place) == ("field-invariants", "/last_error")
    assert kind.startswith("shown against last_error.")


def test_a_default_for_an_absent_member_is_told_only_where_it_breaks_a_relation() -> None:
    tree = {name: value for name, value in simplest("queued", profile="v1").items() if name != "required_action"}
    case = Case.of_bytes(write(tree), "v1")
    assert _showing(case, {"/required_action": {}, "/top_p": 1.0}) == [
        ("field-invariants", "/required_action", "shown against required_action.only-when-requires-action")
    ]


def test_a_relation_that_the_document_breaks_itself_is_not_told_of_the_client() -> None:
    case = case_of("incomplete", incomplete_details=None)
    assert case.judgement.violations[0].rule == "incomplete_details.only-when-incomplete"
    place = "/incomplete_details"
    assert _showing(case, {place: {}}) == [("field-invariants", place, "null shown as a value")]
    against = "shown against incomplete_details.only-when-incomplete"
    assert _showing(_QUEUED, {place: {}}) == [("field-invariants", place, against)]


def test_a_null_that_round_trip_finds_lost_is_not_told_by_what_is_shown() -> None:
    seen = ideal(_QUEUED, encoded=Answer(changed(_QUEUED, instructions="")), shown={"/instructions": ""})
    assert broken("field-invariants", _QUEUED, seen) == []


def test_a_null_that_the_policy_omits_may_be_shown_as_anything() -> None:
    assert _showing(_QUEUED, {"/instructions": ""}, Policy(omits="/instructions")) == []


def test_a_failure_shows_what_stands_for_null() -> None:
    seen = ideal(_QUEUED, shown={"/last_error": Opaque("LastError")})
    (failure,) = find_law("field-invariants").judge(View(_QUEUED, seen)).failures
    assert (failure.sent, str(failure.got)) == (None, "an object of class LastError")


# -- declared-classes

_USAGE = case_of(usage={"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}, status="completed")
_OF_RUN = ShownClass("Run", holds={"usage": ("Usage",), "tools": ("CodeTool", "FileSearchTool"), "extra": ("dict",)})


def test_an_object_that_is_left_as_a_dict_where_a_class_is_declared_is_told() -> None:
    classes = {"": _OF_RUN, "/usage": ShownClass("dict")}
    assert _as(_USAGE, classes=classes) == [("declared-classes", "/usage", "left as a dict")]
    (failure,) = find_law("declared-classes").judge(View(_USAGE, ideal(_USAGE, classes=classes))).failures
    assert (str(failure.sent), str(failure.got)) == ("an object declared as Usage", "a dict")


def test_an_object_of_another_class_than_any_that_is_declared_is_told() -> None:
    classes = {"": _OF_RUN, "/usage": ShownClass("Details")}
    assert _as(_USAGE, classes=classes) == [("declared-classes", "/usage", "of another class")]


def test_the_items_of_a_list_are_held_to_what_is_declared_for_the_list() -> None:
    case = case_of(tools=_TOOLS)
    assert _as(case, classes={**_CLASSES, "": _OF_RUN}) == []
    left = {**_CLASSES, "": _OF_RUN, "/tools/1": ShownClass("dict")}
    assert _as(case, classes=left) == [("declared-classes", "/tools/1", "left as a dict")]
    (failure,) = find_law("declared-classes").judge(View(case, ideal(case, classes=left))).failures
    assert str(failure.sent) == "an object declared as CodeTool or FileSearchTool"


def test_a_class_that_is_derived_from_the_declared_one_is_well() -> None:
    assert _as(_USAGE, classes={"": _OF_RUN, "/usage": ShownClass("BillableUsage", bases=("Usage", "Model"))}) == []


@pytest.mark.parametrize("holder", [{}, {"": ShownClass("Run")}, {"": ShownClass("Run", holds={"tools": ("Tool",)})}])
def test_where_nothing_is_declared_any_class_is_well(holder: Mapping[str, ShownClass]) -> None:
    classes = {**holder, "/usage": ShownClass("dict")}
    assert _as(_USAGE, classes=classes) == []
    assert why_not("declared-classes", _USAGE, ideal(_USAGE, classes=classes)) == (
        "what the client shows declares no class of an object"
    )


def test_what_a_policy_omits_may_be_of_any_class() -> None:
    assert _as(_USAGE, Policy(omits="/usage"), classes={"": _OF_RUN, "/usage": ShownClass("dict")}) == []


def test_what_a_new_variant_is_shown_as_is_not_held_to_what_is_declared() -> None:
    case = case_of(tools=[_NEW])
    assert case.standing is Standing.EXTENDED
    assert _as(case, classes={"": _OF_RUN, "/tools/0": ShownClass("dict")}) == []


def test_a_class_that_belongs_to_another_tag_is_told_as_that_alone() -> None:
    case = case_of(tools=_TOOLS)
    wrong = ShownClass("OddTool", {"type": ("file_search",)})
    assert _as(case, classes={"": _OF_RUN, "/tools/1": wrong}) == [("tag-matches-class", "/tools/1", "wrong variant")]
