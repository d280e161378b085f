"""What a search has come across so far, kept where another process can read it if this one is killed."""

from __future__ import annotations

import io
import mmap
import os
import pickle
import struct
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.cli._ending import Terminated
from runlaws.verdict import Cause, Failure, Words

__all__ = ["Journal"]

_HEAD: Final = struct.Struct("<QQ")
"""How many cases were tried, and how many bytes the last case takes."""
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
    _last: Any = field(factory=lambda: bytearray(_HEAD.size), alias="last")
    _tried: int = 0
    _parent: int = 0
    _seen: set[Cause] = field(factory=set)

    @classmethod
    def shared(cls) -> Journal:
        """Return a journal that both sides of a fork share."""
        return cls(file=tempfile.TemporaryFile(), last=mmap.mmap(-1, _ROOM))

    def begin(self, name: str, client_name: str) -> None:
        """Write the name of the client, with its version and without."""
        self.name, self.client_name, self._parent = name, client_name, os.getppid()
        self._write((name, client_name))

    def count(self) -> None:
        """Note that another case is tried."""
        self._tried += 1
        if self._tried % _OFTEN == 0 and os.getppid() != self._parent:
            raise Terminated  # nobody is left to read what is found
        self._last[: _HEAD.size] = _HEAD.pack(self._tried, _HEAD.unpack_from(self._last)[1])

    def note(self, case: Case) -> None:
        """Note the case that the client is given next."""
        content = pickle.dumps(
            (case.document, case.judgement.profile.spec, case.made, case.twin, case.third, case.before)
        )
        end = _HEAD.size + len(content)
        if isinstance(self._last, bytearray):
            self._last[_HEAD.size :] = content
        elif end <= _ROOM:
            self._last[_HEAD.size : end] = content
        self._last[: _HEAD.size] = _HEAD.pack(self._tried, len(content) if end <= _ROOM else 0)

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
        tried: int = _HEAD.unpack_from(self._last)[0]
        return tried

    @property
    def last(self) -> Case | None:
        """The case that the client was given last, if it was given one."""
        length = _HEAD.unpack_from(self._last)[1]
        if not length:
            return None
        document, profile, how, twin, third, before = pickle.loads(self._last[_HEAD.size : _HEAD.size + length])
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
