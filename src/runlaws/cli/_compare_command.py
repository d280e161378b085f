"""The command that compares clients."""

from __future__ import annotations

import sys
from typing import Any

import click

from runlaws.cli._group import EXAMPLES, PROFILE, REQUIREMENTS, SEED, number_of_random, with_reports, with_terms

__all__ = ["compare"]


@click.command(short_help="Say what several clients do differently.")
@click.argument("clients", nargs=-1, required=True, metavar="CLIENT CLIENT...")
@EXAMPLES
@SEED
@with_reports
@click.option(
    "--law", "ids", multiple=True, metavar="LAW", help="Hold them to this law only; may be given several times."
)
@REQUIREMENTS
@with_terms
@PROFILE
def compare(clients: tuple[str, ...], **options: Any) -> None:
    """Give several CLIENTs the same documents, and print what they do differently.

    For each disagreement: who does what, and the smallest document on which they part. Then each is held to the laws,
    for a matrix of laws and clients.

    Versions of one SDK are clients, too: `runlaws compare openai==1.109.1 openai==2.54.0 openai` makes an environment
    for each with pip, keeps it for the next time, and says what changed from version to version.

    Each client has a process of its own. One that is missing, dies or hangs is left out, and the others are compared.
    JUnit and SARIF have the broken laws of each client; the other reports have the disagreements, too.

    With --requirements an upgrade of runlaws adds no document and no law; random documents, which are not frozen, are
    then tried only with --examples.

    Exit status: 0 they agree, 1 they disagree, or one could not be asked to the end, 2 bad input, or the command
    cannot be run; and with what was found so far, 130 Ctrl-C ended it, 143 SIGTERM did.
    """
    from runlaws.cli import _compare

    names = ("seed", "ids", "terms", "profile")
    held = {name: options.pop(name) for name in names}
    revision, examples = options.pop("requirements"), options.pop("examples")
    status = _compare.run(
        clients, examples=number_of_random(examples, revision), revision=revision, **held, reports=options
    )
    sys.exit(status)
