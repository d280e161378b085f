"""Cases near one that was made without Hypothesis, so that Hypothesis can shrink that one."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final, TypeVar

from hypothesis import strategies as st

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws_strategies._drawn import Drawn
from runlaws_strategies.build._cases import make
from runlaws_strategies.build._kinds import Kind
from runlaws_strategies.build._plan import plan_of
from runlaws_strategies.build._recorded import Choices

__all__ = ["near"]

_T = TypeVar("_T")

_OFTEN: Final = 64
"""How many times as likely as all other rows of a pool together the recorded one is."""

_APART: Final = 1 << 16
"""What the positions of draws are told apart by: see `_drawn._indices`."""


def near(record: Choices, profile: Profile, kinds: tuple[Kind, ...]) -> st.SearchStrategy[Case]:
    """Return a strategy that draws the recorded case often, and shrinks it as any case that it had drawn itself."""
    return _near(record, profile, kinds)


@st.composite
def _near(draw: st.DrawFn, record: Choices, profile: Profile, kinds: tuple[Kind, ...]) -> Case:
    return make(_Near(draw, record), plan_of(profile), kinds)


class _Near(Drawn):
    """Draws the recorded choices most of the time, and others now and then.

    A recorded row has many neighbouring indices in place of one, and the rows before it keep theirs: so an index
    shrinks towards the first row as it does in `Drawn`.
    """

    def __init__(self, draw: st.DrawFn, record: Choices) -> None:
        super().__init__(draw)
        self._record = record
        self._texts = 0

    def row(self, rows: Sequence[_T]) -> _T:
        """Return one of the rows."""
        number, count = self._drawn, len(rows)
        if count == 1 or number >= len(self._record.rows) or self._record.rows[number][0] != count:
            return super().row(rows)
        self._drawn += 1
        likely = self._record.rows[number][1]
        index: int = self._draw(_mostly(self._drawn, count))
        index %= _APART
        return rows[index if index <= likely else max(likely, index - _OFTEN * count)]

    def text(self) -> str:
        """Return some text."""
        number = self._texts
        self._texts += 1
        drawn, is_kept = super().text(), self._draw(_KEPT)
        return self._record.texts[number] if is_kept and number < len(self._record.texts) else drawn


_KEPT: Final = st.sampled_from([False, *[True] * _OFTEN])


@functools.cache
def _mostly(position: int, count: int) -> st.SearchStrategy[int]:
    start = position * _APART
    return st.sampled_from(range(start, start + count + _OFTEN * count))
