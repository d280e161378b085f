"""A client that is asked by files, round by round, and the cases on which that is compared with asking it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from runlaws.case import Case
from runlaws.finding import SearchResult
from runlaws.laws import find_law
from runlaws.liars import Honest
from runlaws.observe import observer_of
from runlaws.offline import Judged, Sheet, hello_line, judged, read_requests
from runlaws.trial import Trial
from runlaws_strategies import catalogue
from runlaws_strategies.build import controls
from tests.offline.serving import Server, answered

__all__ = ["Files", "cases_for", "causes", "reported", "rounds"]

_ONE_IN: Final = 240
_FAILING: Final = 2
_MOST_ROUNDS: Final = 24


@frozen
class Files:
    """The two files."""

    requests: Path
    answers: Path

    @classmethod
    def in_folder(cls, folder: Path) -> Files:
        """Return new files in a folder."""
        return cls(folder / "requests.jsonl", folder / "answers.jsonl")

    def add(self, server: Server, lines: Sequence[bytes]) -> None:
        """Add requests, and what a server answers to them."""
        for path, more in ((self.requests, lines), (self.answers, answered(server, lines))):
            with path.open("ab") as file:
                file.writelines(more)

    def sheet(self) -> Sheet:
        """Return what is in them."""
        return Sheet.read(self.answers, read_requests(self.requests))


def rounds(files: Files, server: Callable[[], Server], **how: Any) -> list[Judged]:
    """Return what is judged after each round, until nothing is left to ask, or after many; each has a new server."""
    files.add(server(), [hello_line("v2")])
    seen: list[Judged] = []
    while not seen or (seen[-1].requests and len(seen) < _MOST_ROUNDS):
        sheet = files.sheet()
        seen.append(judged(sheet, **how))
        files.add(server(), list(sheet.more()))
    return seen


def cases_for(liar: type[Honest]) -> Sequence[Case]:
    """Return a part of the catalogue, with the first cases on which a liar is caught."""
    trial = Trial(observer_of(liar()), (find_law(liar.law),), controls)
    failing = (case for case in _CATALOGUE if trial.verdicts(case)[0][1].failures)
    cases = {case.id: case for case in (*islice(failing, _FAILING), *_CATALOGUE[::_ONE_IN])}
    return list(cases.values())


def causes(result: SearchResult) -> set[str]:
    """Return the causes of what is found."""
    return {str(found.cause) for found, _ in _failures(result)}


def reported(result: SearchResult) -> list[tuple[str, str, str, bytes]]:
    """Return what is found: the law, the place, all of the cause, and the document."""
    return sorted((found.law, found.pointer, str(found.cause), document) for found, document in _failures(result))


def _failures(result: SearchResult) -> Iterable[tuple[Any, bytes]]:
    return ((finding.failure, finding.case.document) for finding in result.findings)


_CATALOGUE: Final = list(catalogue(profile="v2"))
