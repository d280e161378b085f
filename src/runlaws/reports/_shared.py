"""What reports have in common: documents, values and places as text that fits on a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from runlaws.case import Case, Likeness, Twin
from runlaws.contract import News, Violation
from runlaws.finding import Finding
from runlaws.values import ABSENT, shortened, written
from runlaws.verdict import Words

__all__ = [
    "UNLIMITED",
    "WIDTH",
    "document_text",
    "headline",
    "kind_of",
    "likeness_of",
    "often",
    "places",
    "printable",
    "reasons_of",
    "value_text",
]

WIDTH = 160
"""The most characters of a value or a sentence that a line shows."""
UNLIMITED = sys.maxsize
"""In place of `WIDTH` where a line shows the whole of it."""
_MOST_PLACES = 10
_SHORT = 40
_MOST_OF_A_DOCUMENT = 4000


def kind_of(case: Case) -> str:
    """Return a case in a few words: its standing, and how it was made."""
    standing, label = case.standing.value, str(case.made)
    return label if label.startswith(standing) else f"{standing}, {label}"


def printable(text: str) -> str:
    """Return text on one line, safe for a terminal: control characters and lone surrogates are escaped as in JSON."""
    return text if text.isprintable() else "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    escaped = json.dumps(char)[1:-1]
    return escaped if escaped != char else f"\\u{ord(char):04x}"


def document_text(document: bytes, *, whole: bool = False) -> str:
    """Return a document as text; unless the `whole` is wanted, a very long one is cut to its two ends and its size."""
    text = document.decode("utf-8", "backslashreplace") or "(no bytes)"
    return (
        text if whole or len(text) <= _MOST_OF_A_DOCUMENT else f"{text[:2000]} … {text[-200:]}  ({len(document)} bytes)"
    )


def value_text(value: object, width: int = WIDTH) -> str:
    """Return a value as JSON, or as `str` for what JSON cannot hold, at most `width` characters long."""
    return shortened(str(value) if isinstance(value, Words) else written(value), width)


def places(pointers: Sequence[str]) -> str:
    """Return a list of places; a long one is cut, and ends with how many more there are."""
    named = [pointer or "(whole document)" for pointer in pointers[:_MOST_PLACES]]
    more = len(pointers) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def headline(finding: Finding) -> str:
    """Return a finding in a few words: the place and what became of the value there, or else how it failed on what."""
    failure = finding.failure
    sent, got = failure.sent, failure.got
    if not failure.pointer:
        return f"{failure.kind} ({kind_of(finding.case)})"
    if sent is ABSENT or got is ABSENT or isinstance(sent, Words) or isinstance(got, Words):
        return f"{failure.pointer}: {failure.kind}"
    return f"{failure.pointer}: {value_text(sent, _SHORT)} became {value_text(got, _SHORT)}"


def often(finding: Finding) -> str:
    """Return how often a finding showed."""
    return f"seen in {finding.seen:,} of the {finding.tried:,} cases that the law was asked of"


def likeness_of(twin: Twin) -> str:
    """Return how a second document differs from the first one, in words."""
    if twin.likeness is Likeness.SAME:
        return "the same data, spelled differently"
    return f"the same except at {twin.pointer}"


def reasons_of(case: Case) -> Sequence[Violation | News]:
    """Return the reasons for a document's standing: what it breaks (disputes come first), or else what is new in it."""
    return case.judgement.violations or case.judgement.news
