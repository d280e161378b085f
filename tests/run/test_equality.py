"""Runs are equal exactly when all their members are, unknown ones included, and hash to match."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from runlaws.document import structure
from runlaws.objects.run import Run
from runlaws.values import Json, Path, freeze, leaves, pointer
from runlaws_strategies import runs, siblings
from tests.edits import edited
from tests.run.full import full_tree


def changed(value: Json) -> Json:
    """Return another value of the same type."""
    if isinstance(value, bool):
        return not value
    if value is None:
        return "set"
    return value + 1 if isinstance(value, int | float) else f"{value}x"


def containers(value: Json, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every list and object below the top."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, item in items:
        if isinstance(item, dict | list):
            yield (*path, part)
            yield from containers(item, (*path, part))


LEAVES = [pointer(path) for path, _ in leaves(full_tree())]


@pytest.mark.parametrize("place", LEAVES)
def test_changing_one_value_anywhere_makes_runs_unequal(place: str) -> None:
    tree = full_tree()
    old = {pointer(path): value for path, value in leaves(tree)}[place]
    left, right = structure(tree, Run), structure(edited(tree, {place: changed(old)}), Run)
    assert left != right
    assert not left == right  # noqa: SIM201 - the other operator
    assert len({left, right}) == 2


@pytest.mark.parametrize("path", list(containers(full_tree())), ids=pointer)
def test_adding_one_value_anywhere_makes_runs_unequal(path: Path) -> None:
    tree, grown = full_tree(), full_tree()
    holder: Any = grown
    for part in path:
        holder = holder[part]
    if isinstance(holder, list):
        holder.append("brand_new")
    else:
        holder["brand_new"] = None
    assert structure(tree, Run) != structure(grown, Run)


def test_the_order_of_items_matters_and_the_order_of_members_does_not() -> None:
    tree = full_tree()
    reversed_members = dict(reversed(tree.items()))
    assert structure(tree, Run) == structure(reversed_members, Run)
    assert hash(structure(tree, Run)) == hash(structure(reversed_members, Run))
    assert structure(tree, Run) != structure(edited(tree, {"/tools": tree["tools"][::-1]}), Run)


def test_two_readings_of_one_document_are_equal_with_equal_hashes() -> None:
    left, right = structure(full_tree(), Run), structure(full_tree(), Run)
    assert left == right
    assert hash(left) == hash(right)
    plain: object = freeze(full_tree())
    assert left != plain


@given(runs())
def test_copies_of_a_run_are_equal_to_it(run: Run) -> None:
    for twin in (copy.copy(run), copy.deepcopy(run), pickle.loads(pickle.dumps(run)), attrs.evolve(run)):
        assert twin == run
        assert hash(twin) == hash(run)


@given(siblings())
def test_runs_that_differ_in_one_member_are_unequal(case: Any) -> None:
    from runlaws.document import read

    assert structure(read(case.document).tree, Run) != structure(read(case.twin.document).tree, Run)


@pytest.mark.parametrize("member", [attribute.name for attribute in attrs.fields(Run)])
def test_no_member_can_be_set_or_deleted(member: str) -> None:
    run: Any = structure(full_tree(), Run)
    with pytest.raises(FrozenInstanceError):
        setattr(run, member, None)
    with pytest.raises(FrozenInstanceError):
        delattr(run, member)


def test_no_part_can_be_changed_in_place() -> None:
    run: Any = structure(full_tree(), Run)
    for change in (
        lambda: run.tools.append(1),
        lambda: run.metadata.update(a="b"),
        run.extra.clear,
        lambda: setattr(run.usage, "total_tokens", 9),
        run.tools[3].function.parameters["properties"]["city"].clear,
        lambda: run.tools[4].extra["brand_new"]["deep"].append(1),
    ):
        with pytest.raises((AttributeError, TypeError)):
            change()
    assert run == structure(full_tree(), Run)
