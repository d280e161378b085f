"""`runlaws report`: reports of results that searches wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from runlaws.cli._clients import quiet
from runlaws.cli._errors import fail
from runlaws.cli._here import look_in_working_folder
from runlaws.cli._print import print_results
from runlaws.cli._reports import Reports
from runlaws.files import try_writing, write_whole
from runlaws.finding import SearchResult
from runlaws.reports import badge, read_results

__all__ = ["run", "write_badge"]


def run(paths: Sequence[Path], options: Mapping[str, Path | None]) -> None:
    """Read the results, and write the reports that options name, or else print the text."""
    reports = Reports.asked_for(options)
    look_in_working_folder()  # a file may name a profile of the user's own
    with quiet():
        results = _results_in(paths)
    reports.write(*results)
    if not reports.paths:
        print_results(*results)


def _results_in(paths: Sequence[Path]) -> Sequence[SearchResult]:
    """Return the results in some files, or fail if two of them are of one client."""
    results: dict[str, tuple[Path, SearchResult]] = {}
    for path in paths:
        for result in read_results(path):
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
