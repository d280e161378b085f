"""A finding as a few lines of Python against the SDK alone, for whoever maintains it and has no runlaws."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterator
from typing import Final

from runlaws.case import Case
from runlaws.client import Question, Snippet
from runlaws.contract import Free, Map
from runlaws.finding import Finding
from runlaws.laws import Family, Law
from runlaws.reports._laws import known_law
from runlaws.reports._shared import likeness_of, printable, value_text
from runlaws.values import ABSENT, Path, path_of, pointer
from runlaws.verdict import Words

__all__ = ["literal", "script_of"]

_REPEATED: Final = re.compile(rb"(.{1,16}?)\1{39,}", re.DOTALL)
"""What stands forty times in a row in a document: of a deep one, nearly all."""
_WORTH_A_PART: Final = 120
"""How many bytes must be the same few again and again to be written as such."""
_OF_A_COMMENT: Final = 70

_EQUALITY: Final = frozenset({Question.COMPARE, Question.TWIN, Question.THIRD, Question.ENCODE})


def script_of(finding: Finding, snippet: Snippet | None) -> str:
    """Return lines of Python that show a finding with the SDK alone, or an empty text where a few lines cannot.

    What a law asks over several values, copies and times takes more than that.
    """
    law = known_law(finding.failure.law)
    if snippet is None or law is None or finding.case.before:
        return ""
    steps = list(_steps(finding, law, snippet))
    if not steps:
        return ""
    imports = "import json\n" if any("json." in step for step in steps) else ""
    return f"{imports}{snippet.setup.strip()}\n\n" + "\n".join(steps) + f"  # {_comment(finding)}\n"


def _steps(finding: Finding, law: Law, snippet: Snippet) -> Iterator[str]:
    """Yield the lines that use `decode`; the last one shows what is wrong."""
    case, twin = finding.case, finding.case.twin
    decoded = f"run = decode({literal(case.document)})"
    if not law.asks:
        yield from (decoded, "print(repr(run))")
    elif law.family is Family.ROUND_TRIP and Question.ENCODE_AGAIN not in law.asks:
        if snippet.encode and ": " not in finding.failure.kind:  # which names another encoder
            yield from (decoded, _written(finding, snippet))
    elif law.family is Family.FIELDS and Question.SHOW_ANOTHER not in law.asks:
        yield from (decoded, f"print(repr(run{_attributes(case, finding.failure.pointer, snippet)}))")
    elif law.family is Family.EQUALITY and law.asks <= _EQUALITY and not law.needs and twin is not None:
        yield f"a = decode({literal(case.document)})"
        yield f"b = decode({literal(twin.document)})"
        yield "print(a == b, b == a)"


def _written(finding: Finding, snippet: Snippet) -> str:
    """Return the line that prints what the SDK writes at the place of a finding."""
    path = path_of(finding.case.tree or {}, finding.failure.pointer)
    if not path:
        return f"print({snippet.encode})"
    *around, last = map(_quoted, path)
    written = f"json.loads({snippet.encode})" + "".join(f"[{step}]" for step in around)
    is_lost = finding.failure.got is ABSENT and isinstance(path[-1], str)
    shown = f'{written}.get({last}, "(not there)")' if is_lost else f"{written}[{last}]"
    return f"print(json.dumps({shown}))"


def _attributes(case: Case, place: str, snippet: Snippet) -> str:
    """Return what follows the name of a value in Python to read a place of it."""
    path = path_of(case.tree or {}, place)
    return "".join(_attribute(case, path[: length + 1], snippet) for length in range(len(path)))


def _attribute(case: Case, path: Path, snippet: Snippet) -> str:
    step, around = path[-1], case.judgement.profile.shape_at(case.tree or {}, path[:-1])
    name = snippet.attributes.get(pointer(path), str(step))
    is_data = isinstance(step, int) or isinstance(around, Map | Free)
    return f"[{_quoted(step)}]" if is_data or keyword.iskeyword(name) or not name.isidentifier() else f".{name}"


def _quoted(step: str | int) -> str:
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


def _comment(finding: Finding) -> str:
    twin = finding.case.twin
    if twin is not None and isinstance(finding.failure.got, Words):
        return printable(f"{finding.failure.kind}, {likeness_of(twin)}")
    return printable(f"{value_text(finding.failure.got, _OF_A_COMMENT)} ({finding.failure.kind})")
