"""Faces of what was found: pure functions from data to text."""

from runlaws.reports._text import (
    Finding,
    SearchResult,
    as_json,
    coverage_line,
    grouped,
    kind_of,
    printable,
    summary,
    text_of,
)

__all__ = [
    "Finding",
    "SearchResult",
    "as_json",
    "coverage_line",
    "grouped",
    "kind_of",
    "printable",
    "summary",
    "text_of",
]
