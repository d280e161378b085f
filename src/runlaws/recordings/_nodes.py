"""The values inside a document: where they are in its text, or in a tree."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

from attrs import field, frozen

from runlaws.recordings._piece import RecordingError
from runlaws.values import Json

__all__ = ["Node", "TextNode", "TreeNode", "values_in"]

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_MOST_DIGITS: Final = 4000  # CPython reads at most 4300


def _integer(token: str) -> int | float:
    return int(token) if len(token) <= _MOST_DIGITS else float(token)


_DECODER: Final = json.JSONDecoder(parse_int=_integer)


class Node(Protocol):
    """A value with the document that it is, if it is taken out of its surroundings."""

    @property
    def value(self) -> Json:
        """The value."""
        ...

    def document(self) -> bytes:
        """Return the value as JSON."""
        ...

    def children(self) -> Iterator[tuple[str | int, Node]]:
        """Yield the members of an object or the items of an array, with their names or indices."""
        ...


@frozen
class TextNode:
    """A value in a JSON text: its document is that piece of the text, with all that a parser would not keep.

    A name that stands twice in an object comes twice.
    """

    value: Json
    text: str
    start: int
    end: int

    def document(self) -> bytes:
        """Return the piece of text."""
        return self.text[self.start : self.end].encode("utf-8", "surrogatepass")

    @property
    def rest(self) -> str:
        """What follows in the text, without the space between."""
        return self.text[_after_space(self.text, self.end) :]

    @property
    def ends_its_line(self) -> bool:
        """Whether nothing more is on the line that the value ends on."""
        return "\n" in self.text[self.end : _after_space(self.text, self.end)]

    def children(self) -> Iterator[tuple[str | int, Node]]:
        """Yield members or items by reading the text again, one level deep: only so is it known where they are."""
        text, index = self.text, 0
        position = _after_space(text, self.start + 1)
        while text[position] not in "}]":
            name: str | int = index
            if text[self.start] == "{":
                name, position = _DECODER.raw_decode(text, position)
                position = _after_space(text, _after_space(text, position) + 1)
            value, end = _DECODER.raw_decode(text, position)
            yield name, TextNode(value, text, position, end)
            position = _after_space(text, end)
            if text[position] == ",":
                position = _after_space(text, position + 1)
            index += 1


@frozen
class TreeNode:
    """A value that another parser has read; its document is written anew.

    What YAML aliases stand for is one object, which comes once.
    """

    value: Json
    _seen: set[int] = field(factory=set)

    def document(self) -> bytes:
        """Return the value written as JSON. What JSON has no type for becomes a text."""
        try:
            return json.dumps(self.value, default=_as_text).encode()
        except (TypeError, ValueError) as error:
            msg = f"cannot be written as JSON: {error}"
            raise RecordingError(msg) from error

    def children(self) -> Iterator[tuple[str | int, Node]]:
        """Yield members or items."""
        if isinstance(self.value, Mapping):
            pairs: Iterable[tuple[str | int, Json]] = ((str(name), value) for name, value in self.value.items())
        elif isinstance(self.value, Sequence) and not isinstance(self.value, str | bytes):
            pairs = enumerate(self.value)
        else:
            pairs = ()
        for name, value in pairs:
            if isinstance(value, dict | list | tuple):
                if id(value) in self._seen:
                    continue
                self._seen.add(id(value))
            yield name, TreeNode(value, self._seen)


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return base64.b64encode(value).decode()
    return str(value)


def values_in(text: str) -> list[TextNode] | None:
    """Return the JSON values of a text that holds one, or several after one another, up to what is not JSON.

    None is returned of a text that nests too deep for Python's json.
    """
    nodes: list[TextNode] = []
    position = _after_space(text, 0)
    while position < len(text):
        try:
            value, end = _DECODER.raw_decode(text, position)
        except json.JSONDecodeError:
            break
        except RecursionError:
            return None
        nodes.append(TextNode(value, text, position, end))
        position = _after_space(text, end)
    return nodes


def _after_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
