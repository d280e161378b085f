"""Reading bytes as a tree, and noting what makes a document malformed or ambiguous.

RFC 8259 is the source: it asks for UTF-8, allows a reader to ignore a byte order mark, leaves open what it means when
a name appears twice, and calls integers beyond 2^53 and lone surrogates not interoperable.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from decimal import Decimal, DecimalException
from typing import Final

from attrs import field, frozen

from runlaws.contract import Rule, Source, Violation
from runlaws.values import Json, Path, pointer, type_name

__all__ = ["DISPUTES", "DOCUMENT_RULES", "MAX_DEPTH", "Reading", "read"]

MAX_DEPTH: Final = 64
"""The most levels of nesting that every common parser reads, so that a deeper document means different things to them.

By default System.Text.Json reads 64 levels, serde_json 128, CPython's json about 1,000 less those on the stack.
"""

_EXACT = 2**53 - 1
_MOST_DIGITS = 4000
"""The most digits of an integer that is read exactly: Python refuses to read or print more than 4300."""
_BEYOND_ALL = 10**400
"""An integer beyond the range of a double, by far."""
_BOM = b"\xef\xbb\xbf"
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_TEXTS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in _STEPS)

_MALFORMED = {
    "json.encoding": ("is UTF-8", "8.1"),
    "json.syntax": ("is JSON", "2"),
    "json.object": ("is an object at the top", "4"),
}
_AMBIGUOUS = {
    "json.byte-order-mark": ("does not begin with a byte order mark", "8.1"),
    "json.depth": (f"nests no deeper than {MAX_DEPTH} levels", "9"),
    "json.duplicate-name": ("has each name once in an object", "4"),
    "json.constant": ("holds no NaN and no Infinity", "6"),
    "json.range": ("holds no number beyond the range of a double", "6"),
    "json.precision": ("holds no number that a double cannot hold exactly", "6"),
    "json.lone-surrogate": ("holds no lone surrogate", "8.2"),
}
DOCUMENT_RULES: Final = tuple(
    Rule(id, says, source=Source.JSON, cite=f"RFC 8259, section {section}")
    for id, (says, section) in {**_MALFORMED, **_AMBIGUOUS}.items()
)
"""What every document must be before a profile is consulted. Breaking one of the first three makes it malformed, one of
the others ambiguous."""

DISPUTES: Final = frozenset(_AMBIGUOUS)
"""The rules that make a document ambiguous when they are broken."""


@frozen
class Reading:
    """The result of reading a document: its tree, or why there is none, and what is disputed in it.

    When a name appears twice, the tree keeps the last value; `others` holds the earlier ones, by pointer.
    """

    tree: Mapping[str, Json] | None
    faults: tuple[Violation, ...] = ()
    disputes: tuple[Violation, ...] = ()
    others: Mapping[str, tuple[Json, ...]] = field(factory=dict)


class _Odd(float):
    """A number that parsers read differently; `rule` says why."""

    rule: str


def _odd(value: float, rule: str) -> _Odd:
    odd = _Odd(value)
    odd.rule = rule
    return odd


@frozen
class _Reader:
    """The hooks of one reading. If `suspicious` is not empty, a second pass over the tree looks for the places."""

    first: bool = False
    """Whether the first value of a name that appears twice counts, not the last."""
    suspicious: list[str] = field(factory=list)
    twice: dict[int, Mapping[str, tuple[Json, ...]]] = field(factory=dict)
    """The earlier values of names that appear twice, by the `id()` of their object."""
    kept: list[dict[str, Json]] = field(factory=list)
    """These objects, kept alive so that no other object gets their `id()`."""

    def loads(self, text: str) -> Json:
        tree: Json = json.loads(
            text,
            object_pairs_hook=self.members,
            parse_int=self.integer,
            parse_float=self.number,
            parse_constant=self.constant,
        )
        return tree

    def integer(self, token: str) -> int | _Odd:
        if len(token) <= 15:
            return int(token)
        value = int(token) if len(token) <= _MOST_DIGITS else _odd(float(token[:20]), "json.range")
        if abs(value) > _EXACT:
            self.suspicious.append("number")
        return value

    def number(self, token: str) -> float:
        value = float(token)
        if value in (float("inf"), float("-inf")):
            self.suspicious.append("number")
            return _odd(value, "json.range")
        if not _holds(value, token):
            self.suspicious.append("number")
            return _odd(value, "json.precision")
        return value

    def constant(self, token: str) -> float:
        self.suspicious.append("number")
        return _odd(float(token.replace("Infinity", "inf")), "json.constant")

    def members(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        members = dict(pairs)
        if len(members) != len(pairs):
            values: dict[str, list[Json]] = {}
            for name, value in pairs:
                values.setdefault(name, []).append(value)
            self.twice[id(members)] = {name: tuple(every[:-1]) for name, every in values.items() if len(every) > 1}
            self.kept.append(members)
            if self.first:
                members.update(reversed(pairs))
        return members


def _holds(value: float, token: str) -> bool:
    """Return whether a double, as Python writes it, is exactly the number in a token."""
    if len(token) <= 15 and "e" not in token and "E" not in token:
        return True  # a double keeps any fifteen decimal digits
    try:
        return Decimal(token) == Decimal(repr(value))
    except DecimalException:  # an exponent beyond even Decimal's
        return False


def read(document: bytes, *, disputes: bool = True, first: bool = False) -> Reading:
    """Return the reading of a document. It raises nothing: what is wrong is in the `Reading`.

    Without `disputes`, it does not look for places that parsers read differently. With `first`, the tree has the first
    value of a name that appears twice, not the last.
    """
    disputed = []
    if document.startswith(_BOM):
        document = document[3:]
        disputed.append(_violation("json.byte-order-mark", (), "begins with a byte order mark"))
    try:
        text = document.decode()
    except UnicodeDecodeError as error:
        return _not_utf_8(document, error.start)
    if _too_deep(document):
        disputed.append(_violation("json.depth", (), f"nests deeper than {MAX_DEPTH} levels"))
        return Reading(None, (), tuple(disputed))
    reader = _Reader(first)
    # What a client wrote is read for its tree alone, and often: Python's own reading is that tree, unless an integer
    # has more digits than it reads.
    as_python_reads = not disputes and not first and len(text) <= _MOST_DIGITS
    try:
        tree = json.loads(text) if as_python_reads else reader.loads(text)
    except json.JSONDecodeError as error:
        if _wide_encoding(document):  # of ASCII characters, UTF-16 is UTF-8 with a NUL for every other character
            return _not_utf_8(document, 0)
        error = _as_of_3_13(error)
        return _malformed("json.syntax", f"must be JSON: {error.msg} at line {error.lineno}, column {error.colno}")
    if not isinstance(tree, dict):
        return _malformed("json.object", f"must be an object, but is {_kind_of(tree)}")
    if disputes and (reader.suspicious or reader.twice or _SURROGATE_ESCAPE.search(document)):
        more = _Disputed(reader.twice)
        more.look_into(tree, ())
        return Reading(tree, (), (*disputed, *more.every), more.others)
    return Reading(tree, (), tuple(disputed))


def _as_of_3_13(error: json.JSONDecodeError) -> json.JSONDecodeError:
    """Return an error as Python 3.13 words it, so that labels are the same in every Python: a comma is to blame."""
    ends = {"Expecting value": ("]", "array"), "Expecting property name enclosed in double quotes": ("}", "object")}
    bracket, name = ends.get(error.msg, ("", ""))
    before = error.doc[: error.pos].rstrip(" \t\n\r")
    if not bracket or error.doc[error.pos : error.pos + 1] != bracket or not before.endswith(","):
        return error
    return json.JSONDecodeError(f"Illegal trailing comma before end of {name}", error.doc, len(before) - 1)


_MARKS = {"UTF-32": (b"\xff\xfe\0\0", b"\0\0\xfe\xff"), "UTF-16": (b"\xff\xfe", b"\xfe\xff")}
"""The byte order marks of other encodings; that of UTF-32 may begin with that of UTF-16."""
_WIDE: dict[tuple[int, ...], str] = {
    (0, 1, 1, 1): "UTF-32",
    (1, 1, 1, 0): "UTF-32",
    (0, 1, 0, 1): "UTF-16",
    (1, 0, 1, 0): "UTF-16",
}
"""Which of the first four bytes are NUL in JSON of another encoding without a mark (RFC 4627, section 3)."""


def _wide_encoding(document: bytes) -> str:
    """Return the name of the encoding of a body with two or four bytes for each character, or an empty text."""
    marked = (name for name, marks in _MARKS.items() if document.startswith(marks))
    return next(marked, _WIDE.get(tuple(int(not byte) for byte in document[:4]), ""))


def _not_utf_8(document: bytes, start: int) -> Reading:
    """Return the reading of a body that is not UTF-8: it says which encoding it is, or which byte does not fit."""
    if wide := _wide_encoding(document):
        return _malformed("json.encoding", f"must be UTF-8, but is {wide}")
    byte = document[start]
    letter = f", which is {chr(byte)} in Latin-1" if chr(byte).isalpha() else ""
    return _malformed("json.encoding", f"must be UTF-8, but byte {start} (0x{byte:02X}) is not{letter}")


def _too_deep(document: bytes) -> bool:
    if document.count(b"[") + document.count(b"{") <= MAX_DEPTH:
        return False
    brackets = _TEXTS.sub(b"", document).translate(None, _NO_BRACKETS)
    depths = itertools.accumulate(map(_STEPS.__getitem__, brackets))
    return next(filter(MAX_DEPTH.__lt__, depths), None) is not None


@frozen
class _Disputed:
    """What is disputed in a tree, and the earlier values of names that appear twice, by their places."""

    twice: Mapping[int, Mapping[str, tuple[Json, ...]]]
    every: list[Violation] = field(factory=list)
    others: dict[str, tuple[Json, ...]] = field(factory=dict)

    def look_into(self, value: Json, path: Path) -> None:
        """Add what is disputed in a value."""
        if isinstance(value, dict):
            for name, earlier in self.twice.get(id(value), {}).items() if self.twice else ():
                self.others[pointer((*path, name))] = earlier
                self.every.append(_violation("json.duplicate-name", (*path, name), "occurs twice in its object"))
            for name, item in value.items():
                if _lone(name):
                    self.every.append(_violation("json.lone-surrogate", path, "has a name with a lone surrogate"))
                if item is not None:
                    self.look_into(item, (*path, name))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.look_into(item, (*path, index))
        else:
            self._scalar(value, path)

    def _scalar(self, value: Json, path: Path) -> None:
        if isinstance(value, str):
            if _lone(value):
                self.every.append(_violation("json.lone-surrogate", path, "holds a lone surrogate"))
        elif isinstance(value, _Odd):
            says = f"is {float(value)} to one parser, another value or an error to the next"
            self.every.append(_violation(value.rule, path, says))
        elif isinstance(value, int) and abs(value) > _EXACT:
            self.every.append(_wide(value, path))


def _wide(value: int, path: Path) -> Violation:
    if abs(value) < _BEYOND_ALL:
        return _violation("json.precision", path, f"{value} is beyond 2^53 - 1: a double may not hold it")
    return _violation("json.range", path, f"has {len(str(abs(value)))} digits, more than a double can hold")


def _lone(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)


def _kind_of(value: Json) -> str:
    """Return the JSON type of a value, with its article."""
    name = type_name(value)
    return name if value is None else f"{'an' if name[0] in 'aio' else 'a'} {name}"


def _violation(rule: str, path: Path, says: str) -> Violation:
    return Violation(rule, pointer(path), says)


def _malformed(rule: str, says: str) -> Reading:
    return Reading(None, (_violation(rule, (), says),))
