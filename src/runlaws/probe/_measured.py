"""A measured setting, and how a setting is written as code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import frozen

__all__ = ["WIDTH", "Measured", "code_of"]

WIDTH: Final = 88
"""How long a line of printed code may be."""


@frozen
class Measured:
    """One setting of a policy as it was measured: its value, the evidence, and whether that is enough.

    `otherwise` are the places at which a setting that lists members was seen not to hold, and `seen` those that speak
    for a setting by places.
    """

    setting: str
    value: Any
    because: str
    sure: bool = True
    otherwise: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()


def code_of(name: str, value: Any) -> str:
    """Return a setting as an argument of `Policy`: `unknown_members="drop"`."""
    if name == "errors":
        classes = [error.removeprefix("builtins.") for error in value]
        return f"errors=({', '.join(classes)}{',' if len(classes) == 1 else ''})"
    return f"{name}={_quoted(value)}"


def _quoted(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return _bracketed("{}", (f"{_quoted(key)}: {_quoted(item)}" for key, item in value.items()))
    if isinstance(value, frozenset):
        return _bracketed("{}", map(_quoted, sorted(value))) if value else "()"
    return repr(value)


def _bracketed(brackets: str, items: Iterable[str]) -> str:
    """Return items in brackets, each on a line of its own where they are too long for one."""
    items = list(items)
    text = f"{brackets[0]}{', '.join(items)}{brackets[1]}"
    if len(text) <= WIDTH - 20:
        return text
    return "\n".join((brackets[0], *(f"    {item}," for item in items), brackets[1]))
