"""Counting which members a client shows."""

from __future__ import annotations

from runlaws.case import Case
from runlaws.client import Observation, Outcome
from runlaws.probe._members import members
from runlaws.probe._place_tally import PlaceTally
from runlaws.values import ABSENT, Absent, Json, at_path, pointer

__all__ = ["count_shown"]


def count_shown(tally: PlaceTally, case: Case, seen: Observation, written: Json | Absent) -> None:
    """Count whether members are shown: not those that are not kept, nor those whose object is not shown either.

    `written` is what the client wrote of the value, `ABSENT` if it wrote nothing.
    """
    if seen.outcome is not Outcome.ACCEPTED or seen.nothing:
        return
    for member in members(case):
        around = pointer(member.path[:-1])
        lost = seen.policy.omitted(member.place) or (written is not ABSENT and at_path(written, member.path) is ABSENT)
        if member.value is not None and not lost and (not around or around in seen.types):
            here = pointer(member.path)
            tally.add(member.place, "shown" if here in seen.shown or here in seen.types else "hidden", case.document)
