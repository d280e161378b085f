"""A process that has made a client, and forks another one to ask it: when that one dies, the next is there at once."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any, Final

from runlaws.observe import Beacon
from runlaws.worker._lines import Lines
from runlaws.worker._serving import Server

__all__ = ["kept_alive"]

_GRACE: Final = 1.0
"""Seconds beyond its time after which a call that has not returned to the interpreter is ended from outside."""
_LOOK_EVERY: Final = 0.1
_DIE_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def kept_alive(spec: str, lines: Lines, *, memory: int) -> int:
    """Answer the host about the client that `spec` names until it closes the pipe; return the exit status.

    `memory` is how many bytes the client's process may take beyond what it has at first.
    """
    _die_with_parent()
    hello = lines.message()
    if hello is None:
        return 0
    beacon = Beacon.shared()
    server = Server.saying_hello(spec, lines, hello, beacon)
    if server is None:
        return 0
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
    while True:
        child = os.fork()
        if not child:
            _serve(server, memory)
        how = _watched(child, beacon)
        if not how:
            return 0
        lines.reply({"id": beacon.message}, died={**how, "call": beacon.call})
        beacon.rest()


def _serve(server: Server, memory: int) -> None:
    """Answer the host in this process, to its end."""
    status = 1
    try:
        _die_with_parent()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
        faulthandler.enable(all_threads=False)  # its last words, where a signal kills it
        _limit(memory)
        server.serve()
        status = 0
    except BaseException as error:  # noqa: BLE001 (the process ends here; what it was is printed for the host)
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        with contextlib.suppress(Exception):
            sys.stderr.flush()
        os._exit(status)


def _watched(child: int, beacon: Beacon) -> dict[str, Any]:
    """Wait for the end of a child, and return how it ended; empty if the host has no more questions."""
    hangs = 0.0
    while True:
        done, waited = os.waitpid(child, os.WNOHANG)
        if done:
            break
        late = beacon.overdue(_GRACE)
        if late:
            hangs = late
            os.kill(child, signal.SIGKILL)
        _wait_for_child()
    status = os.waitstatus_to_exitcode(waited)
    if hangs:
        return {"how": "hang", "says": f"no answer within {hangs:g} seconds, and it could not be interrupted"}
    if status == 0 and not beacon.is_busy:
        return {}
    says = f"killed by {signal.Signals(-status).name}" if status < 0 else f"exited with status {status}"
    return {"how": "exit", "says": says}


def _wait_for_child() -> None:
    if hasattr(signal, "sigtimedwait"):
        signal.sigtimedwait([signal.SIGCHLD], _LOOK_EVERY)
    else:
        time.sleep(_LOOK_EVERY / 2)


def _limit(memory: int) -> None:
    """Have the system refuse this process more memory than it has and some bytes; where it does not say, nothing."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    limit = pages * resource.getpagesize() + memory
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _die_with_parent() -> None:
    """Have the system end this process when the one that started it ends, where it can."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
