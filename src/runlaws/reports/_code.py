"""Documents, and places of values, as expressions of Python."""

from __future__ import annotations

import json
import keyword
import re
from typing import Final

from runlaws.case import Case
from runlaws.client import Snippet
from runlaws.contract import Free, Map
from runlaws.values import Path, path_of, pointer

__all__ = ["attributes", "attributes_of", "literal", "quoted"]

_REPEATED: Final = re.compile(rb"(.{1,16}?)\1{39,}", re.DOTALL)
"""What stands forty times in a row in a document: of a deep one, nearly all."""
_WORTH_A_PART: Final = 120
"""How many bytes must be the same few again and again to be written as such."""


def attributes(case: Case, place: str, snippet: Snippet) -> str:
    """Return what follows the name of a value in Python to read a place of it."""
    return attributes_of(case, path_of(case.tree or {}, place), snippet)


def attributes_of(case: Case, path: Path, snippet: Snippet) -> str:
    return "".join(_attribute(case, path[: length + 1], snippet) for length in range(len(path)))


def _attribute(case: Case, path: Path, snippet: Snippet) -> str:
    step, around = path[-1], case.judgement.profile.shape_at(case.tree or {}, path[:-1])
    name = snippet.attributes.get(pointer(path), str(step))
    is_data = isinstance(step, int) or isinstance(around, Map | Free)
    return f"[{quoted(step)}]" if is_data or keyword.iskeyword(name) or not name.isidentifier() else f".{name}"


def quoted(step: str | int) -> str:
    return json.dumps(step) if isinstance(step, int) or step.isascii() else repr(step)


def literal(document: bytes) -> str:
    """Return the bytes of a document as an expression of Python, short also where they repeat themselves."""
    parts: list[str] = []
    end = 0
    for match in _REPEATED.finditer(document):
        unit = match[1]
        if len(match[0]) < _WORTH_A_PART:
            continue
        parts += [repr(document[end : match.start()]), f"{unit!r} * {len(match[0]) // len(unit)}"]
        end = match.end()
    return " + ".join(part for part in (*parts, repr(document[end:])) if part != "b''") or "b''"
