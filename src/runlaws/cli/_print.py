"""Printing results: in colours and wrapped on a terminal, as plain text elsewhere."""

from __future__ import annotations

import click

from runlaws.comparison import ComparisonResult
from runlaws.finding import SearchResult
from runlaws.reports import COMPARISON_REPORTS, REPORTS, write_comparison, write_to_terminal
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
        write_to_terminal(result, console)
        if result.findings:
            console.print(f"Whole documents: {CASE_FOLDER}/LAW-ID.json, with the id in `replay`.", markup=False)


def print_comparison(comparison: ComparisonResult) -> None:
    """Print a comparison on standard output."""
    from rich.console import Console

    console = Console()
    if console.is_terminal:
        write_comparison(comparison, console)
    else:
        click.echo(COMPARISON_REPORTS["text"](comparison))
