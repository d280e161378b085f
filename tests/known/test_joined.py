"""Joining new entries: one fault under many names is one entry, two faults stay two."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.known import Known, New, joined
from runlaws.values import Json
from runlaws.verdict import Cause, Failure
from tests.recordings import recorded


def new_at(pointer: str, *, matter: tuple[str, ...] = (), **more: Any) -> New:
    """Return a new entry at a place of a document that has the place."""
    metadata: dict[str, Json] = {"a": "1", "b": "2"}
    run = {**recorded("v2-queued"), "metadata": metadata, "new": {"a": {"b": 1}}, "newer": 1}
    run["tools"] = [{"type": "function", "function": {"name": "f", "parameters": {"a": {"b": 1}, "c": [1]}}}]
    cause = Cause("round-trip", pointer.replace("/0", "/*"), "dropped", **more)
    failure = Failure("round-trip", pointer, "dropped", 1, None, cause=cause)
    entry = Known.of_failure(failure, Case.of_bytes(json.dumps(run).encode()), reason="none")
    return New.of(evolve(entry, matter=matter), failure)


@pytest.mark.parametrize(
    ("pointers", "pattern"),
    [
        (("/metadata/a", "/metadata/b"), "/metadata/*"),
        (("/tools/0/function/parameters/a/b", "/tools/0/function/parameters/c/0"), "/tools/*/function/parameters/**"),
        (("/new", "/newer"), "/*"),
    ],
)
def test_names_that_are_data_become_a_pattern(pointers: tuple[str, ...], pattern: str) -> None:
    ((entry, number),) = joined(map(new_at, pointers))
    assert (entry.pointer, entry.matter, number) == (pattern, (), 2)
    assert all(entry.covers(new_failure(pointer)) for pointer in pointers)


def new_failure(pointer: str) -> Failure:
    return Failure("round-trip", pointer, "dropped", 1, None)


def test_one_name_is_left_as_it_is_and_so_are_members_of_the_contract() -> None:
    pointers = ["/metadata/a", "/model", "/instructions", "/id", "/created_at", "/thread_id"]
    assert [(entry.pointer, number) for entry, number in joined(map(new_at, pointers))] == [
        (pointer, 1) for pointer in pointers
    ]


def test_another_cause_stays_apart() -> None:
    other = new_at("/metadata/b", types="string -> integer")
    assert [entry.pointer for entry, _ in joined([new_at("/metadata/a"), other])] == ["/metadata/a", "/metadata/b"]


def test_one_function_that_raises_everywhere_is_one_fault() -> None:
    places = ["/tools/0/type", "/tools/0/function/name", "/tools/0", "/tools/0/function"]
    ((entry, number),) = joined(new_at(place, frame="sdk.py in check") for place in places)
    assert (entry.pointer, number) == ("/tools/*/**", 4)


def test_more_than_a_few_at_one_place_are_one_whatever_matters() -> None:
    few = [new_at("/id", matter=(f"/{name}",)) for name in ("model", "tools", "usage")]
    assert [entry.matter for entry, _ in joined(few)] == [("/model",), ("/tools",), ("/usage",)]
    ((entry, number),) = joined([*few, new_at("/id", matter=("/metadata",))])
    assert (entry.pointer, entry.matter, number) == ("/id", (), 4)
