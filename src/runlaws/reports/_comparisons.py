"""The reports on comparisons, by the names of the formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from runlaws.comparison import ComparisonResult
from runlaws.reports import (
    _comparison_html,
    _comparison_json,
    _comparison_markdown,
    _comparison_text,
    _junit,
    _sarif,
)

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["COMPARISON_REPORTS", "write_comparison"]

COMPARISON_REPORTS: Final[Mapping[str, Callable[[ComparisonResult], str]]] = MappingProxyType(
    {
        "text": _comparison_text.render,
        "json": _comparison_json.render,
        "junit": lambda comparison: _junit.render(*comparison.results),
        "sarif": lambda comparison: _sarif.render(*comparison.results),
        "markdown": _comparison_markdown.render,
        "html": _comparison_html.render,
    }
)
"""The function that renders a comparison, by the name of the format.

JUnit and SARIF have the findings of each client by the laws: they know no disagreements.
"""


def write_comparison(comparison: ComparisonResult, console: Console) -> None:
    """Print a comparison on a terminal: wrapped, in colours, with documents cut to what matters."""
    _comparison_text.write(comparison, console)
