"""Choices that are recorded, so that another chooser can begin where they ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from attrs import define, field

from runlaws_strategies.build._choosers import Chooser

__all__ = ["Choices", "Recording"]

_T = TypeVar("_T")


@define
class Choices:
    """The choices by which a case was made: of pools with more than one row the length and the index, and the texts."""

    rows: list[tuple[int, int]] = field(factory=list)
    texts: list[str] = field(factory=list)


@define
class Recording:
    """Chooses what another chooser does, and records it."""

    chooser: Chooser
    record: Choices = field(factory=Choices)

    def row(self, rows: Sequence[_T]) -> _T:
        """Return one of the rows."""
        if len(rows) == 1:
            return rows[0]
        index = self.chooser.row(range(len(rows)))
        self.record.rows.append((len(rows), index))
        return rows[index]

    def text(self) -> str:
        """Return some text."""
        text = self.chooser.text()
        self.record.texts.append(text)
        return text
