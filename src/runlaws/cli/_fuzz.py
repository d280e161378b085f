"""`runlaws fuzz`: a client against the laws."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

from runlaws.cli._clients import find
from runlaws.cli._errors import fail
from runlaws.cli._search import LeftOut, outcomes_of, searched, today
from runlaws.client import Client
from runlaws.files import write_whole
from runlaws.known import Outcome, State, read_known
from runlaws.objects import find_profile
from runlaws.reports import (
    Finding,
    SearchResult,
    as_json,
    grouped,
    printable,
    summary,
    text_of,
)
from runlaws.saved import Saved, write_saved
from runlaws.search import CASE_FOLDER, finding_of, replay_command

__all__ = ["run"]

_UPDATE = "run `runlaws known update CLIENT`"


@frozen
class _Beside:
    """The known failures beside a search: what their witnesses say, and which the search left out."""

    outcomes: Sequence[Outcome]
    left_out: LeftOut

    @property
    def seen(self) -> int:
        """How many of them were seen, by their witness or in the search."""
        shown = {one.known.key for one in self.outcomes if one.state is State.KNOWN}
        return len(shown | self.left_out.seen)

    def complaints(self) -> Iterator[str]:
        """Yield a sentence for each that is no longer as it is written."""
        for one in self.outcomes:
            if one.state is State.STALE and one.known.key in self.left_out.seen:
                yield f"{one.known.where}: the client still breaks {one.known}, but not on the witness: {_UPDATE}"
            elif one.state is not State.KNOWN:
                yield one.text
            elif one.known.expired(today()):
                yield one.known.expiry

    def as_json(self) -> dict[str, Any]:
        """Return the counts and the complaints as JSON data."""
        return {"kinds": len(self.outcomes), "seen": self.seen, "complaints": list(self.complaints())}


def run(
    spec: str,
    *,
    examples: int,
    seed: int,
    json_file: Path | None,
    known: Path | None,
    deadline: float,
    profile: str,
) -> int:
    """Search, write what is asked for, print the findings, and return the exit status."""
    find_profile(profile)
    if json_file is not None:
        _refuse_folders(json_file)
    entries = read_known(known) if known is not None else ()
    client = find(spec, profile)
    mine = [one for one in entries if one.speaks_of(client.name)]
    outcomes = outcomes_of(mine, spec, {profile: client}, deadline)
    beside = _Beside(outcomes, LeftOut([one for one in mine if not one.expired(today())], client.name))
    result = searched(
        client,
        spec=spec,
        examples=examples,
        seed=seed,
        profile=profile,
        deadline=deadline,
        leave_out=beside.left_out,
    )
    result = evolve(result, findings=(*result.findings, *_shown_otherwise(beside, result, client, spec)))
    _keep(result.findings, client, spec)
    if json_file is not None:  # before the text, which a reader may not want to the end
        _write(result, beside, json_file)
    if json_file != Path("-"):
        _print(result, beside)
    return 1 if result.findings or list(beside.complaints()) else 0


def _shown_otherwise(beside: _Beside, result: SearchResult, client: Client, spec: str) -> Iterator[Finding]:
    """Yield what witnesses show beside what is known, where the search did not find it."""
    found = {finding.failure.key for finding in result.findings}
    for one in beside.outcomes:
        for failure in one.others:
            if failure.key not in found:
                found.add(failure.key)
                case = one.known.witness
                yield finding_of(failure, case, client, replay=replay_command(case, spec))


def _refuse_folders(json_file: Path) -> None:
    if json_file.is_dir():
        fail(f"--json {json_file} is a folder: expected a file to write")
    if not json_file.absolute().parent.is_dir():
        fail(f"--json {json_file}: there is no folder {json_file.parent}")


def _keep(findings: Sequence[Finding], client: Client, spec: str) -> None:
    try:
        for finding in findings:
            failure = finding.failure
            saved = Saved(failure.law, failure.pointer, failure.kind, client.name, spec, finding.case)
            write_saved(CASE_FOLDER, saved)
    except OSError as error:  # the findings themselves are what was asked for
        click.echo(f"{CASE_FOLDER}: {error.strerror or error}: nothing is kept for `runlaws replay`", err=True)


def _write(result: SearchResult, beside: _Beside, json_file: Path) -> None:
    known = {"known": beside.as_json()} if beside.outcomes else {}
    text = json.dumps({**as_json(result), **known}, indent=2)
    if json_file == Path("-"):
        click.echo(text)
    else:
        write_whole(json_file, f"{text}\n".encode())


def _print(result: SearchResult, beside: _Beside) -> None:
    for finding, also in grouped(result.findings):
        click.echo(text_of(finding, also) + "\n")
    for complaint in beside.complaints():
        click.echo(printable(complaint))
    if beside.outcomes:
        file = beside.outcomes[0].known.file
        click.echo(printable(f"{file}: {beside.seen} of {len(beside.outcomes)} known kinds were seen"))
    click.echo(summary(result))
