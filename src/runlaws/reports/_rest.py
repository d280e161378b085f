"""The rest of a group of findings, in a few lines: what else shows the same defect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from runlaws.finding import Finding
from runlaws.reports._shared import headline, places
from runlaws.values import shortened
from runlaws.verdict import Failure, Words

__all__ = ["rows_of_rest"]

_MOST: Final = 5
"""How many further headlines are shown: more are counted."""
_OF_A_MESSAGE: Final = 120
_MOST_LINES: Final = 10


def rows_of_rest(first: Finding, rest: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Yield the places at which a client fails as in the first finding, then how else the same defect shows."""
    face = evolve(first.failure.cause, place="")
    pointers, others = dict[str, None](), dict[str, int]()
    sorts = Counter[tuple[str, ...]]()
    for finding in rest:
        if evolve(finding.failure.cause, place="") != face or _statement(finding) != _statement(first):
            sort = finding.failure.law, finding.failure.kind, _statement(finding)
            others.setdefault(_otherwise(first, finding), sorts[sort])
            sorts[sort] += 1
        elif finding.failure.pointer != first.failure.pointer:
            pointers[finding.failure.pointer] = None
    yield from (("and also", text) for text in _lines([first, *rest]))
    if pointers:
        yield "also at", places(list(pointers))
    yield from (("and also", text) for text in sorted(others, key=others.__getitem__)[:_MOST])  # one of each sort first
    if len(others) > _MOST:
        statements = {_statement(finding) for finding in rest} - {_statement(first), ""}
        of_several = f"; {len(statements) + 1} statements raise in all" if statements else ""
        yield "and also", f"{len(others) - _MOST} more{of_several}"


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield by which other statements of a function the same was raised: each of them lacks a check."""
    shown = {_statement(finding) for finding in findings}
    lines: dict[tuple[str, str], dict[str, None]] = {}
    for finding in findings:
        function = _statement(finding).partition(", line ")[0]
        for statement in (text.partition(" (by ")[0] for text in finding.statements):
            of, _, line = statement.partition(", line ")
            if of == function and statement not in shown:
                lines.setdefault((finding.failure.kind, function), {})[line] = None
    for (kind, function), its in lines.items():
        numbers = ", ".join(list(its)[:_MOST_LINES])
        more = f" and {len(its) - _MOST_LINES} more" if len(its) > _MOST_LINES else ""
        yield f"{kind}, in line{'s' if len(its) > 1 else ''} {numbers}{more} of {function}"


def _otherwise(first: Finding, other: Finding) -> str:
    """Return how another finding looks: also what was raised by which statement, where the first says otherwise."""
    failure, text = other.failure, headline(other)
    if isinstance(failure.got, Words) and failure.raised and _message(failure) != _message(first.failure):
        class_, _, message = _message(failure).partition(": ")
        text += f": {message if message and class_ in failure.kind else _message(failure)}"
    if (statement := _statement(other)) and statement != _statement(first):
        text += f", in {statement}"
    return text if failure.law == first.failure.law else f"{text}, which breaks {failure.law}"


def _message(failure: Failure) -> str:
    return shortened(str(failure.got), _OF_A_MESSAGE)


def _statement(finding: Finding) -> str:
    """Return the statement that raised, without the library that it called."""
    return next(iter(finding.failure.raised), "").partition(" (by ")[0]
