"""A file of JSON lines as a whole: one that has none is reported once, and not line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from runlaws.recordings._fragment import Fragment, FragmentKind
from runlaws.recordings._piece import RecordingError

__all__ = ["EMPTY", "json_lines"]

EMPTY: Final = "is empty: expected a JSON document"
_BEGINS_AS_JSON: Final = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_WIDE: Final = "but is UTF-"
_MOST_HELD: Final = 100
"""How many lines are held back that are not JSON, until one is."""


def json_lines(fragments: Iterator[Fragment]) -> Iterator[Fragment]:
    """Yield what is in the lines of a file, or if no line is JSON, one fragment that says so of the file.

    Raises `RecordingError` if there is no line.
    """
    held: list[Fragment] = []
    more = 0
    for fragment in fragments:
        if _is_json(fragment):
            yield from held
            if more:
                yield Fragment("", b"", FragmentKind.BROKEN, f"has {more:,} more lines that are not JSON")
            yield fragment
            yield from fragments
            return
        if len(held) < _MOST_HELD:
            held.append(fragment)
        else:
            more += 1
    if not held:
        raise RecordingError(EMPTY)
    yield _of_the_file(held) if len(held) > 1 else held[0]


def _is_json(fragment: Fragment) -> bool:
    """Return whether the line of a fragment is JSON, or is meant to be: one that was cut begins as JSON."""
    if fragment.kind is not FragmentKind.BROKEN or not fragment.document:
        return True
    try:
        fragment.document.decode()
    except UnicodeDecodeError:
        return False
    return _BEGINS_AS_JSON.match(fragment.document) is not None


def _of_the_file(lines: list[Fragment]) -> Fragment:
    first = lines[0]
    says = first.says if _WIDE in first.says else f"is no JSON lines: line {first.place.removeprefix(':')} {first.says}"
    return Fragment("", first.document, FragmentKind.BROKEN, says)
