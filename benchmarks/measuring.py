"""How the benchmarks measure: CPU time of whole `@given` tests, contenders in turn, medians of ratios.

The machine is shared and its clock drifts, so nothing is compared across runs of a program: within a round every
contender runs once, a ratio is taken within the round, and the median over the rounds is what is told.
"""

from __future__ import annotations

import gc
import importlib
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any, TypeVar

import hypothesis
from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.control import current_build_context
from hypothesis.strategies import SearchStrategy
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

__all__ = [
    "Contender",
    "Figures",
    "choices_of",
    "cpu_time",
    "draw",
    "machine",
    "needed",
    "progress",
    "ratio",
    "rounds_of",
    "show",
]

EXAMPLES = 100
"""Test cases of one test: Hypothesis's default, so a figure holds what a test that is run once pays."""

_T = TypeVar("_T")


def needed(module: str) -> Any:
    """Return a module of the extra `bench`, or end with the sentence that says how to install it.

    Imported by name: the type checkers need not have what only a benchmark uses.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        sys.exit(f"{module} is missing ({error}): pip install -e '.[bench]'")


def draw(strategy: SearchStrategy[_T], look: Callable[[_T], object], *, seed: int, examples: int = EXAMPLES) -> None:
    """Run one `@given` test over a strategy, without database and shrinking, and have a look at every value."""
    test_settings = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
        print_blob=False,
    )

    def test(value: _T) -> None:
        look(value)

    hypothesis.seed(seed)(test_settings(given(value=strategy)(test)))()


def cpu_time(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that some work takes, after a collection, so that none pays for another's rubbish."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def choices_of() -> int:
    """Return how many choices Hypothesis has made for the test case that is running.

    Counted on Hypothesis's own record of the test case (`ConjectureData.nodes`): nothing public tells it.
    """
    return len(current_build_context().data.nodes)


@frozen
class Contender:
    """A strategy that is timed; a fast one takes several `tests` a round, so that its time can be told from noise."""

    strategy: SearchStrategy[Any]
    tests: int = 1

    def seconds_each(self, round_number: int) -> float:
        """Return the CPU seconds for one value, over the tests of one round. A test of nothing but a count."""
        drawn: list[None] = []

        def work() -> None:
            for number in range(self.tests):
                draw(self.strategy, lambda _: drawn.append(None), seed=1000 * round_number + number)

        return cpu_time(work) / len(drawn)


Figures = Mapping[str, Sequence[float]]
"""What each contender took, round by round."""


def rounds_of(
    contenders: Mapping[str, Callable[[int], float]], rounds: int, on_step: Callable[[], object] = lambda: None
) -> Figures:
    """Measure all contenders in turn, round after round; every other round goes backwards."""
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds):
        order = list(contenders)
        for name in order if number % 2 == 0 else order[::-1]:
            found[name].append(contenders[name](number))
            on_step()
    return found


def ratio(figures: Figures, over: str, under: str) -> float:
    """Return the median over the rounds of one contender's figure over another's of the same round."""
    return statistics.median(a / b for a, b in zip(figures[over], figures[under], strict=True))


def progress() -> Progress:
    """Return a progress bar on standard error, drawn on a terminal only."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


def machine(*packages: str) -> str:
    """Return what was measured on, in one line: date, cores, versions."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    parts = [time.strftime("%Y-%m-%d"), f"{os.cpu_count()} cores", python]
    return ", ".join([*parts, *(f"{name} {version(name)}" for name in ("hypothesis", *packages))])


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as Markdown, to be pasted into the README, in as much width as it needs."""
    made = Table(box=box.MARKDOWN)
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        made.add_row(*row)
    console = Console(width=200, markup=False, highlight=False)
    console.print(title, soft_wrap=True)
    console.print(made)
