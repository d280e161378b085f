"""`runlaws merge`: the results of the shards of a campaign, as the result of all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from runlaws.cli._clients import quiet
from runlaws.cli._errors import fail
from runlaws.cli._here import look_in_working_folder
from runlaws.cli._keeping import keep_cases
from runlaws.cli._print import print_results
from runlaws.cli._reports import Reports
from runlaws.finding import SearchResult
from runlaws.reports import read_results
from runlaws.search import NotOfOneCampaign, merged

__all__ = ["run"]


def run(paths: Sequence[Path], options: Mapping[str, Path | None]) -> int:
    """Read the results, join them, write and print what `fuzz` would, and return the exit status."""
    reports = Reports.asked_for(options)
    look_in_working_folder()  # a file may name a profile of the user's own
    with quiet():
        result = _joined(paths)
    keep_cases(result, result.client)
    try:
        reports.write(result)
    finally:
        if not reports.printed:
            print_results(result)
    return 1 if result.findings or (result.known and result.known.complaints) else 0


def _joined(paths: Sequence[Path]) -> SearchResult:
    results: dict[str, SearchResult] = {}
    for path in paths:
        of_file = read_results(path)
        if len(of_file) != 1:
            fail(f"{path}: expected the result of one search, got {len(of_file)}")
        if str(path) in results:
            fail(f"{path} is given twice")
        (results[str(path)],) = of_file
    try:
        return merged(results)
    except NotOfOneCampaign as error:
        fail(str(error))
