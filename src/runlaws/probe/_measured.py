"""A measured setting, and how it is written as code."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

__all__ = ["Measured", "lines_of", "setting"]

_WIDTH: Final = 88


@frozen
class Measured:
    """One setting of a policy: its value, as Python code too, what speaks for it, and whether that is enough."""

    setting: str
    value: Any
    code: str
    because: str
    sure: bool = True


def setting(name: str, value: Any, because: str, *, sure: bool = True) -> Measured:
    """Return a setting with its value as code."""
    return Measured(name, value, f"{name}={_quoted(value)}", because, sure)


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
    if len(text) <= _WIDTH - 20:
        return text
    return "\n".join((brackets[0], *(f"    {item}," for item in items), brackets[1]))


def lines_of(measured: Measured) -> Iterator[str]:
    """Yield a setting as code, with the evidence behind it or, where that is long, above it."""
    note = f"{'' if measured.sure else 'not determined: '}{measured.because}"
    code = f"{measured.code},"
    if "\n" not in code and len(code) + len(note) <= _WIDTH:
        yield f"    {code:<27}  # {note}"
        return
    yield from textwrap.wrap(note, _WIDTH, initial_indent="    # ", subsequent_indent="    # ")
    yield from (f"    {line}" for line in code.splitlines())
