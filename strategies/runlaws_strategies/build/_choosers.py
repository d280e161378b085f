"""Where choices come from: one small interface, so that search and corpus use the same pure build."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from typing import Final, Protocol, TypeVar

__all__ = ["MOST_ROWS", "ByPool", "Chooser", "First", "Hashed", "Scripted", "Seeded", "Sparing", "Then"]

_T = TypeVar("_T")

MOST_ROWS: Final = 256
"""The longest a pool may be: Hypothesis draws uniformly up to that many."""

_ALPHABET: Final = 'abz AZ09-_."\\/\n\t\u00e9\u00df\u0416\u4e2d\u6587\u3042\u0301\u200b\u2028\ufeff\U0001f600\U00010348'
_LENGTHS: Final = range(24)
_FEW: Final = 2**96
"""So much must be left of a number for its digits to be as good as random in any base that a pool has."""


class Chooser(Protocol):
    """Chooses rows from pools, whose first row is the simplest, and free text."""

    def row(self, rows: Sequence[_T]) -> _T:
        """Return one of the rows."""
        ...

    def text(self) -> str:
        """Return some text without surrogates."""
        ...


class First:
    """The first row of every pool: the simplest document there is."""

    def row(self, rows: Sequence[_T]) -> _T:
        """Return the first row."""
        return rows[0]

    def text(self) -> str:
        """Return no text."""
        return ""


class ByPool(First):
    """One row of each of some pools, which are told apart by their `id`, and the first row of every other one."""

    def __init__(self, indices: Mapping[int, int], text: str = "") -> None:
        self.indices = indices
        self._text = text

    def row(self, rows: Sequence[_T]) -> _T:
        """Return the row that was chosen of a pool, or the first."""
        return rows[self.indices.get(id(rows), 0)]

    def text(self) -> str:
        """Return the same text every time."""
        return self._text


class Seeded:
    """Choices that depend only on a seed and an index, so that any case of a corpus can be made on its own."""

    def __init__(self, seed: int, index: int) -> None:
        self._random = random.Random(f"{seed}:{index}")
        self._bits = self._random.getrandbits

    def row(self, rows: Sequence[_T]) -> _T:
        """Return one of the rows."""
        # As `randrange` chooses, in half its time, and so whatever a later Python may change in that.
        count = len(rows)
        bits = count.bit_length()
        index = self._bits(bits)
        while index >= count:
            index = self._bits(bits)
        return rows[index]

    def text(self) -> str:
        """Return some text."""
        return "".join(self._random.choices(_ALPHABET, k=self._random.randrange(24)))


class Sparing(Seeded):
    """The same, but that nothing is drawn where there is one row only."""

    def row(self, rows: Sequence[_T]) -> _T:
        """Return one of the rows."""
        return rows[0] if len(rows) == 1 else super().row(rows)


class Hashed:
    """Choices that depend only on a seed and a number, for many cases: they are there in a seventh of `Seeded`'s time.

    They are the digits of one great number, whose base changes with every choice.
    """

    def __init__(self, seed: int, number: int) -> None:
        self._digest = hashlib.sha512(f"{seed}:{number}".encode()).digest()
        self._rest = int.from_bytes(self._digest, "big")

    def row(self, rows: Sequence[_T]) -> _T:
        """Return one of the rows."""
        if self._rest < _FEW:
            self._digest = hashlib.sha512(self._digest).digest()
            self._rest = int.from_bytes(self._digest, "big")
        self._rest, index = divmod(self._rest, len(rows))
        return rows[index]

    def text(self) -> str:
        """Return some text."""
        return "".join(map(self.row, [_ALPHABET] * self.row(_LENGTHS)))


class Scripted:
    """Chooses rows by a list of indices, then first rows; `choices` records the pools that it chose from."""

    def __init__(self, script: tuple[int, ...]) -> None:
        self._script = script
        self.choices: list[Sequence[object]] = []

    def row(self, rows: Sequence[_T]) -> _T:
        """Return the row that the script names for this choice."""
        position = len(self.choices)
        self.choices.append(rows)
        return rows[self._script[position]] if position < len(self._script) else rows[0]

    def text(self) -> str:
        """Return a fixed text."""
        return "drawn text"


class Then:
    """Chooses one row by its index, then what another chooser does."""

    def __init__(self, first: int, others: Chooser) -> None:
        self._first: int | None = first
        self._others = others

    def row(self, rows: Sequence[_T]) -> _T:
        """Return the row with the index, or one that the other chooser chooses."""
        index, self._first = self._first, None
        return self._others.row(rows) if index is None else rows[index]

    def text(self) -> str:
        """Return the text that the other chooser chooses."""
        return self._others.text()
