"""The report on a terminal: the text report, wrapped to its width, in colours, with documents cut to what matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from runlaws.finding import Finding, SearchResult
from runlaws.laws import MEANING, Severity
from runlaws.reports._excerpt import excerpt, place_of
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import printable
from runlaws.reports._text import closing_lines, rows_of, title_of

__all__ = ["write"]

NARROWEST: Final = 40
"""The fewest columns that the report is laid out for."""

_COLOURS: Final[Mapping[Severity, str]] = {
    Severity.CORRUPTION: "bold red",
    Severity.CRASH: "bold magenta",
    Severity.REFUSAL: "bold yellow",
    Severity.INEQUALITY: "bold cyan",
    Severity.COSMETIC: "bold",
}
_FOR_COPYING: Final = ("replay", "permit")


def write(result: SearchResult, console: Console) -> None:
    """Print a search's result; the console decides about colours (`NO_COLOR`) and width (`COLUMNS`)."""
    console.width = max(NARROWEST, console.width)
    for severity, groups in by_severity(result.findings).items():
        console.print(Text(f"{severity.value}: {MEANING[severity]}", style=_COLOURS[severity]))
        console.print()
        for finding, also in groups:
            console.print(Text(printable(title_of(finding)), style="bold"))
            console.print(_grid(finding, also))
            console.print()
    for line in closing_lines(result):
        console.print(Text(printable(line)), soft_wrap=False)


def _grid(finding: Finding, also: Sequence[str]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2)
    grid.add_column(style="dim", no_wrap=True, width=8)
    grid.add_column(overflow="fold")
    place = place_of(finding)
    for label, text in rows_of(finding, also, lambda document: excerpt(document, place)):
        grid.add_row("", label, Text(printable(text), style="green" if label in _FOR_COPYING else ""))
    return grid
