"""A kill matrix as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runlaws.kill_matrix._matrix import Matrix, Row
from runlaws.kill_matrix._sums import sums
from runlaws.laws import find_law

__all__ = ["caught_on", "markdown"]


def markdown(matrix: Matrix) -> str:
    """Return the matrix as a page: for each law the liars that are meant for it, and what caught them."""
    lines = [
        "# Kill matrix",
        "",
        f"How the laws themselves are tested: {len(matrix.liars)} *liars*, clients with one planted fault each,",
        f"against {len(matrix.laws)} laws with {matrix.examples} examples each. The table says on which example a liar",
        "is caught by the law that must catch it, and whether any other law catches it. One that none of them shows is",
        "tried with the catalogue, as the suite does first: `c12` is its twelfth case for the law. The liars are",
        "in `runlaws.liars`, each a few lines over an honest client; to see what is reported of one, try",
        "`runlaws fuzz runlaws.liars:DropsParallelToolCalls`.",
        "Made by `python docs/generate.py kill-matrix.md`; `runlaws kill-matrix` prints the same. Another version of",
        "Hypothesis draws other examples, and then the numbers differ.",
        "",
        *(f"- {sentence}" for sentence in sums(matrix)),
    ]
    for law in matrix.laws:
        rows = [row for row in matrix.liars if row.law == law]
        lines += ["", f"## {law}", "", f"*{find_law(law).says}.*", "", *_table(rows, matrix.examples)]
    return "\n".join(lines) + "\n"


def _table(rows: Iterable[Row], examples: int) -> Iterator[str]:
    yield "| liar | its fault | caught on example | by others | seen in |"
    yield "|---|---|---|---|---|"
    for row in rows:
        others = ", ".join(f"{law} ({number})" for law, number in row.others.items())
        yield f"| `{row.client}` | {row.fault} | {caught_on(row, examples)} | {others or 'none'} | {row.seen} |"


def caught_on(row: Row, examples: int) -> str:
    """Return the number of the example on which a liar is caught: `c12` is the twelfth case of the catalogue."""
    if row.example is None:
        return "missed"
    return str(row.example) if row.example <= examples else f"c{row.example - examples}"
