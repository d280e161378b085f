"""Copying a value, and looking whether the copy is like it."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from runlaws.case import Case
from runlaws.client import NOT_OFFERED, Copied, Thrown
from runlaws.observe._asking import Asking

__all__ = ["copies_of"]


def copies_of(asking: Asking, case: Case, value: Any) -> dict[str, Copied]:
    """Return the results of copying a value of a case in each way.

    No copy is written before the last is made: what writing one changes in the value is not in another one.
    """
    copies = {name: _copied(asking, case, value, name) for name in asking.copies}
    if not asking.encodes:
        return {name: answer for name, (answer, _) in copies.items()}
    return {
        name: answer if answer.thrown is not None else evolve(answer, encoded=asking.encode(copied)[1])
        for name, (answer, copied) in copies.items()
    }


def _copied(asking: Asking, case: Case, value: Any, name: str) -> tuple[Copied, Any]:
    """Return the result of copying a value in one way, and the copy."""
    copied, answer = asking.copy(name, value)
    if answer.thrown is not None:
        return Copied(answer.thrown, offered=_is_offered(asking, case, name, answer.thrown)), None
    return Copied(equal=asking.same(value, copied)), copied


def _is_offered(asking: Asking, case: Case, name: str, thrown: Thrown) -> bool:
    """Return whether values can be copied in a way, though it raises now."""
    if thrown == NOT_OFFERED:
        return False
    return not _says_there_is_none(thrown) or _origin_is_copied(asking, case, name)


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
