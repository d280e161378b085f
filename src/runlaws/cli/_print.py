"""Printing results: in colours and wrapped on a terminal, as plain text elsewhere."""

from __future__ import annotations

import click

from runlaws.comparison import ComparisonResult
from runlaws.finding import Finding, SearchResult
from runlaws.reports import COMPARISON_REPORTS, REPORTS, write_comparison, write_to_terminal
from runlaws.saved import file_name
from runlaws.search import CASE_FOLDER

__all__ = ["print_comparison", "print_results"]


def print_results(*results: SearchResult) -> None:
    """Print results on standard output."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        click.echo(REPORTS["text"](*results))
        return
    for result in results:
        write_to_terminal(result, console, _saved)


def _saved(finding: Finding) -> str:
    """Return the path of the file in which the case of a finding is saved, if it is."""
    path = CASE_FOLDER / file_name(finding.failure.law, finding.case)
    return str(path) if path.is_file() else ""


def print_comparison(comparison: ComparisonResult) -> None:
    """Print a comparison on standard output."""
    from rich.console import Console

    console = Console()
    if console.is_terminal:
        write_comparison(comparison, console)
    else:
        click.echo(COMPARISON_REPORTS["text"](comparison))
