"""`runlaws check`: the oracle on files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from runlaws.contract import AUTO, Judgement, Standing, find_profile
from runlaws.document import judge

__all__ = ["run"]


def run(files: tuple[str, ...], *, allow: tuple[str, ...], as_json: bool, profile: str) -> int:
    """Print a verdict for every document and return the exit status."""
    contract = profile if profile == AUTO else find_profile(profile)
    fine = {Standing.VALID, *map(Standing, allow)}
    verdicts: list[tuple[str, Judgement]] = []
    status = 0
    for file in files:
        try:
            documents = list(_documents(file))
        except OSError as error:
            click.echo(f"Error: {file}: {error.strerror or error}", err=True)
            status = 2
            continue
        for name, document in documents:
            verdict = judge(document, contract)
            verdicts.append((name, verdict))
            status = max(status, _status(name, verdict, fine))
            if not as_json:
                _show(name, verdict)
    if as_json:
        click.echo(json.dumps([{"document": name, **verdict.as_json()} for name, verdict in verdicts], indent=2))
    return status


def _documents(file: str) -> Iterator[tuple[str, bytes]]:
    if file == "-":
        yield "-", sys.stdin.buffer.read()
        return
    content = Path(file).read_bytes()
    if not file.endswith(".jsonl"):
        yield file, content
        return
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            yield f"{file}:{number}", line


def _status(name: str, verdict: Judgement, fine: set[Standing]) -> int:
    if verdict.standing in fine:
        return 0
    first = verdict.violations[0] if verdict.violations else None
    if first is not None and first.rule in ("json.syntax", "json.encoding"):
        click.echo(f"Error: {name} is not JSON: {first.says}", err=True)
        return 2
    return 1


def _show(name: str, verdict: Judgement) -> None:
    click.echo(f"{name}: {verdict.standing.value} ({verdict.profile})")
    for violation in verdict.violations:
        click.echo(f"  {violation.force.value}  {violation}")
    for news in verdict.news:
        click.echo(f"  news  {news}")
