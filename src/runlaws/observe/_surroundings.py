"""The surroundings of a client, which it may change, apart from ours: no file of ours is moved."""

from __future__ import annotations

import contextlib
import locale
import os
import warnings
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import define, field, frozen

from runlaws._signals import heard

__all__ = ["surroundings_of_the_client"]


@frozen
class _Surroundings:
    """What is set for a whole process: its folder, umask, locale, environment and filters of warnings."""

    folder: str
    umask: int
    locale: str
    environment: Mapping[str, str]
    filters: tuple[Any, ...]

    @classmethod
    def now(cls) -> _Surroundings:
        """Return those of this moment."""
        try:
            folder = str(Path.cwd())
        except OSError:  # it was deleted
            folder = ""
        umask = os.umask(0o077)
        os.umask(umask)
        return cls(folder, umask, locale.setlocale(locale.LC_ALL), dict(os.environ), tuple(warnings.filters))

    def apply(self) -> None:
        """Set those that differ."""
        now = _Surroundings.now()
        with contextlib.suppress(OSError, locale.Error):
            if self.locale != now.locale:
                locale.setlocale(locale.LC_ALL, self.locale)
        if self.umask != now.umask:
            os.umask(self.umask)
        for name in now.environment.keys() - self.environment.keys():
            os.environ.pop(name, None)
        os.environ.update(dict(self.environment.items() - now.environment.items()))
        if self.filters != now.filters:
            warnings.filters[:] = self.filters  # type: ignore[index] # the stub has a Sequence, where a list is
            warnings._filters_mutated()  # type: ignore[attr-defined] # how the library itself says so
        if self.folder and self.folder != now.folder:
            with contextlib.suppress(OSError):
                os.chdir(self.folder)


@define
class _Theirs:
    """What clients have changed of their surroundings, to be set again when they are asked the next time."""

    depth: int = 0
    before: _Surroundings | None = None
    after: _Surroundings | None = field(default=None)


_THEIRS: Final = _Theirs()


@contextlib.contextmanager
def surroundings_of_the_client() -> Generator[None]:
    """Give clients the surroundings that they have made for themselves in this context, and keep ours apart from it.

    It takes tens of microseconds, so it is for many cases at once.
    """
    theirs = _THEIRS
    theirs.depth += 1
    if theirs.depth > 1:
        try:
            yield
        finally:
            theirs.depth -= 1
        return
    with heard(), _kept_apart(theirs):
        yield


@contextlib.contextmanager
def _kept_apart(theirs: _Theirs) -> Generator[None]:
    ours = _Surroundings.now()
    if theirs.before is not None and theirs.after is not None:
        _changed(ours, theirs.before, theirs.after).apply()
    try:
        yield
    finally:
        theirs.depth -= 1
        after = _Surroundings.now()
        theirs.before, theirs.after = (ours, after) if after != ours else (None, None)
        ours.apply()


def _changed(ours: _Surroundings, before: _Surroundings, after: _Surroundings) -> _Surroundings:
    """Return our surroundings with all that a client has changed."""
    environment = {
        name: value
        for name, value in ours.environment.items()
        if name in after.environment or name not in before.environment
    }
    environment |= dict(after.environment.items() - before.environment.items())
    return _Surroundings(
        after.folder if after.folder != before.folder else ours.folder,
        after.umask if after.umask != before.umask else ours.umask,
        after.locale if after.locale != before.locale else ours.locale,
        environment,
        after.filters if after.filters != before.filters else ours.filters,
    )
