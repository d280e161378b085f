"""The known failures of a session, and how many of them are still accurate."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path

from runlaws.case import Case
from runlaws.known import KNOWN_FILE, Known, KnownFileError, read_known, unknown_part
from runlaws.pytest_plugin._settings import Settings
from runlaws.pytest_plugin._usage import Unusable
from runlaws.trial import Trial
from runlaws.verdict import Cause, Failure

__all__ = ["KnownFailures"]


class KnownFailures:
    """The entries of the known-failures file, read when they are first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._entries: tuple[Known, ...] | None = None
        self._looks: Counter[Cause] = Counter()
        self.stale = 0
        """How many are fixed, or fail in another way."""
        self.unasked = 0
        """How many could not be asked."""
        self.as_known = 0
        """How many failed in the known way."""

    @property
    def entries(self) -> tuple[Known, ...]:
        """All entries; raises `Unusable` if the file cannot be read."""
        if self._entries is None:
            self._entries = self._read()
        return self._entries

    def check(self) -> None:
        """Read the file, if it was not read yet; raises `Unusable`."""
        _ = self.entries

    def unknown_part(self, failure: Failure, case: Case, trial: Trial) -> tuple[Failure, Case] | None:
        """Return the part of a failure that is not known, with a case that shows it, or None if all of it is known."""
        return unknown_part(self.entries, failure, case, trial, looks=self._looks)

    def looking_like(self, failure: Failure, client: str) -> Known | None:
        """Return the first entry that a failure of a client looks like, or None."""
        return next((known for known in self.entries if known.covers(failure, client)), None)

    def lines(self) -> list[str]:
        """Return the summary line, if any entry was tried."""
        tried = self.as_known or self.stale or self.unasked
        unasked = f", {self.unasked} could not be asked" if self.unasked else ""
        return [f"known failures: {self.as_known} still fail, {self.stale} out of date{unasked}"] if tried else []

    def _read(self) -> tuple[Known, ...]:
        named = self._settings.known
        path = self._settings.root / (named or KNOWN_FILE)
        if not named and not path.is_file():
            return ()
        with contextlib.suppress(ValueError):
            path = path.relative_to(Path.cwd())
        try:
            return read_known(path)
        except KnownFileError as error:
            raise Unusable(str(error)) from None
        except OSError as error:
            raise Unusable(f"run_known: {path}: {error.strerror or error}") from None
