"""`runlaws kill-matrix`: clients that lie, held to the laws."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click

from runlaws.cli._errors import fail
from runlaws.cli._progress import progress_bar
from runlaws.cli._reports import Reports
from runlaws.cli._search import laws_named
from runlaws.kill_matrix import Matrix, Row, html, junit, kill_matrix, markdown, sarif, sums
from runlaws.liars import LIARS, PROFILE, honest_clients

__all__ = ["run"]

_FILES: Final[Mapping[str, Callable[[Matrix], str]]] = {"html": html, "junit": junit, "sarif": sarif}


def run(
    *,
    ids: tuple[str, ...],
    examples: int,
    seed: int,
    drawn_only: bool,
    as_json: bool,
    as_markdown: bool,
    files: Mapping[str, Path | None],
) -> int:
    """Make the kill matrix of these laws, or of all, print it, and return the exit status."""
    reports = Reports.asked_for(files)
    if reports.printed and (as_json or as_markdown):
        fail(f"--{'json' if as_json else 'markdown'} prints to standard output, where another report is to go")
    laws = laws_named(ids)
    liars = [liar() for liar in LIARS if liar.law in {law.id for law in laws}]
    with progress_bar() as bar:
        task = bar.add_task("liars", total=None)

        def show(done: int, steps: int) -> None:
            bar.update(task, completed=done, total=steps)

        how: dict[str, Any] = {"examples": examples, "seed": seed, "catalogue_too": not drawn_only}
        matrix = kill_matrix(liars, honest_clients(), laws, profile=PROFILE, on_step=show, **how)
    reports.write_each(lambda name: _FILES[name](matrix))
    if not reports.printed:
        click.echo(_printed(matrix, as_json=as_json, as_markdown=as_markdown))
    return 0 if matrix.as_meant else 1


def _printed(matrix: Matrix, *, as_json: bool, as_markdown: bool) -> str:
    if as_json:
        return json.dumps(matrix.as_json(), indent=2)
    return markdown(matrix).removesuffix("\n") if as_markdown else "\n".join(_lines(matrix, matrix.examples))


def _lines(matrix: Matrix, examples: int) -> Iterator[str]:
    """Yield a line for each liar, and for each honest client that is caught, and the sums."""
    for row in matrix.liars:
        yield f"{row.law:<31} {row.client:<34} {_caught(row, examples)}"
    for row in matrix.honest:
        if row.caught:
            yield f"{'(honest)':<31} {row.client:<34} {_named(row)}"
    yield from ("", *sums(matrix))


def _caught(row: Row, examples: int) -> str:
    if row.example is None:
        at = "MISSED"
    else:
        beyond = row.example - examples
        at = f"example {row.example}" if beyond <= 0 else f"case {beyond} of the catalogue"
    return f"{at}, also {_named(row)}" if row.others else at


def _named(row: Row) -> str:
    return ", ".join(f"{law} ({number})" for law, number in row.others.items())
