"""The report on a terminal: the text report, wrapped to its width, in colours, with documents cut to what matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from runlaws.finding import Finding, SearchResult
from runlaws.laws import MEANING, Severity
from runlaws.reports._excerpt import excerpt_of
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import printable
from runlaws.reports._text import closing_lines, rows_of, shares_text, title_of

__all__ = ["write"]

NARROWEST: Final = 40
"""The fewest columns that the report is laid out for."""

_FOR_THE_TABLE: Final = 76
"""From how many columns on the table at the end has all of its own."""

_COLOURS: Final[Mapping[Severity, str]] = {
    Severity.CORRUPTION: "bold red",
    Severity.CRASH: "bold magenta",
    Severity.REFUSAL: "bold yellow",
    Severity.INEQUALITY: "bold cyan",
    Severity.COSMETIC: "bold",
}
_FOR_COPYING: Final = ("replay", "permit")


def write(result: SearchResult, console: Console, saved: Callable[[Finding], str] = lambda _: "") -> None:
    """Print a search's result; the console decides about colours (`NO_COLOR`) and width (`COLUMNS`).

    `saved` returns the path of the file that has the whole document of a finding, or nothing if there is no such file.
    """
    console.width = max(NARROWEST, console.width)
    for severity, groups in by_severity(result.findings).items():
        console.print(Text(f"{severity.value}: {MEANING[severity]}", style=_COLOURS[severity]))
        console.print()
        for finding, also in groups:
            console.print(Text(printable(title_of(finding)), style="bold"))
            console.print(_grid(finding, also, saved(finding)))
            console.print()
    if result.findings:
        console.print(_by_law(result, whole=console.width >= _FOR_THE_TABLE))
    if result.coverage:
        shares = shares_text(result.coverage)
        console.print(Text(printable(f"contract coverage of {result.profile}: {shares}"), style="dim"))
    for line in closing_lines(result):
        console.print(Text(printable(line)), soft_wrap=False)


def _by_law(result: SearchResult, *, whole: bool) -> Table:
    """Return a table of the broken laws by severity: how much was found of each and, if `whole`, in how many cases."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("severity")
    table.add_column("law", overflow="fold")
    table.add_column("findings", justify="right")
    if whole:
        table.add_column("failed", justify="right")
    tallies = {tally.law: f"{tally.failed:,} of {tally.asked:,} cases" for tally in result.tallies}
    for severity, groups in by_severity(result.findings).items():
        numbers = Counter(finding.failure.law for finding, _ in groups)
        for law, number in numbers.items():
            first = law == groups[0][0].failure.law
            name = Text(severity.value if first else "", style=_COLOURS[severity])
            cells = (name, Text(printable(law)), f"{number:,}", tallies.get(law, ""))
            table.add_row(*cells if whole else cells[:-1])
    return table


def _grid(finding: Finding, also: Sequence[Finding], saved: str) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2)
    grid.add_column(style="dim", no_wrap=True, width=8)
    grid.add_column(overflow="fold")
    for label, text in rows_of(finding, also, partial(excerpt_of, finding)):
        grid.add_row("", label, Text(printable(text), style="green" if label in _FOR_COPYING else ""))
    if saved:
        grid.add_row("", "whole in", Text(printable(saved)))
    return grid
