"""A JSON object that cannot be changed and can be hashed."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from runlaws.values import FrozenDict, freeze


def in_place_or(frozen: FrozenDict) -> None:
    frozen |= {"b": 2}


def delete(frozen: FrozenDict) -> None:
    del frozen["a"]


def assign(frozen: FrozenDict) -> None:
    frozen["a"] = 2


@pytest.mark.parametrize(
    "change",
    [
        assign,
        delete,
        in_place_or,
        lambda frozen: frozen.clear(),
        lambda frozen: frozen.pop("a"),
        lambda frozen: frozen.popitem(),
        lambda frozen: frozen.setdefault("b", 2),
        lambda frozen: frozen.update(b=2),
    ],
)
def test_nothing_changes_it(change: Callable[[FrozenDict], Any]) -> None:
    frozen = FrozenDict({"a": 1})
    with pytest.raises(TypeError, match="cannot be changed"):
        change(frozen)
    assert frozen == {"a": 1}


def test_a_frozen_value_shares_nothing_with_what_it_was_made_of() -> None:
    made_of: dict[str, Any] = {"list": [1, {"deep": []}], "object": {"a": None}}
    frozen = freeze(made_of)
    made_of["list"][1]["deep"].append(1)
    made_of["object"].clear()
    assert frozen == {"list": [1, {"deep": []}], "object": {"a": None}}


def test_equal_ones_have_equal_hashes_whatever_their_order_and_types() -> None:
    left: Any
    right: Any
    left, right = freeze({"a": 1, "b": [1.0, {"c": None}]}), freeze({"b": [1, {"c": None}], "a": 1.0})
    assert left == right
    assert hash(left) == hash(right)
    assert len({left, right}) == 1


def test_true_is_not_one_in_it() -> None:
    assert freeze({"a": True}) != freeze({"a": 1})
    assert freeze({"a": True}) != {"a": 1}
    assert freeze({"a": True}) != {"a": 1}
    true: Any = freeze({"a": True})
    one: Any = freeze({"a": 1})
    assert len({true, one}) == 2


def test_it_equals_a_plain_dict_of_the_same_data_and_nothing_else() -> None:
    assert FrozenDict({"a": 1}) == {"a": 1}
    assert FrozenDict({"a": 1}) == {"a": 1.0}
    assert FrozenDict({"a": None}) != {}
    assert FrozenDict() != []
    assert FrozenDict() != "{}"


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_copy_is_equal_and_frozen_too(duplicate: Callable[[Any], Any]) -> None:
    frozen = freeze({"a": [1, {"b": None}]})
    twin = duplicate(frozen)
    assert type(twin) is FrozenDict
    assert twin == frozen
    assert hash(twin) == hash(frozen)
