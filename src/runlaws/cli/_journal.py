"""What a search has come across so far, kept where another process can read it if this one is killed."""

from __future__ import annotations

import io
import mmap
import os
import pickle
import struct
import tempfile
import time
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.cli._ending import Terminated
from runlaws.verdict import Cause, Failure, Words

__all__ = ["Journal"]

_HEAD: Final = struct.Struct("<Q")
"""How many cases were tried."""
_LAST: Final = struct.Struct("<QQ")
"""When a client was given a case, and how many bytes that takes."""
_OFTEN: Final = 64
_ROOM: Final = 32 * 2**20
"""Bytes for the last case: twice the largest document. What is not written to takes no memory."""


def _nowhere() -> BinaryIO:
    return io.BytesIO()


@define
class Journal:
    """The failures that a search has seen, how many cases it has tried, and the case that it tried last.

    Made before a process forks, it is shared by both.
    """

    name: str = ""
    client_name: str = ""
    _file: BinaryIO = field(factory=_nowhere, alias="file")
    _count: Any = field(factory=lambda: bytearray(_HEAD.size), alias="count")
    _last: list[Any] = field(factory=lambda: [bytearray(_LAST.size)], alias="last")
    """The last case of the process that searches, then that of each of its jobs."""
    _is_shared: bool = field(default=False, alias="is_shared")
    _slot: int = 0
    _tried: int = 0
    _parent: int = 0
    _seen: set[Cause] = field(factory=set)

    @classmethod
    def shared(cls, jobs: int = 1) -> Journal:
        """Return a journal that both sides of a fork share, and jobs with them."""
        slots = [mmap.mmap(-1, _ROOM) for _ in range(1 + (jobs if jobs > 1 else 0))]
        return cls(file=tempfile.TemporaryFile(), count=mmap.mmap(-1, _HEAD.size), last=slots, is_shared=True)

    def begin(self, name: str, client_name: str) -> None:
        """Write the name of the client, with its version and without."""
        self.name, self.client_name, self._parent = name, client_name, os.getppid()
        self._write((name, client_name))

    def of_job(self, number: int) -> None:
        """Be, from now on, that of a job, which notes its cases apart from others."""
        self._slot = 1 + number

    def only(self, number: int) -> None:
        """Let the last case be that of one job."""
        self._last = [self._last[1 + number]]

    def count(self) -> None:
        """Note that another case is tried."""
        self._tried += 1
        if self._is_shared and self._tried % _OFTEN == 0 and os.getppid() != self._parent:
            raise Terminated  # nobody is left to read what is found
        self._count[:] = _HEAD.pack(self._tried)

    def note(self, case: Case) -> None:
        """Note the case that the client is given next."""
        content = pickle.dumps(
            (case.document, case.judgement.profile.spec, case.made, case.twin, case.third, case.before)
        )
        end, slot = _LAST.size + len(content), self._last[self._slot]
        if isinstance(slot, bytearray):
            slot[_LAST.size :] = content
        elif end <= _ROOM:
            slot[_LAST.size : end] = content
        slot[: _LAST.size] = _LAST.pack(time.monotonic_ns(), len(content) if end <= _ROOM else 0)

    def add(self, failure: Failure, case: Case) -> None:
        """Write a failure, unless one with the same cause was written."""
        if failure.cause not in self._seen:
            self._seen.add(failure.cause)
            try:
                self._write((failure, case.as_json()))
            except Exception:  # noqa: BLE001 (what was sent or got may be anything that a law puts there)
                plain = evolve(failure, sent=Words(str(failure.sent)), got=Words(str(failure.got)))
                self._write((plain, case.as_json()))

    @property
    def tried(self) -> int:
        """How many cases were tried."""
        tried: int = _HEAD.unpack_from(self._count)[0]
        return tried

    @property
    def last(self) -> Case | None:
        """The case that the client was given last, if it was given one."""
        slot = max(self._last, key=lambda slot: _LAST.unpack_from(slot)[0])
        length = _LAST.unpack_from(slot)[1]
        if not length:
            return None
        document, profile, how, twin, third, before = pickle.loads(slot[_LAST.size : _LAST.size + length])
        return Case.of_bytes(document, profile, made=how, twin=twin, third=third, before=before)

    def failures(self) -> Iterator[tuple[Failure, Case]]:
        """Yield what was written, also by another process: each failure with a case that shows it."""
        self._file.seek(0)
        while True:
            try:
                entry = pickle.load(self._file)
            except (EOFError, pickle.UnpicklingError):  # the last one may be cut
                return
            if isinstance(entry[0], Failure):
                yield entry[0], Case.from_json(entry[1])
            else:
                self.name, self.client_name = entry

    def _write(self, entry: object) -> None:
        self._file.write(pickle.dumps(entry))
        self._file.flush()
