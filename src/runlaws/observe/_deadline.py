"""A limit on how long each call of foreign code may take, in any thread."""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Final

__all__ = ["Hang", "Watch"]


class Hang(BaseException):
    """The client did not answer in time; outside Exception, so that it does not catch it as its own."""


class Watch:
    """Ends each call that takes longer than `seconds`, and no other.

    In the main thread of a Unix process an alarm of the operating system does it, which also wakes a call that
    sleeps. Elsewhere, and where somebody else has set the alarm, a thread looks every so often and has the
    interpreter raise `Hang`. Foreign code that never comes back to the interpreter is beyond both.

    One alarm is set for the many calls of a case, since setting one costs more than most calls: it looks at how long
    the present call has taken, and sets itself anew for the rest.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.since: float | None = None
        """When the present call began; None between calls, when nothing may be ended."""
        self.struck = False
        """Whether the last call has had its time, whatever it made of the `Hang` that was raised in it."""

    def begin(self) -> None:
        """A call begins."""
        self.struck = False
        self.since = time.monotonic()

    def end(self) -> None:
        """The call is over."""
        self.since = None

    def strike(self) -> None:
        """The present call has had its time. One that catches `Hang`, and goes on, is ended again after as long."""
        self.struck = True
        self.since = time.monotonic()

    def left(self) -> float:
        """Return how many seconds the present call still has; all of them between calls."""
        since = self.since
        return self.seconds if since is None else self.seconds - (time.monotonic() - since)

    @contextmanager
    def over(self) -> Generator[None]:
        """Watch over the calls of one case."""
        if not _alarm_is_free():
            with _PATROL.over(self):
                yield
            return
        before = signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, self.seconds, self.seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _ring(self, _number: int, frame: FrameType | None) -> None:
        if self.since is None:
            return
        left = 0.001 if _is_hypothesis(frame) else self.left()
        if left > 0:
            signal.setitimer(signal.ITIMER_REAL, left, self.seconds)
            return
        self.strike()
        raise Hang


def _is_hypothesis(frame: FrameType | None) -> bool:
    """Return whether the alarm fell into Hypothesis's own hook of the garbage collector, where raising is of no use."""
    return frame is not None and str(frame.f_globals.get("__name__", "")).startswith("hypothesis.")


def _alarm_is_free() -> bool:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getitimer(signal.ITIMER_REAL)[0] == 0


class _Patrol:
    """A thread, started when it is first needed, that looks after the watches of threads without an alarm."""

    def __init__(self) -> None:
        self._watches: dict[int, Watch] = {}
        self._called = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, watch: Watch) -> Generator[None]:
        """Look after the calls that the present thread makes under a watch."""
        thread = threading.get_ident()
        before = self._watches.get(thread)
        self._watches[thread] = watch
        self._start()
        self._called.set()
        try:
            yield
        finally:
            if before is None:
                del self._watches[thread]
            else:
                self._watches[thread] = before

    def _start(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._walk, name="runlaws-patrol", daemon=True)
            self._thread.start()

    def _walk(self) -> None:
        while True:
            watches = list(self._watches.items())
            for thread, watch in watches:
                if watch.left() <= 0:
                    watch.strike()
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(Hang))
            self._called.wait(min((max(0.005, watch.left()) / 2 for _, watch in watches), default=None))
            self._called.clear()


_PATROL: Final = _Patrol()
