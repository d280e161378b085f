"""A comparison as plain text, and on a terminal: wrapped, in colours, with documents cut to what matters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from runlaws.client import Policy
from runlaws.comparison import ComparisonResult, Disagreement
from runlaws.reports._comparison import (
    ClientRow,
    change_text,
    closing,
    headline,
    law_rows,
    notes,
    opening,
    policy_rows,
    rows_of,
    sides_of,
)
from runlaws.reports._excerpt import excerpt_for
from runlaws.reports._shared import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["NEXT", "render", "write"]

NARROWEST: Final = 40
NEXT: Final = "Next: `runlaws fuzz CLIENT` says of each broken law how, and on which document."
_LAWS: Final = "laws and clients"
_POLICIES: Final = "what the policies say"


def render(comparison: ComparisonResult) -> str:
    """Return a comparison as text."""
    return "\n".join(map(printable, _lines(comparison))).rstrip()


def _lines(comparison: ComparisonResult) -> Iterator[str]:
    for number, disagreement in enumerate(comparison.disagreements, 1):
        yield f"{number}. {headline(disagreement)}"
        yield from (f"  {clients}: {does}" for clients, does in sides_of(disagreement))
        yield from (f"  {label:<8} {text}" for label, text in rows_of(disagreement, comparison.policies))
        yield ""
    for (before, after), sentences in changes_by_version(comparison):
        yield f"== {before} → {after} =="
        yield from (f"  {sentence}" for sentence in sentences)
        yield ""
    rows, kept = law_rows(comparison)
    for title, table in ((_LAWS, rows), (_POLICIES, policy_rows(comparison))):
        if table:
            yield f"== {title}: {' | '.join(comparison.clients)} =="
            yield from (f"  {row.name}: {' | '.join(row.cells)}" for row in table)
            yield ""
    yield from closing(comparison, rows, kept)
    yield from notes(comparison)
    yield from opening(comparison)
    if any("broken" in cell for row in rows for cell in row.cells):
        yield NEXT


def changes_by_version(comparison: ComparisonResult) -> Iterator[tuple[tuple[str, str], Sequence[str]]]:
    """Yield each two versions that follow one another, with a sentence for what the later one changed."""
    changes = {pair: list[str]() for chain in comparison.versions for pair in itertools.pairwise(chain)}
    for change in comparison.changes():
        changes[change.before, change.after].append(change_text(change, comparison))
    yield from ((pair, sentences or ["no change in what was asked"]) for pair, sentences in changes.items())


# -- on a terminal


def write(comparison: ComparisonResult, console: Console) -> None:
    """Print a comparison; the console decides about colours (`NO_COLOR`) and width (`COLUMNS`)."""
    from rich.text import Text

    console.width = max(NARROWEST, console.width)
    for number, disagreement in enumerate(comparison.disagreements, 1):
        console.print(Text(printable(f"{number}. {headline(disagreement)}"), style="bold"))
        console.print(_sides(disagreement))
        console.print(_grid(disagreement, comparison.policies))
        console.print()
    for (before, after), sentences in changes_by_version(comparison):
        console.print(Text(printable(f"{before} → {after}"), style="bold"))
        for sentence in sentences:
            console.print(Text(printable(f"  {sentence}")))
        console.print()
    rows, kept = law_rows(comparison)
    for title, table in ((_LAWS, rows), (_POLICIES, policy_rows(comparison))):
        if table:
            console.print(_table(title, table, comparison.clients))
    for line in (*closing(comparison, rows, kept), *notes(comparison), *opening(comparison)):
        console.print(Text(printable(line)))
    if any("broken" in cell for row in rows for cell in row.cells):
        console.print(Text(NEXT))


def _sides(disagreement: Disagreement) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2)
    grid.add_column(style="cyan", overflow="fold", ratio=1)
    grid.add_column(overflow="fold", ratio=2)
    for clients, does in sides_of(disagreement):
        grid.add_row("", Text(printable(clients)), Text(printable(does)))
    return grid


def _grid(disagreement: Disagreement, policies: Mapping[str, Policy]) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2)
    grid.add_column(style="dim", no_wrap=True, width=8)
    grid.add_column(overflow="fold")
    for label, text in rows_of(disagreement, policies, partial(excerpt_for, disagreement)):
        grid.add_row("", label, Text(printable(text)))
    return grid


def _table(title: str, rows: Sequence[ClientRow], clients: Sequence[str]) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column(title, overflow="fold")
    for client in clients:
        table.add_column(Text(printable(client)), overflow="fold")
    for row in rows:
        cells = [Text(printable(cell), style="bold red" if cell.startswith("broken") else "") for cell in row.cells]
        table.add_row(Text(printable(row.name)), *cells)
    return table
