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
    """The client did not answer in time. It is not an Exception, so that the client does not catch it as one."""


class Watch:
    """Ends each call that takes longer than `seconds`.

    In the main thread of a Unix process, the operating system's alarm does so, which also wakes a call that sleeps.
    In other threads, and if the alarm is in use, a thread looks from time to time and has the interpreter raise `Hang`
    in the thread that calls. Neither can end foreign code that never returns to the interpreter.

    One alarm is set for the many calls of a case, since setting it takes longer than most calls: when it rings, it
    checks how long the present call has taken, and is set again for the rest.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.since: float | None = None
        """When the present call began; None between calls, when nothing may be raised."""
        self.struck = False
        """Whether `Hang` was raised in the last call, even if the call caught it."""

    def begin(self) -> None:
        """Note that a call begins."""
        self.struck = False
        self.since = time.monotonic()

    def go_on(self) -> None:
        """Note that the next of several questions begins, which are asked in one call."""
        self.since = time.monotonic()

    def end(self) -> None:
        """Note that the call is over."""
        self.since = None

    def strike(self) -> None:
        """Note that the present call took too long. If it catches `Hang` and goes on, it is ended again in due time."""
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
    """Return whether the alarm rang in Hypothesis's hook of the garbage collector, where Python ignores exceptions."""
    return frame is not None and str(frame.f_globals.get("__name__", "")).startswith("hypothesis.")


def _alarm_is_free() -> bool:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getitimer(signal.ITIMER_REAL)[0] == 0


class _Patrol:
    """A thread, started when it is first needed, that checks the watches of threads without an alarm."""

    def __init__(self) -> None:
        self._watches: dict[int, Watch] = {}
        self._called = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, watch: Watch) -> Generator[None]:
        """Check the watch of the present thread's calls in this context."""
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
