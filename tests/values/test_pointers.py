"""Pointers both ways: written of a path, and read against the document that says what their steps are."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runlaws.values import (
    ABSENT,
    Path,
    at_path,
    at_pointer,
    is_pointer,
    matches,
    overlaps,
    path_of,
    pattern,
    places,
    pointer,
    resolve,
    steps_of,
    within,
)

ODD_NAMES: Final = ("0", "00", "-1", "²", "٣", "a/b", "~", "~1", "~01", "", "*", "**", " ", "-")
TREES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers(0, 2),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(ODD_NAMES) | st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)
DIGITS: Final[dict[str, Any]] = {"0": {"0": ["a", {"0": "b"}]}, "²": [1], "list": [[0, 1], {"1": "c"}]}


@given(TREES)
@example(DIGITS)
@example({name: {name: [{name: 1}]} for name in ODD_NAMES})
def test_every_path_is_found_again_by_its_pointer(tree: Any) -> None:
    for path, value in [((), tree), *places(tree if isinstance(tree, dict | list) else [])]:
        found = resolve(tree, pointer(path))
        assert found == path
        assert found is not None
        assert list(map(type, found)) == list(map(type, path))
        assert at_pointer(tree, pointer(path)) is value is at_path(tree, path)


@given(TREES)
def test_no_two_places_have_the_same_pointer(tree: Any) -> None:
    paths = [path for path, _ in places(tree if isinstance(tree, dict | list) else [])]
    assert len(set(map(pointer, paths))) == len(paths)


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("", ()),
        ("/0", ("0",)),
        ("/0/0/0", ("0", "0", 0)),
        ("/0/0/1/0", ("0", "0", 1, "0")),
        ("/²", ("²",)),
        ("/²/0", ("²", 0)),
        ("/list/1/1", ("list", 1, "1")),
        ("/list/0/1", ("list", 0, 1)),
    ],
)
def test_a_step_is_a_name_in_an_object_and_an_index_in_an_array(place: str, path: Path) -> None:
    assert resolve(DIGITS, place) == path


@pytest.mark.parametrize(
    "place",
    ["/1", "/list/00", "/list/²", "/list/٠", "/list/-1", "/list/-", "/list/2", "/list/+0", "/list/0\n", "/list/0/0/0"],
)
def test_a_pointer_that_leads_nowhere_has_no_path(place: str) -> None:
    assert resolve(DIGITS, place) is None
    assert at_pointer(DIGITS, place) is ABSENT


@pytest.mark.parametrize("text", ["0", "list", " /0", "/~", "/~2", "/0~"])
def test_what_is_no_pointer_leads_nowhere(text: str) -> None:
    tree = {"~": 1, "~2": 1, "0~": 1, "list": 1, "0": 1}
    assert not is_pointer(text)
    assert resolve(tree, text) is None
    assert at_pointer(tree, text) is ABSENT


def test_null_is_somewhere() -> None:
    assert resolve({"a": None}, "/a") == ("a",)
    assert at_pointer({"a": None}, "/a") is None


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("/list/2", ("list", 2)),
        ("/list/2/0", ("list", 2, "0")),
        ("/list/x", ("list", "x")),
        ("/1/2", ("1", "2")),
        ("/a~1b", ("a/b",)),
    ],
)
def test_a_place_that_is_not_there_has_a_path_all_the_same(place: str, path: Path) -> None:
    assert path_of(DIGITS, place) == path


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), ""),
        (("tools", 0, "type"), "/tools/*/type"),
        (("tools", "0", "type"), "/tools/0/type"),
        (("metadata", "12"), "/metadata/12"),
        (("a/b", 1, 2), "/a~1b/*/*"),
    ],
)
def test_a_pattern_has_a_star_for_indices_alone(path: Path, written: str) -> None:
    assert pattern(path) == written


@pytest.mark.parametrize(
    ("place", "steps"),
    [("", []), ("/", [""]), ("/a~1b/0", ["a/b", "0"]), ("/~01", ["~1"]), ("//", ["", ""])],
)
def test_the_steps_of_a_pointer_are_without_escapes(place: str, steps: list[str]) -> None:
    assert steps_of(place) == steps


@pytest.mark.parametrize(
    ("wanted", "place", "same"),
    [
        ("", "", True),
        ("", "/a", False),
        ("/a", "/a", True),
        ("/a", "/a/b", False),
        ("/a/*/b", "/a/0/b", True),
        ("/a/*/b", "/a/0/1/b", False),
        ("/*", "/~1", True),
        ("/**", "", True),
        ("/**", "/a/b", True),
        ("/a/**", "/a", True),
        ("/a/**", "/a/b/c", True),
        ("/a/**", "/ab", False),
        ("/a/**", "", False),
    ],
)
def test_a_pattern_covers_the_places_that_it_says(wanted: str, place: str, same: bool) -> None:
    assert matches(wanted, place) is same


@pytest.mark.parametrize(
    ("place", "other", "inside", "overlapping"),
    [
        ("/a", "/a", True, True),
        ("/a/b", "/a", True, True),
        ("/a", "/a/b", False, True),
        ("/ab", "/a", False, False),
        ("/a", "/ab", False, False),
        ("/a", "", True, True),
        ("", "/a", False, True),
    ],
)
def test_a_place_is_inside_another_or_around_it(place: str, other: str, inside: bool, overlapping: bool) -> None:
    assert within(place, {other}) is inside
    assert overlaps(place, {other}) is overlapping
    assert not within(place, set())
    assert not overlaps(place, set())
