"""The saved cases of a session: those to try before any search, and where new ones are saved."""

from __future__ import annotations

import contextlib

from runlaws.finding import Finding
from runlaws.pytest_plugin._settings import Settings
from runlaws.pytest_plugin._usage import Unusable
from runlaws.saved import Saved, SavedFileError, find_saved, read_all, write_saved
from runlaws.search import CASE_FOLDER

__all__ = ["SavedCases"]


class SavedCases:
    """Saved cases in the folder that `--save-failures` names, and those that `--run-replay` asks for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def to_try(self) -> list[Saved]:
        """Return the cases to replay if any are named, or else the saved ones.

        Raises `Unusable` if one cannot be read.
        """
        settings = self._settings
        try:
            if settings.replay:
                where = settings.folder / CASE_FOLDER
                return [find_saved(name, where, settings.profile) for name in settings.replay]
            folder = settings.root / settings.save_failures
            return read_all(folder) if settings.save_failures and folder.is_dir() else []
        except (SavedFileError, OSError) as error:
            raise Unusable(f"{'run_replay' if settings.replay else 'run_save_failures'}: {error}") from None

    def save(self, finding: Finding, spec: str) -> None:
        """Save a failing case for `runlaws replay`, and in the folder of saved failures if there is one."""
        failure = finding.failure
        saved = Saved(failure.law, failure.pointer, failure.kind, finding.client, spec, finding.case)
        with contextlib.suppress(OSError):  # the failure is reported all the same
            write_saved(self._settings.folder / CASE_FOLDER, saved)
        if self._settings.save_failures:
            write_saved(self._settings.root / self._settings.save_failures, saved)
