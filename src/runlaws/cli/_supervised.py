"""Running a search in a process of its own, so that a client that kills it does not take along what was found."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Generator
from types import FrameType

__all__ = ["can_fork", "killed_by"]


def can_fork() -> bool:
    """Return whether this process can be forked: it is a command of its own, on a system with fork."""
    return hasattr(os, "fork") and sys.stdout is sys.__stdout__


def killed_by(work: Callable[[], int]) -> tuple[int, str]:
    """Do some work in a child process; return its exit status, and the name of the signal that killed it, if one did.

    In the child this does not return: it goes on to the end of the command with the status of the work.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        sys.exit(work())
    with _passed_on(child):
        _, ended = os.waitpid(child, 0)
    status = os.waitstatus_to_exitcode(ended)
    return (status, "") if status >= 0 else (1, _name(-status))


@contextlib.contextmanager
def _passed_on(child: int) -> Generator[None]:
    """Pass signals on to the child in this context: it says what it has found so far."""

    def pass_on(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, number)

    numbers = [number for number in (signal.SIGINT, signal.SIGTERM) if callable(signal.getsignal(number))]
    before = {number: signal.signal(number, pass_on) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
