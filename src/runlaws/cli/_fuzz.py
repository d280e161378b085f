"""`runlaws fuzz` and `runlaws replay`: a client against the laws."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Generator, Sequence
from pathlib import Path

import click

from runlaws.cli._errors import fail
from runlaws.cli._progress import progress_bar
from runlaws.client import Client
from runlaws.clients import find_client
from runlaws.contract import find_profile
from runlaws.files import write_whole
from runlaws.laws import LAWS
from runlaws.report import Finding, SearchResult, as_json, grouped, kind_of, printable, summary, text_of
from runlaws.runner import CASE_FOLDER, check, finding_of, keep, kept, search

__all__ = ["replay", "run"]

_STDOUT = 1  # the descriptor


def run(spec: str, *, examples: int, seed: int, json_file: Path | None, profile: str) -> int:
    """Search, write what is asked for, print the findings, and return the exit status."""
    find_profile(profile)
    if json_file is not None:
        _refuse_folders(json_file)
    client = _find(spec, profile)
    with progress_bar() as bar, _quiet():
        name = printable(str(client.name))
        tasks = {
            "catalogue": bar.add_task(f"{name}, catalogue", total=None),
            "random": bar.add_task(f"{name}, random", total=examples),
        }
        result = search(
            client,
            examples=examples,
            seed=seed,
            profile=profile,
            spec=spec,
            on_case=lambda phase: bar.advance(tasks[phase]),
        )
    _keep(result.findings)
    if json_file is not None:  # before the text, which a reader may not want to the end
        _write(result, json_file)
    if json_file != Path("-"):
        _print(result)
    return 1 if result.findings else 0


def replay(name: str, spec: str, *, profile: str) -> int:
    """Try one case, print what is broken, and return the exit status."""
    find_profile(profile)
    try:
        case = kept(name, profile)
    except (FileNotFoundError, ValueError) as error:
        fail(str(error))
    client = _find(spec, case.judgement.profile)
    with _quiet():
        failures = check(client, LAWS, case)
    for failure in failures:
        click.echo(text_of(finding_of(failure, case, client, spec=spec)) + "\n")
    name_of = f"{client.name} {client.version}".rstrip()
    verdict = f"{len(failures)} broken" if failures else "every law is kept"
    click.echo(printable(f"{name_of}: {verdict} on case {case.id} ({kind_of(case)})"))
    return 1 if failures else 0


def _refuse_folders(json_file: Path) -> None:
    if json_file.is_dir():
        fail(f"--json {json_file} is a folder: expected a file to write")
    if not json_file.absolute().parent.is_dir():
        fail(f"--json {json_file}: there is no folder {json_file.parent}")


def _find(spec: str, profile: str) -> Client:
    """Return the client that was named, whose module may stand in the working folder."""
    if "" not in sys.path:
        sys.path.insert(0, "")
    with _quiet():
        return find_client(spec, profile=profile)


def _keep(findings: Sequence[Finding]) -> None:
    try:
        for finding in findings:
            keep(finding.case)
    except OSError as error:  # the findings themselves are what was asked for
        click.echo(f"{CASE_FOLDER}: {error.strerror or error}: nothing is kept for `runlaws replay`", err=True)


def _write(result: SearchResult, json_file: Path) -> None:
    text = json.dumps(as_json(result), indent=2)
    if json_file == Path("-"):
        click.echo(text)
    else:
        write_whole(json_file, f"{text}\n".encode())


def _print(result: SearchResult) -> None:
    for finding, also in grouped(result.findings):
        click.echo(text_of(finding, also) + "\n")
    click.echo(summary(result))


@contextlib.contextmanager
def _quiet() -> Generator[None]:
    """Keep what a client prints off our standard output: that is for findings.

    It goes to a file that takes what standard output takes: bytes to its `buffer`, lone surrogates, and what a
    library or a child process writes to the descriptor.
    """
    sys.stdout.flush()
    ours = os.dup(_STDOUT)
    with Path(os.devnull).open("w", encoding="utf-8", errors="replace") as nowhere:
        os.dup2(nowhere.fileno(), _STDOUT)
        try:
            with contextlib.redirect_stdout(nowhere):
                yield
        finally:
            os.dup2(ours, _STDOUT)
            os.close(ours)
