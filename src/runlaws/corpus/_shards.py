"""Many cases, in parts: each part is a pure function of a recipe and a range, so that anybody may write any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from runlaws.case import Case
from runlaws.corpus._layouts import LAYOUTS
from runlaws.corpus._manifest import Census, Manifest, own_version
from runlaws.corpus._numbered import Recipe
from runlaws.corpus._places import StorePlace
from runlaws.corpus._unfinished import PartRecord, Unfinished
from runlaws.corpus._writing import part_name, write_part

__all__ = ["PART", "Shard", "shards_of", "write_numbered"]

PART: Final = 5000
"""How many cases are in a part, but for the last one."""

_OFTEN: Final = 50


@frozen
class Shard:
    """One part to write: the cases of a recipe from `start` to before `end`."""

    recipe: Recipe
    layout: str
    number: int
    name: str
    start: int
    end: int

    def write(self, folder: Path, on_cases: Callable[[int], object] = lambda _: None) -> PartRecord:
        """Write the part to a folder of its own; `on_cases` is called with the number of cases made since the last."""
        census = Census()
        part = write_part(folder, self.name, self._cases(on_cases), self.layout, census)
        return PartRecord(part, census.as_json())

    def _cases(self, on_cases: Callable[[int], object]) -> Iterator[Case]:
        for number in range(self.start, self.end):
            yield self.recipe.case(number)
            if (number + 1 - self.start) % _OFTEN == 0:
                on_cases(_OFTEN)
        on_cases((self.end - self.start) % _OFTEN)


def shards_of(recipe: Recipe, count: int, layout: str) -> list[Shard]:
    """Return the parts of a corpus."""
    starts = range(0, count, PART)
    names = [part_name(layout, number if len(starts) > 1 else None) for number in range(len(starts))]
    return [
        Shard(recipe, layout, number, name, start, min(start + PART, count))
        for number, (name, start) in enumerate(zip(names, starts, strict=True))
    ]


def write_numbered(
    folder: Path | StorePlace,
    recipe: Recipe,
    count: int,
    *,
    layout: str = "jsonl",
    command: str | None = None,
    jobs: int = 1,
    cluster: str | None = None,
    on_cases: Callable[[int], object] = lambda _: None,
) -> Manifest:
    """Write the first `count` cases of a recipe to a folder, in several processes, and return the manifest.

    `cluster` is the address of the scheduler of a Dask cluster whose workers make them in place of `jobs` processes of
    this machine. The bytes are the same whoever makes them. What a process that is killed has completed is taken as it
    is the next time, and the rest written. `on_cases` is called with the number of further cases, those that are there
    already first.

    Raises `CorpusError` for a folder with another corpus, FileExistsError for another one that is not empty, or
    `MissingExtra`.
    """
    recipe.check()
    versions = {**own_version(), **LAYOUTS[layout].versions()}
    corpus = Unfinished(folder, Manifest(layout, recipe.profile, recipe.seed, command, Census(), (), versions))
    complete = corpus.begin()
    if complete is not None:
        on_cases(count)
        return complete
    shards = shards_of(recipe, count, layout)
    todo = [shard for shard in shards if corpus.record(shard.number) is None]
    try:
        on_cases(count - sum(shard.end - shard.start for shard in todo))
        _write_all(todo, corpus, jobs, cluster, on_cases)
    except BaseException as error:
        corpus.stop()
        if isinstance(error, OSError) and error.filename is None and error.errno is not None:
            error.filename = str(folder)  # of a full disk the system names no file
        raise
    return corpus.finish(len(shards))


def _write_all(
    shards: list[Shard], corpus: Unfinished, jobs: int, cluster: str | None, on_cases: Callable[[int], object]
) -> None:
    """Write parts: by a cluster if there is one, else in several processes, or in this one."""
    if cluster is not None:
        from runlaws.corpus._cluster import write_on_cluster

        write_on_cluster(shards, corpus, cluster, on_cases)
    elif min(jobs, len(shards)) > 1:
        from runlaws.corpus._processes import write_in_processes

        write_in_processes(shards, corpus, min(jobs, len(shards)), on_cases)
    else:
        for shard in shards:
            staged = corpus.staged(shard.number)
            corpus.complete(shard.number, staged, shard.write(staged, on_cases))
