"""The command that tells a broken worker from a wrong library."""

from __future__ import annotations

import sys

import click

from runlaws.cli._group import DEADLINE, MEMORY, PROFILE

__all__ = ["smoke"]


@click.command(short_help="Check that a worker speaks the protocol.")
@click.argument("command")
@DEADLINE
@MEMORY
@PROFILE
def smoke(command: str, deadline: float, memory: int | None, profile: str) -> None:
    """Check that the worker that COMMAND starts speaks the protocol of docs/protocol.md, and measure how fast it is.

    COMMAND is one argument, as after process: in `runlaws fuzz "process:node worker.mjs"`. The worker is asked a
    little of everything that it offers. For each mistake there is a sentence: what was sent, what the worker did, what
    is expected, and where docs/protocol.md says so. What the library behind the worker does is not judged.

    Exit status: 0 the worker speaks the protocol, 1 it does not, 2 it cannot be started, or bad input.
    """
    from runlaws.cli import _smoke

    sys.exit(_smoke.run(command, deadline=deadline, memory=memory, profile=profile))
