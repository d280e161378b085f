"""Threads that a client starts and leaves running: counted, as they would keep a process from ending."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Generator

__all__ = ["LeftThreads"]

_OURS = "runlaws-patrol"


class LeftThreads:
    """Counts the threads that are left running after each test."""

    def __init__(self) -> None:
        self.count = 0

    @contextlib.contextmanager
    def watching(self) -> Generator[None]:
        """Count the threads that the code in this context leaves running."""
        before = _running()
        try:
            yield
        finally:
            self.count += max(0, _running() - before)

    def lines(self) -> list[str]:
        """Return a line with their number, if there are any."""
        return [f"threads that the client left running: {self.count}"] if self.count else []


def _running() -> int:
    return sum(thread.name != _OURS for thread in threading.enumerate())
