"""Making a finding from a failure and its case, and the command that shows the failure again."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from attrs import evolve

from runlaws.case import Case
from runlaws.finding import Finding
from runlaws.laws import LAWS
from runlaws.search._matter import matter_of
from runlaws.search._simplest import notable
from runlaws.verdict import Failure

__all__ = ["CASE_FOLDER", "finding_of", "order_of", "replay_command"]

CASE_FOLDER = Path(".runlaws") / "cases"
"""Where failing cases are saved for `runlaws replay`, below the working folder."""


def finding_of(
    failure: Failure, case: Case, client: str, *, replay: str, permit: str = "", tried: int = 0, seen: int = 0
) -> Finding:
    """Return the finding for a failure of the client with that name.

    `replay` is the command that shows it again, `permit` the setting that permits the behaviour; `tried` says for how
    many cases the law could be asked, `seen` in how many of them the failure showed.
    """
    case = evolve(case, before=failure.before) if failure.before else case
    return Finding(failure, case, client, notable(case), replay, permit, matter_of(case), tried, seen)


def replay_command(case: Case, spec: str) -> str:
    """Return the command that tries a saved case again; with an empty `spec` it has a placeholder for the client."""
    return f"runlaws replay {case.id} --client {shlex.quote(spec) if spec else 'PACKAGE.MODULE:ATTRIBUTE'}"


def order_of(finding: Finding) -> tuple[int, str, str]:
    """Return by what findings are sorted: the order of the laws, the kind, the place."""
    failure = finding.failure
    return _ORDER.get(failure.law, 0), failure.kind, failure.pointer


_ORDER: Final = {law.id: number for number, law in enumerate(LAWS)}
