"""The jobs of a search: processes that do its parts, each with a client of its own."""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import struct
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Final

from attrs import define, field, frozen

from runlaws._signals import how_it_ended
from runlaws.search._parts import Part, PartResult
from runlaws.search._pickled import pickled, unpickled
from runlaws.search._searcher import Listener, SearchSettings
from runlaws.search._serving import serve

__all__ = ["JobEnded", "Jobs"]

_AHEAD: Final = 3
"""How many parts for each job may be done before the first one that is not."""
_NO_MORE: Final = b""
_PATIENCE: Final = 5.0
"""Seconds that jobs may take to end when there is nothing more to do."""
_PID: Final = struct.Struct("<q")


class JobEnded(Exception):
    """A client has ended the process of a job, which has a number; `how` says how it ended."""

    def __init__(self, number: int, how: str) -> None:
        super().__init__(f"job {number} {how}")
        self.number = number
        self.how = how


@frozen
class _Job:
    number: int
    pid: int
    connection: Connection


@define
class Jobs:
    """Some processes that do parts of a search. They end with the context, together with the workers of their clients.

    Each part is done in the same way whichever job does it, and results come in the order of the parts.
    """

    settings: SearchSettings
    listener: Listener
    count: int
    on_job: Callable[[int], object]
    """Called in each job with its number before it does anything."""
    _jobs: list[_Job] = field(init=False, factory=list)
    _workers: mmap.mmap = field(init=False)
    """For each job, the process in which its client is asked, if it has one of its own."""

    def __enter__(self) -> Jobs:
        self._workers = mmap.mmap(-1, self.count * _PID.size)
        try:
            for number in range(self.count):
                self._jobs.append(self._begun(number))
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._let_end()
        self._end()

    def results(self, parts: Iterable[Part]) -> Iterator[PartResult]:
        """Have the parts done, and yield their results in the same order; raises `JobEnded` if a job dies."""
        coming, idle, begun = iter(parts), list(self._jobs), deque[_Begun]()
        while True:
            while idle and len(begun) < _AHEAD * self.count and (part := next(coming, None)) is not None:
                job = idle.pop(0)
                job.connection.send_bytes(pickled(part, self.settings.profile))
                begun.append(_Begun(job))
            if not begun:
                return
            if (result := begun[0].result) is not None:
                begun.popleft()
                yield result
            else:
                idle += self._hear(begun)

    def _hear(self, begun: Iterable[_Begun]) -> Iterator[_Job]:
        """Hear what jobs say until one of them has done its part; yield the jobs that have."""
        waited_for = {each.job.connection: each for each in begun if each.result is None}
        for connection in wait(list(waited_for)):
            each = waited_for[connection]  # type: ignore[index] # only such were waited for
            each.result = self._heard(each.job)
            if each.result is not None:
                yield each.job

    def _heard(self, job: _Job) -> PartResult | None:
        """Hear one message of a job: a result, or what happens while it does its part."""
        try:
            said, *more = unpickled(job.connection.recv_bytes(), self.settings.profile)
        except (EOFError, OSError):
            raise JobEnded(job.number, self._how_it_ended(job)) from None
        if said == "cases":
            layer, number = more
            for _ in range(number):
                self.listener.on_case(layer)
        elif said == "failure":
            self.listener.on_failure(*more)
        elif said == "raised":
            raise more[0]
        return more[0] if said == "done" else None

    def _how_it_ended(self, job: _Job) -> str:
        self._jobs.remove(job)
        _end_worker(self._worker_of(job))
        return how_it_ended(os.waitstatus_to_exitcode(os.waitpid(job.pid, 0)[1]))

    def _worker_of(self, job: _Job) -> int:
        (pid,) = _PID.unpack_from(self._workers, job.number * _PID.size)
        return int(pid)

    def _let_end(self) -> None:
        """Give the jobs some time to end by themselves, each with its client's process."""
        for job in self._jobs:
            with contextlib.suppress(OSError):
                job.connection.send_bytes(_NO_MORE)
        until, left = time.monotonic() + _PATIENCE, [job.connection for job in self._jobs]
        while left and (ended := wait(left, max(0.0, until - time.monotonic()))):
            left = [connection for connection in left if connection not in ended]

    def _end(self) -> None:
        """End the jobs, and the workers that they have started, at once: what they know has been said."""
        for job in self._jobs:
            with contextlib.suppress(ProcessLookupError):
                os.kill(job.pid, signal.SIGKILL)
        for job in self._jobs:
            os.waitpid(job.pid, 0)
            _end_worker(self._worker_of(job))
            job.connection.close()
        self._jobs.clear()

    def _begun(self, number: int) -> _Job:
        ours, theirs = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of ours hold no lock that a job takes
            pid = os.fork()
        if not pid:
            for connection in (ours, *(job.connection for job in self._jobs)):
                connection.close()  # or it would not be seen that the parent is gone
            self.on_job(number)
            serve(theirs, self.settings, lambda pid: _PID.pack_into(self._workers, number * _PID.size, pid))
        theirs.close()
        return _Job(number, pid, ours)


@define
class _Begun:
    """A part that a job was given, and its result once it is there."""

    job: _Job
    result: PartResult | None = None


def _end_worker(pid: int) -> None:
    """End a client's own process with its group, if there is one; it may wait for an answer of the client's."""
    if pid:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
