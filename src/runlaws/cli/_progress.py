"""The progress of a long command: shown on a terminal only, and erased at the end."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

__all__ = ["progress_bar"]


def progress_bar(*, redirect: bool = True, rate: bool = False) -> Progress:
    """Return a progress bar on standard error. If that is not a terminal, it draws nothing, not even a blank line.

    With `rate`, it shows how many steps are done in a second, and how much time is left. With `redirect`, what is
    printed meanwhile is written above it, which must not be where standard output is a file.
    """
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    more = (_Rate(), _Left()) if rate else ()
    shown = sys.stderr is not None and sys.stderr.isatty()
    return Progress(
        *columns,
        *more,
        console=Console(stderr=True, quiet=not shown),
        transient=True,
        disable=not shown,
        redirect_stdout=redirect,
    )


class _Left(TimeRemainingColumn):
    """How much time is left, where it is known how many steps there are and some are done."""

    def render(self, task: Task) -> Text:
        """Return the text of the column."""
        known = task.total is not None and task.time_remaining is not None
        return Text.assemble("left: ", super().render(task)) if known else Text()


class _Rate(ProgressColumn):
    """How many steps are done in a second, of late."""

    def render(self, task: Task) -> Text:
        """Return the text of the column."""
        return Text("" if task.speed is None else f"{task.speed:,.0f}/s")
