"""The command that makes reports of what was found before."""

from __future__ import annotations

from pathlib import Path

import click

from runlaws.cli._group import with_reports

__all__ = ["badge", "report"]


@click.command(short_help="Make reports of what fuzz or compare wrote.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@with_reports
def report(paths: tuple[Path, ...], **reports: Path | None) -> None:
    """Make reports of the results in each FILE, written by `runlaws fuzz --json`: of several clients, a matrix.

    FILE may also be what `runlaws compare --json` wrote, alone: the reports are then those that compare itself makes.

    Without an option, they are printed as text; with - for FILE, a report is.

    Exit status: 0 they are made, whatever was found, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _report

    _report.run(paths, reports)


@click.command(short_help="Make a badge of what fuzz wrote.")
@click.argument("results", metavar="RESULT", type=click.Path(path_type=Path))
@click.argument("out", required=False, type=click.Path(path_type=Path))
def badge(results: Path, out: Path | None) -> None:
    """Make a badge of RESULT, written by `runlaws fuzz --json`: the JSON that shields.io shows for an endpoint.

    It is printed, or written to the file OUT: `https://img.shields.io/endpoint?url=` and its address is the picture. It
    says how many findings there are, in the colour of the gravest, or `12 known`, `not complete`, `keeps all laws`.

    Exit status: 0 it is made, whatever was found, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _report

    _report.write_badge(results, out)
