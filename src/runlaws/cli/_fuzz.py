"""`runlaws fuzz` and `runlaws replay`: a client against the laws."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Generator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from runlaws.cli._errors import fail
from runlaws.clients import find_client
from runlaws.contract import find_profile
from runlaws.files import write_whole
from runlaws.laws import LAWS
from runlaws.report import SearchResult, as_json, grouped, summary, text_of
from runlaws.runner import check, finding_of, keep, kept, search

__all__ = ["replay", "run"]


def run(spec: str, *, examples: int, seed: int, json_file: Path | None, profile: str) -> int:
    """Search, print the findings, write what is asked for, and return the exit status."""
    find_profile(profile)
    with _quiet():
        client = find_client(spec, profile=profile)
    if json_file is not None and not json_file.absolute().parent.is_dir():
        fail(f"--json {json_file}: there is no folder {json_file.parent}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress, _quiet():
        task = progress.add_task(f"fuzzing {client.name}", total=examples)
        result = search(
            client,
            examples=examples,
            seed=seed,
            profile=profile,
            spec=spec,
            on_case=lambda count: progress.advance(task, count),
        )
    _print(result)
    if json_file is not None:
        write_whole(json_file, (json.dumps(as_json(result), indent=2) + "\n").encode())
    return 1 if result.findings else 0


def replay(name: str, spec: str, *, profile: str) -> int:
    """Try one case, print what is broken, and return the exit status."""
    find_profile(profile)
    try:
        case = kept(name, profile)
    except (FileNotFoundError, ValueError) as error:
        fail(str(error))
    with _quiet():
        client = find_client(spec, profile=case.judgement.profile)
        failures = check(client, LAWS, case)
    for failure in failures:
        click.echo(text_of(finding_of(failure, case, client, spec=spec)) + "\n")
    name_of = f"{client.name} {client.version}".rstrip()
    verdict = f"{len(failures)} broken" if failures else "every law is kept"
    click.echo(f"{name_of}: {verdict} on case {case.id} ({case.standing.value}, {case.made})")
    return 1 if failures else 0


def _print(result: SearchResult) -> None:
    for finding, also in grouped(result.findings):
        keep(finding.case)
        click.echo(text_of(finding, also) + "\n")
    click.echo(summary(result))


@contextlib.contextmanager
def _quiet() -> Generator[None]:
    """Keep what a client prints off our standard output: that is for findings."""
    with contextlib.redirect_stdout(io.StringIO()):
        yield
