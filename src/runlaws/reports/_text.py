"""What was found, as text a person can act on and as JSON data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from runlaws.case import Case, Likeness, Twin
from runlaws.client import EVERYTHING, Question
from runlaws.contract import Judgement
from runlaws.coverage import ASPECTS, Coverage
from runlaws.laws import UnknownLaw, find_law
from runlaws.values import Json, Missing
from runlaws.verdict import Failure, Words

__all__ = [
    "Finding",
    "SearchResult",
    "as_json",
    "coverage_line",
    "grouped",
    "kind_of",
    "printable",
    "summary",
    "text_of",
]

_WIDTH = 160
_MOST_PLACES = 10


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
    lines = list(_title(failure.law))
    if failure.pointer:
        lines.append(f"  at       {failure.pointer}")
    lines.append(f"  sent     {_value(failure.sent)}")
    lines.append(f"  got      {_value(failure.got)}    ({failure.kind})")
    if also:
        lines.append(f"  also at  {_places(also)}")
    lines.append(f"  client   {finding.client}")
    lines.append(f"  case     {kind_of(case)}{_notable(finding)}")
    lines += _why(case.judgement)
    lines.append(f"  document {_shortened(case.document)}")
    lines += _others(failure.law, case)
    if finding.replay:
        lines.append(f"  replay   {finding.replay}")
    return "\n".join(map(printable, lines))


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
    """Return a search's result as JSON data; a finding has no `sent` or no `got` where nothing stood there."""
    return {
        "client": result.client,
        "profile": result.profile,
        "examples": result.examples,
        "seed": result.seed,
        "findings": list(map(_as_json, result.findings)),
    }


def coverage_line(client: str, coverage: Coverage, cases: int) -> str:
    """Return one line that says how much of a contract some cases exercised."""
    shares = ", ".join(f"{aspect} {int(100 * coverage.share(aspect))} %" for aspect in ASPECTS)
    return f"{client}: {cases:,} case{'s' if cases > 1 else ''}, contract coverage of {coverage.profile}: {shares}"


def kind_of(case: Case) -> str:
    """Return in a few words what a case is: its standing, and how it was made."""
    standing, made = case.standing.value, str(case.made)
    return made if made.startswith(standing) else f"{standing}, {made}"


def printable(text: str) -> str:
    """Return text that a terminal shows as it is, on one line: control characters and lone surrogates as in JSON."""
    return text if text.isprintable() else "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    escaped = json.dumps(char)[1:-1]
    return escaped if escaped != char else f"\\u{ord(char):04x}"


def _as_json(finding: Finding) -> dict[str, Any]:
    failure = finding.failure
    values = {"sent": failure.sent, "got": failure.got}
    return {
        "law": failure.law,
        "pointer": failure.pointer,
        "kind": failure.kind,
        **{name: _plain(value) for name, value in values.items() if not isinstance(value, Missing)},
        "case": finding.case.as_json(),
        "replay": finding.replay,
    }


def _plain(value: Json) -> Json:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return str(value)
    return value


def _title(id: str) -> Iterator[str]:
    """Yield what a law says and why, or its id alone where it is one of the user's own."""
    try:
        law = find_law(id)
    except UnknownLaw:
        yield id
    else:
        yield f"{law.id}: {law.says}"
        yield f"  why      {law.why}"


def _others(id: str, case: Case) -> Iterator[str]:
    """Yield the documents that a law compares the case's with."""
    try:
        asks = find_law(id).asks
    except UnknownLaw:
        asks = EVERYTHING
    if case.twin is not None and asks & {Question.TWIN, Question.DISTURB}:
        yield f"  twin     {_shortened(case.twin.document)}  ({_likeness(case.twin)})"
    if case.third is not None and id == "equality-transitive":
        yield f"  third    {_shortened(case.third.document)}  ({_likeness(case.third)})"


def _why(judgement: Judgement) -> Iterator[str]:
    """Yield why a document has its standing: the first violation (a dispute before others), or else the first news."""
    found = list(map(str, judgement.violations or judgement.news))
    if found:
        label = "breaks" if judgement.violations else "news"
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield f"  {label:<8} {_cut(found[0])}{more}"


def _likeness(twin: Twin) -> str:
    if twin.likeness is Likeness.SAME:
        return "the same data, spelled otherwise"
    return f"the same but for {twin.pointer}"


def _places(pointers: Sequence[str]) -> str:
    named = [pointer or "(whole document)" for pointer in pointers[:_MOST_PLACES]]
    more = len(pointers) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _value(value: Json) -> str:
    if isinstance(value, Missing | Words):
        return _cut(str(value))
    try:
        return _cut(json.dumps(value, ensure_ascii=False))
    except (TypeError, ValueError):
        return _cut(str(value))


def _cut(text: str, width: int = _WIDTH) -> str:
    return text if len(text) <= width else f"{text[:width]}…"


def _notable(finding: Finding) -> str:
    if not finding.notable:
        return ""
    parts = [f"{name} {_cut(_value(value), 80)}" for name, value in finding.notable.items()]
    return f"; of note in it: {', '.join(parts)}"


def _shortened(document: bytes) -> str:
    text = document.decode("utf-8", "backslashreplace") or "(no bytes)"
    return text if len(text) <= 4000 else f"{text[:2000]} … {text[-200:]}  ({len(document)} bytes)"
