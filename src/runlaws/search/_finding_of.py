"""From a failure and its case to a finding, with the command that shows it again."""

from __future__ import annotations

import shlex
from pathlib import Path

from runlaws.case import Case
from runlaws.client import Client
from runlaws.finding import Finding
from runlaws.search._simplest import notable
from runlaws.verdict import Failure

__all__ = ["CASE_FOLDER", "finding_of", "full_name", "replay_command"]

CASE_FOLDER = Path(".runlaws") / "cases"
"""Where failing cases are saved for `runlaws replay`, below the working folder."""


def finding_of(failure: Failure, case: Case, client: Client, *, replay: str) -> Finding:
    """Return a failure as a finding, with what is notable in its case and the command that shows it again."""
    return Finding(failure, case, full_name(client), notable(case), replay)


def replay_command(case: Case, spec: str) -> str:
    """Return the command that tries a saved case again with the client of that `spec`, which may be unknown."""
    return f"runlaws replay {case.id} --client {shlex.quote(spec) if spec else 'PACKAGE.MODULE:ATTRIBUTE'}"


def full_name(client: Client) -> str:
    """Return a client's name with its version."""
    return f"{client.name} {client.version}".rstrip()
