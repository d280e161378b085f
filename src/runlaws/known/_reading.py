"""Reading a known-failures file: either all its entries, or a list of everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from attrs import frozen

from runlaws.known._check import problems_of, unexpected
from runlaws.known._entry import Known
from runlaws.known._layout import Layout, Span, layout_of
from runlaws.known._witness import case_of
from runlaws.laws import LAWS, Law

__all__ = ["KnownFile", "KnownFileError", "load", "read_known"]

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


_IDENTITY: Final = ("law", "pointer", "kind", "client", "message", "frame", "types", "matter")
"""The keys of which no two entries may have the same values: each cause has one entry."""


class KnownFileError(ValueError):
    """A known-failures file is not well-formed. The text has a line for each problem: file, line number, sentence."""


@frozen
class KnownFile:
    """A known-failures file: its text, its entries, and the lines of each entry.

    In `text` every line ends with a line feed; `newline` is the line ending of the file.
    """

    text: str
    newline: str
    layout: Layout
    entries: tuple[Known, ...]


def read_known(path: Path, laws: Sequence[Law] = LAWS) -> tuple[Known, ...]:
    """Return the entries of a known-failures file, in the order of the file.

    Raises `KnownFileError`, which lists everything that is wrong in it, or OSError.
    """
    return load(path, laws).entries


def load(path: Path, laws: Sequence[Law] = LAWS) -> KnownFile:
    """Return a known-failures file with its entries and its text; raises what `read_known` raises."""
    file = str(path)
    raw = _text_of(path.read_bytes(), file)
    text = raw.replace("\r\n", "\n")
    data = _parsed(text, file)
    layout = layout_of(text)
    _refuse_others(data, layout, file)
    tables: Sequence[Mapping[str, Any]] = data.get("known", [])
    problems = [*_problems(tables, layout, laws), *_twice(tables, layout)]
    if problems:
        _refuse(file, problems)
    entries = tuple(_entry(table, span, file) for table, span in zip(tables, layout.spans, strict=True))
    return KnownFile(text, "\n" if text == raw else "\r\n", layout, entries)


def _text_of(content: bytes, file: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _refuse(file, [(line, f"expected UTF-8, got the byte 0x{content[error.start]:02x}")], error)


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # tomllib also lets plain ValueError and RecursionError through
        said = str(error)
        position = _AT_LINE.search(said)
        line = int(position[1]) if position and position[1] else text.rstrip().count("\n") + 1
        _refuse(file, [(line, f"expected TOML, got what its reader refuses: {_AT_LINE.sub('', said)}")], error)


def _refuse_others(data: Mapping[str, Any], layout: Layout, file: str) -> None:
    """Refuse a file with anything but `[[known]]` tables, each with its header on a line of its own."""
    others = [(layout.line_of_top(name), unexpected(name, ["known"])) for name in data if name != "known"]
    tables = data.get("known", [])
    whole = isinstance(tables, list) and len(tables) == len(layout.spans)
    if not others and ("known" not in data or (whole and tables)):
        return
    if not others:
        others = [(layout.line_of_top("known"), "expected every entry below a line [[known]], got another form of it")]
    _refuse(file, others)


def _problems(tables: Sequence[Mapping[str, Any]], layout: Layout, laws: Sequence[Law]) -> Iterator[tuple[int, str]]:
    for table, span in zip(tables, layout.spans, strict=True):
        for name, sentence in problems_of(table, laws):
            yield layout.line_of(name, span) if name else span.first, sentence


def _twice(tables: Sequence[Mapping[str, Any]], layout: Layout) -> Iterator[tuple[int, str]]:
    seen: dict[tuple[str, ...], int] = {}
    for table, span in zip(tables, layout.spans, strict=True):
        key = tuple(repr(table.get(name, "")) for name in _IDENTITY)
        if key in seen:
            problem = f"got the law, pointer, kind and client of line {seen[key]} again"
            yield span.first, f"expected each failure once, {problem}"
        seen.setdefault(key, span.first)


def _entry(table: Mapping[str, Any], span: Span, file: str) -> Known:
    texts = {name: value for name, value in table.items() if name != "witness"}
    if "matter" in texts:
        texts["matter"] = tuple(texts["matter"])
    return Known(witness=case_of(table["witness"]), file=file, lines=(span.first, span.last), **texts)


def _refuse(file: str, problems: Sequence[tuple[int, str]], cause: Exception | None = None) -> NoReturn:
    msg = "\n".join(f"{file}:{line}: {sentence}" for line, sentence in sorted(problems))
    raise KnownFileError(msg) from cause
