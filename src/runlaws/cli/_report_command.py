"""The command that makes reports of what was found before."""

from __future__ import annotations

from pathlib import Path

import click

from runlaws.cli._group import with_reports

__all__ = ["report"]


@click.command(short_help="Make reports of results that fuzz wrote.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@with_reports
def report(paths: tuple[Path, ...], **reports: Path | None) -> None:
    """Make reports of the results in each FILE, written by `runlaws fuzz --json`: of several clients, a matrix.

    Without an option, they are printed as text; with - for FILE, a report is.

    Exit status: 0 they are made, whatever was found, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _report

    _report.run(paths, reports)
