"""Bad input as one sentence on standard error, and exit status 2."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from typing import NoReturn

import click

from runlaws.client import ClientNotFound, PolicyError
from runlaws.corpus import CorpusError
from runlaws.known import KnownFileError
from runlaws.objects import ProfileError
from runlaws.reports import printable

__all__ = ["BadInput", "fail", "readable_errors"]


class BadInput(click.ClickException):
    """A command cannot be carried out; the text says what was expected, what was got, and where."""

    exit_code = 2


def fail(message: str) -> NoReturn:
    """End the command with a sentence, on one line, and exit status 2."""
    raise BadInput(printable(" ".join(message.split())))


@contextlib.contextmanager
def readable_errors() -> Generator[None]:
    """Turn the errors of bad input into sentences."""
    try:
        yield
    except (ClientNotFound, PolicyError, ProfileError) as error:
        fail(str(error.args[0]))
    except KnownFileError as error:
        raise BadInput("\n".join(map(printable, str(error).split("\n")))) from error
    except CorpusError as error:
        fail(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        fail(f"{where}{error.strerror or error}")
