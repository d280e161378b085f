"""The report on a terminal: the text report, wrapped to its width, in colours, with documents cut to what matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from runlaws.document import read
from runlaws.finding import Finding, SearchResult
from runlaws.laws import MEANING, Severity
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import printable, value_text
from runlaws.reports._text import closing_lines, rows_of, title_of
from runlaws.values import ABSENT, Json, Path, at_path, path_of

__all__ = ["excerpt", "write"]

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
_OF_THE_DOCUMENT: Final = 300
_OF_A_VALUE: Final = 120


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
    place = _place_of(finding)
    for label, text in rows_of(finding, also, lambda document: excerpt(document, place)):
        grid.add_row("", label, Text(printable(text), style="green" if label in _FOR_COPYING else ""))
    return grid


def excerpt(document: bytes, pointer: str) -> str:
    """Return what matters of a document: the place at a pointer with its surroundings, or else its beginning."""
    tree = read(document).tree
    path = path_of(tree, pointer) if tree is not None else ()
    if path:
        return "{…}  (without it)" if at_path(tree, path[:1]) is ABSENT else _cut(tree, path)
    text = document.decode("utf-8", "backslashreplace") or "(no bytes)"
    return text if len(text) <= _OF_THE_DOCUMENT else f"{text[:_OF_THE_DOCUMENT]}…  ({len(document)} bytes)"


def _place_of(finding: Finding) -> str:
    """Return the place that matters: of the failure or, where that is the whole document, of what is wrong or new."""
    judgement = finding.case.judgement
    reasons = judgement.violations or judgement.news
    return finding.failure.pointer or (reasons[0].pointer if reasons else "")


def _cut(tree: Json, path: Path) -> str:
    """Return JSON text that follows a path, with an ellipsis for what is beside it."""
    if not path:
        return value_text(tree, _OF_A_VALUE)
    step, *rest = path
    if isinstance(tree, Mapping):
        more = "…, " if len(tree) > 1 else ""
        if step in tree:
            return f"{{{more}{value_text(step)}: {_cut(tree[str(step)], tuple(rest))}}}"
    if isinstance(tree, list) and isinstance(step, int) and step < len(tree):
        before, after = "…, " if step else "", ", …" if step + 1 < len(tree) else ""
        return f"[{before}{_cut(tree[step], tuple(rest))}{after}]"
    return value_text(tree, _OF_A_VALUE)
