"""A worker process: started, asked line by line, watched, and ended with everything that it has started."""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import signal
import subprocess
import threading
import time
import weakref
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from runlaws._limits import size_text
from runlaws._signals import how_it_ended
from runlaws.observe._traceback import is_ours
from runlaws.observe.pipe._line import data_in, line_of
from runlaws.values import shortened

__all__ = ["NotAReply", "Process", "WorkerEnded"]

_LONGEST_LINE: Final = 64 << 20
_CHUNK: Final = 1 << 18
_FRAME: Final = re.compile(rb'\s*File "([^"]*)", line \d+ in ')
_LAST_LINES: Final = 12
_LONGEST_SHOWN: Final = 400
_LOOK_EVERY: Final = 0.05
"""Seconds between two looks at the memory of a worker that takes its time."""
_PATIENCE: Final = 2.0
"""Seconds that a process may take to end by itself when its input is closed."""
_AWAY_FROM_UTC: Final = "Australia/Lord_Howe"
"""The time zone of a worker unless `TZ` says which.

A client that takes UTC for local time, or summer for winter (by half an hour), is then wrong on every machine.
"""


class WorkerEnded(Exception):
    """A worker died, or was ended since it took too long or too much; `how` is one of `exit` and `hang`."""

    def __init__(self, says: str, how: str) -> None:
        super().__init__(says)
        self.says = says
        self.how = how


class NotAReply(Exception):
    """A worker wrote something else than the reply to what it was asked; the message says what."""


class Process:
    """One process of a worker, with pipes to its input and output. Its error output is read and its end kept.

    Raises OSError if the command cannot be started.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None, *, memory: int) -> None:
        self._memory = memory
        self._popen = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"TZ": _AWAY_FROM_UTC, **os.environ, **(environment or {})},
            start_new_session=True,
        )
        self._input, self._output = _asked_for(self._popen.stdin).fileno(), _asked_for(self._popen.stdout).fileno()
        self._lines: deque[str] = deque(maxlen=_LAST_LINES)
        self._reader = threading.Thread(target=_drain, args=(_asked_for(self._popen.stderr), self._lines), daemon=True)
        self._reader.start()
        for end in (self._input, self._output):
            os.set_blocking(end, False)
        self._received = bytearray()
        self._close = weakref.finalize(self, _end, self._popen)

    @property
    def pid(self) -> int:
        """The number of the process, and of its group."""
        return self._popen.pid

    def last_lines(self) -> tuple[str, ...]:
        """Return the last lines of the error output, each shortened."""
        self._reader.join(_LOOK_EVERY if self._popen.poll() is None else _PATIENCE)
        return tuple(self._lines)

    def exchange(self, message: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        """Send a message and return the reply to it, with the same `id`.

        Raises `WorkerEnded` if the worker dies, or does not answer within some seconds, or takes more memory than it
        may; it is ended then. Raises `NotAReply` for a line that is no reply to this message.
        """
        self.send(message, seconds)
        return _reply(self.line(seconds), message["id"])

    def send(self, message: Mapping[str, Any], seconds: float) -> None:
        """Send a message; raises `WorkerEnded` if the worker dies, or does not read it within some seconds."""
        self._send(line_of(message), time.monotonic() + seconds, seconds)

    def line(self, seconds: float) -> bytes:
        """Return the next line that the worker writes, whatever is in it; raises as `exchange` does."""
        return self._line(time.monotonic() + seconds, seconds)

    @property
    def unread(self) -> bytes:
        """What the worker has written, as far as it was received and is part of no line that was read."""
        return bytes(self._received)

    def finish(self, seconds: float) -> WorkerEnded:
        """Close the input, and return how the process ends in some seconds; what it writes then is `unread`."""
        _asked_for(self._popen.stdin).close()
        until = time.monotonic() + seconds
        try:
            while True:
                self._wait(until, seconds, selectors.EVENT_READ)
                self._receive()
        except WorkerEnded as ended:
            return ended

    def end(self, *, gently: bool = False) -> None:
        """End the process and all that it has started; `gently`, it is given time to end when its input is closed."""
        if gently and self._popen.stdin is not None:
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                self._popen.stdin.close()
                self._popen.wait(_PATIENCE)
        self._close()

    # -- the pipes

    def _send(self, data: bytes, until: float, seconds: float) -> None:
        """Write all of the data; meanwhile what the worker writes is kept, or both might wait for each other."""
        view = memoryview(data)
        with contextlib.suppress(BlockingIOError, BrokenPipeError):
            view = view[os.write(self._input, view) :]
        while view:
            writable, readable = self._wait(until, seconds, selectors.EVENT_READ | selectors.EVENT_WRITE)
            if readable:
                self._receive()
            if writable:
                try:
                    view = view[os.write(self._input, view) :]
                except BrokenPipeError:
                    raise self._died() from None

    def _line(self, until: float, seconds: float) -> bytes:
        start = 0
        while (end := self._received.find(b"\n", start)) < 0:
            start = len(self._received)
            if start > _LONGEST_LINE:
                self.end()
                msg = f"a line of more than {_LONGEST_LINE >> 20} MB, beginning {_quoted(bytes(self._received[:100]))}"
                raise NotAReply(msg)
            self._wait(until, seconds, selectors.EVENT_READ)
            self._receive()
        line = bytes(self._received[:end])
        del self._received[: end + 1]
        return line

    def _receive(self) -> None:
        try:
            data = os.read(self._output, _CHUNK)
        except BlockingIOError:
            return
        if not data:
            raise self._died()
        self._received += data

    def _wait(self, until: float, seconds: float, events: int) -> tuple[bool, bool]:
        """Wait until the pipes are ready: whether its input can be written to, and its output read."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._output, selectors.EVENT_READ)
            if events & selectors.EVENT_WRITE:
                selector.register(self._input, selectors.EVENT_WRITE)
            while not (ready := selector.select(max(0.0, min(_LOOK_EVERY, until - time.monotonic())))):
                self._look(until, seconds)
        files = {key.fd for key, _ in ready}
        return self._input in files, self._output in files

    def _look(self, until: float, seconds: float) -> None:
        """Raise `WorkerEnded` if the worker has died, or takes too long or too much."""
        if self._popen.poll() is not None:  # what it has started may hold its output open
            raise self._died()
        if _resident(self.pid) > self._memory:
            self.end()
            msg = f"took more than {size_text(self._memory)} of memory"
            raise WorkerEnded(msg, "exit")
        if time.monotonic() > until:
            self.end()
            msg = f"no answer within {seconds:g} seconds"
            raise WorkerEnded(msg, "hang")

    def _died(self) -> WorkerEnded:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(_PATIENCE)
        status = self._popen.poll()
        self.end()
        if status is None:
            return WorkerEnded("closed its output", "exit")
        return WorkerEnded(how_it_ended(status), "exit")


