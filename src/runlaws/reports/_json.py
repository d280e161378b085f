"""The JSON report: everything a search found, for programs."""

from __future__ import annotations

import json
from typing import Any

from runlaws.finding import Finding, KnownSeen, SearchResult, Tally
from runlaws.reports._severity import severity_of
from runlaws.values import ABSENT

__all__ = ["as_json", "render"]


def render(result: SearchResult) -> str:
    """Return a search's result as the text of a JSON document."""
    return json.dumps(as_json(result), indent=2)


def as_json(result: SearchResult) -> dict[str, Any]:
    """Return a search's result as JSON data.

    A finding lacks `sent` or `got` where there was no value; `known` is present if a known-failures file was read;
    `ended` says why a search ended before its time, and `last` is the case that was tried last.
    """
    return {
        "client": result.client,
        "profile": result.profile,
        "examples": result.examples,
        "seed": result.seed,
        "findings": list(map(_finding, result.findings)),
        "laws": {tally.law: _tally(tally) for tally in result.tallies},
        **({"ended": result.ended, "last": result.last and result.last.as_json()} if result.ended else {}),
        **({} if result.known is None else {"known": _known(result.known)}),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    failure = finding.failure
    values = {"sent": failure.sent, "got": failure.got}
    return {
        "law": failure.law,
        "severity": severity_of(finding).value,
        "pointer": failure.pointer,
        "kind": failure.kind,
        "cause": _cause(finding),
        **{name: _plain(value) for name, value in values.items() if value is not ABSENT},
        "case": finding.case.as_json(),
        "replay": finding.replay,
        "permit": finding.permit,
    }


def _cause(finding: Finding) -> dict[str, Any]:
    """Return what identifies a finding, whatever document shows it."""
    cause = finding.failure.cause
    parts = {"place": cause.place, "message": cause.message, "frame": cause.frame, "types": cause.types}
    return {**{name: text for name, text in parts.items() if text}, "matter": list(finding.matter)}


def _tally(tally: Tally) -> dict[str, Any]:
    return {"passed": tally.passed, "failed": tally.failed, "not_asked": dict(tally.not_asked)}


def _known(known: KnownSeen) -> dict[str, Any]:
    return {"kinds": known.kinds, "seen": known.seen, "complaints": list(known.complaints)}


def _plain(value: object) -> object:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return str(value)
    return value
