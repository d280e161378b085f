"""The command that judges a client by what it has answered elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from runlaws.cli._group import SEED, WholeNumber, with_known, with_reports

__all__ = ["judge"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Judge a client by answers in a file.")
@click.argument("requests", type=_FILE)
@click.argument("answers", type=_FILE)
@click.option(
    "--more",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what the client is to be asked next; the file is empty where nothing is left.",
)
@click.option(
    "--examples",
    type=WholeNumber(0),
    default=0,
    show_default=True,
    help="How many random documents to try after the catalogue of fixed ones.",
)
@SEED
@click.option("--law", "ids", multiple=True, metavar="LAW", help="Only this law; may be given several times.")
@with_known
@with_reports
def judge(
    requests: Path,
    answers: Path,
    more: Path | None,
    examples: int,
    seed: int,
    ids: tuple[str, ...],
    known: Path | None,
    **reports: Path | None,
) -> None:
    """Judge a client by ANSWERS, which its worker wrote when it read REQUESTS, on any machine, in any language.

    `runlaws catalogue --requests` writes the first requests, as lines of the protocol (docs/protocol.md). Both files
    may be added to, in any order, by several workers. What there is is judged as by fuzz; what a failure is due to, and
    how simple its document can be, takes further answers: --more writes those requests.

    Exit status: 0 all is answered, and there are no findings, 1 findings, a known failure that has expired, or requests
    that are not answered yet, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _judge

    status = _judge.run(
        requests, answers, more=more, examples=examples, seed=seed, ids=ids, known=known, reports=reports
    )
    sys.exit(status)
