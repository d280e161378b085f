"""Exception classes by name: a policy holds names, and only the process that asks a client needs the classes."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any, Final, TypeAlias
from weakref import WeakSet

__all__ = ["GivenErrors", "errors_given_as", "full_name", "names_of_errors", "short_name"]

GivenErrors: TypeAlias = type[BaseException] | str | Iterable[type[BaseException] | str]
"""One exception class or several, each as the class itself or by its full name."""

_GIVEN: Final[dict[str, WeakSet[type[BaseException]]]] = {}
"""The classes that were given as classes: one made inside a function or by `exec` cannot be found by importing."""


def names_of_errors(given: GivenErrors) -> tuple[str, ...]:
    """Return the full names of exception classes (`openai.OpenAIError`), and remember the classes by them.

    A name without a dot is one of Python's own: `ValueError` is `builtins.ValueError`. Raises TypeError for anything
    that is not an exception class or a name.
    """
    several = (given,) if isinstance(given, type | str) else tuple(given)
    return tuple(map(_name_of, several))


def _name_of(given: object) -> str:
    if isinstance(given, str) and given:
        return given if "." in given else f"builtins.{given}"
    if isinstance(given, type) and issubclass(given, BaseException):
        name = full_name(given)
        if getattr(builtins, given.__qualname__, None) is not given:
            _GIVEN.setdefault(name, WeakSet()).add(given)
        return name
    msg = f"errors must be classes of exceptions or their full names, got {given!r}"
    raise TypeError(msg)


def errors_given_as(name: str) -> tuple[type[BaseException], ...] | None:
    """Return the classes that policies of this process were given under a name, or None if they were given none.

    There may be several: a function that makes a class makes another one, with the same name, at each call. The classes
    are not kept alive, so there may be none left; then none can be raised either.
    """
    given = _GIVEN.get(name)
    return None if given is None else tuple(given)


def full_name(kind: type) -> str:
    """Return the full name of a class: one that leads to it from a loaded module, if there is any.

    A package may set `__module__` to where it exports a class, which is no place of it if another package has a copy of
    the whole package inside. Such a class is looked for under its own name, best in a module that ends like that.
    """
    stated = str(kind.__module__)
    if not _leads_to(stated, kind):
        homes = (name for name in list(sys.modules) if name != "__main__" and _leads_to(name, kind))
        best = min(homes, key=lambda name: (not name.endswith(f".{stated}"), name.count("."), name), default=stated)
        return f"{best}.{kind.__qualname__}"
    return f"{stated}.{kind.__qualname__}"


def _leads_to(module_name: str, kind: type) -> bool:
    """Return whether a loaded module has a class under its name; no foreign code is run for it."""
    value: Any = sys.modules.get(module_name)
    for name in kind.__qualname__.split("."):
        if not issubclass(type(value), type | ModuleType):
            return False
        value = object.__getattribute__(value, "__dict__").get(name)
    return value is kind


def short_name(name: str) -> str:
    """Return a class's name without its module: `OpenAIError`."""
    return name.rpartition(".")[2]
