"""Strangers: values of other kinds, which no decoded value may equal."""

from __future__ import annotations

from collections import UserString
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from runlaws.case import Case

__all__ = ["strangers_to"]


def strangers_to(case: Case, value: Any) -> Mapping[str, object]:
    """Return values of other kinds than a decoded one: a few that know nothing of its document, and parts of that.

    A value that is a text, bytes, a mapping or a sequence itself is no stranger to such a part.
    """
    tree = case.tree or {}
    key = case.judgement.profile.object.key
    own: dict[str, object] = {f"its own {key}": tree[key]} if isinstance(tree.get(key), str) else {}
    own |= {name: make(case) for name, make in _OF_ITS_DOCUMENT.items()}
    return {**_STRANGERS, **{name: other for name, other in own.items() if not _are_akin(value, other)}}


_OF_ITS_DOCUMENT: Final[Mapping[str, Callable[[Case], object]]] = {
    "its own JSON as text": lambda case: case.document.decode("utf-8", "replace"),
    "its own JSON as bytes": lambda case: case.document,
    "a dict of its own members": lambda case: dict(case.tree or {}),
    "a tuple of its own members": lambda case: tuple((case.tree or {}).values()),
}
_STRANGERS: Final[Mapping[str, object]] = {
    "None": None,
    "a text": "run",
    "a number": 0,
    "a list": [],
    "a dict": {},
    "an object of another class": object(),
}
_KINDS: Final[Mapping[type, tuple[type, ...]]] = {
    str: (str, UserString),
    bytes: (bytes, bytearray, memoryview),
    dict: (Mapping,),
    tuple: (Sequence,),
}
"""The classes whose values may equal one of a built-in class."""


def _are_akin(value: Any, other: object) -> bool:
    """Return whether a value is of the kind of another one, by its class alone: asking the value may run its code."""
    return issubclass(type(value), _KINDS[type(other)])
