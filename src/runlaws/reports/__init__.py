"""Reports on the findings of a search, each a pure function from a `SearchResult` to text.

A report has a module of its own, with a function `render(result) -> str`, and a line in `REPORTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from runlaws.finding import SearchResult
from runlaws.reports import _json, _text
from runlaws.reports._json import as_json
from runlaws.reports._shared import kind_of, printable
from runlaws.reports._text import coverage_line, summary, text_of

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["REPORTS", "as_json", "coverage_line", "kind_of", "printable", "summary", "text_of", "write_to_terminal"]

REPORTS: Final[Mapping[str, Callable[[SearchResult], str]]] = MappingProxyType(
    {"text": _text.render, "json": _json.render}
)
"""The function that renders a search's result, by the name of the format."""


def write_to_terminal(result: SearchResult, console: Console) -> None:
    """Print a search's result on a terminal: wrapped, in colours, with documents cut to what matters.

    The console decides about colours (`NO_COLOR`) and width (`COLUMNS`). Only this loads `rich`, which takes as long to
    import as all the rest of a short command.
    """
    from runlaws.reports import _terminal

    _terminal.write(result, console)
