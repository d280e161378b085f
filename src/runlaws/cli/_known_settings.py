"""What `runlaws known update` is told: how to search, and what to write in the entries."""

from __future__ import annotations

import datetime

from attrs import frozen

from runlaws.cli._terms import Terms

__all__ = ["How", "Note"]


@frozen
class Note:
    """What the user wants in the entries that are added."""

    reason: str
    issue: str
    expires: datetime.date | None


@frozen
class How:
    """How a client is searched for what is to be known; without `ids`, with all laws."""

    examples: int
    seed: int
    terms: Terms
    profile: str
    ids: tuple[str, ...] = ()
