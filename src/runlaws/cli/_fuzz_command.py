"""The command that searches a client for broken laws."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from runlaws.cli._group import (
    EXAMPLES,
    JOBS,
    PROFILE,
    REQUIREMENTS,
    SEED,
    SHARD,
    Duration,
    number_of_random,
    with_known,
    with_reports,
    with_terms,
)
from runlaws.cli._terms import Terms

__all__ = ["fuzz"]


@click.command(short_help="Search for promises that a client breaks.")
@click.argument("client")
@EXAMPLES
@SEED
@with_reports
@with_known
@click.option(
    "--corpus",
    type=click.Path(),
    metavar="PATH",
    help="Try the cases of this corpus first, as `runlaws corpus` and `runlaws import` write them.",
)
@click.option("--law", "ids", multiple=True, metavar="LAW", help="Only this law; may be given several times.")
@click.option("--time", "seconds", type=Duration(), help="Search for so long (60s, 5m), whatever --examples says.")
@JOBS
@SHARD
@REQUIREMENTS
@with_terms
@PROFILE
def fuzz(  # noqa: PLR0913, PLR0917 (an argument for each option)
    client: str,
    examples: int,
    seed: int,
    known: Path | None,
    ids: tuple[str, ...],
    terms: Terms,
    profile: str,
    corpus: str | None,
    seconds: float | None,
    jobs: int,
    requirements: str | None,
    shard: tuple[int, int] | None,
    **reports: Path | None,
) -> None:
    """Search for documents on which CLIENT breaks a law, and print the simplest document for each cause.

    A law is a sentence such as "encoding what was decoded must give the document back"; `runlaws laws` lists them.
    A fixed catalogue of documents is tried first, then random ones; the cases of a corpus come before both. Failing
    cases are saved in .runlaws/cases, too. Reports may be several at once; with - for FILE, one is printed instead of
    the text.

    CLIENT has a process of its own: where it dies, hangs in C code or takes too much memory, that is a finding, and the
    search goes on. With --time the search also ends when nothing new was found for long. With --requirements an upgrade
    of runlaws finds nothing new; random documents, which are not frozen, are then tried only with --examples or --time.

    Exit status: 0 no findings, 1 findings, or a known failure that is fixed or has expired, 2 bad input, or the
    command cannot be run; and with what was found so far, 1 the client ended it, 130 Ctrl-C did, 143 SIGTERM did.
    """
    from runlaws.cli import _fuzz

    status = _fuzz.run(
        client,
        examples=number_of_random(examples, requirements),
        seed=seed,
        reports=reports,
        known=known,
        ids=ids,
        terms=terms,
        profile=profile,
        corpus=corpus,
        seconds=seconds,
        jobs=jobs,
        revision=requirements,
        shard=shard,
    )
    sys.exit(status)
