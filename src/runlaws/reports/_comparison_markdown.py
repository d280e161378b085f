"""A comparison as Markdown: the disagreements, what versions changed, the matrix, then the findings as issues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runlaws.client import Policy
from runlaws.comparison import ComparisonResult, Disagreement
from runlaws.reports import _markdown
from runlaws.reports._comparison import (
    ClientRow,
    closing,
    headline,
    law_rows,
    opening,
    policy_rows,
    rows_of,
    sides_of,
)
from runlaws.reports._comparison_text import changes_by_version
from runlaws.reports._markdown import fenced, plain
from runlaws.reports._shared import document_text

__all__ = ["render"]


def render(comparison: ComparisonResult) -> str:
    """Return a comparison as Markdown."""
    parts = ["\n".join(_lines(comparison)).rstrip()]
    if any(result.findings for result in comparison.results):
        parts += ["# Findings", _markdown.render(*comparison.results).rstrip()]
    return "\n\n".join(parts) + "\n"


def _lines(comparison: ComparisonResult) -> Iterator[str]:
    yield from (f"# {plain(' and '.join(comparison.clients))}", "")
    yield from ("  \n".join(map(plain, opening(comparison))), "")
    for number, disagreement in enumerate(comparison.disagreements, 1):
        yield from (f"## {number}. {plain(headline(disagreement))}", "")
        yield from _about(disagreement, comparison.policies)
    for (before, after), sentences in changes_by_version(comparison):
        yield from (f"## {plain(before)} → {plain(after)}", "", *(f"- {plain(each)}" for each in sentences), "")
    rows, kept = law_rows(comparison)
    yield from _table("law", rows, comparison.clients)
    yield from (f"{plain(line)}\n" for line in closing(comparison, rows, kept))
    yield from _table("policy", policy_rows(comparison), comparison.clients)


def _about(disagreement: Disagreement, policies: Mapping[str, Policy]) -> Iterator[str]:
    yield from (f"- **{plain(clients)}**: {plain(does)}" for clients, does in sides_of(disagreement))
    yield ""
    for label, text in rows_of(disagreement, policies):
        if label not in ("document", "second"):
            yield f"{label}: {plain(text)}  "
    yield from ("", *fenced(document_text(disagreement.case.document), "json"), "")
    if disagreement.case.twin is not None:
        yield from ("and the second one:", "", *fenced(document_text(disagreement.case.twin.document), "json"), "")


def _table(title: str, rows: Sequence[ClientRow], clients: Sequence[str]) -> Iterator[str]:
    if rows:
        yield f"| {title} | {' | '.join(map(plain, clients))} |"
        yield f"|---{'|---' * len(clients)}|"
        yield from (f"| {plain(row.name)} | {' | '.join(map(plain, row.cells))} |" for row in rows)
        yield ""
