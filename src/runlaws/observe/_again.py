"""Asking a value once more what it has been asked."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from runlaws.client import Answer, Thrown
from runlaws.observe._asking import Asking
from runlaws.observe._showing import shown_of

__all__ = ["raised_only_now"]


def raised_only_now(asking: Asking, value: Any) -> dict[str, Thrown]:
    """Ask a value once more what it has been asked, and encode it twice; return what a fresh one does not raise."""
    raised: dict[str, Thrown] = {}
    for name, call in _calls(asking).items():
        thrown = call(value).thrown
        if thrown is not None:
            fresh, decoded = asking.decode(asking.case.document)
            if decoded.thrown is None and call(fresh).thrown is None:
                raised[name] = thrown
    return raised


def _calls(asking: Asking) -> Mapping[str, Callable[[Any], Answer]]:
    calls: dict[str, Callable[[Any], Answer]] = {
        "read": lambda value: _first_thrown(shown_of(asking, value, asking.case.places).shown),
        "==": lambda value: asking.same(value, value),
        "!=": lambda value: asking.unequal(value, value),
        "hash": asking.hashed,
        **{way: functools.partial(_copied, asking, way) for way in asking.copies},
        "print": lambda value: asking.printed(value)[1],
    }
    if asking.encodes:
        calls |= dict.fromkeys(("encode", "encode again"), lambda value: asking.encode(value)[1])
    return calls


def _copied(asking: Asking, way: str, value: Any) -> Answer:
    return asking.copy(way, value)[1]


def _first_thrown(shown: Mapping[str, object]) -> Answer:
    return Answer(thrown=next((part for part in shown.values() if isinstance(part, Thrown)), None))
