"""Parts of a search between two processes of it, as bytes."""

from __future__ import annotations

import io
import pickle
from typing import Any, Final

from attrs import evolve

from runlaws.case import Case, Unparsed
from runlaws.contract import Profile
from runlaws.verdict import Failure, Words

__all__ = ["pickled", "unpickled"]

_PROFILE: Final = "profile"


def pickled(parts: object, profile: Profile) -> bytes:
    """Return bytes of which `unpickled` makes the same, but that what only this process knows is there as text."""
    file = io.BytesIO()
    _Pickler(file, profile).dump(parts)
    return file.getvalue()


def unpickled(content: bytes, profile: Profile) -> Any:
    """Return what was pickled by a process that has the same profile."""
    return _Unpickler(io.BytesIO(content), profile).load()


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, profile: Profile) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._profile = profile

    def persistent_id(self, obj: object) -> str | None:
        """Return what stands for the profile, which is code as well as data."""
        return _PROFILE if obj is self._profile else None

    def reducer_override(self, obj: object) -> Any:
        """Reduce a case to what it is made of; a failure, to data: a law may put anything into it."""
        if isinstance(obj, Case):
            return _case, (obj.document, obj.judgement, obj.made, obj.twin, obj.third, obj.origin, obj.before)
        if isinstance(obj, Failure):
            portable = evolve(obj, sent=_portable(obj.sent), got=_portable(obj.got))
            return _failure, tuple(getattr(portable, name) for name in _MEMBERS)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, profile: Profile) -> None:
        super().__init__(file)
        self._profile = profile

    def persistent_load(self, pid: str) -> Profile:
        """Return the profile."""
        assert pid == _PROFILE
        return self._profile


_MEMBERS: Final = (
    "law",
    "pointer",
    "kind",
    "sent",
    "got",
    "cause",
    "raised",
    "further",
    "traceback",
    "blames",
    "before",
)


def _case(document: bytes, judgement: Any, how: str, twin: Any, third: Any, origin: Any, before: Any) -> Case:
    return Case(document, judgement, how, twin, third, origin, Unparsed.UNPARSED, before)


def _failure(law: str, pointer: str, kind: str, sent: object, got: object, *more: Any) -> Failure:
    return Failure(law, pointer, kind, sent, got, **dict(zip(_MEMBERS[5:], more, strict=True)))


def _portable(value: object) -> object:
    try:
        pickle.dumps(value)
    except Exception:  # noqa: BLE001 (a foreign object may raise anything)
        return Words(str(value))
    return value
