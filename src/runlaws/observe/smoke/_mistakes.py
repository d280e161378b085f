"""What a worker does that the page of the protocol does not allow, with the place of the page that says so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from attrs import define, field, frozen

from runlaws.values import shortened

__all__ = ["Mistake", "Mistakes", "as_sent"]

_LONGEST_SHOWN: Final = 240
_LONGEST_DOCUMENT: Final = 24
_LONGEST_TEXT: Final = 120
_MOST_ITEMS: Final = 3


@frozen
class Mistake:
    """What was sent, what came, what is expected, and the heading of `docs/protocol.md`, with a number or a row."""

    sent: str
    got: str
    expected: str
    page: str

    def __str__(self) -> str:
        """Return it as a sentence."""
        return f"Sent {self.sent}: the worker {self.got}; expected {self.expected} (docs/protocol.md, {self.page})."


@define
class Mistakes:
    """The mistakes of a worker, in the order in which they were seen; one that is made again is not told again."""

    seen: list[Mistake] = field(factory=list)

    def add(self, sent: object, got: str, expected: str, page: str) -> None:
        """Add a mistake, unless the same was expected in vain before."""
        if all((mistake.expected, mistake.page) != (expected, page) for mistake in self.seen):
            text = sent if isinstance(sent, str) else as_sent(sent)
            self.seen.append(Mistake(text, got, expected, page))


def as_sent(data: object) -> str:
    """Return JSON data on a line of text, with its long texts and arrays cut."""
    return shortened(json.dumps(_cut(data), ensure_ascii=False), _LONGEST_SHOWN)


def _longest(name: object) -> int:
    return _LONGEST_DOCUMENT if name == "document" else _LONGEST_TEXT


def _cut(data: Any, longest: int = _LONGEST_TEXT) -> Any:
    if isinstance(data, str):
        return shortened(data.encode("utf-8", "backslashreplace").decode(), longest)
    if isinstance(data, Mapping):
        return {_cut(name): _cut(item, _longest(name)) for name, item in data.items()}
    if isinstance(data, list | tuple):
        return [*map(_cut, data[:_MOST_ITEMS]), *(["…"] if len(data) > _MOST_ITEMS else [])]
    return data
