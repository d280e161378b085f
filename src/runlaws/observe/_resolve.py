"""Resolving the names of exception classes, in the process in which the client raises them."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any, Final

from runlaws.client import PolicyError
from runlaws.client._errors import errors_given_as
from runlaws.observe._door import Door
from runlaws.values import shortened

__all__ = ["resolved"]


def resolved(errors: tuple[str, ...], door: Door, of: str) -> tuple[type[BaseException], ...]:
    """Return the exception classes with some names; raises `PolicyError`, which says whose policy has which name.

    A class that was given to a policy as a class is known; others are looked up in loaded modules, and only then
    imported. `of` names the policy's owner. It must be called within `door.open()`.
    """
    classes: list[type[BaseException]] = []
    for name in errors:
        known = errors_given_as(name)
        loaded = _loaded(name)
        if loaded is not None:
            classes.append(loaded)
        classes += known or ()
        if known is None and loaded is None:
            classes.append(_imported(name, door, of))
    return tuple(classes)


def _is_error(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)


def _splits(name: str) -> list[tuple[str, list[str]]]:
    """Return the ways to split a dotted name into a module and attributes, the longest module first."""
    parts = name.split(".")
    return [(".".join(parts[:count]), parts[count:]) for count in range(len(parts) - 1, 0, -1)]


def _loaded(name: str) -> type[BaseException] | None:
    """Return a class from a loaded module, if that needs no foreign code; None otherwise."""
    for module_name, attributes in _splits(name):
        value: Any = sys.modules.get(module_name)
        if type(value) is not ModuleType:
            continue
        for attribute in attributes:
            value = vars(value).get(attribute) if isinstance(value, type | ModuleType) else None
        if _is_error(value):
            return value  # type: ignore[no-any-return] # mypy does not narrow by `_is_error`
    return None


def _imported(name: str, door: Door, of: str) -> type[BaseException]:
    value, answer = door.ask("import", _import, name)
    if answer.thrown is not None:
        why = f"importing it raises {shortened(str(answer.thrown), 200)}"
    elif _is_error(value):
        return value  # type: ignore[no-any-return] # mypy does not narrow by `_is_error`
    else:
        why = value if isinstance(value, str) else f"it is a {type(value).__name__}"
    msg = f"{of}: expected each of policy.errors to name an exception class ({_EXAMPLE}), got {name!r}: {why}"
    raise PolicyError(msg)


_EXAMPLE: Final = "such as 'openai.OpenAIError'"


def _import(name: str) -> Any:
    """Return the value that a name leads to, or a text that says what is missing on the way."""
    for module_name, attributes in _splits(name):
        try:
            value: Any = importlib.import_module(module_name)
        except ModuleNotFoundError as error:
            if error.name is not None and f"{module_name}.".startswith(f"{error.name}."):
                continue  # the missing module is this one or a package around it, not one that it imports
            raise
        for attribute in attributes:
            if not hasattr(value, attribute):
                return f"{module_name} has no {'.'.join(attributes)}"
            value = getattr(value, attribute)
        return value
    return f"there is no module {name.partition('.')[0]!r}"
