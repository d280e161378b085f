"""The command that compares clients."""

from __future__ import annotations

import sys
from typing import Any

import click

from runlaws.cli._group import DEADLINE, EXAMPLES, PROFILE, SEED, with_reports

__all__ = ["compare"]


@click.command(short_help="Say what several clients do differently.")
@click.argument("clients", nargs=-1, required=True, metavar="CLIENT CLIENT...")
@EXAMPLES
@SEED
@with_reports
@click.option(
    "--law", "ids", multiple=True, metavar="LAW", help="Hold them to this law only; may be given several times."
)
@DEADLINE
@PROFILE
def compare(clients: tuple[str, ...], **options: Any) -> None:
    """Give several CLIENTs the same documents, and print what they do differently.

    For each disagreement: who does what, and the smallest document on which they part. Then each is held to the laws,
    for a matrix of laws and clients.

    Versions of one SDK are clients, too: `runlaws compare openai==1.109.1 openai==2.54.0 openai` makes an environment
    for each with pip, keeps it for the next time, and says what changed from version to version.

    Each client has a process of its own. One that is missing, dies or hangs is left out, and the others are compared.
    JUnit and SARIF have the broken laws of each client; the other reports have the disagreements, too.

    Exit status: 0 they agree, 1 they disagree, or one could not be asked to the end, 2 bad input, or the command
    cannot be run.
    """
    from runlaws.cli import _compare

    names = ("examples", "seed", "ids", "deadline", "profile")
    held = {name: options.pop(name) for name in names}
    sys.exit(_compare.run(clients, reports=options, **held))
