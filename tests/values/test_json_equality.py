"""Two JSON values are the same data, or they are not, whatever Python's `==` says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlaws.values import freeze, json_key, same_json, type_name

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)

SAME = [
    (1, 1.0),
    (0, -0.0),
    (2**53, float(2**53)),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ([1, [2]], (1, (2,))),
    ({"a": [{"b": 1}]}, {"a": ({"b": 1.0},)}),
]
DIFFERENT = [
    (True, 1),
    (False, 0),
    (None, False),
    (None, 0),
    (1, "1"),
    ("", None),
    ([], {}),
    ([], None),
    ([1, 2], [2, 1]),
    ([True], [1]),
    ({"a": True}, {"a": 1}),
    ({"a": None}, {}),
    ({"a": 1}, {"a": 1, "b": None}),
    (["boolean", True], True),
    (["array", 1], [1]),
    (2**53 + 1, float(2**53)),
    ("é", "e\u0301"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_the_same_data_is_the_same_however_python_holds_it(left: Any, right: Any) -> None:
    assert same_json(left, right)
    assert json_key(left) == json_key(right)
    assert hash(json_key(left)) == hash(json_key(right))


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_other_data_is_not_the_same_even_where_python_says_so(left: Any, right: Any) -> None:
    assert not same_json(left, right)
    assert not same_json(right, left)


@given(JSON)
def test_a_value_is_the_same_as_its_copy_through_json_text(value: Any) -> None:
    assert same_json(value, json.loads(json.dumps(value)))
    assert same_json(value, freeze(value))


@given(JSON, JSON)
def test_keys_are_equal_exactly_when_canonical_texts_are(left: Any, right: Any) -> None:
    assert same_json(left, right) == (canonical(left) == canonical(right))


def canonical(value: Any) -> str:
    """Return a text that is the same for the same data, made without the code under test."""
    if isinstance(value, dict):
        return "{" + ",".join(sorted(f"{json.dumps(name)}:{canonical(item)}" for name, item in value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if float(value).is_integer() else repr(value)
    return json.dumps(value)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "null"),
        (True, "boolean"),
        (1, "integer"),
        (1.0, "integer"),
        (1.5, "number"),
        (float("nan"), "number"),
        ("", "string"),
        ([], "array"),
        ((), "array"),
        ({}, "object"),
        (freeze({"a": 1}), "object"),
    ],
)
def test_every_value_has_the_name_of_its_json_type(value: Any, name: str) -> None:
    assert type_name(value) == name
