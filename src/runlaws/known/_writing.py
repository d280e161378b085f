"""A known-failures file written: entries added, taken out, or given another witness, and nothing else touched.

The text is edited by lines. A TOML library that keeps comments counts one that stands above an entry to the entry
before, and takes it away with that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from runlaws.files import write_whole
from runlaws.known._entry import Known, storable
from runlaws.known._reading import Source, source_of
from runlaws.known._witness import table_of

__all__ = ["with_added", "with_witnesses", "without"]

_HEADING: Final = """\
# Known failures: where the client is known to break a law of runlaws, how, and a document that shows it.
# Each is an expected failure for as long as its document shows it, and an error as soon as it does not.
# Give each a reason; `*` in a pointer is any one step, `**` at its end any further ones. Comments are kept.
# `runlaws known update CLIENT` adds what is new, `runlaws known prune CLIENT` deletes what is mended.
"""


def with_added(path: Path, entries: Iterable[Known]) -> None:
    """Add entries at the end of a known-failures file, which is made when there is none.

    Raises `KnownFileError` when the file is not well-formed, or OSError.
    """
    text = source_of(path).text if path.is_file() else _HEADING
    if text and not text.endswith("\n"):
        text += "\n"
    added = "\n".join("\n".join((*_lines_of(entry), "")) for entry in entries)
    _write(path, text + ("\n" if text.strip() else "") + added)


def without(path: Path, entries: Iterable[Known]) -> None:
    """Delete entries from a known-failures file, found by law, pointer, kind and client; comments around them stay.

    Raises `KnownFileError` when the file is not well-formed, or OSError.
    """
    source = source_of(path)
    gone = {entry.key for entry in entries}
    lines = source.text.split("\n")
    for entry, span in _from_the_end(source):
        if entry.key in gone:
            del lines[span[0] - 1 : span[2]]
            _close_up(lines, span[0] - 1)
    _write(path, "\n".join(lines))


def with_witnesses(path: Path, entries: Iterable[Known]) -> None:
    """Give entries of a known-failures file, found by law, pointer, kind and client, the witnesses of these.

    Raises `KnownFileError` when the file is not well-formed, or OSError.
    """
    source = source_of(path)
    witnesses = {entry.key: entry.witness for entry in entries}
    lines = source.text.split("\n")
    for entry, (first, witness, last) in _from_the_end(source):
        if entry.key in witnesses:
            fresh = evolve(entry, witness=witnesses[entry.key])
            lines[(witness or first) - 1 : last] = _witness_lines(fresh) if witness else _lines_of(fresh)
    _write(path, "\n".join(lines))


def _from_the_end(source: Source) -> Iterator[tuple[Known, tuple[int, int, int]]]:
    """Yield the entries with their first line, that of the witness and the last: the last entry first.

    So what is done to one moves none of those that are still to come.
    """
    for entry, span in zip(reversed(source.entries), reversed(source.layout.spans), strict=True):
        yield entry, (span.first, span.witness, span.last)


def _close_up(lines: list[str], at: int) -> None:
    """Where lines were taken out, leave no more than one blank line, and none at the start."""
    while at < len(lines) - 1 and not lines[at].strip() and (at == 0 or not lines[at - 1].strip()):
        del lines[at]


def _write(path: Path, text: str) -> None:
    if "\r\n" in text:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    write_whole(path, text.encode())


def _lines_of(entry: Known) -> list[str]:
    pairs = {name: getattr(entry, name) for name in ("law", "pointer", "kind", "reason", "issue", "expires", "client")}
    given = {name: value for name, value in pairs.items() if value or name == "pointer"}
    return ["[[known]]", *_pairs(given), "", *_witness_lines(entry)]


def _witness_lines(entry: Known) -> list[str]:
    return list(_table("known.witness", table_of(entry.witness)))


def _table(name: str, table: dict[str, Any]) -> Iterator[str]:
    inner = {key: value for key, value in table.items() if isinstance(value, dict)}
    yield f"[{name}]"
    yield from _pairs({key: value for key, value in table.items() if key not in inner})
    for key, value in inner.items():
        yield ""
        yield from _table(f"{name}.{key}", value)


def _pairs(pairs: dict[str, Any]) -> Iterator[str]:
    for name, value in pairs.items():
        written = _text(value) if isinstance(value, str) else str(value).lower()
        yield from f"{name} = {written}".split("\n")


def _text(value: str) -> str:
    """Return a text as TOML, in the form that is the easiest to read."""
    value = storable(value)
    if not all(char.isprintable() or char == "\n" for char in value):
        return f'"{"".join(map(_escaped, value))}"'
    if not set(value) & set('"\\\n'):
        return f'"{value}"'
    if not set(value) & set("'\n"):
        return f"'{value}'"
    if "'''" not in value and not value.endswith("'"):
        return f"'''\n{value}'''" if "\n" in value else f"'''{value}'''"
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"
