"""Scripts that show a finding with the SDK alone: a few lines of Python each, in `examples/findings/`."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from runlaws.client import Snippet
from runlaws.finding import Finding
from runlaws.reports import printable
from runlaws.reports._code import literal
from runlaws.reports._shared import value_text
from runlaws.reports._steps import steps_of
from runlaws.values import shortened
from runlaws.verdict import Cause, Words

__all__ = ["FINDINGS", "key_of", "script_of", "sdk_module", "slug_of"]

FINDINGS: Final = Path(__file__).parents[1] / "examples" / "findings"

_SCANNER: Final = json.JSONDecoder()
_LONG: Final = 200
_WIDTH: Final = 110


def key_of(finding: Finding) -> tuple[Cause, str]:
    """Return what tells a finding from the others of its search."""
    return finding.failure.cause, finding.case.id


def slug_of(finding: Finding, others: Sequence[str]) -> str:
    """Return a file name for a finding's script that is not among others: the law, and the place."""
    place = re.sub(r"[^a-z0-9]+", "-", finding.failure.pointer.lower()).strip("-")
    kind = re.sub(r"[^a-z0-9]+", "-", finding.failure.kind.lower()).strip("-")
    base = "--".join(filter(None, (finding.failure.law, place or kind)))[:90]
    numbered = (f"{base}-{number}" for number in range(2, len(others) + 3))
    return next(name for name in (base, *numbered) if name not in others)


def sdk_module(snippet: Snippet) -> str:
    """Return the module `sdk.py` of a folder: what its scripts import, the SDK's own lines among it."""
    return f"{_SDK_BEGINS}{snippet.setup.strip()}\n"


_SDK_BEGINS: Final = '''\
"""How the SDK is used, and what all scripts share."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from finding import Raw, body, raises
'''


def script_of(finding: Finding, snippet: Snippet) -> str:
    """Return the script of a finding, or an empty text where a few lines cannot show it."""
    steps = steps_of(finding, snippet, written)
    if steps is None:
        return ""
    if steps.raises:
        does = [f'with raises("{steps.raises}"):', f"    {steps.last}"]
    else:
        last = "type(run).__name__" if steps.last == "repr(run)" and steps.wrong == "seen" else steps.last
        does = [f"seen = {last}", "print(seen)", f"assert {steps.wrong}"]
    lines = [*steps.lines, *does]
    named = [name for name in ("Raw", "body", "decode", "raises") if any(f"{name}(" in line for line in lines)]
    imports = ["import json"] if any("json." in line for line in lines) else []
    head = [
        f'"""{_sentence(finding)}."""',
        "",
        *imports,
        *([""] if imports else []),
        f"from sdk import {', '.join(named)}",
        "",
    ]
    return "\n".join([*head, *lines, ""])


def _sentence(finding: Finding) -> str:
    failure = finding.failure
    at = f" at {failure.pointer}" if failure.pointer else ""
    sent = "" if isinstance(failure.sent, Words) else f"sent {value_text(failure.sent, 60)}, "
    text = shortened(printable(f"{failure.law}{at}: {sent}got {value_text(failure.got)}"), _WIDTH)
    return text.replace("\\", "\\\\").replace('"', "'")


def written(document: bytes) -> str:
    """Return a document as an expression: the simplest run with changes where that is what it is, else its bytes."""
    members = _members_of(document)
    if members is not None:
        expression, value = _as_changes(members)
        if value == document and len(expression) < len(document):
            return expression
    return literal(document)


def _members_of(document: bytes) -> Mapping[str, str] | None:
    """Return the members of an object in their spelling; None where it is none, has blanks, or a name twice."""
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError:
        return None
    members: dict[str, str] = {}
    at = 1
    while text[at - 1 : at] in ("{", ","):
        try:
            name, at = _SCANNER.raw_decode(text, at)
            _, end = _SCANNER.raw_decode(text, at + 1)
        except (ValueError, RecursionError):
            return None
        if text[at] != ":" or not isinstance(name, str) or name in members:
            return None
        members[name] = text[at + 1 : end]
        at = end + 1
    return members if text[at - 1 :] == "}" else None


def _as_changes(members: Mapping[str, str]) -> tuple[str, bytes]:
    """Return an expression with `body` for some members in their spelling, and the bytes that it gives."""
    shared = _shared()
    base = _members_of(shared.body()) or {}
    changes = {name: text for name, text in members.items() if base.get(name) != text}
    without = tuple(name for name in base if name not in members)
    values = {name: _value(text, shared.Raw) for name, text in changes.items()}
    parts = [f"{name!r}: {_written_value(value, shared.Raw)}" for name, value in values.items()]
    arguments = [f"{{{', '.join(parts)}}}"] if parts else []
    arguments += [f"without={without!r}"] if without else []
    return f"body({', '.join(arguments)})", shared.body(values, without=without)


def _value(text: str, raw: Any) -> Any:
    value = json.loads(text)
    is_plain = json.dumps(value, separators=(",", ":")) == text and not re.search(r"\b(?:inf|nan)\b", repr(value))
    return value if is_plain and len(literal(text.encode())) >= len(text) else raw(text)


def _written_value(value: Any, raw: Any) -> str:
    if not isinstance(value, raw):
        return repr(value)
    text = str(value)
    return f"Raw(({literal(text.encode())}).decode())" if len(text) > _LONG else f"Raw({text!r})"


def _shared() -> Any:
    """Return the module that all scripts share, as it is on disk."""
    specification = importlib.util.spec_from_file_location("finding", FINDINGS / "finding.py")
    if specification is None or specification.loader is None:
        msg = f"{FINDINGS / 'finding.py'} is missing"
        raise FileNotFoundError(msg)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
