"""What reports have in common: documents, values and places as text that fits on a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from runlaws.case import Case
from runlaws.values import shortened, written
from runlaws.verdict import Words

__all__ = ["UNLIMITED", "WIDTH", "document_text", "kind_of", "places", "printable", "value_text"]

WIDTH = 160
"""The most characters of a value or a sentence that a line shows."""
UNLIMITED = sys.maxsize
"""In place of `WIDTH` where a line shows the whole of it."""
_MOST_PLACES = 10
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
