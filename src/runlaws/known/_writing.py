"""Editing a known-failures file: entries are added, deleted or given another witness; all else stays unchanged.

The text is edited by lines, as TOML libraries that keep comments attach a comment above an entry to the entry before
it, and delete it with that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from runlaws.files import write_whole
from runlaws.known._entry import Known, storable
from runlaws.known._layout import Span
from runlaws.known._reading import KnownFile, load
from runlaws.known._witness import table_of
from runlaws.values import Json

__all__ = ["with_added", "with_causes", "with_witnesses", "without"]

_HEADING: Final = """\
# Known failures: where the client is known to break a law of runlaws, how, and a document that shows it.
# Each is an expected failure for as long as its document shows it, and an error as soon as it does not.
# Give each a reason; `*` in a pointer is any one step, `**` at its end any further ones. Comments are kept.
# `runlaws known update CLIENT` adds what is new, `runlaws known prune CLIENT` deletes what is fixed.
"""


def with_added(path: Path, entries: Iterable[Known]) -> None:
    """Add entries at the end of a known-failures file, which is created if it does not exist.

    Raises `KnownFileError` when the file is not well-formed, or OSError.
    """
    text, newline = _HEADING, "\n"
    if path.exists():
        known_file = load(path)
        text, newline = known_file.text, known_file.newline
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    for entry in entries:
        lines += [*([""] if lines else []), *_lines_of(entry)]
    _write(path, [*lines, ""], newline)


def without(path: Path, entries: Iterable[Known]) -> None:
    """Delete the entries with the same law, pointer, kind and client from a known-failures file; comments stay.

    Raises `KnownFileError` when the file is not well-formed, or OSError.
    """
    known_file = load(path)
    gone = {entry.key for entry in entries}
    lines = known_file.text.split("\n")
    for entry, span in _from_the_end(known_file):
        if entry.key in gone:
            del lines[span.first - 1 : span.last]
            _close_up(lines, span.first - 1)
    _write(path, lines, known_file.newline)


def with_witnesses(path: Path, moved_by_key: Mapping[tuple[str, ...], Known]) -> None:
    """Replace the witnesses, and what they say, of the entries with these keys in a known-failures file.

    Raises `KnownFileError` when the file is not well-formed, or OSError.
    """
    known_file = load(path)
    lines = known_file.text.split("\n")
    for entry, span in _from_the_end(known_file):
        if (moved := moved_by_key.get(entry.key)) is not None:
            updated = evolve(entry, witness=moved.witness, comment=moved.comment, message=moved.message)
            new = _witness_lines(updated) if span.witness else _lines_of(updated)
            lines[(span.witness or span.first) - 1 : span.last] = new
            if span.witness and entry.message and moved.message != entry.message:
                at = known_file.layout.line_of("message", span) - 1
                lines[at : at + 1] = _pairs({"message": moved.message})
    _write(path, lines, known_file.newline)


def with_causes(path: Path, entries: Iterable[Known]) -> None:
    """Give the entries of the older form with the same law, pointer, kind and client the causes of these.

    Raises `KnownFileError` when the file is not well-formed, or OSError.
    """
    known_file = load(path)
    causes = {entry.key[:4]: _cause_lines(entry) for entry in entries}
    lines = known_file.text.split("\n")
    for entry, span in _from_the_end(known_file):
        if entry.is_older and entry.key[:4] in causes:
            lines[span.first : span.first] = causes[entry.key[:4]]
    _write(path, lines, known_file.newline)


def _from_the_end(known_file: KnownFile) -> list[tuple[Known, Span]]:
    """Return the entries with their spans, the last first, so that an edit moves none of the entries still to come."""
    return list(zip(known_file.entries, known_file.layout.spans, strict=True))[::-1]


def _close_up(lines: list[str], at: int) -> None:
    """Leave at most one blank line where lines were deleted, and none at the start or the end."""
    while at < len(lines) and not lines[at].strip() and (at == 0 or not lines[at - 1].strip()):
        del lines[at]


def _write(path: Path, lines: Iterable[str], newline: str) -> None:
    write_whole(path, newline.join(lines).encode())


def _lines_of(entry: Known) -> list[str]:
    pairs = {name: getattr(entry, name) for name in ("law", "pointer", "kind")}
    said = {name: getattr(entry, name) for name in ("reason", "issue", "expires", "client")}
    given = {name: value for name, value in said.items() if value}
    return ["[[known]]", *_pairs(pairs), *_cause_lines(entry), *_pairs(given), "", *_witness_lines(entry)]


def _cause_lines(entry: Known) -> list[str]:
    if entry.matter is None:
        return []
    texts = {name: getattr(entry, name) for name in ("message", "frame", "types")}
    matter = f"matter = [{', '.join(map(_text, entry.matter))}]"
    return [*_pairs({name: text for name, text in texts.items() if text}), matter]


def _witness_lines(entry: Known) -> list[str]:
    header, *lines = _table("known.witness", table_of(entry.witness))
    comment = "".join(map(_escaped, storable(entry.comment)))
    return [header, *([f"# {comment}"] if comment else []), *lines]


def _table(name: str, table: dict[str, Any]) -> Iterator[str]:
    inner = {key: value for key, value in table.items() if isinstance(value, dict)}
    yield f"[{name}]"
    yield from _pairs({key: value for key, value in table.items() if key not in inner})
    for key, value in inner.items():
        yield ""
        yield from _table(f"{name}.{key}", value)


def _pairs(pairs: dict[str, Any]) -> Iterator[str]:
    for name, value in pairs.items():
        yield from f"{name} = {_value(value)}".split("\n")


def _value(value: Json) -> str:
    """Return a value as TOML, whatever is in it: the document shown before a witness is a table in a list."""
    match value:
        case str():
            return _text(value)
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{ {', '.join(f'{name} = {_value(inner)}' for name, inner in value.items())} }}"
        case _:
            return str(value).lower()


def _text(value: str) -> str:
    """Return a text as TOML, in the form that is easiest to read."""
    value = storable(value)
    basic = "".join(f"\\{char}" if char in '"\\' else _escaped(char) for char in value)
    if not all(char.isprintable() or char == "\n" for char in value):
        return f'"{basic}"'
    if not set(value) & set('"\\\n'):
        return f'"{value}"'
    if not set(value) & set("'\n"):
        return f"'{value}'"
    if "'''" not in value and not value.endswith("'"):
        return f"'''\n{value}'''" if "\n" in value else f"'''{value}'''"
    return f'"{basic}"'


def _escaped(char: str) -> str:
    return char if char.isprintable() else f"\\U{ord(char):08x}"
