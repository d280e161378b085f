"""Copying a value in each of Python's ways."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Mapping
from typing import Any, Final

from runlaws.case import Case
from runlaws.client import Copied, Thrown
from runlaws.observe._asking import Asking

__all__ = ["COPIES", "copied_of"]


def copied_of(asking: Asking, case: Case, value: Any, name: str) -> Copied:
    """Return the result of copying a value of a case in one way."""
    copied, answer = asking.ask(name, COPIES[name], value)
    if answer.thrown is not None:
        none = _says_there_is_none(answer.thrown) and not _origin_is_copied(asking, case, name)
        return Copied(answer.thrown, offered=not none)
    equal = asking.same("==", value, copied)
    return Copied(equal=equal, encoded=asking.encode(copied)[1] if asking.encodes else None)


def _origin_is_copied(asking: Asking, case: Case, name: str) -> bool:
    """Return whether the document that a case was made of can be copied in a way."""
    if case.origin is None:
        return False
    value, decoded = asking.decode(case.origin)
    return decoded.thrown is None and asking.ask(name, COPIES[name], value)[1].thrown is None


def _says_there_is_none(thrown: Thrown) -> bool:
    """Return whether an exception is Python's way of saying that values of a class cannot be copied or pickled."""
    if thrown.type in ("TypeError", "PicklingError", "NotImplementedError", "Error"):
        return True
    words = ("Can't pickle local", "Can't get local")  # until Python 3.12, and 3.13
    return thrown.type == "AttributeError" and thrown.message.startswith(words)


def _pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # safe, since this process wrote it just now


COPIES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": _pickled,
}
