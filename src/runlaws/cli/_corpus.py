"""`runlaws corpus`: labelled cases on disk."""

from __future__ import annotations

from pathlib import Path

import click

from runlaws.cli._progress import progress_bar
from runlaws.corpus import CASES, MANIFEST, write_corpus
from runlaws.objects import find_profile
from runlaws_strategies import make_case

__all__ = ["run"]


def run(out: Path, *, count: int, seed: int, profile: str) -> None:
    """Write a corpus, and print what is in it."""
    find_profile(profile)

    with progress_bar() as bar:
        cases = (make_case(seed, number, profile=profile) for number in bar.track(range(count), description="writing"))
        manifest = write_corpus(out, cases, seed=seed, profile=profile)
    labels = ", ".join(f"{number} {label}" for label, number in manifest["standings"].items())
    click.echo(f"{out}: {count} cases in {CASES} ({labels}); counts and hashes in {MANIFEST}")
