"""Clients on the command line: found in the working folder too, and kept from printing."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.status import Status

from runlaws.adapters import environment_of, find_client, has_own_process
from runlaws.cli._errors import fail
from runlaws.cli._here import look_in_working_folder
from runlaws.cli._terms import Terms
from runlaws.client import Client
from runlaws.observe import surroundings_of_the_client
from runlaws.observe.pipe import isolated

__all__ = ["CAN_BE_APART", "find", "prepare", "quiet"]

CAN_BE_APART: Final = hasattr(os, "fork")
"""Whether this system can give a Python client a process of its own."""
_STDOUT: Final = 1  # the descriptor


def find(spec: str, profile: str, terms: Terms) -> Client:
    """Return the client that `spec` names; its module may be in the working folder.

    It fails if there is to be a limit of memory, and no process of the client's own. The environment of one with a
    version is made first, if need be, which a line on standard error says.
    """
    look_in_working_folder()
    prepare(spec)
    if terms.apart and CAN_BE_APART and not has_own_process(spec):
        return isolated(spec, profile=profile, memory=terms.memory)
    if terms.memory is not None and not has_own_process(spec):
        fail(f"--memory: expected a client in a process of its own, got {spec!r}, which is asked in this one")
    with quiet():
        return find_client(spec, profile=profile, memory=terms.memory)


def prepare(spec: str) -> None:
    """Make the environment of a client with a version, unless it is there; meanwhile say so, for it takes seconds."""
    environment = environment_of(spec)
    if environment is None or environment.is_made:
        return
    console = Console(stderr=True, highlight=False)
    says = escape(f"{spec}: making an environment with {environment.distribution} {environment.version}")
    if not sys.stderr.isatty():
        console.print(says, soft_wrap=True)
        environment.make()
        return
    with Status(says, console=console):
        environment.make()


@contextlib.contextmanager
def quiet() -> Generator[None]:
    """Keep what a client prints out of standard output, which is for findings, and its surroundings apart from ours.

    What it prints goes to a file that accepts whatever standard output accepts: bytes written to its `buffer`, lone
    surrogates, and what a library or a child process writes to the descriptor.
    """
    sys.stdout.flush()
    stdout = os.dup(_STDOUT)
    with Path(os.devnull).open("w", encoding="utf-8", errors="replace") as nowhere:
        os.dup2(nowhere.fileno(), _STDOUT)
        try:
            with contextlib.redirect_stdout(nowhere), surroundings_of_the_client():
                yield
        finally:
            os.dup2(stdout, _STDOUT)
            os.close(stdout)
