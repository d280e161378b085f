"""How far a long command is: on a terminal only, and gone when it ends."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

__all__ = ["progress_bar"]


def progress_bar() -> Progress:
    """Return a bar on standard error, which draws nothing where that is no terminal (rich would print a blank line)."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    shown = sys.stderr is not None and sys.stderr.isatty()
    return Progress(*columns, console=Console(stderr=True, quiet=not shown), transient=True, disable=not shown)
