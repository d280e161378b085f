"""Showing another process which call a client is in, and since when."""

from __future__ import annotations

import mmap
import struct
import time
from typing import Final

from attrs import define

__all__ = ["Beacon"]

_FORM: Final = struct.Struct("<ddqB55s")
"""When the call began (0 between calls), how long it may take, the message, and the length and bytes of the name."""
_LONGEST: Final = 55


@define
class Beacon:
    """A piece of memory that two processes share: one is asked questions, the other sees by which it is kept.

    Nothing is lost when the first one is killed.
    """

    _memory: mmap.mmap

    @classmethod
    def shared(cls) -> Beacon:
        """Return one that this process and those that it forks from now on have in common."""
        return cls(mmap.mmap(-1, _FORM.size))

    def begin(self, call: str, seconds: float) -> None:
        """Note that a call begins, which may take so many seconds."""
        name = call.encode()[:_LONGEST]
        struct.pack_into("<dd", self._memory, 0, time.monotonic(), seconds)
        struct.pack_into("<B55s", self._memory, 24, len(name), name)

    def rest(self) -> None:
        """Note that no call is being made."""
        struct.pack_into("<d", self._memory, 0, 0.0)

    def overdue(self, grace: float) -> float:
        """Return how many seconds the present call may take, if it has taken longer, by some seconds of grace; or 0."""
        since, seconds = struct.unpack_from("<dd", self._memory, 0)
        late: float = seconds if since and time.monotonic() - since > seconds + grace else 0.0
        return late

    @property
    def is_busy(self) -> bool:
        """Whether a call is being made."""
        return bool(struct.unpack_from("<d", self._memory, 0)[0])

    @property
    def call(self) -> str:
        """The name of the call that is being made, or was made last."""
        length, name = struct.unpack_from("<B55s", self._memory, 24)
        text: str = name[:length].decode("utf-8", "ignore")
        return text

    @property
    def message(self) -> int:
        """The message that is being answered."""
        number: int = struct.unpack_from("<q", self._memory, 16)[0]
        return number

    @message.setter
    def message(self, number: int) -> None:
        struct.pack_into("<q", self._memory, 16, number)
