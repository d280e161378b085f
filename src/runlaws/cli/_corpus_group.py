"""The commands of `runlaws corpus`, one function each."""

from __future__ import annotations

from pathlib import Path

import click

from runlaws.cli._group import PROFILE, SEED

__all__ = ["corpus"]


@click.command(short_help="Write labelled cases to a folder.")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--count", type=click.IntRange(min=1), default=1000, show_default=True, help="Cases to write.")
@SEED
@PROFILE
def corpus(out: Path, count: int, seed: int, profile: str) -> None:
    """Write labelled cases to the new folder OUT: cases.jsonl, and manifest.json with counts and hashes.

    A case is a document with its verdict (valid, questionable, extended, invalid, ambiguous or malformed) and each
    rule that it breaks. The folder is written completely or not at all.

    Exit status: 0 it is written, 2 bad input, or the command cannot be run.
    """
    from runlaws.cli import _corpus

    _corpus.run(out, count=count, seed=seed, profile=profile)
