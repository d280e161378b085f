"""Copying a value, and looking whether the copy is like it."""

from __future__ import annotations

from typing import Any

from runlaws.case import Case
from runlaws.client import Copied, Thrown
from runlaws.observe._asking import Asking

__all__ = ["copied_of"]


def copied_of(asking: Asking, case: Case, value: Any, name: str) -> Copied:
    """Return the result of copying a value of a case in one way."""
    copied, answer = asking.copy(name, value)
    if answer.thrown is not None:
        none = _says_there_is_none(answer.thrown) and not _origin_is_copied(asking, case, name)
        return Copied(answer.thrown, offered=not none)
    equal = asking.same(value, copied)
    return Copied(equal=equal, encoded=asking.encode(copied)[1] if asking.encodes else None)


def _origin_is_copied(asking: Asking, case: Case, name: str) -> bool:
    """Return whether the document that a case was made of can be copied in a way."""
    if case.origin is None:
        return False
    value, decoded = asking.decode(case.origin)
    return decoded.thrown is None and asking.copy(name, value)[1].thrown is None


def _says_there_is_none(thrown: Thrown) -> bool:
    """Return whether an exception is Python's way of saying that values of a class cannot be copied or pickled."""
    if thrown.type in ("TypeError", "PicklingError", "NotImplementedError", "Error"):
        return True
    words = ("Can't pickle local", "Can't get local")  # until Python 3.12, and 3.13
    return thrown.type == "AttributeError" and thrown.message.startswith(words)
