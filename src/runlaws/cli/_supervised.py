"""Asking a client in a process of its own, so that a client that ends it does not take along what is known by then."""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from types import FrameType
from typing import Final

import click

from runlaws._signals import how_it_ended
from runlaws.cli._errors import fail
from runlaws.cli._journal import Journal
from runlaws.observe import noting
from runlaws.reports import printable
from runlaws.saved import Saved, write_saved
from runlaws.search import CASE_FOLDER, replay_command

__all__ = ["supervised"]

_MOST_SHOWN: Final = 20
"""How many of the causes that a command had found are shown where it ended early."""


def supervised(
    work: Callable[[Journal], int],
    *,
    spec: str,
    left: Callable[[], str] = lambda: "",
    ended: Callable[[Journal, str], int] | None = None,
    jobs: int = 1,
) -> int:
    """Do the work of a command that asks a client; return its exit status.

    It is done in a process of its own where that is possible. If the client ends that process, `ended` is called with
    how it did (`killed by SIGKILL`), and returns the status. By default, and whenever the work is ended from outside,
    the last document is saved and named on standard error, with what `left` says of the command's files. Where the work
    is done by several `jobs`, the last document is that of the job which was given one last.
    """
    if not _can_fork():
        return _interruptible(work, Journal(), spec, left)
    journal = Journal.shared(jobs)
    status, how = _in_a_child(lambda: _interruptible(work, journal, spec, left))
    if not how:
        return status
    if sys.stderr.isatty():
        from rich.console import Console

        Console(stderr=True).show_cursor()  # which the progress bar of the child has hidden
    for _ in journal.failures():  # it has the client's name, too
        pass
    if not journal.name:
        fail(f"client {spec!r}: looking for it ended the process ({how})")
    return ended(journal, how) if ended else _named(journal, spec, f"ended the process ({how})", left())


def _can_fork() -> bool:
    """Return whether this process can be forked: it is a command of its own, on a system with fork."""
    return hasattr(os, "fork") and sys.stdout is sys.__stdout__


def _interruptible(work: Callable[[Journal], int], journal: Journal, spec: str, left: Callable[[], str]) -> int:
    try:
        with noting(journal.note):
            return work(journal)
    except KeyboardInterrupt:
        if journal.last is not None:
            _named(journal, spec, "was interrupted", left())
        raise


def _named(journal: Journal, spec: str, ending: str, left: str) -> int:
    """Save the last document, name it on standard error, and return the exit status of a client that broke a law."""
    case = journal.last
    if case is None:
        last = "it was given no document"
    else:
        last = f"the last document was that of case {case.id} ({case.made}), which "
        try:
            write_saved(CASE_FOLDER, Saved("", "", "", journal.client_name, spec, case))
            last += f"is saved: `{replay_command(case, spec)}` tries it again"
        except OSError as error:
            last += f"cannot be saved: {CASE_FOLDER}: {error.strerror or error}"
    says = f"{ending}; {last}. {left}"
    for line in _so_far(journal):
        click.echo(line)
    click.echo(printable(f"{journal.name or spec} {says}".rstrip()), err=True)
    return 1


def _so_far(journal: Journal) -> Iterator[str]:
    """Yield a line for each cause that was seen, up to a number."""
    causes = list(dict.fromkeys(failure.cause for failure, _ in journal.failures()))
    yield from (printable(f"found before it ended: {cause}") for cause in causes[:_MOST_SHOWN])
    if len(causes) > _MOST_SHOWN:
        yield f"and {len(causes) - _MOST_SHOWN:,} more"


def _in_a_child(work: Callable[[], int]) -> tuple[int, str]:
    """Do some work in a child process; return its exit status, and how a client ended it, if one did.

    In the child this does not return: it goes on to the end of the command with the status of the work. What ends
    a process past Python, a signal or the C library's `exit`, leaves no note that the work was over.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    over = mmap.mmap(-1, 1)
    child = os.fork()
    if not child:
        try:
            sys.exit(work())
        finally:
            over[0] = True
    with _passed_on(child):
        _, waited = os.waitpid(child, 0)
    status = os.waitstatus_to_exitcode(waited)
    if over[0]:
        return (status, "") if status >= 0 else (1, "")  # how Python itself ends is not about a document
    return 1, how_it_ended(status)


@contextlib.contextmanager
def _passed_on(child: int) -> Generator[None]:
    """Pass signals on to the child in this context: it says what it has found so far."""

    def pass_on(number: int, _frame: FrameType | None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, number)

    numbers = [number for number in (signal.SIGINT, signal.SIGTERM) if callable(signal.getsignal(number))]
    before = {number: signal.signal(number, pass_on) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
