"""A finding as a few lines of Python against the SDK alone, for whoever maintains it and has no runlaws."""

from __future__ import annotations

from typing import Final

from runlaws.client import Snippet
from runlaws.finding import Finding
from runlaws.reports._shared import likeness_of, printable, value_text
from runlaws.reports._steps import Steps, steps_of
from runlaws.verdict import Words

__all__ = ["script_of"]

_OF_A_COMMENT: Final = 70


def script_of(finding: Finding, snippet: Snippet | None) -> str:
    """Return lines of Python that show a finding with the SDK alone, or an empty text where a few lines cannot.

    What a law asks about shared data, headers and earlier documents takes more than that.
    """
    steps = steps_of(finding, snippet) if snippet is not None else None
    if snippet is None or steps is None:
        return ""
    lines = [*steps.lines, f"print({_shown(steps)})"]
    imports = "import json\n" if any("json." in line for line in lines) else ""
    return f"{imports}{snippet.setup.strip()}\n\n" + "\n".join(lines) + f"  # {_comment(finding)}\n"


def _shown(steps: Steps) -> str:
    """Return what to print: answers without the brackets around them, and a value as Python writes it."""
    last = steps.last
    if last.startswith("["):
        return last.removeprefix("[").removesuffix("]")
    return f"repr({last})" if last.startswith(("run.", "run[")) and not last.endswith(")") else last


def _comment(finding: Finding) -> str:
    twin = finding.case.twin
    if twin is not None and isinstance(finding.failure.got, Words):
        return printable(f"{finding.failure.kind}, {likeness_of(twin)}")
    return printable(f"{value_text(finding.failure.got, _OF_A_COMMENT)} ({finding.failure.kind})")
