"""Many numbers of 64 bits, eight bytes each: the ids of a corpus, of which memory is to hold no more than that."""

from __future__ import annotations

import bisect
import heapq
import itertools
from array import array
from collections.abc import Iterator
from typing import Final

from attrs import define, field

__all__ = ["NumberSet", "Numbered", "Numbers", "joined"]

_CHUNK: Final = 50_000
"""So many are in a set or a dictionary, with some sixty bytes for each, before they are sorted into an array."""


@define
class Numbers:
    """Numbers that come one after another, of which some may come twice."""

    _chunks: list[array[int]] = field(init=False, factory=list)
    _last: set[int] = field(init=False, factory=set)

    def add(self, number: int) -> bool:
        """Take a number; return False if it is known by now that it came before."""
        if number in self._last:
            return False
        self._last.add(number)
        if len(self._last) == _CHUNK:
            self._pack()
        return True

    def add_all(self, others: Numbers) -> None:
        """Take all numbers of others, which have no further use."""
        others._pack()
        self._chunks += others._chunks

    def _pack(self) -> None:
        self._chunks.append(array("Q", sorted(self._last)))
        self._last = set()

    def repeated(self) -> set[int]:
        """Return those that came twice although `add` did not say so."""
        self._pack()
        return {number for number, other in itertools.pairwise(heapq.merge(*self._chunks)) if number == other}


@define
class Numbered:
    """Values of 64 bits by numbers; of a number that comes twice, the first value."""

    count: int = field(init=False, default=0)
    _chunks: list[tuple[array[int], array[int]]] = field(init=False, factory=list)
    _last: dict[int, int] = field(init=False, factory=dict)

    def __len__(self) -> int:
        return self.count

    def add(self, number: int, value: int) -> None:
        """Take the value of a number."""
        self.count += 1
        self._last.setdefault(number, value)
        if len(self._last) == _CHUNK:
            self._pack()

    def _pack(self) -> None:
        numbers = sorted(self._last)
        self._chunks.append((array("Q", numbers), array("Q", [self._last[number] for number in numbers])))
        self._last = {}

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield each number with its value, the numbers in order."""
        self._pack()
        before = -1
        for number, value in heapq.merge(*(zip(*chunk, strict=True) for chunk in self._chunks), key=_first):
            if number != before:
                yield number, value
            before = number


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


def joined(old: Numbered, new: Numbered) -> Iterator[tuple[int, int | None, int | None]]:
    """Yield each number of either, in order, with its value in both; None where it is not."""
    pairs = heapq.merge(((n, 0, value) for n, value in old), ((n, 1, value) for n, value in new))
    for number, group in itertools.groupby(pairs, key=lambda pair: pair[0]):
        values: list[int | None] = [None, None]
        for _, side, value in group:
            values[side] = value
        yield number, values[0], values[1]


class NumberSet:
    """A set of numbers that come in order."""

    def __init__(self) -> None:
        self._numbers = array("Q")

    def append(self, number: int) -> None:
        """Add one that is greater than all before."""
        self._numbers.append(number)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, number: int) -> bool:
        at = bisect.bisect_left(self._numbers, number)
        return at < len(self._numbers) and self._numbers[at] == number
