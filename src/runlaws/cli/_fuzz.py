"""`runlaws fuzz`: a client against the laws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from attrs import evolve, frozen
from rich.console import Console

from runlaws.cli._clients import find, quiet
from runlaws.cli._errors import fail
from runlaws.cli._search import LeftOut, searched, today, witness_results
from runlaws.client import Client
from runlaws.files import write_whole
from runlaws.finding import Finding, KnownSeen, SearchResult
from runlaws.known import WitnessResult, WitnessState, read_known
from runlaws.laws import LAWS
from runlaws.objects import find_profile
from runlaws.observe import InProcess
from runlaws.reports import REPORTS, write_to_terminal
from runlaws.saved import Saved, write_saved
from runlaws.search import CASE_FOLDER, finding_of, permit_of, replay_command
from runlaws.trial import Trial
from runlaws_strategies.build import controls

__all__ = ["run"]

_UPDATE = "run `runlaws known update CLIENT`"


@frozen
class _Beside:
    """The known failures of a search: what their witnesses show, and which of them the search left out."""

    outcomes: Sequence[WitnessResult]
    left_out: LeftOut

    def as_data(self) -> KnownSeen | None:
        """Return the data for a report, or None if no failure of the client is known."""
        if not self.outcomes:
            return None
        shown = {outcome.known.key for outcome in self.outcomes if outcome.state is WitnessState.KNOWN}
        seen = len(shown | self.left_out.seen)
        return KnownSeen(self.outcomes[0].known.file, len(self.outcomes), seen, tuple(self._complaints()))

    def _complaints(self) -> Iterator[str]:
        """Yield a sentence for each entry that is out of date."""
        for outcome in self.outcomes:
            known = outcome.known
            unshown = outcome.state in (WitnessState.STALE, WitnessState.NOT_ASKED)
            if unshown and known.key in self.left_out.seen:
                yield f"{known.where}: the client still breaks {known}, but not on its document: {_UPDATE}"
            elif outcome.state is not WitnessState.KNOWN:
                yield outcome.text
            elif known.expired(today()):
                yield known.expiry


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
    entries = tuple(entry for entry in entries if entry.speaks_of(client.name))
    outcomes = witness_results(entries, spec, {profile: client}, deadline)
    beside = _Beside(outcomes, LeftOut([entry for entry in entries if not entry.expired(today())]))
    result = searched(
        client,
        spec=spec,
        examples=examples,
        seed=seed,
        profile=profile,
        deadline=deadline,
        less_known=beside.left_out,
    )
    trial = Trial(InProcess(client, deadline=deadline), LAWS, controls)
    findings = (*result.findings, *_shown_otherwise(beside, result, spec, trial))
    result = evolve(result, findings=findings, known=beside.as_data())
    _keep(findings, client, spec)
    _report(result, json_file)
    return 1 if findings or (result.known and result.known.complaints) else 0


def _shown_otherwise(beside: _Beside, result: SearchResult, spec: str, trial: Trial) -> Iterator[Finding]:
    """Yield the unknown failures that witnesses show and the search did not find."""
    seen = {finding.failure.cause for finding in result.findings}
    for outcome in beside.outcomes:
        case = outcome.known.witness
        for failure in outcome.others:
            if failure.cause not in seen:
                seen.add(failure.cause)
                with quiet():
                    permit = permit_of(trial, failure, case)
                yield finding_of(failure, case, result.client, replay=replay_command(case, spec), permit=permit)


def _report(result: SearchResult, json_file: Path | None) -> None:
    """Write the JSON, then the text, whose reader may close the pipe early; `-` prints the JSON and no text."""
    if json_file == Path("-"):
        click.echo(REPORTS["json"](result))
        return
    if json_file is not None:
        write_whole(json_file, f"{REPORTS['json'](result)}\n".encode())
    console = Console()
    if console.is_terminal:
        write_to_terminal(result, console)
        if result.findings:
            console.print(f"Whole documents: {CASE_FOLDER}/LAW-ID.json, with the id in `replay`.", markup=False)
    else:
        click.echo(REPORTS["text"](result))


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
    except OSError as error:  # not fatal: the findings themselves are printed all the same
        click.echo(f"{CASE_FOLDER}: {error.strerror or error}: nothing is saved for `runlaws replay`", err=True)
