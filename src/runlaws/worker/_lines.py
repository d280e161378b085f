"""The two pipes to the host, out of the client's reach."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import Any, Final

from attrs import define, field

from runlaws.observe.pipe import data_in, line_of

__all__ = ["Lines"]

_CHUNK: Final = 1 << 18


@define
class Lines:
    """Messages from the host, and replies to it: what is standard input and output is the client's."""

    reads: int
    writes: int
    _received: bytearray = field(init=False, factory=bytearray)

    @classmethod
    def taken_over(cls) -> Lines:
        """Return the lines over this process's input and output.

        A client then reads nothing, and prints to the error output.
        """
        lines = cls(os.dup(0), os.dup(1))
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        for stream in (sys.stdout, sys.stderr):  # what it prints may have lone surrogates
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        return lines

    def message(self) -> dict[str, Any] | None:
        """Return the next message of the host, or None at the end."""
        start = 0
        while (end := self._received.find(b"\n", start)) < 0:
            start = len(self._received)
            data = os.read(self.reads, _CHUNK)
            if not data:
                return None
            self._received += data
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        message: dict[str, Any] = data_in(line)
        return message

    def reply(self, message: Mapping[str, Any], **answer: Any) -> None:
        """Answer a message."""
        view = memoryview(line_of({"id": message["id"], **answer}))
        while view:
            view = view[os.write(self.writes, view) :]
