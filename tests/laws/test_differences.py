"""How two trees differ, and what each difference is called."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws.values import ABSENT, Json, differences, within


@pytest.mark.parametrize(
    ("sent", "got", "kind"),
    [
        ({"a": 1}, {}, "dropped"),
        ({"a": None}, {}, "null made absent"),
        ({}, {"a": None}, "absent made null"),
        ({}, {"a": 0}, "added"),
        ({"a": 1}, {"a": None}, "made null"),
        ({"a": {}}, {"a": None}, "made null"),
        ({"a": None}, {"a": ""}, "type confused"),
        ({"a": 1}, {"a": "1"}, "type confused"),
        ({"a": {}}, {"a": []}, "type confused"),
        ({"a": True}, {"a": 1}, "type confused"),
        ({"a": 1}, {"a": True}, "type confused"),
        ({"a": True}, {"a": False}, "value changed"),
        ({"a": "x"}, {"a": "X"}, "text changed"),
        ({"a": "\u00e9"}, {"a": "e\u0301"}, "text changed"),
        ({"a": 1}, {"a": 2}, "number changed"),
        ({"a": 1}, {"a": 2.0}, "number changed"),
        ({"a": 1}, {"a": -1}, "number changed"),
        ({"a": 1.0}, {"a": True}, "type confused"),
        ({"a": 0.5}, {"a": "0.5"}, "type confused"),
        ({"a": []}, {"a": None}, "made null"),
        ({"a": 1}, {"a": 1.0}, "integer made float"),
        ({"a": 2**53}, {"a": float(2**53)}, "integer made float"),
        ({"a": 2**53 + 1}, {"a": float(2**53)}, "precision lost"),
        ({"a": 2**53 + 1}, {"a": 2**53}, "number changed"),
        ({"a": 0.1}, {"a": 0.10000000149011612}, "precision lost"),
        ({"a": 0.1}, {"a": 0.2}, "number changed"),
        ({"a": 0.5}, {"a": 0}, "number changed"),
        ({"a": 0}, {"a": 1e-9}, "number changed"),
        ({"a": 1}, {"a": float("nan")}, "number changed"),
        ({"a": float("nan")}, {"a": None}, "made null"),
        ({"a": 0.5}, {"a": 10**400}, "number changed"),
        ({"a": 10**400}, {"a": float("inf")}, "number changed"),
    ],
)
def test_a_difference_of_one_member_has_a_name(sent: Json, got: Json, kind: str) -> None:
    (difference,) = differences(sent, got)
    assert (difference.pointer, difference.kind) == ("/a", kind)


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": [1, {"b": None}]}, {"a": (1, {"b": None})}),
        ({"a": 1.0}, {"a": 1}),
        ({"a": 1.5}, {"a": 1.5}),
        ({"a": 0.0}, {"a": -0.0}),
        ({"a": float("nan")}, {"a": float("nan")}),
        ({"a": float("inf")}, {"a": float("inf")}),
        ({"a": "\ud800"}, {"a": "\ud800"}),
        ({"a": 10**400}, {"a": 10**400}),
        (None, None),
        ({}, {}),
    ],
)
def test_the_same_data_does_not_differ(sent: Json, got: Json) -> None:
    assert list(differences(sent, got)) == []


@pytest.mark.parametrize(
    ("sent", "got", "found"),
    [
        ([1, 2, 3], [3, 1, 2], [("", "re-ordered")]),
        ([{"a": 1}, {"a": 2}], [{"a": 2}, {"a": 1}], [("", "re-ordered")]),
        ([1, 1, 2], [2, 2, 1], [("/0", "number changed"), ("/1", "number changed"), ("/2", "number changed")]),
        ([1, 2], [1, 3], [("/1", "number changed")]),
        ([1, 2], [1], [("/1", "dropped")]),
        ([1], [1, 2], [("/1", "added")]),
        ([1, 2], [2], [("/0", "number changed"), ("/1", "dropped")]),
        ([1, 2], [], [("/0", "dropped"), ("/1", "dropped")]),
        ([1, 2, 3], (3, 1, 2), [("", "re-ordered")]),
        ([1, "a", None], [None, 1, "a"], [("", "re-ordered")]),
        ([1, 2, 3], [1.0, 2.0, 3.0], [(f"/{index}", "integer made float") for index in range(3)]),
        ([1, True], [True, 1], [("", "re-ordered")]),
        ([[1, 2], 3], [[2, 1], 3], [("/0", "re-ordered")]),
    ],
)
def test_lists_differ_by_item_and_as_a_whole_when_only_the_order_changed(
    sent: Json, got: Json, found: list[tuple[str, str]]
) -> None:
    assert [(difference.pointer, difference.kind) for difference in differences(sent, got)] == found


def test_each_difference_is_told_at_its_deepest_place_with_both_sides() -> None:
    sent: Json = {"a": {"b/c": [{"d": 1}]}, "e": 1}
    got = {"a": {"b/c": [{"d": 2}]}, "f": 1}
    found = [(one.pointer, one.kind, str(one.sent), str(one.got)) for one in differences(sent, got)]
    assert found == [
        ("/a/b~1c/0/d", "number changed", "1", "2"),
        ("/e", "dropped", "1", "(not there)"),
        ("/f", "added", "(not there)", "1"),
    ]


@pytest.mark.parametrize(("sent", "got", "kind"), [({}, None, "made null"), ({}, [], "type confused"), (1, 1, "")])
def test_the_top_may_differ_as_a_whole(sent: Json, got: Json, kind: str) -> None:
    assert [(one.pointer, one.kind) for one in differences(sent, got)] == ([("", kind)] if kind else [])


def test_a_path_to_begin_at_stands_before_each_place() -> None:
    (found,) = differences({"d": 1}, {"d": 2}, ("tools", 0))
    assert (found.path, found.pointer) == (("tools", 0, "d"), "/tools/0/d")


def test_what_no_encoder_can_write_is_compared_all_the_same() -> None:
    odd: Any = object()
    assert list(differences({"a": odd}, {"a": odd})) == []
    assert [one.kind for one in differences({"a": 1}, {"a": odd})] == ["type confused"]
    assert [one.kind for one in differences({"a": None}, {"a": odd})] == ["type confused"]


def test_a_member_that_is_not_there_is_told_in_words() -> None:
    (found,) = differences({}, {"a": 1})
    assert found.sent is ABSENT
    assert str(found.sent) == "(not there)"


@pytest.mark.parametrize(
    ("place", "places", "is_within"),
    [
        ("/a", {"/a"}, True),
        ("/a/b", {"/a"}, True),
        ("/ab", {"/a"}, False),
        ("/a", {"/a/b"}, False),
        ("/a", {""}, True),
        ("", {""}, True),
        ("/a", set[str](), False),
        ("/c/0", {"/a", "/c"}, True),
    ],
)
def test_a_place_is_within_those_at_or_above_it(place: str, places: set[str], is_within: bool) -> None:
    assert within(place, places) is is_within
