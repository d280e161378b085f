"""Printing a value: what its text is, and whether it is the same text each time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from runlaws.client import AFTER_ANOTHER, AGAIN, WAYS_TO_PRINT, Answer
from runlaws.observe._asking import Asking

__all__ = ["printed_of"]

_HOW: Final[Mapping[str, Callable[[Any], str]]] = dict(zip(WAYS_TO_PRINT, (repr, str), strict=True))
_BEFORE: Final = 40
_LONGEST: Final = 200
"""How many characters of a text are kept, and how many of these stand before what matters in it."""

_ADDRESS: Final = re.compile(r"\b0x[0-9a-fA-F]{4,}")
"""An address in memory: a part that is made anew to be printed has another one each time."""


def printed_of(asking: Asking, value: Any, other: bytes = b"", key: str = "") -> dict[str, Answer]:
    """Return the texts of a value: the first of each way, and the later ones that raise, differ, or are another's.

    It is printed twice, and if there is another document, once more after that was decoded and printed. No text of the
    value may have `key` in it then, which is the other one's. What goes wrong is looked at call by call, with a value
    that was not printed before.
    """
    texts, answer = asking.ask("print", _printed_twice, value)
    if answer.thrown is not None and answer.thrown.ended:
        return {}
    if (
        answer.thrown is None
        and _alike(texts[0], texts[1])
        and (not other or _is_apart(asking, value, other, key, texts))
    ):
        return {way: Answer(_excerpt(text, 0)) for way, text in zip(WAYS_TO_PRINT, texts[0], strict=True)}
    value, decoded = asking.decode(asking.case.document)
    return {} if decoded.thrown is not None else _call_by_call(asking, value, other, key)


def _printed_twice(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _texts(value), _texts(value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(how, value) for how in _HOW.values())


def _is_apart(asking: Asking, value: Any, other: bytes, key: str, texts: tuple[tuple[str, ...], ...]) -> bool:
    """Return whether a value is printed as before after another one was."""
    decoded, answer = asking.decode(other)
    if answer.thrown is not None:
        return True
    asking.ask("print", _texts, decoded)
    now, answer = asking.ask("print", _texts, value)
    return answer.thrown is None and _alike(texts[0], now) and not any(key in text for text in now)


def _call_by_call(asking: Asking, value: Any, other: bytes, key: str) -> dict[str, Answer]:
    printed = dict(_printed(asking, value, "", {}))
    texts = {way: text for way, (text, answer) in printed.items() if answer.thrown is None}
    printed.update(_printed(asking, value, f" {AGAIN}", texts))
    if other and len(printed) == len(_HOW):
        decoded, accepted = asking.decode(other)
        if accepted.thrown is None:
            for how in _HOW.values():
                asking.ask("print", _text, how, decoded)
            printed.update(_printed(asking, value, f" {AFTER_ANOTHER}", texts, key))
    return {name: answer for name, (_, answer) in printed.items()}


def _printed(
    asking: Asking, value: Any, when: str, before: Mapping[str, str], key: str = ""
) -> Iterator[tuple[str, tuple[str, Answer]]]:
    """Print a value in each way in which it could be printed before; yield what was not the same text then."""
    for way, how in _HOW.items():
        if when and way not in before:
            continue
        text, answer = asking.ask("print", _text, how, value)
        if answer.thrown is not None:
            yield f"{way}{when}", ("", answer)
        elif not when:
            yield way, (text, Answer(_excerpt(text, 0)))
        elif key and key in text:
            yield f"{way}{when}", (text, Answer(_excerpt(text, text.index(key))))
        elif not _alike((before[way],), (text,)):
            at = _first_difference(before[way], text)
            yield way, (before[way], Answer(_excerpt(before[way], at)))
            yield f"{way}{when}", (text, Answer(_excerpt(text, at)))


def _text(how: Callable[[Any], str], value: Any) -> str:
    return str.__str__(how(value))  # a class derived from str may be anything


def _alike(before: tuple[str, ...], now: tuple[str, ...]) -> bool:
    """Return whether texts are the same, but for addresses."""
    return before == now or [_ADDRESS.sub("", text) for text in before] == [_ADDRESS.sub("", text) for text in now]


def _first_difference(before: str, now: str) -> int:
    both = zip(before, now, strict=False)
    return next((at for at, (left, right) in enumerate(both) if left != right), min(len(before), len(now)))


def _excerpt(text: str, at: int) -> str:
    """Return the part of a text that begins a little before a position."""
    start = max(0, at - _BEFORE)
    part = text[start : start + _LONGEST]
    return f"{'…' if start else ''}{part}{'…' if start + _LONGEST < len(text) else ''}"
