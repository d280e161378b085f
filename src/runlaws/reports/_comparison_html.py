"""A comparison as a page: what clients do differently above the matrix of laws and clients, and every finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from runlaws.client import Policy
from runlaws.comparison import ComparisonResult, Disagreement
from runlaws.reports._comparison import change_text, headline, in_short, opening, policy_rows, rows_of, sides_of
from runlaws.reports._comparison_text import changes_by_version
from runlaws.reports._html import page
from runlaws.reports._shared import document_text, printable

__all__ = ["render"]

_DOCUMENTS: Final = {"document": "The smallest document on which they part", "second": "The second document"}


def render(comparison: ComparisonResult) -> str:
    """Return a comparison as a page that is whole in itself."""
    section = {
        "opening": list(map(printable, opening(comparison))),
        "disagreements": [_disagreement(each, comparison.policies) for each in comparison.disagreements],
        "changes": list(_changes(comparison)),
        "clients": list(map(printable, comparison.clients)),
        "policies": [(row.name, list(map(printable, row.cells))) for row in policy_rows(comparison)],
    }
    return page(comparison.results, f"What do {' and '.join(comparison.clients)} do differently?", section)


def _disagreement(disagreement: Disagreement, policies: Mapping[str, Policy]) -> Mapping[str, Any]:
    rows = list(rows_of(disagreement, policies))
    return {
        "headline": printable(headline(disagreement)),
        "in_short": printable(in_short(disagreement)),
        "sides": [(printable(clients), printable(does)) for clients, does in sides_of(disagreement)],
        "rows": [(label, printable(text)) for label, text in rows if label not in _DOCUMENTS],
        "documents": list(_documents(disagreement)),
    }


def _documents(disagreement: Disagreement) -> Iterator[tuple[str, str]]:
    yield _DOCUMENTS["document"], printable(document_text(disagreement.case.document))
    if disagreement.case.twin is not None:
        yield _DOCUMENTS["second"], printable(document_text(disagreement.case.twin.document))


def _changes(comparison: ComparisonResult) -> Iterator[tuple[str, str, list[tuple[int, str]]]]:
    numbered = list(comparison.changes())
    for (before, after), sentences in changes_by_version(comparison):
        known = [
            (change.number, printable(change_text(change, comparison)))
            for change in numbered
            if (change.before, change.after) == (before, after)
        ]
        yield printable(before), printable(after), known or [(0, sentence) for sentence in sentences]
