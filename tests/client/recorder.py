"""A client that notes every call of it, and whatever is asked of its values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from runlaws.client import NOT_SHOWN, Policy
from runlaws.values import Path, at_path

__all__ = ["Recorder", "Value"]


class Recorder:
    """Decodes to values with numbers, from 0 on. `asked` holds what was asked, each with the number of the value."""

    name = "recorder"
    version = ""
    encodes = True
    policy = Policy()

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.made = 0

    def decode(self, document: bytes) -> Any:
        return self.value("decode", json.loads(document))

    def decode_reply(self, document: bytes, headers: Mapping[str, str]) -> Any:
        return self.value("decode_reply" if headers else "decode_reply without headers", json.loads(document))

    def encode(self, value: Any) -> bytes | str:
        self.note("encode", value)
        return json.dumps(value.tree)

    def read(self, value: Any, path: Path) -> Any:
        self.note("read", value)
        found = at_path(value.tree, path)
        return NOT_SHOWN if found is NOT_SHOWN else found

    def value(self, how: str, tree: Any) -> Value:
        """Return a new value, and note how it was made."""
        made = Value(self, self.made, tree)
        self.made += 1
        self.note(how, made)
        return made

    def note(self, what: str, value: Value) -> None:
        self.asked.append((what, value.number))

    def asked_of(self, number: int) -> list[str]:
        """Return what was asked of one value, in order; the same several times in a row is told once."""
        found = [what for what, asked in self.asked if asked == number]
        return [what for before, what in zip(["", *found], found, strict=False) if what != before]


class Value:
    """What a recorder decodes to."""

    def __init__(self, by: Recorder, number: int, tree: Any) -> None:
        self.by = by
        self.number = number
        self.tree = tree

    def __eq__(self, other: object) -> bool:
        self.by.note("==", self)
        return isinstance(other, Value) and bool(self.tree == other.tree)

    def __ne__(self, other: object) -> bool:
        self.by.note("!=", self)
        return not (isinstance(other, Value) and self.tree == other.tree)

    def __hash__(self) -> int:
        self.by.note("hash", self)
        return hash(json.dumps(self.tree, sort_keys=True))

    def __repr__(self) -> str:
        self.by.note("repr", self)
        return "value"

    def __str__(self) -> str:
        self.by.note("str", self)
        return "value"

    def __copy__(self) -> Value:
        self.by.note("copy", self)
        return self.by.value("made by copy", self.tree)

    def __deepcopy__(self, memo: object) -> Value:
        self.by.note("deepcopy", self)
        return self.by.value("made by deepcopy", self.tree)

    def __reduce__(self) -> Any:
        self.by.note("pickle", self)
        return _unpickled, (self.tree,)


def _unpickled(tree: Any) -> Value:
    return Value(Recorder(), -1, tree)
