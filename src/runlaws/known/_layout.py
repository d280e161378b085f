"""The lines of each entry in the text of a known-failures file, which `tomllib` does not report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from attrs import frozen

__all__ = ["Layout", "Span", "layout_of"]

_STRING_OR_COMMENT: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?!")'  # up to two quotation marks may stand before the three that end it
    r"|'''.*?'''(?!')"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*",
    re.DOTALL,
)
_HEADER: Final = re.compile(r"\s*\[\[\s*known\s*\]\]")
_WITNESS: Final = re.compile(r"\s*\[\s*known\s*\.\s*witness\b")


@frozen
class Span:
    """Line numbers of an entry, from 1: the first, the header of its witness (0 if it has none), and the last."""

    first: int
    witness: int
    last: int


@frozen
class Layout:
    """The lines of a file with strings and comments emptied, and the span of each `[[known]]` table."""

    lines: tuple[str, ...]
    spans: tuple[Span, ...]

    def line_of(self, name: str, span: Span) -> int:
        """Return the line of a key in an entry or its witness, or the first line of the entry if there is none."""
        key = rf"\s*\[?\s*(?:known\s*\.\s*)?(?:witness\s*\.\s*)?{re.escape(name)}\s*[=.\]]"
        return self._first(key, range(span.first + 1, span.last + 1)) or span.first

    def line_of_top(self, name: str) -> int:
        """Return the line of a key outside of all entries, or 1 if there is none."""
        return self._first(rf"\s*\[*\s*{re.escape(name)}\b", range(1, len(self.lines) + 1)) or 1

    def _first(self, wanted: str, numbers: range) -> int:
        return next((number for number in numbers if re.match(wanted, self.lines[number - 1])), 0)


def layout_of(text: str) -> Layout:
    """Return the layout of a text, which must be well-formed TOML."""
    lines = tuple(_STRING_OR_COMMENT.sub(_emptied, text).split("\n"))
    return Layout(lines, tuple(_spans(lines)))


def _emptied(match: re.Match[str]) -> str:
    """Return a string or a comment without its content: a string keeps its line breaks and its quotation marks."""
    token = match[0]
    return "" if token[0] == "#" else token[0] + "\n" * token.count("\n") + token[-1]


def _spans(lines: tuple[str, ...]) -> Iterator[Span]:
    headers = [number for number, line in enumerate(lines, 1) if _HEADER.match(line)]
    for first, end in pairwise([*headers, len(lines) + 1]):
        numbers = range(first, end)
        last = max(number for number in numbers if lines[number - 1].strip())
        yield Span(first, next((number for number in numbers if _WITNESS.match(lines[number - 1])), 0), last)
