"""Reports on what searches found, each a pure function from a `SearchResult`, or several, to text.

A report has a module of its own, with a function `render(*results) -> str`, and a line in `REPORTS`. What only one of
them needs is imported when that one is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from runlaws.finding import Finding, SearchResult
from runlaws.reports import _html, _json, _junit, _markdown, _sarif, _text
from runlaws.reports._badge import badge
from runlaws.reports._comparison_json import comparison_as_json, comparison_schema
from runlaws.reports._comparisons import COMPARISON_REPORTS, write_comparison
from runlaws.reports._html import page_template
from runlaws.reports._json import as_json, results_schema
from runlaws.reports._laws import explained
from runlaws.reports._reading import ResultsError, read_results, read_results_or_comparison
from runlaws.reports._sarif import sarif_of
from runlaws.reports._shared import kind_of, printable
from runlaws.reports._text import coverage_line, summary, text_of

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "COMPARISON_REPORTS",
    "REPORTS",
    "Render",
    "ResultsError",
    "as_json",
    "badge",
    "comparison_as_json",
    "comparison_schema",
    "coverage_line",
    "explained",
    "kind_of",
    "page_template",
    "printable",
    "read_results",
    "read_results_or_comparison",
    "results_schema",
    "sarif_of",
    "summary",
    "text_of",
    "write_comparison",
    "write_to_terminal",
]


class Render(Protocol):
    """A pure function from the results of searches, of one client or of several, to the text of a report."""

    def __call__(self, *results: SearchResult) -> str:
        """Return the report."""
        ...


REPORTS: Final[Mapping[str, Render]] = MappingProxyType(
    {
        "text": _text.render,
        "json": _json.render,
        "junit": _junit.render,
        "sarif": _sarif.render,
        "markdown": _markdown.render,
        "html": _html.render,
    }
)
"""The function that renders results, by the name of the format."""


def write_to_terminal(result: SearchResult, console: Console, saved: Callable[[Finding], str] = lambda _: "") -> None:
    """Print a search's result on a terminal: wrapped, in colours, with documents cut to what matters.

    `saved` returns the path of the file that has the whole document of a finding, or nothing if there is no such file.
    The console decides about colours (`NO_COLOR`) and width (`COLUMNS`). Only this loads `rich`, which takes as long to
    import as all the rest of a short command.
    """
    from runlaws.reports import _terminal

    _terminal.write(result, console, saved)
