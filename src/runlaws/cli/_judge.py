"""`runlaws judge`: a client that was asked elsewhere; and the requests with which that begins."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

import click
from attrs import evolve

from runlaws.cli._errors import fail
from runlaws.cli._keeping import keep_cases
from runlaws.cli._print import print_results
from runlaws.cli._progress import progress_bar
from runlaws.cli._reports import Reports, try_out
from runlaws.cli._search import LeftOut, laws_named, today
from runlaws.files import write_whole
from runlaws.finding import KnownSeen
from runlaws.known import Known, read_known
from runlaws.offline import Judged, Requests, Sheet, hello_line, judged, read_requests

__all__ = ["run", "write_requests"]

_SPEC: Final = "process:COMMAND"
"""How the client is named in a command that shows a failure again, where its worker runs."""


def write_requests(path: Path, hello: Path | None, *, profile: str) -> int:
    """Write the hello, or with the reply to it in a file `hello` all that the client is asked first."""
    try_out("requests", path)
    if hello is None:
        write_whole(path, hello_line(profile))
        click.echo(f"{path}: the hello, whose answer says what more can be asked: `runlaws judge --more` writes that")
        return 0
    sheet = Sheet.read(hello, Requests(path, profile))
    _shown(sheet, examples=0, seed=0)
    write_whole(path, b"".join(sheet.more()))
    click.echo(f"{path}: {_counted(len(sheet.asked), 'request')} for {_named(sheet)}")
    return 0


def run(
    requests: Path,
    answers: Path,
    *,
    more: Path | None,
    examples: int,
    seed: int,
    ids: tuple[str, ...],
    known: Path | None,
    reports: Mapping[str, Path | None],
) -> int:
    """Judge the answers, write what is asked for, print the findings, and return the exit status."""
    wanted = Reports.asked_for(reports)
    laws = laws_named(ids)
    if more is not None:
        if more.resolve() in {requests.resolve(), answers.resolve()}:
            fail(f"--more {more} is one of the files that are read: expected another one, to be added to them")
        try_out("more", more)
    sheet = Sheet.read(answers, read_requests(requests))
    entries = _speaking_of(_named(sheet), known, ids)
    left_out = LeftOut([entry for entry in entries if not entry.expired(today())])
    outcome = _shown(sheet, examples=examples, seed=seed, laws=laws, less_known=left_out, on_known=left_out.seen.add)
    result = evolve(outcome.result, ended=_open(outcome), known=_known_of(entries, left_out))
    keep_cases(result, sheet.hello["hello"]["name"])
    if more is not None:
        write_whole(more, b"".join(sheet.more()) if outcome.requests else b"")
    try:
        wanted.write(result)
    finally:
        if not wanted.printed:
            print_results(result)
    for line in _left(sheet, outcome, more):
        click.echo(line, err=True)
    expired = result.known is not None and bool(result.known.complaints)
    return 1 if result.findings or outcome.requests or expired else 0


def _speaking_of(client: str, known: Path | None, ids: Collection[str]) -> list[Known]:
    """Return the known failures in a file that are a client's, of some laws alone if any are named."""
    entries = () if known is None else read_known(known)
    return [entry for entry in entries if entry.speaks_of(client) and (not ids or entry.law in ids)]


def _known_of(entries: Sequence[Known], left_out: LeftOut) -> KnownSeen | None:
    """Return the known failures for a report. No witness is asked, so none is said to be mended."""
    if not entries:
        return None
    expired = tuple(entry.expiry for entry in entries if entry.expired(today()))
    return KnownSeen(entries[0].file, len(entries), len(left_out.seen), expired)


def _shown(sheet: Sheet, **how: object) -> Judged:
    """Judge the answers, while a progress bar is shown."""
    with progress_bar(rate=True) as bar:
        task = bar.add_task(f"{_named(sheet)}, cases", total=None)
        return judged(sheet, spec=_SPEC, on_case=lambda _: bar.advance(task), **how)


def _named(sheet: Sheet) -> str:
    hello = sheet.hello.get("hello")
    return str(hello.get("name")) if isinstance(hello, dict) else "?"


def _open(outcome: Judged) -> str:
    """Return the sentence of a report about what is not answered, if anything is."""
    if not outcome.requests:
        return ""
    of = f"{outcome.cases:,} of {_counted(outcome.result.examples, 'case')}"
    about = f"{of} wait for answers" if outcome.cases else "what was found may have a simpler document"
    return f"the search is not complete: {about}; {_counted(outcome.requests, 'request')} are not answered yet"


def _left(sheet: Sheet, outcome: Judged, more: Path | None) -> list[str]:
    """Return a line on the requests without an answer, and one on what is to be asked next."""
    lines: list[str] = []
    missing, path = sheet.unanswered(), sheet.requests.path
    if missing:
        of = _counted(len(sheet.requests.by_number), "request")
        lines.append(f"{sheet.path}: {len(missing):,} of the {of} in {path} have no answer, the first is {missing[0]}")
    if outcome.requests and more is None:
        lines.append(f"{_counted(outcome.requests, 'request')} are to be answered next: `--more FILE` writes them")
    elif outcome.requests:
        lines.append(f"{more}: {_counted(outcome.requests, 'request')} to be answered next")
    return lines


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
