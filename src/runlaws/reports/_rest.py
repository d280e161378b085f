"""The rest of a group of findings, in a few lines: what else shows the same defect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from runlaws.finding import Finding
from runlaws.reports._shared import headline, places

__all__ = ["rows_of_rest"]

_MOST: Final = 5
"""How many further headlines are shown: more are counted."""


def rows_of_rest(first: Finding, rest: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Yield the places at which a client fails as in the first finding, then how else the same defect shows."""
    face = evolve(first.failure.cause, place="")
    pointers, others = dict[str, None](), dict[str, None]()
    for finding in rest:
        if evolve(finding.failure.cause, place="") != face:
            others[_otherwise(first, finding)] = None
        elif finding.failure.pointer != first.failure.pointer:
            pointers[finding.failure.pointer] = None
    if pointers:
        yield "also at", places(list(pointers))
    yield from (("and also", text) for text in list(others)[:_MOST])
    if len(others) > _MOST:
        yield "and also", f"{len(others) - _MOST} more"


def _otherwise(first: Finding, other: Finding) -> str:
    law = other.failure.law
    return headline(other) if law == first.failure.law else f"{headline(other)}, which breaks {law}"
