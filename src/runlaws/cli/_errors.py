"""Bad input as one sentence on standard error, and exit status 2."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Generator
from typing import Final, NoReturn

import click

__all__ = ["BadInput", "fail", "readable_errors"]

_OF_BAD_INPUT: Final = (
    ("runlaws.client", "ClientNotFound"),
    ("runlaws.client", "PolicyError"),
    ("runlaws.corpus", "CorpusError"),
    ("runlaws.objects", "ProfileError"),
    ("runlaws.offline", "OfflineError"),
    ("runlaws.reports", "ResultsError"),
    ("runlaws.requirements", "NotFrozen"),
)
"""The errors that say all in a sentence. By their names: to import these rooms takes most of a short command's time."""


class BadInput(click.ClickException):
    """A command cannot be carried out; the text says what was expected, what was got, and where."""

    exit_code = 2


def fail(message: str) -> NoReturn:
    """End the command with a sentence, on one line, and exit status 2."""
    raise BadInput(_printable(" ".join(message.split())))


@contextlib.contextmanager
def readable_errors() -> Generator[None]:
    """Turn the errors of bad input into sentences."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        fail(f"{where}{error.strerror or error}")
    except (LookupError, ValueError) as error:
        if _is_one(error, ("runlaws.known", "KnownFileError")):
            raise BadInput("\n".join(map(_printable, str(error).split("\n")))) from error
        if any(_is_one(error, named) for named in _OF_BAD_INPUT):
            fail(str(error.args[0]))
        raise


def _is_one(error: Exception, named: tuple[str, str]) -> bool:
    """Return whether an error is of a class. No error of a module that was not imported has been raised."""
    module, name = named
    return module in sys.modules and isinstance(error, getattr(sys.modules[module], name))


def _printable(text: str) -> str:
    from runlaws.reports import printable

    return printable(text)
