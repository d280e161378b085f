"""The progress of a long command: shown on a terminal only, and erased at the end."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

__all__ = ["progress_bar"]


def progress_bar(*, redirect: bool = True) -> Progress:
    """Return a progress bar on standard error. If that is not a terminal, it draws nothing, not even a blank line.

    With `redirect`, what is printed meanwhile is written above it, which must not be where standard output is a file.
    """
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    shown = sys.stderr is not None and sys.stderr.isatty()
    return Progress(
        *columns,
        console=Console(stderr=True, quiet=not shown),
        transient=True,
        disable=not shown,
        redirect_stdout=redirect,
    )
