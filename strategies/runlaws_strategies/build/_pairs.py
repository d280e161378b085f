"""Covering arrays: a few lists of choices in which every pair of choices occurs.

The faults of clients that lie between two members (both limits set, a choice of a function without parallel calls) show
in documents that have both. The factors are added one by one, the greatest first, and each list gets the value with
the most pairs that are new: the strategy IPO of Lei and Tai, "In-Parameter-Order: A Test Generation Strategy for
Pairwise Testing" (1998).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from attrs import define, field, frozen

__all__ = ["Factor", "covering"]

_MOST_PAIRS: Final = 160
"""Two factors with more combinations than this are not paired, and those of few states with fewer."""
_OPEN: Final = -1
_NEVER: Final = -2
"""What stands in place of a choice: that it is not made yet, and that the state does not have it."""


@frozen
class Factor:
    """Something to choose: how many choices there are, and in which states it is chosen at all."""

    count: int
    states: frozenset[int]


def covering(states: int, factors: Sequence[Factor]) -> list[tuple[int, ...]]:
    """Return lists of choices: a state, then one of each factor, 0 for one that the state does not have."""
    order = sorted(range(len(factors)), key=lambda number: -factors[number].count)
    array = _Array(states, [factors[number] for number in order])
    for number in range(1, len(array.factors)):
        array.add(number)
    places = {factor: place for place, factor in enumerate(order, 1)}
    return [(row[0], *(row[places[number]] for number in range(len(factors)))) for row in array.finished()]


@define
class _Choosing:
    """A list of choices that is not finished; `mask` has a bit for each choice in it."""

    values: list[int]
    mask: int = 0


@define
class _Array:
    """The lists so far. The state is factor 0, and chosen in every list."""

    states: int
    given: Sequence[Factor]
    factors: list[Factor] = field(init=False, factory=list)
    bits: list[int] = field(init=False, factory=list)
    rows: list[_Choosing] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        self.factors = [Factor(self.states, frozenset(range(self.states))), *self.given]
        position = 0
        for factor in self.factors:
            self.bits.append(position)
            position += factor.count
        for state in range(self.states):
            self._append(state)

    def add(self, number: int) -> None:
        """Choose a factor in every list, the best value for each, and add lists for pairs that are in none then."""
        factor = self.factors[number]
        needs = [self._partners(number)] * factor.count
        for turn, row in enumerate(self.rows):
            if row.values[number] == _NEVER:
                continue
            gains = [(need & row.mask).bit_count() for need in needs]
            best = max(range(factor.count), key=lambda value: (gains[value], (value - turn) % factor.count))
            if gains[best]:
                needs[best] &= ~row.mask
                self._choose(row, number, best)
        still_open = [row for row in self.rows if _OPEN in row.values[1 : number + 1]]
        for value, need in enumerate(needs):
            for other in range(number):
                for choice in range(self.factors[other].count):
                    if need >> (self.bits[other] + choice) & 1:
                        self._put(still_open, (number, value), (other, choice))

    def finished(self) -> list[list[int]]:
        """Return the lists with every factor chosen that their state has."""
        for turn, row in enumerate(self.rows):
            for number, factor in enumerate(self.factors):
                if row.values[number] < 0:
                    row.values[number] = (turn + number) % factor.count if row.values[number] == _OPEN else 0
        return [row.values for row in self.rows]

    def _partners(self, number: int) -> int:
        """Return the bits of the choices of earlier factors that every value of a factor must occur with."""
        factor, bits = self.factors[number], 0
        for state in factor.states:
            bits |= 1 << (self.bits[0] + state)
        for other in range(1, number):
            partner = self.factors[other]
            share = len(partner.states & factor.states) / self.states
            if 0 < partner.count * factor.count <= _MOST_PAIRS * math.sqrt(share):
                bits |= ((1 << partner.count) - 1) << self.bits[other]
        return bits

    def _put(self, still_open: list[_Choosing], first: tuple[int, int], second: tuple[int, int]) -> None:
        """Put a pair, two factors and the choice of each, into the first list that is open for it, or a new one."""
        (number, value), (other, choice) = first, second
        for row in still_open:
            if row.values[number] in (_OPEN, value) and row.values[other] in (_OPEN, choice):
                break
        else:
            states = sorted(self.factors[number].states & self.factors[other].states)
            row = self._append(choice if other == 0 else states[len(self.rows) % len(states)])
            still_open.append(row)
        self._choose(row, number, value)
        self._choose(row, other, choice)

    def _append(self, state: int) -> _Choosing:
        values = [_OPEN if state in factor.states else _NEVER for factor in self.given]
        row = _Choosing([state, *values], 1 << (self.bits[0] + state))
        self.rows.append(row)
        return row

    def _choose(self, row: _Choosing, number: int, value: int) -> None:
        row.values[number] = value
        row.mask |= 1 << (self.bits[number] + value)
