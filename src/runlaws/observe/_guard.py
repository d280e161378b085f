"""Keeping foreign code from ending this process, or from keeping it alive."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

__all__ = ["Exit", "guarded"]


class Exit(BaseException):
    """The client would have ended the process without Python's own exit: by `os._exit` or `os.abort`."""


_EXIT: Final = os._exit
_ABORT: Final = os.abort
_START: Final = threading.Thread.start


@contextmanager
def guarded() -> Generator[None]:
    """While foreign code runs, make `os._exit` and `os.abort` raise `Exit`, and make new threads daemons.

    A thread that a client leaves running does not keep the process from ending. A child process that the client
    forks may still end itself.
    """
    _WAYS_OUT.shut()
    try:
        yield
    finally:
        _WAYS_OUT.open()


class _WaysOut:
    """The ways to end this process, and to start threads in it: shut while foreign code runs in any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._our_limit = self._their_limit = 0

    def shut(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._our_limit = sys.getrecursionlimit()
                if self._their_limit:
                    sys.setrecursionlimit(self._their_limit)
            os._exit, os.abort = _refuse("os._exit({})", _EXIT), _refuse("os.abort()", _ABORT)
            threading.Thread.start = _start_as_daemon  # type: ignore[method-assign] # replaced until `open`

    def open(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                os._exit, os.abort = _EXIT, _ABORT
                threading.Thread.start = _START  # type: ignore[method-assign] # put back
                limit = sys.getrecursionlimit()
                if limit != self._our_limit:  # a higher one is the client's own; a lower one would be ours, too
                    self._their_limit = limit if limit > self._our_limit else 0
                    sys.setrecursionlimit(self._our_limit)


_WAYS_OUT: Final = _WaysOut()


def _start_as_daemon(self: Any) -> None:
    self._daemonic = True  # whatever its constructor was told; threads that it starts inherit this
    _START(self)


def _refuse(call: str, otherwise: Callable[..., NoReturn]) -> Callable[..., NoReturn]:
    process = os.getpid()

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        if os.getpid() != process:
            otherwise(*args, **kwargs)
        raise Exit(call.format(*args, *kwargs.values()))

    return refuse