# -- what it is made of


def _asked_for(end: IO[bytes] | None) -> IO[bytes]:
    assert end is not None, "a pipe was asked for"
    return end


def _end(popen: subprocess.Popen[bytes]) -> None:
    """End a process and its group, and close the pipes; no exception leaves it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(popen.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        popen.wait(_PATIENCE)
    for end in (popen.stdin, popen.stdout):
        if end is not None:
            with contextlib.suppress(OSError):
                end.close()


def _drain(errors: IO[bytes], lines: deque[str]) -> None:
    """Read error output to its end, and keep the last lines."""
    rest = b""
    with errors, contextlib.suppress(OSError):
        while data := os.read(errors.fileno(), _CHUNK):
            *whole, rest = (rest[-_CHUNK:] + data).split(b"\n")
            lines.extend(map(_shown, [line for line in whole if _says_something(line)][-_LAST_LINES:]))
    if rest.strip():
        lines.append(_shown(rest))


def _says_something(line: bytes) -> bool:
    """Return whether a line is worth showing: no blank one, and of a fault handler's frames, one of the client's."""
    frame = _FRAME.match(line)
    return bool(line.strip()) and not (frame and _is_ours(frame[1].decode("utf-8", "replace")))


def _is_ours(file: str) -> bool:
    return file == "<frozen runpy>" or is_ours(file)


def _shown(line: bytes) -> str:
    return shortened(line[: 4 * _LONGEST_SHOWN].decode("utf-8", "replace").rstrip(), _LONGEST_SHOWN)


def _resident(pid: int) -> int:
    """Return how many bytes of memory a process holds; 0 where the system does not say."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_bytes().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _reply(line: bytes, number: int) -> dict[str, Any]:
    try:
        reply = data_in(line)
    except (ValueError, RecursionError):
        msg = f"a line that is no JSON: {_quoted(line)}"
        raise NotAReply(msg) from None
    if not isinstance(reply, dict):
        msg = f"a line that is no object: {_quoted(line)}"
        raise NotAReply(msg)
    if reply.get("id") != number:
        msg = f"a reply with the id {reply.get('id')!r} to the message {number}: {_quoted(line)}"
        raise NotAReply(msg)
    return reply


def _quoted(line: bytes) -> str:
    return shortened(line[:400].decode("utf-8", "replace"), 100)
