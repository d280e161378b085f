"""Bad input as one sentence on standard error, and exit status 2."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NoReturn, ParamSpec, TypeVar

import click

from runlaws.clients import ClientNotFound
from runlaws.contract import UnknownProfile

__all__ = ["BadInput", "fail", "readable_errors"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


class BadInput(click.ClickException):
    """What was asked for cannot be done; the text says what was expected, what came, where."""

    exit_code = 2


def fail(message: str) -> NoReturn:
    """End the command with a sentence and exit status 2."""
    raise BadInput(message)


def readable_errors(command: Callable[_P, _T]) -> Callable[_P, _T]:
    """Turn the errors of bad input into sentences."""

    @functools.wraps(command)
    def wrapped(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return command(*args, **kwargs)
        except (ClientNotFound, UnknownProfile) as error:
            fail(str(error.args[0]))
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            fail(f"{where}{error.strerror or error}")

    return wrapped
