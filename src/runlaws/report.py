"""What was found, as text a person can act on and as JSON data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from runlaws.case import Case
from runlaws.laws import Missing, find_law
from runlaws.values import Json
from runlaws.verdict import Failure, Words

__all__ = ["Finding", "SearchResult", "as_json", "grouped", "summary", "text_of"]

_WIDTH = 160


@frozen
class Finding:
    """A failure with the simplest case that shows it; `notable` is what in that case is not as simple as can be."""

    failure: Failure
    case: Case
    client: str
    notable: Mapping[str, Json] = field(factory=dict)
    replay: str = ""


@frozen
class SearchResult:
    """What a search did: how many cases it tried, how it began, what it found."""

    client: str
    profile: str
    examples: int
    seed: int
    findings: tuple[Finding, ...]


def text_of(finding: Finding, also: Sequence[str] = ()) -> str:
    """Return a finding as text: the law, where, what was sent and got, the client, how to see it again.

    `also` are other places at which the same was found.
    """
    failure, case = finding.failure, finding.case
    lines = [f"{failure.law}: {find_law(failure.law).says}"]
    if failure.pointer:
        lines.append(f"  at       {failure.pointer}")
    lines.append(f"  sent     {_value(failure.sent)}")
    lines.append(f"  got      {_value(failure.got)}    ({failure.kind})")
    if also:
        lines.append(f"  also at  {', '.join(also)}")
    lines.append(f"  client   {finding.client}")
    lines.append(f"  case     {case.made}{_notable(finding)}")
    lines.append(f"  document {_shortened(case.document)}")
    if case.twin is not None:
        where = f", other at {case.twin.pointer}" if case.twin.pointer else ""
        lines.append(f"  twin     {_shortened(case.twin.document)}  ({case.twin.likeness.value} data{where})")
    if finding.replay:
        lines.append(f"  replay   {finding.replay}")
    return "\n".join(lines)


def grouped(findings: Iterable[Finding]) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """Yield one finding for each law and kind of failure, with the other places where the same was found."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.failure.law, finding.failure.kind), []).append(finding)
    for group in groups.values():
        first, *rest = sorted(group, key=lambda one: (len(one.case.document), one.failure.pointer))
        yield first, tuple(one.failure.pointer for one in rest)


def summary(result: SearchResult) -> str:
    """Return one line that says what a search found."""
    count = sum(1 for _ in grouped(result.findings))
    what = "no findings" if not count else f"{count} finding{'s' if count > 1 else ''}"
    return f"{result.client}: {what} in {result.examples} cases of profile {result.profile} (seed {result.seed})"


def as_json(result: SearchResult) -> dict[str, Any]:
    """Return a search's result as JSON data."""
    return {
        "client": result.client,
        "profile": result.profile,
        "examples": result.examples,
        "seed": result.seed,
        "findings": [
            {
                "law": finding.failure.law,
                "pointer": finding.failure.pointer,
                "kind": finding.failure.kind,
                "sent": _plain(finding.failure.sent),
                "got": _plain(finding.failure.got),
                "case": finding.case.as_json(),
            }
            for finding in result.findings
        ],
    }


def _plain(value: Json) -> Json:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return str(value)
    return value


def _value(value: Json) -> str:
    if isinstance(value, Missing | Words):
        return _cut(str(value))
    try:
        return _cut(json.dumps(value, ensure_ascii=False))
    except (TypeError, ValueError):
        return _cut(str(value))


def _cut(text: str, width: int = _WIDTH) -> str:
    text = _printable(text)
    return text if len(text) <= width else f"{text[:width]}…"


def _notable(finding: Finding) -> str:
    if not finding.notable:
        return ""
    parts = [f"{name} {_cut(_value(value), 80)}" for name, value in finding.notable.items()]
    return f"; of note in it: {', '.join(parts)}"


def _printable(text: str) -> str:
    """Return text that a terminal shows as it is: control characters and lone surrogates as escapes."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _shortened(document: bytes) -> str:
    text = _printable(document.decode("utf-8", "backslashreplace")) or "(no bytes)"
    return text if len(text) <= 4000 else f"{text[:2000]} … {text[-200:]}  ({len(document)} bytes)"
