"""The command that joins what the shards of a campaign found."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from runlaws.cli._group import with_reports

__all__ = ["merge"]


@click.command(short_help="Join what the shards of a campaign found.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@with_reports
def merge(paths: tuple[Path, ...], **reports: Path | None) -> None:
    """Join the results in each FILE, written by `runlaws fuzz --shard I/N --json` on any machine, and print them.

    What is printed and written is what one search without `--shard` finds: a finding for each cause, with the simplest
    of its documents, and the counts of all. No client is needed. If some shards are missing, that is said.

    Exit status: 0 no findings, 1 findings, or a known failure that is fixed or has expired, 2 bad input: files that
    are not of one campaign.
    """
    from runlaws.cli import _merge

    sys.exit(_merge.run(paths, reports))
