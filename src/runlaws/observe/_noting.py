"""Noting the case that a client is about to be given: the last one, should the client end the process."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeAlias

from runlaws.case import Case

__all__ = ["note", "noting"]

_Note: TypeAlias = Callable[[Case], object]
_notes: list[_Note] = []


def note(case: Case) -> None:
    """Say that a client of this process is about to be given a case."""
    if _notes:
        _notes[-1](case)


@contextmanager
def noting(call: _Note) -> Generator[None]:
    """Have a function called with each case that any client is given in this context; it must be quick."""
    _notes.append(call)
    try:
        yield
    finally:
        _notes.remove(call)
