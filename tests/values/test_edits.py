"""Edits: a tree that differs from another in some places, while the other stays as it is."""

from __future__ import annotations

import copy
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlaws.values import (
    ABSENT,
    Path,
    at_path,
    changed,
    differences,
    everywhere,
    freeze,
    inserted,
    places,
    removed,
    replaced,
    same_json,
    values_at,
    with_members,
)
from tests.values.test_pointers import TREES

TREE: Final[dict[str, Any]] = {"a": {"b": [10, {"c": None}]}, "0": 1, "a/b": {"*": [2]}}
PATHS: Final = [path for path, _ in places(TREE)]


@given(TREES, st.data())
def test_an_edit_leaves_the_original_unchanged_and_all_else_as_it_was(tree: Any, data: st.DataObject) -> None:
    paths = [path for path, _ in places(tree if isinstance(tree, dict | list) else [])]
    if not paths:
        return
    path, before = data.draw(st.sampled_from(paths)), copy.deepcopy(tree)
    other = replaced(tree, path, "new")
    assert tree == before
    assert [one.path for one in differences(tree, other)] == [path]
    assert at_path(other, path) == "new"
    assert same_json(replaced(other, path, at_path(tree, path)), tree)
    without = removed(tree, path)
    assert tree == before
    if isinstance(path[-1], int):
        value = at_path(tree, path)
        assert value is not ABSENT
        assert same_json(inserted(without, path, value), tree)
    else:
        assert [one.path for one in differences(tree, without)] == [path]
        assert same_json(replaced(without, path, at_path(tree, path)), tree)
    assert tree == before


def test_what_is_the_same_is_shared() -> None:
    other = replaced(TREE, ("a", "b", 0), 11)
    assert at_path(other, ("a", "b", 1)) is at_path(TREE, ("a", "b", 1))
    assert at_path(other, ("a/b",)) is at_path(TREE, ("a/b",))


def test_the_whole_document_can_be_replaced_and_not_be_taken_out() -> None:
    assert replaced(TREE, (), 1) == 1
    assert changed(TREE, "", lambda _: 1) == 1
    with pytest.raises(ValueError, match="cannot be taken out"):
        removed(TREE, ())
    with pytest.raises(ValueError, match="cannot be taken out"):
        changed(TREE, "", lambda _: ABSENT)


def test_a_member_that_is_not_there_is_added() -> None:
    assert replaced({"a": {}}, ("a", "b"), None) == {"a": {"b": None}}
    assert replaced({"a": {}}, ("a", "b"), ABSENT) == {"a": {}}


def test_a_frozen_tree_can_be_edited_too() -> None:
    frozen: Any = freeze(TREE)
    assert same_json(replaced(frozen, ("a", "b", 0), 11), replaced(TREE, ("a", "b", 0), 11))
    assert frozen == freeze(TREE)


@pytest.mark.parametrize(
    "path",
    [("z", "y"), ("a", "b", 2), ("a", "b", -1), ("a", "b", "0"), ("a", 0), ("0", "x"), (0,), (0, 0), ("a", "b", 0, 0)],
)
@pytest.mark.parametrize("value", [1, ABSENT])
def test_a_path_that_leads_nowhere_is_an_error(path: Path, value: Any) -> None:
    with pytest.raises(LookupError, match="to change"):
        replaced(TREE, path, value)


@pytest.mark.parametrize(
    ("path", "items"),
    [(("a", "b", 0), [9, 10, {"c": None}]), (("a", "b", 2), [10, {"c": None}, 9])],
)
def test_an_item_is_inserted_before_another_or_after_the_last(path: Path, items: list[Any]) -> None:
    assert at_path(inserted(TREE, path, 9), ("a", "b")) == items


@pytest.mark.parametrize("path", [(), ("a",), ("a", "b"), ("a", "b", 3), ("a", "b", -1), ("z", 0), ("a", "b", 0, 0)])
def test_an_item_is_inserted_in_a_list_alone(path: Path) -> None:
    with pytest.raises(LookupError):
        inserted(TREE, path, 1)


def test_members_are_added_replaced_and_taken_out_together() -> None:
    assert with_members({"a": 1, "b": 2}, {"a": None, "b": ABSENT, "c": 3, "d": ABSENT}) == {"a": None, "c": 3}


def test_a_pattern_changes_all_its_places_and_takes_escapes() -> None:
    tree: dict[str, Any] = {"l": [{"x": 1}, {"x": 2}, {}], "a/b": {"~": 1}, "*": 5}
    assert values_at(tree, "/l/*/x") == [1, 2]
    assert values_at(tree, "/a~1b/~0") == [1]
    assert values_at(tree, "/l/9") == []
    assert changed(tree, "/l/*/x", lambda _: 0) == {**tree, "l": [{"x": 0}, {"x": 0}, {}]}
    assert changed(tree, "/l/*/x", lambda _: ABSENT) == {**tree, "l": [{}, {}, {}]}
    assert changed(tree, "/a~1b/~0", lambda _: None) == {**tree, "a/b": {"~": None}}
    assert changed(tree, "/l/1", lambda _: ABSENT) == {**tree, "l": [{"x": 1}, {}]}


def test_every_value_is_changed_from_the_inside_out() -> None:
    assert everywhere([1, {"a": 2}], lambda value: value + 1 if isinstance(value, int) else value) == [2, {"a": 3}]
    assert everywhere([[], [[]]], lambda value: len(value) if isinstance(value, list) else value) == 2
