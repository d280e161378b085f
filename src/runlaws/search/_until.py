"""When a search by the clock ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from attrs import Factory, define, field

__all__ = ["Until"]

_PATIENCE: Final = 20_000


@define
class Until:
    """Ends a search after some seconds, or when many random cases in a row have shown nothing new; `says` why.

    Without it a search ends after a number of random cases, which is the same on every machine.
    """

    seconds: float
    patience: int = _PATIENCE
    """How many random cases may show nothing new."""
    clock: Callable[[], float] = time.monotonic
    says: str = field(init=False, default="")
    _end: float = field(init=False, default=Factory(lambda self: self.clock() + self.seconds, takes_self=True))

    def is_over(self) -> bool:
        """Return whether the time is over."""
        if self.clock() >= self._end:
            self.says = f"the {self.seconds:g} seconds of --time are over"
        return bool(self.says)

    def is_in_vain(self, in_vain: int) -> bool:
        """Return whether the search is to end after so many random cases that showed nothing new."""
        if not self.says and in_vain >= self.patience:
            self.says = f"nothing new was found in the last {in_vain:,} random cases"
        return bool(self.says)
