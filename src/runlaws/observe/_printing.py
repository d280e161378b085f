"""Printing a value: what its text is, and whether it is the same text each time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from runlaws.client import AFTER_ANOTHER, AGAIN, UNDER_TAKEN_KEY, Answer
from runlaws.observe._asking import Asking
from runlaws.observe._beside import OfOneKey

__all__ = ["printed_by_key", "printed_of"]

_BEFORE: Final = 40
_LONGEST: Final = 200
"""How many characters of a text are kept, and how many of these stand before what matters in it."""

_ADDRESS: Final = re.compile(r"\b0x[0-9a-fA-F]{4,}")
"""An address in memory: a part that is made anew to be printed has another one each time."""


def printed_of(asking: Asking, value: Any, others: Sequence[bytes] = (), mark: str = "") -> dict[str, Answer]:
    """Return the texts of a value: the first of each way, and the later ones that raise, differ, or are another's.

    It is printed twice, and once more after each other document was decoded and printed. No text of the value may have
    `mark` in it then, which stands in the keys of the others. What raises or differs at once is looked at call by call,
    with a value that was not printed before.
    """
    texts, answer = asking.printed_twice(value)
    if answer.thrown is not None and answer.thrown.ended:
        return {}
    if answer.thrown is None and _alike(texts[0], texts[1]):
        first: dict[str, str] = dict(zip(asking.prints, texts[0], strict=True))
        printed = {way: Answer(_excerpt(text, 0)) for way, text in first.items()}
        later = _after_others(asking, value, others, mark, first)
        if later is not None:
            return {**printed, **later}
    value, decoded = asking.decode(asking.case.document)
    return {} if decoded.thrown is not None else _call_by_call(asking, value, others, mark)


def printed_by_key(asking: Asking, documents: OfOneKey) -> dict[str, Answer]:
    """Return the texts of a value that are those of another one with its key, and are not under a key of its own.

    A value that is the other one is no matter of printing.
    """
    texts: list[tuple[str, ...]] = []
    values: list[Any] = []
    for document in (documents.longer, documents.own, documents.apart):
        value, answer = asking.decode(document)
        printed, answer = asking.printed(value) if answer.thrown is None else ((), answer)
        if answer.thrown is not None:
            return {}
        texts.append(tuple(printed))
        values.append(value)
    if asking.same(values[0], values[1]).yes:
        return {}
    return {
        f"{way} {UNDER_TAKEN_KEY}": Answer(_excerpt(own, _first_difference(apart, own)))
        for way, longer, own, apart in zip(asking.prints, *texts, strict=True)
        if _alike((longer,), (own,)) and not _alike((apart.replace(documents.another_key, documents.key),), (own,))
    }


def _after_others(
    asking: Asking, value: Any, others: Sequence[bytes], mark: str, first: Mapping[str, str]
) -> dict[str, Answer] | None:
    """Return what is wrong with the texts of a value after the first other one that changes them; None if it raises.

    They are not made again: what is left over of another text may be in all later ones, and then they are the same.
    """
    for other in others:
        decoded, answer = asking.decode(other)
        if answer.thrown is not None:
            continue
        asking.printed(decoded)
        now, answer = asking.printed(value)
        if answer.thrown is not None:
            return None
        wrong = {
            name: answer
            for (way, before), text in zip(first.items(), now, strict=True)
            for name, (_, answer) in _compared(way, AFTER_ANOTHER, before, text, mark)
        }
        if wrong:
            return wrong
    return {}


def _call_by_call(asking: Asking, value: Any, others: Sequence[bytes], mark: str) -> dict[str, Answer]:
    printed = dict(_printed(asking, value, "", {}))
    texts = {way: text for way, (text, answer) in printed.items() if answer.thrown is None}
    printed.update(_printed(asking, value, f" {AGAIN}", texts))
    for other in others:
        if len(printed) > len(asking.prints):
            break
        decoded, accepted = asking.decode(other)
        if accepted.thrown is None:
            for way in asking.prints:
                asking.text(way, decoded)
            printed.update(_printed(asking, value, f" {AFTER_ANOTHER}", texts, mark))
    return {name: answer for name, (_, answer) in printed.items()}


def _printed(
    asking: Asking, value: Any, when: str, before: Mapping[str, str], mark: str = ""
) -> Iterator[tuple[str, tuple[str, Answer]]]:
    """Print a value in each way in which it could be printed before; yield what was not the same text then."""
    for way in asking.prints:
        if when and way not in before:
            continue
        text, answer = asking.text(way, value)
        if answer.thrown is not None:
            yield f"{way}{when}", ("", answer)
        elif not when:
            yield way, (text, Answer(_excerpt(text, 0)))
        else:
            yield from _compared(way, when.strip(), before[way], text, mark)


def _compared(way: str, when: str, before: str, text: str, mark: str) -> Iterator[tuple[str, tuple[str, Answer]]]:
    """Yield a later text of a value that has another's mark in it; or else both texts where they differ."""
    if mark and mark in text:
        yield f"{way} {when}", (text, Answer(_excerpt(text, text.index(mark))))
    elif not _alike((before,), (text,)):
        at = _first_difference(before, text)
        yield way, (before, Answer(_excerpt(before, at)))
        yield f"{way} {when}", (text, Answer(_excerpt(text, at)))


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
