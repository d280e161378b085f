"""A limit on how long foreign code may take, where the system has one to give."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType

__all__ = ["Hang", "Watch"]


class Hang(BaseException):
    """The client did not answer in time; outside Exception, so that it does not catch it as its own."""


class Watch:
    """Ends calls that take too long: by an alarm of the operating system, in the main thread of a Unix process.

    Elsewhere, and where somebody else has set the alarm, nothing is ended; nor is foreign code that never comes back
    to the interpreter. One alarm is set for many calls, since setting one costs more than most calls.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.calling = False
        """Whether foreign code runs: only then may the alarm end it."""

    @contextmanager
    def over(self) -> Generator[None]:
        """Watch over the calls of one case."""
        if not self._available():
            yield
            return
        before = signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, self.seconds, self.seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    @staticmethod
    def _available() -> bool:
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            return False
        return signal.getitimer(signal.ITIMER_REAL)[0] == 0

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        if self.calling:
            self.calling = False
            msg = f"no answer within {self.seconds:g} seconds"
            raise Hang(msg)
