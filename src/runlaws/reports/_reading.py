"""Reading what the JSON reports wrote: the results of searches, or a comparison."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from runlaws.client._forms import Misfit, misfit
from runlaws.comparison import ComparisonResult
from runlaws.finding import SearchResult
from runlaws.reports._comparison_json import comparison_of
from runlaws.reports._form import RESULT
from runlaws.reports._json import VERSION
from runlaws.values import Json

__all__ = ["ResultsError", "read_results", "read_results_or_comparison"]


class ResultsError(ValueError):
    """A file holds no results that this version can read; the text says which file, what was expected, and where."""


def read_results(path: Path) -> tuple[SearchResult, ...]:
    """Return the results in a file that `runlaws fuzz --json` wrote; raises `ResultsError` or OSError."""
    results = read_results_or_comparison(path)
    if isinstance(results, ComparisonResult):
        msg = f"{path}: expected results, as `runlaws fuzz --json` writes them, got a comparison of several clients"
        raise ResultsError(msg)
    return results


def read_results_or_comparison(path: Path) -> tuple[SearchResult, ...] | ComparisonResult:
    """Return the results that `runlaws fuzz --json` wrote to a file, or the comparison that `compare --json` wrote.

    Raises `ResultsError` or OSError.
    """
    content = path.read_bytes()
    try:
        held = _of_this_version(json.loads(content))
        return comparison_of(held) if "disagreements" in held else _results_of(held)
    except (Misfit, ValueError, RecursionError) as error:
        msg = f"{path}: {error}" if isinstance(error, ValueError) else f"{path}: it is nested too deeply"
        raise ResultsError(msg) from error


def _of_this_version(data: Json) -> Mapping[str, Json]:
    """Return the data without the version of its form, which this version can read."""
    if not isinstance(data, dict) or "version" not in data:
        misfit("an object with a version, as `runlaws fuzz --json` writes it,", (), data)
    version = data["version"]
    if isinstance(version, bool) or not isinstance(version, int):
        misfit(f"the version of the form, {VERSION}", ("version",), version)
    if version != VERSION:
        newer = " of a newer runlaws" if version > VERSION else ""
        misfit(f"version {VERSION} of the form", ("version",), version, newer)
    return {name: value for name, value in data.items() if name != "version"}


def _results_of(held: Mapping[str, Json]) -> tuple[SearchResult, ...]:
    if "results" not in held:
        return (RESULT.read(dict(held), ()),)
    results = held["results"]
    for name in held.keys() - {"results"}:
        misfit("no member but version and results", (name,), held[name])
    if not isinstance(results, list):
        misfit("an array", ("results",), results)
    return tuple(RESULT.read(result, ("results", index)) for index, result in enumerate(results))
