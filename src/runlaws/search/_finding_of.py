"""Making a finding from a failure and its case, and the command that shows the failure again."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from attrs import evolve

from runlaws.case import Case
from runlaws.contract import BRAND_NEW
from runlaws.finding import Finding
from runlaws.laws import LAWS
from runlaws.search._matter import matter_of
from runlaws.search._simplest import notable
from runlaws.verdict import Cause, Failure

__all__ = ["CASE_FOLDER", "finding_of", "order_of", "replay_command", "times_seen"]

CASE_FOLDER = Path(".runlaws") / "cases"
"""Where failing cases are saved for `runlaws replay`, below the working folder."""


def finding_of(
    failure: Failure,
    case: Case,
    client: str,
    *,
    replay: str,
    permit: str = "",
    tried: int = 0,
    seen: int = 0,
    statements: tuple[str, ...] = (),
) -> Finding:
    """Return the finding for a failure of the client with that name.

    `replay` is the command that shows it again, `permit` the setting that permits the behaviour; `tried` says for how
    many cases the law could be asked, `seen` in how many of them the failure showed, `statements` where it was raised.
    """
    case = evolve(case, before=failure.before) if failure.before else case
    return Finding(failure, case, client, notable(case), replay, permit, matter_of(case), tried, seen, statements)


def times_seen(cause: Cause, seen: Mapping[Cause, int], others: Collection[Cause]) -> int:
    """Return how often a failure showed, of how often each cause did before its case was made minimal.

    One at an unknown member showed under any name that is not what matters in one of the `others`, and under several in
    some cases.
    """
    around, _, name = cause.place.rpartition("/")
    if name != BRAND_NEW:
        return seen.get(cause, 0)
    alike = (other for other in seen if other.law == cause.law and other.place.rpartition("/")[0] == around)
    apart = set(others) - {cause}
    return sum(seen[other] for other in alike if other not in apart and evolve(other, place=cause.place) == cause)


def replay_command(case: Case, spec: str) -> str:
    """Return the command that tries a saved case again; with an empty `spec` it has a placeholder for the client."""
    return f"runlaws replay {case.id} --client {shlex.quote(spec) if spec else 'PACKAGE.MODULE:ATTRIBUTE'}"


def order_of(finding: Finding) -> tuple[int, str, str]:
    """Return by what findings are sorted: the order of the laws, the kind, the place."""
    failure = finding.failure
    return _ORDER.get(failure.law, 0), failure.kind, failure.pointer


_ORDER: Final = {law.id: number for number, law in enumerate(LAWS)}
