"""From a failure and its case to a finding, with the command that shows it again."""

from __future__ import annotations

import shlex
from pathlib import Path

from runlaws.case import Case
from runlaws.finding import Finding
from runlaws.search._simplest import notable
from runlaws.verdict import Failure

__all__ = ["CASE_FOLDER", "finding_of", "replay_command"]

CASE_FOLDER = Path(".runlaws") / "cases"
"""Where failing cases are saved for `runlaws replay`, below the working folder."""


def finding_of(failure: Failure, case: Case, client: str, *, replay: str) -> Finding:
    """Return a failure of the client of that name as a finding, with what is notable in its case and how to see it."""
    return Finding(failure, case, client, notable(case), replay)


def replay_command(case: Case, spec: str) -> str:
    """Return the command that tries a saved case again with the client of that `spec`, which may be unknown."""
    return f"runlaws replay {case.id} --client {shlex.quote(spec) if spec else 'PACKAGE.MODULE:ATTRIBUTE'}"
