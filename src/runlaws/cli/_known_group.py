"""The commands of `runlaws known`, one function each."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from runlaws.cli._group import DEADLINE, EXAMPLES, KNOWN, PROFILE, SEED, Commands

__all__ = ["known"]

_FILE = click.option(
    "--file", type=click.Path(path_type=Path), default=KNOWN, show_default=True, help="The known failures."
)


@click.group(cls=Commands)
def known() -> None:
    """Keep the known failures of a client in a file that a person reviews.

    Exit status: 0 it is done, 2 the call cannot be carried out.
    """


@known.command()
@click.argument("client")
@_FILE
@EXAMPLES
@SEED
@click.option("--reason", default="", metavar="TEXT", help="Why what is added fails, or why it may.")
@click.option("--issue", default="", metavar="URL", help="Where fixing it is discussed.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day on which it counts.")
@DEADLINE
@PROFILE
def update(  # noqa: PLR0913 (one for each option)
    client: str,
    *,
    file: Path,
    examples: int,
    seed: int,
    reason: str,
    issue: str,
    expires: datetime.datetime | None,
    deadline: float,
    profile: str,
) -> None:
    """Search CLIENT as fuzz does, and add what is new to the file, each with the simplest document that shows it.

    A known failure whose document does not show it any more gets another one, where the search has found one.

    Exit status: 0 it is done, 2 the call cannot be carried out.
    """
    from runlaws.cli import _known

    note = _known.Note(reason, issue, expires.date() if expires else None)
    _known.update(client, file=file, examples=examples, seed=seed, deadline=deadline, profile=profile, note=note)


@known.command()
@click.argument("client")
@_FILE
@DEADLINE
def prune(client: str, file: Path, deadline: float) -> None:
    """Delete the known failures that CLIENT does not show any more from the file. No search: `update` is for that.

    Exit status: 0 it is done, 2 the call cannot be carried out.
    """
    from runlaws.cli import _known

    _known.prune(client, file=file, deadline=deadline)
