"""The Markdown report: each finding as an issue to paste where the client is maintained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from runlaws.client import Snippet
from runlaws.finding import Finding, SearchResult
from runlaws.grouping import severity_of
from runlaws.laws import MEANING
from runlaws.reports._excerpt import excerpt_of, place_of
from runlaws.reports._laws import known_law
from runlaws.reports._rest import rows_of_rest
from runlaws.reports._script import script_of
from runlaws.reports._severity import by_severity
from runlaws.reports._shared import (
    document_text,
    headline,
    kind_of,
    likeness_of,
    often,
    printable,
    reasons_of,
    value_text,
)
from runlaws.reports._text import compares_second, notes_of, summary
from runlaws.verdict import Words

__all__ = ["as_code", "fenced", "plain", "render"]


def render(*results: SearchResult) -> str:
    """Return the findings of searches as Markdown: an issue for each, parted by rules, and the summary at the end."""
    issues = [issue for result in results for issue in _issues(result)]
    sums = (plain(line) for result in results for line in (*notes_of(result), *summary(result).splitlines()[:2]))
    return "\n\n---\n\n".join([*issues, "  \n".join(sums)]) + "\n"


def _issues(result: SearchResult) -> Iterator[str]:
    for finding, also in chain.from_iterable(by_severity(result.findings).values()):
        yield "\n".join(_issue(finding, also, result.snippet))


def _issue(finding: Finding, also: Sequence[Finding], snippet: Snippet | None) -> Iterator[str]:
    """Yield the lines of one issue."""
    law, severity = known_law(finding.failure.law), severity_of(finding)
    yield from (f"# {plain(headline(finding))}", "", "**What happens**", "")
    yield from _what_happens(finding, also)
    yield ""
    yield from _reproduced(finding, snippet)
    if law is not None:
        yield from (f"**Expected**: {law.says}.", "", f"**Why it matters**: {law.why}", "")
    yield f"**Severity**: {severity.value}, that is, {MEANING[severity]}."
    yield ""
    count = f", {often(finding)}" if finding.seen else ""
    again = f" {as_code(finding.replay)} shows it again." if finding.replay else ""
    yield f"<sub>Found by runlaws, law {as_code(finding.failure.law)}{count}.{again}</sub>"


def _what_happens(finding: Finding, also: Sequence[Finding]) -> Iterator[str]:
    failure = finding.failure
    yield f"- client: {plain(finding.client)}"
    if failure.pointer:
        yield f"- at: {as_code(failure.pointer)}"
    yield f"- sent: {_value(failure.sent)}"
    yield f"- got: {_value(failure.got)} ({plain(failure.kind)})"
    yield from (f"  {as_code(line)}" for line in failure.further if line.strip())
    if failure.raised:
        yield f"- raised in {as_code(failure.raised[0])}"
        yield from (f"- caused by {as_code(line)}" for line in failure.raised[1:])
    yield from (f"- {label}: {plain(text)}" for label, text in rows_of_rest(finding, also))
    yield f"- the document: {plain(kind_of(finding.case))}"
    place, twin = place_of(finding), finding.case.twin
    if place:
        yield f"  - in short: {as_code(excerpt_of(finding))}"
    if twin is not None and twin.pointer and compares_second(failure.law):
        yield f"  - and the second one: {as_code(excerpt_of(finding, twin.document))}"
    for reason in reasons_of(finding.case):
        yield f"  - {as_code(reason.pointer or '(whole document)')} {plain(reason.says)}"


def _reproduced(finding: Finding, snippet: Snippet | None) -> Iterator[str]:
    """Yield what shows it: a script where there is one, with the document in it, and else the documents."""
    script = script_of(finding, snippet)
    if script:
        yield from ("**To reproduce**, without runlaws:", "", *fenced(script, "python"), "")
        yield from ("<details><summary>The smallest document that shows it</summary>", "")
    else:
        yield from ("**The smallest document that shows it**", "")
    yield from fenced(document_text(finding.case.document), "json")
    if finding.case.twin is not None and compares_second(finding.failure.law):
        yield from ("", f"and the second one, {likeness_of(finding.case.twin)}", "")
        yield from fenced(document_text(finding.case.twin.document), "json")
    yield from ("", "</details>", "") if script else ("",)


def _value(value: object) -> str:
    return plain(value_text(value)) if isinstance(value, Words) else as_code(value_text(value))


def as_code(text: str) -> str:
    """Return text as code within a line; what is not printable is escaped."""
    text = printable(text)
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def fenced(text: str, language: str) -> Iterator[str]:
    lines = [printable(line) for line in text.rstrip("\n").split("\n")]
    fence = "`" * max(3, max(map(len, re.findall("`+", text)), default=0) + 1)
    yield from (f"{fence}{language}", *lines, fence)


_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&@!])")


def plain(text: str) -> str:
    """Return text that Markdown shows as it is, and that calls no one and nothing by an @ or a #."""
    return _MARKUP.sub(r"\\\1", printable(text))
