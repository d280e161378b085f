"""The command that tries a case again: `runlaws`, or pytest if only a fixture supplies the client."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.search import replay_command

__all__ = ["SUITE", "command_for"]

SUITE = "runlaws.suite"


def command_for(case: Case, item: pytest.Item | None, spec: str) -> str:
    """Return the command for a case that failed in a test, with the client that `spec` names, if it names one."""
    if spec:
        return replay_command(case, spec)
    module: Any = getattr(item, "module", None)
    where = f"--pyargs {SUITE}"
    if item is not None and hasattr(module, "test_saved") and module.__name__ != SUITE:
        where = shlex.quote(item.nodeid.partition("::")[0])
    return f"pytest {where} --run-replay {case.id}"
