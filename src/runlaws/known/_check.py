"""Checking one entry of a known-failures file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import fields

from runlaws.known._entry import Known
from runlaws.known._witness import problems_of_witness
from runlaws.known._words import listed, shown, type_of
from runlaws.laws import Law
from runlaws.values import is_pointer, likely

__all__ = ["problems_of", "unexpected"]

_REQUIRED: Final = ("law", "pointer", "kind", "reason", "witness")
_TEXTS: Final = ("law", "pointer", "kind", "reason", "issue", "client", "message", "frame", "types")
_KEYS: Final = tuple(attribute.name for attribute in fields(Known) if attribute.eq)


def problems_of(table: Mapping[str, Any], laws: Sequence[Law]) -> Iterator[tuple[str, str]]:
    """Yield a key and a sentence for each thing that is wrong with an entry."""
    for name in table.keys() - set(_KEYS):
        yield name, unexpected(name, _KEYS)
    missing = [name for name in _REQUIRED if name not in table]
    if missing:
        yield "", f"expected every entry to have {listed(_REQUIRED)}, got one without {listed(missing)}"
    for name in _TEXTS:
        if name in table:
            yield from _of_text(name, table[name], laws)
    if "matter" in table and not _are_texts(table["matter"]):
        yield "matter", f"expected matter to be an array of texts, got {shown(table['matter'])}"
    if "expires" in table:
        yield from _of_expires(table["expires"])
    if "witness" in table:
        law = next((law for law in laws if law.id == table.get("law")), None)
        yield from problems_of_witness(table["witness"], law)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def unexpected(name: str, known: Sequence[str]) -> str:
    """Return the sentence for an unknown key."""
    return f"expected no key but {listed(known)}, got {name!r}{likely(name, known)}"


def _of_text(name: str, text: Any, laws: Sequence[Law]) -> Iterator[tuple[str, str]]:
    if not isinstance(text, str):
        yield name, f"expected {name} to be a text, got {type_of(text)}"
    elif not text.strip() and name != "pointer":
        yield name, f"expected {name} to say something, got an empty text"
    elif name == "law":
        yield from _of_law(text, [law.id for law in laws])
    elif name == "pointer":
        yield from _of_pointer(text)


def _of_law(id: str, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    if id not in ids:
        yield "law", f"expected the id of a law (`runlaws laws` lists them), got {id!r}{likely(id, ids)}"


def _of_pointer(pointer: str) -> Iterator[tuple[str, str]]:
    if not is_pointer(pointer):
        yield "pointer", f"expected a JSON pointer (/tools/*/type, or '' for the whole document), got {pointer!r}"
    elif "**" in pointer.split("/")[:-1]:
        yield "pointer", f"expected ** to end a pointer, where it stands for any further steps, got {pointer!r}"


def _of_expires(expires: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(expires, datetime.date) or isinstance(expires, datetime.datetime):
        yield "expires", f"expected expires to be a date without quotation marks (2027-03-31), got {shown(expires)}"
