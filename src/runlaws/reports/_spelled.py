"""The members of a document as they are spelled in it: a tree has no name twice, and numbers as one reader has."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["spelled_members"]

_SCANNER: Final = json.JSONDecoder(parse_int=str, parse_float=str)
"""Numbers are not read: one may have more digits than Python takes."""
_BLANKS: Final = " \t\r\n"


def spelled_members(document: bytes) -> Mapping[str, Sequence[str]]:
    """Return how the values of each top-level name are spelled, in their order; empty for what is no plain object."""
    try:
        text = document.decode("utf-8")
        members: dict[str, list[str]] = {}
        at = _after_blanks(text, 0) + 1
        while text[at - 1] in "{,":
            name, end = _SCANNER.raw_decode(text, _after_blanks(text, at))
            begin = _after_blanks(text, _after_blanks(text, end) + 1)
            _, end = _SCANNER.raw_decode(text, begin)
            members.setdefault(name, []).append(text[begin:end])
            at = _after_blanks(text, end) + 1
    except (ValueError, IndexError, TypeError, RecursionError):
        return {}
    return members if text[at - 1] == "}" else {}


def _after_blanks(text: str, at: int) -> int:
    while text[at] in _BLANKS:
        at += 1
    return at
