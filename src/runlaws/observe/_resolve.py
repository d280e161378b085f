"""From the names of exception classes to the classes, in the process in which a client raises them."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any, Final

from runlaws.client import PolicyError
from runlaws.client._errors import errors_given_as
from runlaws.observe._door import Door

__all__ = ["resolved"]


def resolved(errors: tuple[str, ...], door: Door, of: str) -> tuple[type[BaseException], ...]:
    """Return the exception classes of some names, or raise `PolicyError`, which says whose policy names what.

    A class that was given to a policy as a class is known; others are looked up in the modules that are loaded, and
    only then imported. Ask within `door.open()`.
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
    """Return the ways to take a dotted name for a module and what is in it, the longest module first."""
    parts = name.split(".")
    return [(".".join(parts[:count]), parts[count:]) for count in range(len(parts) - 1, 0, -1)]


def _loaded(name: str) -> type[BaseException] | None:
    """Return a class out of the modules that are loaded, where that takes no foreign code."""
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
        why = f"importing it raises {answer.thrown}"
    elif _is_error(value):
        return value  # type: ignore[no-any-return] # mypy does not narrow by `_is_error`
    else:
        why = value if isinstance(value, str) else f"it is a {type(value).__name__}"
    msg = f"{of}: expected each of policy.errors to name an exception class ({_EXAMPLE}), got {name!r}: {why}"
    raise PolicyError(msg)


_EXAMPLE: Final = "such as 'openai.OpenAIError'"


def _import(name: str) -> Any:
    """Return what a name leads to, or a text that says how far it leads."""
    for module_name, attributes in _splits(name):
        try:
            value: Any = importlib.import_module(module_name)
        except ModuleNotFoundError as error:
            if error.name is not None and f"{module_name}.".startswith(f"{error.name}."):
                continue  # what is missing is this module itself or one around it
            raise
        for attribute in attributes:
            if not hasattr(value, attribute):
                return f"{module_name} has no {'.'.join(attributes)}"
            value = getattr(value, attribute)
        return value
    return f"there is no module {name.partition('.')[0]!r}"
