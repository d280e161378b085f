"""Spelling: the many ways to write the same data: key order, white space, escapes, forms of numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from runlaws.values import Json, members_of

__all__ = ["SPELLINGS", "Spelling", "spell"]

_COMPACT: Final = (",", ":")
_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, separators=_COMPACT)
"""Writes scalars one by one: `json.dumps` with options makes an encoder for each of them."""


def _dumping(**how: object) -> Callable[[Json], str]:
    """Return what writes values with these options: `json.dumps` would make an encoder for each of them."""
    options = {"separators": _COMPACT, "ensure_ascii": False, **how}
    return json.JSONEncoder(**options).encode  # type: ignore[arg-type] # mypy cannot match one dict to parameters


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


def _as_they_are(names: list[str]) -> list[str]:
    return names


@frozen(eq=False, repr=False)
class Spelling:
    """One way to write an object: how a value in it is written, in which order its members are, what is between them.

    The members of an object are written apart, so that those that many objects have are written once.
    """

    text: Callable[[Json], str] = _PLAIN.encode
    """Writes a member's name or value."""
    order: Callable[[list[str]], list[str]] = _as_they_are
    comma: str = ","
    colon: str = ":"
    start: str = "{"
    end: str = "}"

    def __repr__(self) -> str:
        return f"<Spelling {self({'a': [1.5], 'b': None})!r}>"  # of a strategy, Hypothesis prints what it draws from

    def __call__(self, tree: Json) -> str:
        """Return an object in this spelling."""
        members = members_of(tree)
        return self.of_members(members, [self.name(name) + self.text(value) for name, value in members.items()])

    def name(self, name: str) -> str:
        """Return the name of a member in this spelling, with what stands before its value."""
        return f"{self.text(name)}{self.colon}"

    def of_members(self, names: Iterable[str], members: Iterable[str]) -> str:
        """Return an object in this spelling, given the names of its members, and each member in this spelling."""
        if self.order is not _as_they_are:
            named = dict(zip(names, members, strict=True))
            members = map(named.__getitem__, self.order(list(named)))
        return f"{self.start}{self.comma.join(members)}{self.end}"


def _reordering(order: Callable[[list[str]], list[str]], **how: object) -> Callable[[Json], str]:
    dump = _dumping(**how)
    return lambda value: dump(_reordered(value, order))


def _rotated(names: list[str]) -> list[str]:
    return names[3:] + names[:3]


def _indented(indent: str, text: Callable[[Json], str]) -> Spelling:
    """Return the spelling with each member on a line of its own; no line ends are in texts, where they are escaped."""

    def inside(value: Json) -> str:
        return text(value).replace("\n", f"\n{indent}")

    return Spelling(inside, comma=f",\n{indent}", start=f"{{\n{indent}", end="\n}")


SPELLINGS: Final = (
    Spelling(_dumping(separators=(", ", ": ")), comma=", ", colon=": "),
    Spelling(_reordering(sorted), sorted),
    Spelling(_reordering(lambda names: names[::-1]), lambda names: names[::-1]),
    Spelling(_reordering(_rotated), _rotated),
    Spelling(_dumping(ensure_ascii=True)),
    _indented(" ", _dumping(indent=1)),
    Spelling(_dumping(separators=(" ,\t", "\r\n: ")), comma=" ,\t", colon="\r\n: "),
    Spelling(_escaped),
    Spelling(start=" \n\t\r{", end="}\n \t"),
    evolve(_indented("\t", _reordering(sorted, indent="\t", ensure_ascii=True)), order=sorted),
    Spelling(lambda value: _with_numbers(value, _padded)),
    Spelling(lambda value: _with_numbers(value, _exponential)),
)
"""Ways to write a tree other than the plain one, the least unusual first."""


def spell(tree: Json, spelling: Callable[[Json], str]) -> bytes:
    """Return a tree in a spelling, as UTF-8."""
    return spelling(tree).encode()
