"""`runlaws compare`: several clients side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from runlaws.cli._contest import Contest
from runlaws.cli._ending import sentence_of, status_of
from runlaws.cli._errors import fail
from runlaws.cli._print import print_comparison
from runlaws.cli._reports import Reports
from runlaws.cli._search import held_to
from runlaws.cli._terms import Terms
from runlaws.comparison import ComparisonResult
from runlaws.finding import Finding
from runlaws.objects import find_profile
from runlaws.reports import COMPARISON_REPORTS
from runlaws.saved import Saved, write_saved
from runlaws.search import CASE_FOLDER

__all__ = ["run"]


def run(
    specs: Sequence[str],
    *,
    reports: Mapping[str, Path | None],
    examples: int,
    seed: int,
    ids: tuple[str, ...],
    terms: Terms,
    profile: str,
    revision: str | None,
) -> int:
    """Compare the clients, write what is asked for, print what they do differently, and return the exit status."""
    contract = find_profile(profile)
    if len(specs) < 2:
        fail(f"expected two clients at least to compare, got {specs[0]!r} alone")
    twice = [spec for spec, number in Counter(specs).items() if number > 1]
    if twice:
        fail(f"two clients with one name: {twice[0]!r} is given {Counter(specs)[twice[0]]} times")
    wanted = Reports.asked_for(reports)
    laws, requirements = held_to(ids, revision, contract)
    contest = Contest(examples, seed, terms, profile, laws, requirements)
    contest.find(specs)
    try:
        comparison = contest.whole()
    except KeyboardInterrupt as error:
        return _ended(contest, wanted, error)
    _write(comparison, contest, wanted)
    return 1 if comparison.disagreements or comparison.lost else 0


def _ended(contest: Contest, reports: Reports, error: KeyboardInterrupt) -> int:
    """Report what was found until a signal ended the comparison."""
    comparison = contest.so_far(sentence_of(error).rstrip(".").lower())
    if comparison is None:
        raise error
    _write(comparison, contest, reports)
    click.echo(sentence_of(error), err=True)
    return status_of(error)


def _write(comparison: ComparisonResult, contest: Contest, reports: Reports) -> None:
    """Save the cases, write the reports, then the text, whose reader may close the pipe early."""
    _keep(comparison, contest)
    try:
        reports.write_each(lambda name: COMPARISON_REPORTS[name](comparison))
    finally:
        if not reports.printed:
            print_comparison(comparison)


def _keep(comparison: ComparisonResult, contest: Contest) -> None:
    """Save the case of each disagreement and of each finding, for `runlaws replay`, and the last of one that ended."""
    specs = dict(zip(comparison.clients, contest.clients, strict=True))
    findings: list[Finding] = [finding for result in comparison.results for finding in result.findings]
    cases = [(each.pointer, each.case) for each in comparison.disagreements]
    if comparison.ended and contest.last is not None:
        cases.append(("", contest.last))
    saved = [Saved("", pointer, "", "", next(iter(contest.clients)), case) for pointer, case in cases]
    for each in findings:
        failure = each.failure
        saved.append(Saved(failure.law, failure.pointer, failure.kind, each.client, specs[each.client], each.case))
    try:
        for each_saved in saved:
            write_saved(CASE_FOLDER, each_saved)
    except OSError as error:  # not fatal: what was found is printed all the same
        click.echo(f"{CASE_FOLDER}: {error.strerror or error}: nothing is saved for `runlaws replay`", err=True)
