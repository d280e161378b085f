"""What the suite costs: against drawing alone, who uses its CPU, shrinking, and collecting where it is not used.

Run it from the root of the clone: `python -m benchmarks.whole_suite`. Whole pytest runs are timed, in this process:

- drawing: `benchmarks/empty_suite.py`, an empty test over the cases of each law;
- nothing: the suite against a client that knows all answers beforehand (`benchmarks/knowing.py`);
- reference: the suite against our own models.

Drawing is Hypothesis and the strategies; what `nothing` adds is the kit; what `reference` adds to that is the client.
"""

from __future__ import annotations

import contextlib
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import click
import hypothesis
import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.measuring import cpu_time, machine, progress, ratio, rounds_of, show
from runlaws.case import Case
from runlaws.laws import find_law
from runlaws.liars import LIARS, Honest
from runlaws.observe import InProcess
from runlaws.search import minimal
from runlaws.trial import Trial
from runlaws_strategies import cases_for

SUITE: Final = ("--pyargs", "runlaws.suite", "--run-client")
PLAIN: Final = ("-q", "-c", os.devnull, "--noconftest", "-W", "ignore", "-p", "no:cacheprovider", "-p", "no:xdist")
"""As a user's pytest is who has set nothing."""


def run(*args: str) -> float:
    """Return the CPU seconds of a pytest run in this process, which must be green."""
    ended: list[int] = []

    def work() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            ended.append(pytest.main([*args, *PLAIN, "--hypothesis-seed=0"]))

    seconds = cpu_time(work)
    if ended != [pytest.ExitCode.OK]:
        raise SystemExit(f"{' '.join(args)} ends with {ended[0]}: no suite to time")
    return seconds


def whole_suites(rounds: int, on_step: Callable[[], object]) -> None:
    """Time whole suites and print their ratio and their shares."""
    runs: Mapping[str, Callable[[int], float]] = {
        "drawing": lambda _: run("benchmarks/empty_suite.py"),
        "nothing": lambda _: run(*SUITE, "benchmarks.knowing:client"),
        "reference": lambda _: run(*SUITE, "reference"),
    }
    for one in runs.values():
        one(0)  # the client that knows gets to know, and all is imported
    figures = rounds_of(runs, rounds, on_step)
    took = {name: statistics.median(seconds) for name, seconds in figures.items()}
    kit, client = took["nothing"] - took["drawing"], took["reference"] - took["nothing"]
    rows = [
        (
            "the suite against a client that does nothing, over drawing alone",
            f"{ratio(figures, 'nothing', 'drawing'):.2f}",
        ),
        *((f"seconds of CPU: {name}", f"{seconds:.2f}") for name, seconds in took.items()),
        ("of a suite over the reference: Hypothesis and drawing", f"{took['drawing'] / took['reference']:.0%}"),
        ("the client's own work", f"{client / took['reference']:.0%}"),
        ("the kit: observing, laws, coverage, pytest's items", f"{kit / took['reference']:.0%}"),
    ]
    show(f"{machine('pytest')}; medians of {rounds} rounds", ("the whole suite", "measured"), rows)


_NO_HEALTH_CHECKS: Final = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


class _Found(Exception):
    """The law is broken: what Hypothesis shrinks."""


def seconds_to_shrink(liar: type[Honest]) -> float:
    """Return the CPU seconds from the first failure that a liar's law finds to the plainest case that shows it."""
    law = find_law(liar.law)
    trial = Trial(InProcess(liar(), deadline=0.5), [law])
    first: list[float] = []
    last: list[Case] = []

    @hypothesis.seed(0)
    @settings(database=None, deadline=None, suppress_health_check=_NO_HEALTH_CHECKS, print_blob=False)
    @given(case=cases_for(law))
    def search(case: Case) -> None:
        for _, verdict in trial.verdicts(case):
            if verdict.failures:
                first.append(time.process_time())
                last[:] = [case]
                raise _Found

    with contextlib.suppress(_Found):
        search()
    for _, verdict in trial.verdicts(last[0]):
        minimal(trial, verdict.failures[0], last[0])
    return time.process_time() - first[0]


def shrinking(on_step: Callable[[], object]) -> None:
    """Print what shrinking takes, over all liars but those that hang: their time is the deadline's."""
    liars = [liar for liar in LIARS if liar.law != "never-hangs"]
    took = {}
    for liar in liars:
        took[liar.__name__] = seconds_to_shrink(liar)
        on_step()
    slowest = sorted(took, key=lambda name: took[name])[-3:]
    rows = [
        ("median", f"{statistics.median(took.values()):.2f} s"),
        ("nine in ten", f"{statistics.quantiles(took.values(), n=10)[-1]:.2f} s"),
        *((f"slowest: {name}", f"{took[name]:.2f} s") for name in slowest),
    ]
    show(
        f"{len(took)} liars, each with its law; CPU", ("from the first failure to the plainest case", "measured"), rows
    )


def collecting(rounds: int, on_step: Callable[[], object]) -> None:
    """Print what `pytest --collect-only` costs more in a project that has us installed and does not use us."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test_plain.py").write_text("def test_plain(): pass\n")
        without = ["-p", "no:runlaws"]
        figures = rounds_of(
            {
                "with": lambda _: _process(folder, [], {}),
                "without": lambda _: _process(folder, without, {"HYPOTHESIS_NO_PLUGINS": "1"}),
            },
            rounds,
            on_step,
        )
    rows = [("CPU with us installed, over CPU without", f"{ratio(figures, 'with', 'without'):.3f}")]
    show(f"whole processes, medians of {rounds} pairs", ("pytest --collect-only", "measured"), rows)


def _process(folder: str, args: Sequence[str], env: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *args]
    subprocess.run(command, cwd=folder, env={**os.environ, **env}, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


PARTS: Final = ("suites", "shrinking", "collecting")


@click.command
@click.option("--rounds", default=5, show_default=True, help="Rounds of suites; six times as many of collecting.")
@click.option("--part", "parts", type=click.Choice(PARTS), multiple=True, default=PARTS, help="What to measure: all.")
def main(rounds: int, parts: Sequence[str]) -> None:
    """Time whole suites, shrinking and collecting, and print what they cost."""
    steps = {"suites": 3 * rounds, "shrinking": len(LIARS), "collecting": 12 * rounds}
    with progress() as bar:
        task = bar.add_task("timing", total=sum(steps[part] for part in parts))

        def step() -> None:
            bar.advance(task)

        if "suites" in parts:
            whole_suites(rounds, step)
        if "shrinking" in parts:
            shrinking(step)
        if "collecting" in parts:
            collecting(6 * rounds, step)


if __name__ == "__main__":
    main()
