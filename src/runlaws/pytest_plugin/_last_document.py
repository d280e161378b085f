"""The document that a client is given, kept in a file: if the client ends this session, the next one names it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Generator, Iterable, Iterator
from typing import BinaryIO, Final

import pytest

from runlaws.case import Case
from runlaws.files import is_running
from runlaws.observe import noting
from runlaws.pytest_plugin._replay import command_for
from runlaws.pytest_plugin._settings import Settings
from runlaws.saved import Saved, SavedFileError, as_bytes, read_saved, write_saved
from runlaws.search import CASE_FOLDER

__all__ = ["LastDocument"]

_NAME: Final = re.compile(r"last-(\d+)\.json", re.ASCII)


class LastDocument:
    """A file beside the saved cases, with the case in hand of this process; it is deleted when the session ends.

    It is written anew for each case, in tens of microseconds, and not synchronised: what a process has written stays
    when it is killed. Where it cannot be written, nothing is kept. `specs` are the texts that name clients.
    """

    def __init__(self, settings: Settings, specs: Iterable[str]) -> None:
        self._folder = settings.folder / CASE_FOLDER
        self._specs = specs
        self._path = self._folder.parent / f"last-{os.getpid()}.json"
        self._file: BinaryIO | None = None
        self._length = 0

    @contextlib.contextmanager
    def noted(self) -> Generator[None]:
        """Keep each case that a client is given in this context."""
        with noting(self._note):
            yield

    def _note(self, case: Case) -> None:
        content = as_bytes(Saved("", "", "", "", self._spec(), case), shown=False)
        with contextlib.suppress(OSError):
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("wb", buffering=0)
            self._file.seek(0)
            self._file.write(content.ljust(self._length))  # blanks over the rest of the case before
            self._length = len(content)

    def _spec(self) -> str:
        specs = list(self._specs)
        return specs[0] if len(specs) == 1 else ""

    def forget(self) -> None:
        """Delete the file: the session ends as it should."""
        if self._file is not None:
            self._file.close()
            self._file, self._length = None, 0
            with contextlib.suppress(OSError):
                self._path.unlink()
                self._path.parent.rmdir()  # unless cases are saved in it

    def of_others(self, config: pytest.Config) -> Iterator[str]:
        """Save the last documents of sessions that did not end as they should, and yield a line for each.

        A worker of pytest-xdist leaves that to the main process, since nobody sees what it prints.
        """
        if hasattr(config, "workerinput"):
            return
        for path in sorted(self._folder.parent.glob("last-*.json")):
            of_process = _NAME.fullmatch(path.name)
            if of_process and not is_running(int(of_process[1])):
                with contextlib.suppress(OSError, SavedFileError):
                    saved = read_saved(path)
                    write_saved(self._folder, saved)
                    yield _line(saved)
                with contextlib.suppress(OSError):
                    path.unlink()


def _line(saved: Saved) -> str:
    case = saved.case
    return (
        f"an earlier process was ended, by the client or from outside, when the client had been given case {case.id}"
        f" ({case.made}): `{command_for(case, None, saved.spec)}` tries it again"
    )
