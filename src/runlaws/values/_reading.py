"""Reading JSON data of a known form: what is not as expected raises ValueError, which says what it is, and where."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn, TypeVar

from runlaws.values._shortening import shortened, written

__all__ = ["count_in", "object_in", "objects_in", "text_in", "word_in", "wrong"]

E = TypeVar("E", bound=enum.StrEnum)


def text_in(data: object, name: str, at: str = "") -> str:
    """Return the text that JSON data has under a name."""
    named = data if isinstance(data, dict) else object_in(data, at)
    text = named.get(name)
    if isinstance(text, str):
        return text
    if name not in named:
        wrong(f"an object with {name!r}", at, named, "one without")
    return wrong("a text", f"{at}/{name}", text)


def count_in(data: object, name: str, at: str = "") -> int:
    """Return the whole number, not below 0, that JSON data has under a name."""
    named = object_in(data, at)
    if name not in named:
        wrong(f"an object with {name!r}", at, named, "one without")
    count = named[name]
    if isinstance(count, int) and not isinstance(count, bool) and count >= 0:
        return count
    return wrong("a whole number from 0", f"{at}/{name}", count)


def word_in(data: object, name: str, kind: type[E], at: str = "") -> E:
    """Return the member of an enumeration whose value JSON data has under a name."""
    word = text_in(data, name, at)
    try:
        return kind(word)
    except ValueError:
        wrong(" or ".join(repr(member.value) for member in kind), f"{at}/{name}", word)


def objects_in(data: Mapping[str, Any], name: str, at: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the objects of the array that JSON data has under a name, each with its place."""
    items, here = data.get(name), f"{at}/{name}"
    if not isinstance(items, list):
        wrong("an array", here, items)
    for index, item in enumerate(items):
        yield f"{here}/{index}", object_in(item, f"{here}/{index}")


def object_in(data: object, at: str) -> Mapping[str, Any]:
    """Return JSON data that is an object."""
    return data if isinstance(data, dict) else wrong("an object", at, data)


def wrong(expected: str, at: str, got: object, in_words: str = "") -> NoReturn:
    """Raise ValueError for JSON data at a place (a JSON pointer); `in_words` stands for what was got."""
    shown = in_words or _NOT_SHOWN.get(type(got)) or shortened(written(got, ascii_only=True), 60)
    msg = f"expected {expected} at {at or 'the top'}, got {shown}"
    raise ValueError(msg)


_NOT_SHOWN: Final[Mapping[type, str]] = {dict: "an object", list: "an array"}
