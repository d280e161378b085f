"""`runlaws corpus`: labelled cases on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from runlaws.case import Case
from runlaws.cli._errors import fail
from runlaws.contract import find_profile
from runlaws.corpus import CASES, MANIFEST, write_corpus
from runlaws_strategies import make_case

__all__ = ["run"]


def run(out: Path, *, count: int, seed: int, profile: str) -> None:
    """Write the corpus and say what is in it."""
    find_profile(profile)

    def cases() -> Iterator[Case]:
        numbers = track(range(count), "writing cases", console=Console(stderr=True), transient=True)
        return (make_case(seed, number, profile=profile) for number in numbers)

    try:
        manifest = write_corpus(out, cases(), seed=seed, profile=profile)
    except FileExistsError as error:
        fail(str(error))
    labels = ", ".join(f"{number} {label}" for label, number in manifest["standings"].items())
    click.echo(f"{out}: {count} cases in {CASES} ({labels}); counts and hashes in {MANIFEST}")
