"""How a command ends from outside: by Ctrl-C or SIGTERM, which finish what is at hand, or when a pipe is closed."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Generator
from types import FrameType
from typing import Final

import click

__all__ = ["Terminated", "ended_from_outside", "sentence_of", "status_of"]

_TOO_SOON: Final = 0.5
"""Seconds within which a second signal is the same one: a terminal's comes to the parent, too, which passes it on."""


class Interrupted(KeyboardInterrupt):
    """SIGINT came, most often by Ctrl-C."""


class Terminated(KeyboardInterrupt):
    """SIGTERM came."""


def status_of(error: KeyboardInterrupt) -> int:
    """Return the exit status that says how a command ended."""
    return 143 if isinstance(error, Terminated) else 130


def sentence_of(error: KeyboardInterrupt) -> str:
    """Return in a word how a command ended."""
    return "Terminated." if isinstance(error, Terminated) else "Interrupted."


@contextlib.contextmanager
def ended_from_outside() -> Generator[None]:
    """End without a traceback on Ctrl-C, on SIGTERM, or if the reader of a pipe is gone (`| head`).

    The exit status is the usual one of each. A process that was started to ignore Ctrl-C goes on to ignore it.
    """
    try:
        with _heard():
            yield
    except KeyboardInterrupt as error:
        click.echo(sentence_of(error), err=True)
        sys.exit(status_of(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes it once more as it exits
        sys.exit(141)


@contextlib.contextmanager
def _heard() -> Generator[None]:
    """Turn signals into exceptions in this context; outside the main thread, leave them alone."""
    came = 0.0

    def hear(number: int, _frame: FrameType | None) -> None:
        nonlocal came
        before, came = came, time.monotonic()
        if before and came - before < _TOO_SOON:
            return
        raise Terminated if number == signal.SIGTERM else Interrupted

    with contextlib.ExitStack() as stack:
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(ValueError):  # not the main thread
                before = signal.getsignal(number)
                if before in (signal.default_int_handler, signal.SIG_DFL):
                    signal.signal(number, hear)
                    stack.callback(signal.signal, number, before)
        yield
