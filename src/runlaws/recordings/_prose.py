"""Text with runs in it: logs, what `curl -v` prints, a pasted issue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from runlaws.recordings._literals import read_literals
from runlaws.recordings._piece import Piece, RecordingError

__all__ = ["read_prose"]

_OBJECT: Final = re.compile(r"\{\s*(?=[\"'])")
_DECODER: Final = json.JSONDecoder()
_MOST_TRIES: Final = 1000
"""How many braces may begin no object before the rest of a text is left: each costs reading on from there."""


def read_prose(text: str) -> Iterator[Piece]:
    """Yield each JSON object in a text, and each dict of Python that is alone at the end of its line."""
    position = tries = line = counted = 0
    while (match := _OBJECT.search(text, position)) and tries < _MOST_TRIES:
        line += text.count("\n", counted, match.start())
        counted = match.start()
        try:
            _, position = _DECODER.raw_decode(text, match.start())
            yield Piece(f":{line + 1}", text[match.start() : position].encode())
        except (ValueError, RecursionError):
            tries += 1
            position = match.end()
            if text.startswith("'", position):
                end = text.find("\n", position)
                end = len(text) if end < 0 else end
                try:
                    yield from (
                        Piece(f":{line + 1}", part.content)
                        for part in read_literals(text[match.start() : end].encode())
                    )
                    position = end
                except RecordingError:
                    continue
