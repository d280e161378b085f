"""Saving the failing cases of a search, for `runlaws replay`."""

from __future__ import annotations

import click

from runlaws.finding import SearchResult
from runlaws.saved import Saved, write_saved
from runlaws.search import CASE_FOLDER

__all__ = ["keep_cases"]


def keep_cases(result: SearchResult, name: str) -> None:
    """Save the case of each finding, and of a search that ended early the case that was tried last.

    `name` is the client's, without a version.
    """
    failures = [(finding.failure, finding.case) for finding in result.findings]
    saved = [Saved(failure.law, failure.pointer, failure.kind, name, result.spec, case) for failure, case in failures]
    if result.last is not None and all(case.id != result.last.id for _, case in failures):
        saved.append(Saved("", "", "", name, result.spec, result.last))
    try:
        for each in saved:
            write_saved(CASE_FOLDER, each)
    except OSError as error:  # not fatal: the findings themselves are printed all the same
        click.echo(f"{CASE_FOLDER}: {error.strerror or error}: nothing is saved for `runlaws replay`", err=True)
