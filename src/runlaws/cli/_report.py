"""`runlaws report`: reports of results that searches wrote, or of a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from runlaws.cli._clients import quiet
from runlaws.cli._errors import fail
from runlaws.cli._here import look_in_working_folder
from runlaws.cli._print import print_comparison, print_results
from runlaws.cli._reports import Reports
from runlaws.comparison import ComparisonResult
from runlaws.files import try_writing, write_whole
from runlaws.finding import SearchResult
from runlaws.reports import COMPARISON_REPORTS, badge, read_results, read_results_or_comparison

__all__ = ["run", "write_badge"]


def run(paths: Sequence[Path], options: Mapping[str, Path | None]) -> None:
    """Read the results or the comparison, and write the reports that options name, or else print the text."""
    reports = Reports.asked_for(options)
    look_in_working_folder()  # a file may name a profile of the user's own
    with quiet():
        results = _in(paths)
    if isinstance(results, ComparisonResult):
        reports.write_each(lambda name: COMPARISON_REPORTS[name](results))
    else:
        reports.write(*results)
    if reports.paths:
        return
    if isinstance(results, ComparisonResult):
        print_comparison(results)
    else:
        print_results(*results)


def _in(paths: Sequence[Path]) -> Sequence[SearchResult] | ComparisonResult:
    """Return what is in some files, or fail if two of them are of one client, or a comparison is one of several."""
    results: dict[str, tuple[Path, SearchResult]] = {}
    for path in paths:
        of_file = read_results_or_comparison(path)
        if isinstance(of_file, ComparisonResult):
            if len(paths) > 1:
                fail(f"{path} is a comparison, of which reports are made alone: expected no other file beside it")
            return of_file
        for result in of_file:
            other, _ = results.setdefault(result.client, (path, result))
            if results[result.client][1] is not result:
                where = f"twice in {path}" if other == path else f"in {other} and in {path}"
                fail(f"two clients with one name: {result.client!r} is {where}")
    return [result for _, result in results.values()]


def write_badge(path: Path, out: Path | None) -> None:
    """Make the badge of the results in a file, and print it, or write it to another one."""
    if out is not None:
        if out.is_dir():
            fail(f"{out} is a folder: expected a file to write")
        try_writing(out)
    look_in_working_folder()
    with quiet():
        text = badge(*read_results(path))
    if out is None:
        click.echo(text)
    else:
        write_whole(out, f"{text}\n".encode())
