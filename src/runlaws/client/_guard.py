"""What foreign code must not do to this process while it is called."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

__all__ = ["Exit", "guarded"]


class Exit(BaseException):
    """The client would have ended the process past Python's own exit: by `os._exit` or `os.abort`."""


_EXIT: Final = os._exit
_ABORT: Final = os.abort


@contextmanager
def guarded() -> Generator[None]:
    """While foreign code runs, have `os._exit` and `os.abort` raise, and new threads be daemons.

    A thread that a client leaves running then does not keep the process from ending. A child that the client forks
    may end itself as it likes.
    """
    thread: Any = threading.current_thread()
    daemonic, thread._daemonic = thread._daemonic, True  # what a new thread takes over; public only before the start
    os._exit = _refuse("os._exit({})", _EXIT)
    os.abort = _refuse("os.abort()", _ABORT)
    try:
        yield
    finally:
        os._exit, os.abort = _EXIT, _ABORT
        thread._daemonic = daemonic


def _refuse(call: str, otherwise: Callable[..., NoReturn]) -> Callable[..., NoReturn]:
    process = os.getpid()

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        if os.getpid() != process:
            otherwise(*args, **kwargs)
        raise Exit(call.format(*args))

    return refuse
