"""Values and texts as people are shown them."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws.values import ABSENT, shortened, written


def test_a_text_that_fits_is_unchanged_and_a_longer_one_is_cut() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcd", 3) == "abc…"
    assert shortened("", 0) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (True, "true"), ("é", '"é"'), ({"a": [1, 0.5]}, '{"a": [1, 0.5]}'), (ABSENT, "(not there)")],
)
def test_a_value_is_written_as_json_where_it_is_json(value: Any, text: str) -> None:
    assert written(value) == text


def test_a_file_may_want_ascii_alone() -> None:
    assert written("é", ascii_only=True) == '"\\u00e9"'


def test_what_is_no_json_is_written_as_python_does() -> None:
    nest: list[Any] = []
    nest.append(nest)
    assert written(nest) == "[[...]]"
    assert written(1 + 2j) == "(1+2j)"
