"""Honest clients that do some steps otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from runlaws.liars import Honest

__all__ = ["client", "giving", "raising"]


def client(**steps: Callable[..., Any]) -> Honest:
    """Return an honest client that does some steps otherwise: see the methods of `Honest`."""
    made: Honest = type("Odd", (Honest,), steps)()
    return made


def raising(error: BaseException) -> Callable[..., NoReturn]:
    """Return a step that raises an exception."""

    def raise_it(*_: object) -> NoReturn:
        raise error

    return raise_it


def giving(value: object) -> Callable[..., Any]:
    """Return a step that gives a value, whatever it is asked."""
    return lambda *_: value
