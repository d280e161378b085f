"""Spelling: the many ways to write the same data: key order, white space, escapes, forms of numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from runlaws.values import Json

__all__ = ["SPELLINGS", "spell"]

_COMPACT: Final = (",", ":")
_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, separators=_COMPACT)
"""Writes scalars one by one: `json.dumps` with options makes an encoder for each of them."""


def _dump(tree: Json, **how: object) -> str:
    options = {"separators": _COMPACT, "ensure_ascii": False, **how}
    return json.dumps(tree, **options)  # type: ignore[arg-type] # mypy cannot match the values of one dict to parameters


def _reordered(value: Json, order: Callable[[list[str]], list[str]]) -> Json:
    if isinstance(value, dict):
        return {name: _reordered(value[name], order) for name in order(list(value))}
    if isinstance(value, list):
        return [_reordered(item, order) for item in value]
    return value


def _escaped(value: Json) -> str:
    """Write every character of every string as an escape, a slash as the short one."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_escaped(name)}:{_escaped(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_escaped, value)) + "]"
    if not isinstance(value, str):
        return _PLAIN.encode(value)
    digits = value.encode("utf-16-be", "surrogatepass").hex(" ", 2).upper()
    escapes = "\\u" + digits.replace(" ", "\\u") if digits else ""
    return '"' + escapes.replace("\\u002F", "\\/") + '"'


def _with_numbers(value: Json, form: Callable[[float], str]) -> str:
    """Write each number that has a decimal point in another form of the same value."""
    if isinstance(value, dict):
        members = (f"{_PLAIN.encode(name)}:{_with_numbers(item, form)}" for name, item in value.items())
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_with_numbers(item, form) for item in value) + "]"
    return form(value) if isinstance(value, float) else _PLAIN.encode(value)


def _padded(value: float) -> str:
    text = repr(value)
    return text if "e" in text else f"{text}00"


def _exponential(value: float) -> str:
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    return f"{'-' if sign else ''}{''.join(map(str, digits))}E{exponent:+}"


SPELLINGS: Final[tuple[Callable[[Json], str], ...]] = (
    lambda tree: _dump(tree, separators=(", ", ": ")),
    lambda tree: _dump(_reordered(tree, sorted)),
    lambda tree: _dump(_reordered(tree, lambda names: names[::-1])),
    lambda tree: _dump(_reordered(tree, lambda names: names[3:] + names[:3])),
    lambda tree: _dump(tree, ensure_ascii=True),
    lambda tree: _dump(tree, indent=1),
    lambda tree: _dump(tree, separators=(" ,\t", "\r\n: ")),
    _escaped,
    lambda tree: f" \n\t\r{_dump(tree)}\n \t",
    lambda tree: _dump(_reordered(tree, sorted), indent="\t", ensure_ascii=True),
    lambda tree: _with_numbers(tree, _padded),
    lambda tree: _with_numbers(tree, _exponential),
)
"""Ways to write a tree other than the plain one, the least unusual first."""


def spell(tree: Json, spelling: Callable[[Json], str]) -> bytes:
    """Return a tree in a spelling, as UTF-8."""
    return spelling(tree).encode()
