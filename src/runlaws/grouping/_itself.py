"""What a finding shows of its defect by itself, whatever the others are."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator
from typing import Final

from runlaws.finding import Finding
from runlaws.laws import Family, copies_are_equal, decodes_valid, significant_fields, values_share_nothing
from runlaws.values import ABSENT, Change, manner_of, written
from runlaws.verdict import Failure, Words

__all__ = ["of_itself"]

_NUMBERS: Final = (Change.NUMBER_CHANGED, Change.PRECISION_LOST)


def of_itself(finding: Finding, law: str, place: str) -> Iterator[Hashable]:
    """Yield what a finding shares with others that go back to the same, by its law or that law's family, and place."""
    yield from _of_values(finding, law, place)
    yield from _of_one_place(finding.failure, law, place)
    yield from _of_copies(finding.failure)
    yield from _of_notation(finding)
    yield from _of_names_twice(finding)


def _of_one_place(failure: Failure, law: str, place: str) -> Iterator[Hashable]:
    """Yield what two failures at one place share that are broken in ways that go with each other."""
    kind = failure.kind
    if law == Family.ROUND_TRIP and not failure.raised:
        yield "kept", place, kind, failure.cause.types
        if kind in (*_NUMBERS, Change.TEXT_CHANGED):
            yield "changed", place, "number" if kind in _NUMBERS else "text", manner_of(failure.sent, failure.got)
    elif law == significant_fields.id:
        yield "equal", place
    elif law == values_share_nothing.id:
        yield "shared", place, kind


def _of_values(finding: Finding, law: str, place: str) -> Iterator[Hashable]:
    """Yield what became of values: nothing, whatever was sent; a text of each; a constant, where nothing was sent.

    Or a text that stands elsewhere in the document, whichever place that is.
    """
    sent, got = finding.failure.sent, finding.failure.got
    if isinstance(got, Words):
        return
    if sent is ABSENT:
        if got is not ABSENT:
            yield "constant", law, place, written(got)
    elif got is None or got in ("", [], {}):
        yield "nothing", law, place, written(got)
    elif isinstance(got, str) and not isinstance(sent, str) and got in _texts_of(sent):
        yield "text", law, place
    elif isinstance(got, str) and json.dumps(got).encode() in finding.case.document:
        yield "elsewhere", law, place


def _texts_of(value: object) -> tuple[str, ...]:
    return str(value), written(value), json.dumps(value, default=str)


def _of_copies(failure: Failure) -> Iterator[Hashable]:
    """Yield how a copy was made that has all the data and is not equal, since something in it goes by identity.

    Or that pickle finds no class of the client's: what it says has the name of the class, whichever that is.
    """
    is_copied = failure.law == copies_are_equal.id and not failure.pointer
    if (is_copied or failure.kind.endswith(": raised PicklingError")) and not failure.raised:
        yield "copy", failure.kind


def _of_notation(finding: Finding) -> Iterator[Hashable]:
    """Yield that integers with a fraction are refused, whichever of them, and in whatever words."""
    rules = [violation.rule for violation in finding.case.judgement.violations]
    if finding.failure.law == decodes_valid.id and rules and all(rule.endswith(".spelling") for rule in rules):
        yield "notation", finding.failure.kind.partition(":")[0]


def _of_names_twice(finding: Finding) -> Iterator[Hashable]:
    """Yield that of several values under one name the client makes another one of their type."""
    failure, violations = finding.failure, finding.case.judgement.violations
    if failure.raised or isinstance(failure.got, Words) or type(failure.sent) is not type(failure.got):
        return
    if violations and all(violation.rule == "json.duplicate-name" for violation in violations):
        yield "twice", failure.law, type(failure.got)
