"""A badge: what was found in a few words, as the data that shields.io shows for an endpoint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from runlaws.finding import SearchResult
from runlaws.grouping import grouped
from runlaws.laws import Severity
from runlaws.reports._severity import by_severity

__all__ = ["badge"]

_COLOURS: Final[Mapping[Severity, str]] = {
    Severity.CORRUPTION: "red",
    Severity.CRASH: "red",
    Severity.REFUSAL: "orange",
    Severity.INEQUALITY: "orange",
    Severity.COSMETIC: "yellow",
}


def badge(*results: SearchResult) -> str:
    """Return the data of a badge about the results of searches, as JSON: https://shields.io/badges/endpoint-badge.

    It counts what a report counts: what goes wrong in one way at many places is one finding.
    """
    says, colour = _said(results)
    return json.dumps({"schemaVersion": 1, "label": "runlaws", "message": says, "color": colour}, indent=2)


def _said(results: Iterable[SearchResult]) -> tuple[str, str]:
    """Return the message and the colour."""
    held = list(results)
    findings = [finding for result in held for finding in result.findings]
    count = sum(len(list(grouped(result.findings))) for result in held)
    if findings:
        return _counted(count, "finding"), _COLOURS[next(iter(by_severity(findings)))]
    if any(result.ended for result in held):
        return "not complete", "lightgrey"
    known = sum(result.known.seen for result in held if result.known)
    if any(result.known.complaints for result in held if result.known):
        return "known failures out of date", "yellow"
    return (f"{known} known", "green") if known else ("keeps all laws", "brightgreen")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
