"""`runlaws corpus OUT`: labelled cases on disk."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable, Iterator

import click
from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.cli._errors import fail
from runlaws.cli._progress import progress_bar
from runlaws.contract import Standing
from runlaws.corpus import (
    MANIFEST,
    Manifest,
    Place,
    Recipe,
    StorePlace,
    as_place,
    npm_files,
    write_corpus,
    write_numbered,
)
from runlaws.objects import find_profile

__all__ = ["Wanted", "in_words", "processors", "write"]


@frozen
class Wanted:
    """What is to be written: the cases of a seed, or the catalogue if there is none."""

    profile: str
    layout: str
    standings: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    seed: int | None = None
    count: int = 0
    npm: bool = False
    realistic: bool = False

    @property
    def command(self) -> str:
        """The command that writes the same, with all that matters and nothing else."""
        which = (
            ["--catalogue", *["--npm"] * self.npm]
            if self.seed is None
            else ["--count", str(self.count), "--seed", str(self.seed)]
        )
        standings = [part for standing in self.standings for part in ("--standing", standing)]
        states = [part for state in self.states for part in ("--status", state)]
        settings = [
            *which,
            *["--realistic"] * self.realistic,
            "--profile",
            self.profile,
            *standings,
            *states,
            "--format",
            self.layout,
        ]
        return shlex.join(["runlaws", "corpus", "OUT", *settings])


def write(out: str, wanted: Wanted, jobs: int | None, cluster: str | None) -> None:
    """Write a corpus, and print what is in it."""
    find_profile(wanted.profile)
    order = [standing.value for standing in Standing if standing.value in wanted.standings]
    wanted = evolve(wanted, standings=tuple(order), states=tuple(sorted(set(wanted.states))))
    place = as_place(out)
    if isinstance(place, StorePlace) and not place.lasts:
        fail(f"expected a folder, or the URL of a store that lasts, got {out}: it would be lost when the command ends")
    if wanted.seed is None:
        manifest = _write_catalogue(place, wanted)
    else:
        manifest = _write_numbered(place, wanted, wanted.seed, jobs, cluster)
    click.echo(f"{out}: {in_words(manifest)}")


def _write_numbered(out: Place, wanted: Wanted, seed: int, jobs: int | None, cluster: str | None) -> Manifest:
    recipe = Recipe(seed, wanted.profile, tuple(map(Standing, wanted.standings)), wanted.states, wanted.realistic)
    try:
        recipe.check()
    except ValueError as error:
        fail(str(error))
    with progress_bar(rate=True) as bar:
        task = bar.add_task("writing", total=wanted.count)
        return write_numbered(
            out,
            recipe,
            wanted.count,
            layout=wanted.layout,
            command=wanted.command,
            jobs=jobs or processors(),
            cluster=cluster,
            on_cases=lambda cases: bar.advance(task, cases),
        )


def _write_catalogue(out: Place, wanted: Wanted) -> Manifest:
    from runlaws_strategies import catalogue

    with progress_bar(rate=True) as bar:
        task = bar.add_task("writing", total=None)
        cases = _counted(catalogue(profile=wanted.profile), lambda: bar.advance(task))
        chosen = (case for case in cases if not wanted.standings or case.standing.value in wanted.standings)
        name = find_profile(wanted.profile).object.state
        chosen = (case for case in chosen if not wanted.states or (case.tree or {}).get(name) in wanted.states)
        beside = npm_files(wanted.profile) if wanted.npm else {}
        return write_corpus(
            out, chosen, profile=wanted.profile, layout=wanted.layout, command=wanted.command, beside=beside
        )


def _counted(cases: Iterable[Case], on_case: Callable[[], object]) -> Iterator[Case]:
    """Yield cases, and say so of each; CPython 3.13.0 may not end where rich's own `track` is left in the middle."""
    for case in cases:
        on_case()
        yield case


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_words(manifest: Manifest) -> str:
    """Return what is in a corpus, and where, as one line."""
    data = manifest.as_json()
    labels = ", ".join(f"{number} {label}" for label, number in data["counts"]["standing"].items())
    parts = manifest.parts[0].name if len(manifest.parts) == 1 else f"{len(manifest.parts)} parts"
    return f"{data['count']} cases in {parts} ({labels}); counts and hashes in {MANIFEST}"
