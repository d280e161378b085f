"""Writing cases of any source as a corpus of one part, whole or not at all."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

from runlaws.case import Case
from runlaws.corpus._layouts import LAYOUTS
from runlaws.corpus._manifest import MANIFEST, Census, CorpusPart, Manifest, own_version
from runlaws.corpus._places import Place, StorePlace, delete, put_all
from runlaws.files import new_folder

__all__ = ["CASES", "part_name", "write_corpus", "write_part"]

CASES: Final = "cases"
"""How the names of parts begin."""


def write_corpus(
    folder: Path | StorePlace,
    cases: Iterable[Case],
    *,
    seed: int | None = None,
    profile: str,
    layout: str = "jsonl",
    command: str | None = None,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> Manifest:
    """Write cases to a new folder, whole or not at all, and return the manifest.

    `seed` is None if none made them; `command` is what makes the same corpus again; `beside` has further files, by
    their names. Raises FileExistsError if the
    folder exists and is not empty, or `MissingExtra`.
    """
    kind = LAYOUTS[layout]
    versions = {**own_version(), **kind.versions()}
    census = Census()
    with _new_folder(folder) as scratch:
        part = write_part(scratch, part_name(layout), cases, layout, census)
        manifest = Manifest(layout, profile, seed, command, census, [part], versions)
        for name, content in {**beside, MANIFEST: manifest.as_bytes()}.items():
            (scratch / name).write_bytes(content)
    return manifest


@contextmanager
def _new_folder(place: Place) -> Generator[Path]:
    """Yield a folder to fill, which becomes the one at a place: of a store, its files, and the manifest last."""
    if isinstance(place, Path):
        with new_folder(place) as scratch:
            yield scratch
        return
    if place.exists():
        msg = f"{place} is there already"
        raise FileExistsError(msg)
    with tempfile.TemporaryDirectory(prefix="runlaws-") as name:
        yield Path(name)
        try:
            put_all(Path(name), place, last=MANIFEST)
        except BaseException:
            delete(place)
            raise


def part_name(layout: str, number: int | None = None) -> str:
    """Return the name of a part: with its number where there are several."""
    return f"{CASES}{'' if number is None else f'-{number:05}'}{LAYOUTS[layout].ending}"


def write_part(folder: Path, name: str, cases: Iterable[Case], layout: str, census: Census) -> CorpusPart:
    """Write cases to a file, count them in `census`, and return the part."""
    before = census.count
    path = folder / name
    LAYOUTS[layout].write(_counted(cases, census), path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return CorpusPart(name, census.count - before, digest.hexdigest())


def _counted(cases: Iterable[Case], census: Census) -> Iterator[Case]:
    for case in cases:
        census.add(case)
        yield case
