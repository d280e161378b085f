"""Places in a document: pointers, what stands at a path, and all scalars with theirs."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws.values import ABSENT, Path, at_path, freeze, leaves, pointer


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), ""),
        (("",), "/"),
        (("a",), "/a"),
        (("tools", 0, "type"), "/tools/0/type"),
        (("a/b", 0), "/a~1b/0"),
        (("m~n",), "/m~0n"),
        (("~1",), "/~01"),
        (("/~",), "/~1~0"),
        ((" ", "é", '"', "\\"), '/ /é/"/\\'),
    ],
)
def test_a_pointer_is_written_as_rfc_6901_says(path: Path, written: str) -> None:
    assert pointer(path) == written


TREE: dict[str, Any] = {"a": {"b": [10, {"c": None}]}, "": 0, "x/y": [], "o": {}}


@pytest.mark.parametrize("tree", [TREE, freeze(TREE)])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), TREE),
        (("a", "b", 0), 10),
        (("a", "b", 1, "c"), None),
        (("",), 0),
        (("x/y",), ()),
    ],
)
def test_what_stands_at_a_path_is_found(tree: Any, path: Path, value: Any) -> None:
    standing = at_path(tree, path)
    assert standing is not ABSENT
    assert freeze(standing) == freeze(value)


@pytest.mark.parametrize("path", [("z",), ("a", "z"), ("a", "b", 2), ("a", "b", 0, "c"), ("a", 0), ("a", "b", "0")])
def test_where_nothing_stands_is_absent_which_is_not_null(path: Path) -> None:
    assert at_path(TREE, path) is ABSENT
    assert at_path(TREE, ("a", "b", 1, "c")) is None


def test_absent_is_false_and_says_its_name() -> None:
    assert not ABSENT
    assert repr(ABSENT) == "ABSENT"
    assert str(ABSENT) == "(not there)"


def test_every_scalar_is_yielded_with_its_path_in_order() -> None:
    assert list(leaves(TREE)) == [(("a", "b", 0), 10), (("a", "b", 1, "c"), None), (("",), 0)]
    assert list(leaves(7)) == [((), 7)]
    assert list(leaves(freeze(TREE))) == list(leaves(TREE))


def test_a_negative_index_is_no_place() -> None:
    assert at_path([1], (-1,)) is ABSENT
    assert at_path([], (-1,)) is ABSENT
