"""`runlaws corpus`: labelled cases on disk."""

from __future__ import annotations

from pathlib import Path

import click

from runlaws.cli._progress import progress_bar
from runlaws.corpus import MANIFEST, Manifest, write_corpus
from runlaws.objects import find_profile
from runlaws_strategies import make_case

__all__ = ["in_words", "run"]


def run(out: Path, *, count: int, seed: int, profile: str) -> None:
    """Write a corpus, and print what is in it."""
    find_profile(profile)

    with progress_bar() as bar:
        cases = (make_case(seed, number, profile=profile) for number in bar.track(range(count), description="writing"))
        manifest = write_corpus(out, cases, seed=seed, profile=profile)
    click.echo(f"{out}: {in_words(manifest)}")


def in_words(manifest: Manifest) -> str:
    """Return what is in a corpus, and where, as one line."""
    data = manifest.as_json()
    labels = ", ".join(f"{number} {label}" for label, number in data["counts"]["standing"].items())
    parts = manifest.parts[0].name if len(manifest.parts) == 1 else f"{len(manifest.parts)} parts"
    return f"{data['count']} cases in {parts} ({labels}); counts and hashes in {MANIFEST}"
