"""Reading a corpus back, case by case, in any format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from os import PathLike
from typing import IO

from attrs import frozen

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import Entry, Labels, case_of, checked_case_of
from runlaws.corpus._jsonl import data_or_error
from runlaws.corpus._layouts import LAYOUTS, FileFormat, layout_named, layout_of
from runlaws.corpus._manifest import MANIFEST, UNFINISHED, CorpusPart, read_manifest
from runlaws.corpus._places import Place, StorePlace, as_place

__all__ = ["PartFile", "cases_in", "load_corpus", "sources_of"]


def load_corpus(path: str | PathLike[str] | StorePlace) -> Iterator[Case]:
    """Yield the cases of a corpus, as `runlaws corpus` and `runlaws import` write them.

    `path` is its folder, or a file of any of its formats: JSON lines, packed ones, Parquet, a case on its own; or the
    URL of one of these in a store that fsspec knows, such as `s3://bucket/prefix`. The cases are read one after
    another, and a document is not parsed before its `tree` is asked for. They keep the labels that they have there
    where a manifest vouches for the file; otherwise each is judged again, and has to agree.

    Raises `CorpusError`, a ValueError that names the file and the line, for what was edited or cut or is no corpus, or
    OSError.
    """
    return cases_in(sources_of(as_place(path)))


def cases_in(sources: list[PartFile]) -> Iterator[Case]:
    """Yield the cases of some files, one after another; raises `CorpusError` or OSError."""
    profiles: dict[str, Profile] = {}
    for source in sources:
        yield from source.cases(profiles)


@frozen
class PartFile:
    """A file of a corpus, and what its manifest says of it, if it has one."""

    path: Place
    layout: FileFormat | None
    part: CorpusPart | None = None

    def entries(self) -> Iterator[Entry]:
        """Yield the data of each case with its place, unchecked; what is no case is an error in its place."""
        with self.path.open("rb") as file:
            yield from self._read(file)

    def lines(self) -> Iterator[tuple[str, Labels]]:
        """Yield the same, and raise the first error."""
        return _sound(self.entries())

    def _read(self, file: IO[bytes]) -> Iterator[Entry]:
        if self.layout is None:
            yield str(self.path), data_or_error(file.read(), str(self.path))
        else:
            yield from self.layout.read(file, self.path)

    def checked_lines(self) -> Iterator[tuple[str, Labels]]:
        """Yield the same; raises `CorpusError` before the first one if it is another file than its manifest has."""
        with self.path.open("rb") as file:
            if self.part is not None:
                if hashlib.file_digest(file, "sha256").hexdigest() != self.part.sha256:
                    raise self._difference()
                file.seek(0)
            yield from _sound(self._read(file))

    def cases(self, profiles: dict[str, Profile]) -> Iterator[Case]:
        """Yield the cases; raises `CorpusError`."""
        case_with_labels = checked_case_of if self.part is None else case_of
        for place, data in self.checked_lines():
            try:
                case = case_with_labels(data, profiles)
            except ValueError as error:
                msg = f"{place}: {error}"
                raise CorpusError(msg) from error
            yield case

    def is_as_listed(self) -> bool:
        """Return whether the file has the hash that its manifest gives."""
        with self.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
        return self.part is not None and digest.hexdigest() == self.part.sha256

    def _difference(self) -> CorpusError:
        """Return the error of a file that is not as listed; it names the first line that is wrong by itself."""
        count = 0
        for place, data in self.lines():
            count += 1
            try:
                checked_case_of(data, {})
            except ValueError as error:
                return CorpusError(f"{place}: {error}")
        listed = self.part.count if self.part else count
        if count != listed:
            return CorpusError(f"{self.path}:{count}: it ends here, with {count:,} of {listed:,} cases: it was edited")
        return CorpusError(f"{self.path}: it has other bytes than {MANIFEST} says, though each case is one by itself")


def _sound(entries: Iterator[Entry]) -> Iterator[tuple[str, Labels]]:
    for place, data in entries:
        if isinstance(data, Exception):
            raise data
        yield place, data


def sources_of(path: Place) -> list[PartFile]:
    """Return the files of a corpus, given its folder, its manifest, or one of its files."""
    if path.is_dir():
        return _of_folder(path)
    if path.name == MANIFEST:
        return _of_folder(path.parent)
    layout = layout_of(path)
    if layout is None and path.suffix != ".json":
        path.open("rb").close()  # first, what the system says of it
        msg = f"{path}: expected a corpus: a folder, or a file of JSON lines, packed ones, Parquet or one case"
        raise CorpusError(msg)
    if layout is not None and (path.parent / MANIFEST).is_file():
        listed = [source for source in _of_folder(path.parent) if source.path == path]
        if listed:
            return listed
    return [PartFile(path, layout)]


def _of_folder(folder: Place) -> list[PartFile]:
    if (folder / MANIFEST).is_file() or (folder / UNFINISHED).is_dir():
        manifest = read_manifest(folder)
        layout = layout_named(manifest.layout, folder / MANIFEST)
        return [PartFile(folder / part.name, layout, part) for part in manifest.parts]
    below: list[Place] = sorted(folder.rglob("*"), key=str)
    files = [path for path in below if path.is_file() and path.name != MANIFEST]
    sources = [PartFile(path, layout_of(path)) for path in files if layout_of(path) or path.suffix == ".json"]
    sources = [source for source in sources if source.layout is not LAYOUTS["files"]]  # its cases are here themselves
    if not sources:
        msg = f"{folder}: expected a corpus, but it has no {MANIFEST}, and no file with cases in it"
        raise CorpusError(msg)
    return sources
