"""Classes of exceptions by name: a policy holds names, and only the process that asks a client needs the classes."""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import Final, TypeAlias
from weakref import WeakSet

__all__ = ["GivenErrors", "errors_given_as", "names_of_errors", "short_name"]

GivenErrors: TypeAlias = type[BaseException] | str | Iterable[type[BaseException] | str]
"""One exception class or several, each as the class itself or by its full name."""

_GIVEN: Final[dict[str, WeakSet[type[BaseException]]]] = {}
"""The classes that were given as classes: no import finds one that was made inside a function or by `exec`."""


def names_of_errors(given: GivenErrors) -> tuple[str, ...]:
    """Return exception classes by their full names (`openai.OpenAIError`), and remember them by these names.

    A name without a dot is one of Python's own: `ValueError` is `builtins.ValueError`. Raises TypeError.
    """
    several = (given,) if isinstance(given, type | str) else tuple(given)
    return tuple(map(_name_of, several))


def _name_of(given: object) -> str:
    if isinstance(given, str) and given:
        return given if "." in given else f"builtins.{given}"
    if isinstance(given, type) and issubclass(given, BaseException):
        name = f"{given.__module__}.{given.__qualname__}"
        if getattr(builtins, given.__qualname__, None) is not given:
            _GIVEN.setdefault(name, WeakSet()).add(given)
        return name
    msg = f"errors must be classes of exceptions or their full names, got {given!r}"
    raise TypeError(msg)


def errors_given_as(name: str) -> tuple[type[BaseException], ...] | None:
    """Return the classes that a policy of this process was given under a name, or None when there was none.

    There may be several: a function that makes a class makes another of the same name at each call. The classes are
    not kept alive, so there may be none left, and then nobody can raise one.
    """
    given = _GIVEN.get(name)
    return None if given is None else tuple(given)


def short_name(name: str) -> str:
    """Return a class's name without its module: `OpenAIError`."""
    return name.rpartition(".")[2]
