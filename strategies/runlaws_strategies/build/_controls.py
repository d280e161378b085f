"""Controls: a few valid documents, which together have a value of every possible type at every place.

A client that swaps two members shows it only if the two differ, so no two times of a control are equal.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from runlaws.case import Case
from runlaws.contract import Profile, Standing
from runlaws.values import Json, pattern, places, sort_name
from runlaws_strategies.build._choosers import First
from runlaws_strategies.build._plan import Plan, Tree, plan_of
from runlaws_strategies.build._rows import FREE, Combined, Computed, Only, plain

__all__ = ["controls"]

_T = TypeVar("_T")


@functools.cache
def controls(profile: Profile) -> Sequence[Case]:
    """Return a few valid documents of a profile.

    First come those with as much set as possible, one for each state; then those in which some place has a value of a
    type that it has in none before; then those with as little set as possible, one for each state.
    """
    plan = plan_of(profile)
    full = [plan.tree(_LastCombined(), (state,), plan.extreme("set")) for state in plan.states]
    empty = [plan.tree(First(), (state,), plan.extreme("null")) for state in plan.states]
    cases = (Case.of_tree(tree, profile, made="valid") for tree in (*full, *_covering(plan), *empty))
    return tuple(case for case in cases if case.standing is Standing.VALID)


class _LastCombined(First):
    """Chooses the first row of every pool, but of combinations the last, in which no part has its first value."""

    def row(self, rows: Sequence[_T]) -> _T:
        """Return the first row, or the last if the rows are combinations."""
        return plain(rows)[-1] if isinstance(rows, Combined) else rows[0]


def _covering(plan: Plan) -> Iterator[Tree]:
    """Yield documents made from the rows that have a value of some type at a place where no earlier row has one."""
    pools = {slot: _rows_with_something_new(rows) for slot, rows in plan.rows.items()}
    for number in range(max(map(len, pools.values()), default=0)):
        yield plan.tree(_LastCombined(), (plan.states[number % len(plan.states)],), _of_each(pools, number))
    for member, values in plan.by_state.items():
        for number, row in enumerate(_rows_with_something_new(values)):
            only: Only = {**_of_each(pools, number), member: [row]}
            yield plan.tree(_LastCombined(), plan.states_with(member)[:1] or plan.states[:1], only)


def _of_each(pools: dict[str, list[Any]], number: int) -> Only:
    return {slot: [rows[number % len(rows)]] for slot, rows in pools.items() if rows}


def _rows_with_something_new(rows: Sequence[_T]) -> list[_T]:
    seen: set[tuple[str, str]] = set()
    kept: list[_T] = []
    for row in plain(rows):
        if not isinstance(row, Computed) and not (types := _types(row)) <= seen:
            seen |= types
            kept.append(row)
    return kept


def _types(row: Any) -> set[tuple[str, str]]:
    """Return the places of a row with the types of their values."""
    value: Json = "" if row is FREE else row
    return {(pattern(path), sort_name(item)) for path, item in places(value)}
