"""The commands of `runlaws known`, one function each."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from runlaws.cli._group import EXAMPLES, KNOWN, PROFILE, SEED, Commands, with_terms
from runlaws.cli._terms import Terms

__all__ = ["known"]

_FILE = click.option(
    "--file", type=click.Path(path_type=Path), default=KNOWN, show_default=True, help="The file of known failures."
)


@click.group(cls=Commands, short_help="Manage the file of known failures.")
def known() -> None:
    """Keep the known failures of a client in a file that people can review.

    The suite and fuzz read the file: they do not report what is in it, until it is fixed or has expired.

    Exit status: 0 it is done, 1 the client ended the process, 2 bad input, or the command cannot be run.
    """


@known.command(short_help="Add new failures to the file.")
@click.argument("client")
@_FILE
@EXAMPLES
@SEED
@click.option("--reason", default="", metavar="TEXT", help="Why the added failures happen, or why they are acceptable.")
@click.option("--issue", default="", metavar="URL", help="Where the fix is discussed.")
@click.option(
    "--expires", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day on which they count as known."
)
@click.option("--law", "ids", multiple=True, metavar="LAW", help="Only this law; may be given several times.")
@with_terms
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
    ids: tuple[str, ...],
    terms: Terms,
    profile: str,
) -> None:
    """Search CLIENT as fuzz does, and add each new failure to the file, with the simplest document that shows it.

    A known failure that its document no longer shows gets another document, if the search found one. Failures that
    differ only in names which are data become one entry with a pattern, and so does one function that always raises.

    Exit status: 0 it is done, 1 CLIENT ended the process, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _known
    from runlaws.cli._known_settings import How, Note

    note = Note(reason, issue, expires.date() if expires else None)
    how = How(examples, seed, terms, profile, ids)
    sys.exit(_known.update(client, file=file, how=how, note=note))


@known.command(short_help="Delete fixed failures from the file.")
@click.argument("client")
@_FILE
@with_terms
def prune(client: str, file: Path, terms: Terms) -> None:
    """Delete from the file the known failures that CLIENT no longer shows.

    An entry whose document no longer shows its failure is looked for in other documents; where one still shows it, the
    entry is kept and gets that one. New failures are not looked for: `update` does that.

    What CLIENT could not be asked about is kept, as when it accepts no valid document or exits.

    Exit status: 0 it is done, 1 CLIENT ended the process, 2 bad input, nothing could be asked, or the command cannot
    be run.
    """
    from runlaws.cli import _known

    sys.exit(_known.prune(client, file=file, terms=terms))
