"""Telling a signal from outside, such as Ctrl-C, from an exception that foreign code raises itself."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

__all__ = ["Signals", "heard", "how_it_ended"]

_ENDING: Final = (signal.SIGINT, signal.SIGTERM)


class Signals:
    """What the handlers of SIGINT and SIGTERM raise while foreign code runs.

    Foreign code may catch that, and go on or raise something else. A KeyboardInterrupt that no handler raised is its
    own, as SystemExit is.
    """

    def __init__(self) -> None:
        self.raised: BaseException | None = None
        self.are_heard = False

    def pass_on(self) -> None:
        """Raise what a handler has raised, whatever foreign code made of it."""
        if self.raised is not None:
            raise self.raised

    def noting(self, handler: Callable[[int, FrameType | None], Any]) -> Callable[[int, FrameType | None], Any]:
        """Return a handler that does the same, and notes what it raises."""

        def hear(number: int, frame: FrameType | None) -> Any:
            try:
                return handler(number, frame)
            except BaseException as error:
                self.raised = error
                raise

        return hear


_OF_THE_MAIN_THREAD: Final = Signals()
"""Handlers run in the main thread alone."""


@contextmanager
def heard() -> Generator[Signals]:
    """Note what the handlers of signals raise in this context; none that foreign code installs is left at its end.

    Changing handlers takes tens of microseconds; within such a context another one costs nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield Signals()
        return
    signals = _OF_THE_MAIN_THREAD
    signals.raised = None
    if signals.are_heard:
        yield signals
        return
    before = [(number, handler) for number in _ENDING if callable(handler := signal.getsignal(number))]
    for number, handler in before:
        signal.signal(number, signals.noting(handler))
    signals.are_heard = True
    try:
        yield signals
    finally:
        signals.are_heard = False
        for number, handler in before:
            signal.signal(number, handler)


def how_it_ended(status: int) -> str:
    """Return how a process ended, by its exit status; that of one that a signal killed is the signal's number below 0.

    >>> how_it_ended(-9)
    'killed by SIGKILL'
    """
    if status >= 0:
        return f"exited with status {status}"
    try:
        return f"killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"killed by signal {-status}"
