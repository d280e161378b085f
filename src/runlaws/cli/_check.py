"""`runlaws check`: judging the documents in files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from runlaws.contract import Judgement, Standing
from runlaws.objects import AUTO, find_profile, judge
from runlaws.reports import printable

__all__ = ["run"]

_MOST_BYTES = 16 * 2**20
"""The most bytes that are read as one document: ten thousand times the size of a run."""

_NOT_JSON = ("json.syntax", "json.encoding")


def run(files: tuple[str, ...], *, allow: tuple[str, ...], as_json: bool, profile: str) -> int:
    """Print a verdict for every document and return the exit status."""
    contract = profile if profile == AUTO else find_profile(profile)
    fine = {Standing.VALID, *map(Standing, allow)}
    verdicts: list[tuple[str, Judgement]] = []
    status = 0
    for file in files:
        try:
            for name, document in _documents(file):
                verdict = judge(document, contract)
                verdicts.append((name, verdict))
                error = _why_not_json(document, verdict)
                if error:
                    _complain(f"{name} {error}")
                elif not as_json:
                    _show(name, verdict)
                status = max(status, 2 if error else int(verdict.standing not in fine))
        except BrokenPipeError:
            raise
        except OSError as error:
            _complain(f"{file}: {error.strerror or error}")
            status = 2
    if as_json:
        click.echo(json.dumps([{"document": name, **verdict.as_json()} for name, verdict in verdicts], indent=2))
    return status


def _documents(file: str) -> Iterator[tuple[str, bytes]]:
    if file == "-":
        yield "standard input", _read(sys.stdin.buffer)
        return
    with Path(file).open("rb") as stream:
        if not file.endswith(".jsonl"):
            yield file, _read(stream)
            return
        number = 0
        while line := stream.readline(_MOST_BYTES + 1):
            number += 1
            if line.strip():
                yield f"{file}:{number}", _small(line)


def _read(stream: BinaryIO) -> bytes:
    return _small(stream.read(_MOST_BYTES + 1))


def _small(content: bytes) -> bytes:
    if len(content) > _MOST_BYTES:
        msg = f"is larger than {_MOST_BYTES // 2**20} MiB, the most that is read as one document"
        raise OSError(0, msg)
    return content


def _why_not_json(document: bytes, verdict: Judgement) -> str:
    if not document.strip():
        return "is empty: expected a JSON document"
    return next((violation.says for violation in verdict.violations if violation.rule in _NOT_JSON), "")


def _show(name: str, verdict: Judgement) -> None:
    click.echo(printable(f"{name}: {verdict.standing.value} ({verdict.profile.name})"))
    for violation in verdict.violations:
        click.echo(printable(f"  {violation.force.value}  {violation}"))
    for news in verdict.news:
        click.echo(printable(f"  unknown  {news}"))


def _complain(sentence: str) -> None:
    click.echo(f"Error: {printable(sentence)}", err=True)
