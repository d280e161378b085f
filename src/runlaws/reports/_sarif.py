"""The SARIF report (version 2.1.0), for the code-scanning pages of GitHub and others, and for editors."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final
from urllib.parse import quote

from runlaws.finding import Finding, SearchResult
from runlaws.grouping import severity_of
from runlaws.laws import LAWS, MEANING, Law, Severity
from runlaws.reports._laws import explained, known_law
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import headline, often, printable
from runlaws.reports._text import rows_of
from runlaws.values import written

__all__ = ["as_sarif", "render", "sarif_of"]

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.CORRUPTION: "error",
    Severity.CRASH: "error",
    Severity.REFUSAL: "error",
    Severity.INEQUALITY: "warning",
    Severity.COSMETIC: "note",
}
_PROBLEM: Final = {"error": "error", "warning": "warning", "note": "recommendation"}
"""GitHub's words for the levels of a rule."""

_SOURCE: Final = "%SRCROOT%"
_PACKAGES: Final = "PACKAGES"
_BASES: Final[Mapping[str, Any]] = {
    _SOURCE: {"description": {"text": "The folder in which runlaws was started."}},
    _PACKAGES: {"description": {"text": "The folder in which the client's packages are installed."}},
}
_IN_THE_MESSAGE: Final = frozenset(
    {"sent", "got", "raised", "cause", "also at", "and also", "case", "breaks", "unknown", "replay"}
)
"""Labels of the text report that the message of a result has."""
_RAISED: Final = re.compile(r"(?P<file>.+?) in .+?(?:, line (?P<line>\d+))?(?: \(by .*\))?", re.DOTALL)


def render(*results: SearchResult) -> str:
    """Return the results of searches as the text of a SARIF file."""
    return json.dumps(as_sarif(*results), indent=2)


def as_sarif(*results: SearchResult) -> dict[str, Any]:
    """Return the results of searches as a SARIF log: a run for each client, a rule for each law."""
    return _log(list(map(_run, results)))


def sarif_of(
    task: str, laws: Sequence[str], results: Sequence[Mapping[str, Any]], properties: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a log of one run, of a task, with a rule for each law, and with results as they are."""
    return _log([_run_of(task, laws, results, properties)])


def _log(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}


def _run(result: SearchResult) -> dict[str, Any]:
    laws = [tally.law for tally in result.tallies] or [law.id for law in LAWS]
    rules = list(dict.fromkeys([*laws, *(finding.failure.law for finding in result.findings)]))
    groups = chain.from_iterable(by_severity(result.findings).values())
    results = [_result(finding, also, result, rules) for finding, also in groups]
    properties = {"profile": result.profile, "cases": result.examples, "seed": result.seed}
    return {**_run_of(printable(result.client), rules, results, properties), "invocations": [_invocation(result)]}


def _run_of(
    task: str, laws: Sequence[str], results: Sequence[Mapping[str, Any]], properties: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "tool": {"driver": {"name": "runlaws", **_version(), "rules": list(map(_rule, laws))}},
        "automationDetails": {"id": f"runlaws/{task}"},
        "originalUriBaseIds": _BASES,
        "results": results,
        "columnKind": "unicodeCodePoints",
        "properties": properties,
    }


def _version() -> Mapping[str, str]:
    from importlib.metadata import version

    return {"version": version("runlaws")}


def _invocation(result: SearchResult) -> dict[str, Any]:
    """Return how the search went; a search that ended early was not successful."""
    notes = [result.ended] if result.ended else []
    notes += result.known.complaints if result.known is not None else ()
    said = [{"level": "warning", "message": {"text": printable(note)}} for note in notes]
    return {"executionSuccessful": not result.ended, **({"toolExecutionNotifications": said} if said else {})}


# -- rules


def _rule(id: str) -> dict[str, Any]:
    """Return the rule for a law; of a law of the user's own nothing is known but the id.

    The name is for Azure DevOps, which takes no rule without one.
    """
    law = known_law(id)
    name = "".join(word.capitalize() for word in re.findall(r"[A-Za-z0-9]+", id)) or "Law"
    return {"id": printable(id), "name": name, **({} if law is None else _about(law))}


def _about(law: Law) -> dict[str, Any]:
    level, help_text = _LEVELS[law.severity], "\n".join(explained(law))
    return {
        "shortDescription": {"text": law.says},
        "fullDescription": {"text": f"{law.says}. {law.why}"},
        "help": {"text": help_text, "markdown": help_text},
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": [law.family.value, law.severity.value],
            "precision": "very-high",
            "problem.severity": _PROBLEM[level],
        },
    }


# -- results


def _result(finding: Finding, also: Sequence[Finding], result: SearchResult, rules: Sequence[str]) -> dict[str, Any]:
    law = finding.failure.law
    return {
        "ruleId": printable(law),
        "ruleIndex": rules.index(law),
        "level": _LEVELS[severity_of(finding)],
        "message": {"text": _message(finding, also)},
        "locations": list(_locations(finding, result)),
        "partialFingerprints": {"runlawsCause/v1": _fingerprint(finding, result)},
        "properties": {
            "severity": severity_of(finding).value,
            "meaning": MEANING[severity_of(finding)],
            "pointer": printable(finding.failure.pointer),
            "tried": finding.tried,
            "seen": finding.seen,
            "case": finding.case.id,
        },
    }


def _message(finding: Finding, also: Sequence[Finding]) -> str:
    """Return what a page shows: a line that says what happened, then the rest in short, without the documents."""
    count = f" ({often(finding)})" if finding.seen else ""
    rows = (f"{label}: {text}" for label, text in rows_of(finding, also) if label in _IN_THE_MESSAGE)
    return "\n".join(map(printable, (f"{finding.client}: {headline(finding)}{count}", *rows)))


def _locations(finding: Finding, result: SearchResult) -> Iterator[dict[str, Any]]:
    """Yield where the client is defined, and the function of the client's own that raised what it raised.

    The first is the one that a page shows: it is in the reader's repository, where the second seldom is.
    """
    place = {"name": printable(finding.failure.pointer or "(whole document)"), "kind": "value"}
    base = _PACKAGES if result.installed else _SOURCE
    physical = {"physicalLocation": _physical(result.file, base, result.line)} if result.file else {}
    yield {**physical, "logicalLocations": [place]}
    raised = _RAISED.fullmatch(finding.failure.raised[0]) if finding.failure.raised else None
    if raised is not None and finding.failure.cause.frame:
        says = {"text": f"raised in {printable(finding.failure.raised[0])}"}
        yield {"physicalLocation": _physical(raised["file"], _PACKAGES, int(raised["line"] or 1)), "message": says}


def _physical(file: str, base: str, line: int) -> dict[str, Any]:
    uri = quote(file.replace("\\", "/"), errors="replace")
    where = {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": base}
    return {"artifactLocation": where, "region": {"startLine": max(1, line)}}


def _fingerprint(finding: Finding, result: SearchResult) -> str:
    """Return digits that are the same for a finding in every search of the client, whatever its version."""
    cause = finding.failure.cause
    parts = (result.spec, result.profile, cause.law, cause.place, cause.kind, cause.message, cause.frame, cause.types)
    return hashlib.sha256(written([*parts, *finding.matter], ascii_only=True).encode()).hexdigest()[:32]
