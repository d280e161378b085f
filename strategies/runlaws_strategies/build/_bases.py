"""Bases: the documents that carry the catalogue for a client that refuses the simplest one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from attrs import define, evolve, field

from runlaws.document import write
from runlaws_strategies.build._choosers import ByPool, Chooser, Seeded
from runlaws_strategies.build._plan import Plan

__all__ = ["bases"]

_T = TypeVar("_T")
_Accepts = Callable[[bytes], bool]

_MOST_TRIED: Final = 200
"""How many random documents are tried until a client accepts one."""

_MOST_ROWS_TRIED: Final = 24
"""How many rows of a pool are tried in place of one that is not the simplest."""


def bases(plan: Plan, accepts: _Accepts) -> Sequence[Plan]:
    """Return plans whose simplest documents a client accepts: the plan itself if it accepts those as they are.

    Otherwise one with the simplest document that it accepts, and one with a full document. If it accepts none of a few
    hundred, the plan itself is returned: no other would show more.
    """
    if accepts(_simplest(plan, {})):
        return (plan,)
    accepted = [pools for number in range(_MOST_TRIED) if accepts(_simplest(plan, pools := _random(plan, number)))]
    if not accepted:
        return (plan,)
    full = max(accepted, key=lambda pools: len(_simplest(plan, pools)))
    return tuple(evolve(plan, base=ByPool(pools)) for pools in (_simpler(plan, accepted[0], accepts), full))


def _simplest(plan: Plan, pools: Mapping[int, int]) -> bytes:
    return write(plan.tree(ByPool(pools)))


def _random(plan: Plan, number: int) -> Mapping[int, int]:
    noting = _Noting(Seeded(0, number))
    plan.tree(noting)
    return noting.indices


def _simpler(plan: Plan, pools: Mapping[int, int], accepts: _Accepts) -> Mapping[int, int]:
    """Return the rows with as many as possible replaced by simpler ones, with which the client accepts the document."""
    simpler = dict(pools)
    for pool, index in pools.items():
        for row in range(min(index, _MOST_ROWS_TRIED)):
            if accepts(_simplest(plan, {**simpler, pool: row})):
                simpler[pool] = row
                break
    return simpler


@define
class _Noting:
    """Chooses what another chooser does, and notes the index of the row by the pool."""

    chooser: Chooser
    indices: dict[int, int] = field(factory=dict)

    def row(self, rows: Sequence[_T]) -> _T:
        """Return one of the rows."""
        index = self.chooser.row(range(len(rows)))
        self.indices[id(rows)] = index
        return rows[index]

    def text(self) -> str:
        """Return some text."""
        return self.chooser.text()
