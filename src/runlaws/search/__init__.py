"""Searching for failures of a client: the catalogue, then random cases, with each finding made minimal.

Exported names are imported when they are first used: only what fails needs Hypothesis, to be shrunk, and importing
that costs more than all the rest.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runlaws.search._catalogue import carried_cases, listed_cases, try_cases, try_catalogue
    from runlaws.search._finding_of import CASE_FOLDER, finding_of, replay_command
    from runlaws.search._flaky import is_flaky
    from runlaws.search._jobs import JobEnded
    from runlaws.search._matter import left_without, matter_of
    from runlaws.search._merged import NotOfOneCampaign, merged
    from runlaws.search._minimal import minimal
    from runlaws.search._permit_of import permit_of
    from runlaws.search._progress import LessKnown, Progress
    from runlaws.search._search import search
    from runlaws.search._shrinking import drawn_cases
    from runlaws.search._simplest import notable, simplest_like
    from runlaws.search._tracing import with_traceback
    from runlaws.search._until import Until

__all__ = [
    "CASE_FOLDER",
    "JobEnded",
    "LessKnown",
    "NotOfOneCampaign",
    "Progress",
    "Until",
    "carried_cases",
    "drawn_cases",
    "finding_of",
    "is_flaky",
    "left_without",
    "listed_cases",
    "matter_of",
    "merged",
    "minimal",
    "notable",
    "permit_of",
    "replay_command",
    "search",
    "simplest_like",
    "try_cases",
    "try_catalogue",
    "with_traceback",
]

_HOME = {
    "CASE_FOLDER": "_finding_of",
    "JobEnded": "_jobs",
    "LessKnown": "_progress",
    "Progress": "_progress",
    "Until": "_until",
    "carried_cases": "_catalogue",
    "drawn_cases": "_shrinking",
    "finding_of": "_finding_of",
    "is_flaky": "_flaky",
    "left_without": "_matter",
    "listed_cases": "_catalogue",
    "matter_of": "_matter",
    "merged": "_merged",
    "minimal": "_minimal",
    "NotOfOneCampaign": "_merged",
    "notable": "_simplest",
    "permit_of": "_permit_of",
    "replay_command": "_finding_of",
    "search": "_search",
    "simplest_like": "_simplest",
    "try_cases": "_catalogue",
    "try_catalogue": "_catalogue",
    "with_traceback": "_tracing",
}

if not TYPE_CHECKING:  # with it in view, a type checker would accept any name

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
