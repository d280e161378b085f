"""`runlaws corpus lint|diff|stats`: looking at corpora."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from runlaws.cli._progress import progress_bar
from runlaws.corpus import Comparison, Lint, as_place, as_svg, stats_of
from runlaws.files import try_writing, write_whole
from runlaws.reports import printable

__all__ = ["diff", "lint", "stats"]


def lint(path: str, jobs: int) -> int:
    """Print each problem of a corpus, then a line that says what was checked; return the exit status."""
    problems = 0
    with progress_bar(rate=True, redirect=False) as bar:
        task = bar.add_task("checking", total=None)
        check = Lint(as_place(path), lambda cases: bar.advance(task, cases), jobs)
        for problem in check:
            problems += 1
            click.echo(printable(problem))
    judges = "the contract and jsonschema-rs" if check.independent else "the contract (jsonschema-rs is not installed)"
    if problems:
        click.echo(f"{path}: {problems:,} problem{'s' * (problems > 1)}; {check.census.count:,} cases are sound")
    else:
        click.echo(f"{path}: {check.census.count:,} cases are what they say, by {judges}")
    return 1 if problems else 0


def diff(old: str, new: str) -> int:
    """Print what two corpora do not have in common; return the exit status."""
    kinds: Counter[str] = Counter()
    comparison = Comparison(as_place(old), as_place(new))
    for change in comparison:
        kinds[change.kind] += 1
        click.echo(printable(str(change)))
    sizes = f"{old}: {comparison.count_old:,} cases; {new}: {comparison.count_new:,} cases"
    changes = f"{kinds['removed']:,} removed, {kinds['added']:,} added, {kinds['changed']:,} labelled otherwise"
    click.echo(f"{sizes}; {changes if kinds else 'no difference'}")
    return 1 if kinds else 0


def stats(path: str, *, as_json: bool, svg: Path | None) -> None:
    """Print what is in a corpus, and draw it if a file for that is named."""
    place = as_place(path)
    if svg is not None:
        try_writing(svg)
    with progress_bar(rate=True, redirect=False) as bar:
        task = bar.add_task("reading", total=None)
        numbers = stats_of(place, lambda: bar.advance(task))
    click.echo(json.dumps(numbers.as_json(), indent=2) if as_json else "\n".join(map(printable, numbers.lines())))
    if svg is not None:
        write_whole(svg, as_svg(numbers, f"{place.resolve().name}: {numbers.census.count:,} cases").encode())
