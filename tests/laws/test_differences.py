"""How two trees differ, and what each difference is called."""

from __future__ import annotations

import pytest

from runlaws.laws import differences
from runlaws.values import Json


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
        ({"a": 1}, {"a": 2}, "value changed"),
        ({"a": 1}, {"a": 1.0}, "integer made float"),
        ({"a": 2**53 + 1}, {"a": float(2**53)}, "precision lost"),
        ({"a": 0.1}, {"a": 0.10000000149011612}, "precision lost"),
        ({"a": 0.1}, {"a": 0.2}, "value changed"),
        ({"a": 0}, {"a": 1e-9}, "value changed"),
        ({"a": 1}, {"a": float("nan")}, "value changed"),
        ({"a": 0.5}, {"a": 10**400}, "value changed"),
        ({"a": 10**400}, {"a": float("inf")}, "value changed"),
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
    ],
)
def test_the_same_data_does_not_differ(sent: Json, got: Json) -> None:
    assert list(differences(sent, got)) == []


@pytest.mark.parametrize(
    ("sent", "got", "found"),
    [
        ([1, 2, 3], [3, 1, 2], [("", "re-ordered")]),
        ([{"a": 1}, {"a": 2}], [{"a": 2}, {"a": 1}], [("", "re-ordered")]),
        ([1, 1, 2], [2, 2, 1], [("/0", "value changed"), ("/1", "value changed"), ("/2", "value changed")]),
        ([1, 2], [1, 3], [("/1", "value changed")]),
        ([1, 2], [1], [("/1", "dropped")]),
        ([1], [1, 2], [("/1", "added")]),
        ([1, 2], [2], [("/0", "value changed"), ("/1", "dropped")]),
        ([1, 2], [], [("/0", "dropped"), ("/1", "dropped")]),
    ],
)
def test_lists_differ_by_item_and_as_a_whole_when_only_the_order_changed(
    sent: Json, got: Json, found: list[tuple[str, str]]
) -> None:
    assert [(difference.pointer, difference.kind) for difference in differences(sent, got)] == found


def test_each_difference_is_told_at_its_deepest_place_with_both_sides() -> None:
    sent = {"a": {"b/c": [{"d": 1}]}, "e": 1}
    got = {"a": {"b/c": [{"d": 2}]}, "f": 1}
    found = [(one.pointer, one.kind, str(one.sent), str(one.got)) for one in differences(sent, got)]
    assert found == [
        ("/a/b~1c/0/d", "value changed", "1", "2"),
        ("/e", "dropped", "1", "(not there)"),
        ("/f", "added", "(not there)", "1"),
    ]
