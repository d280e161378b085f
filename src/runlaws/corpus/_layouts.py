"""The formats of a corpus, by the names that `--format` takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Final, Protocol

from runlaws.case import Case
from runlaws.corpus._errors import CorpusError
from runlaws.corpus._files import Files
from runlaws.corpus._form import Entry
from runlaws.corpus._jsonl import JsonLines, PackedJsonLines
from runlaws.corpus._parquet import Parquet
from runlaws.corpus._places import Place

__all__ = ["LAYOUTS", "FileFormat", "layout_named", "layout_of"]


class FileFormat(Protocol):
    """One format: how the cases of a part are written to a file, and read from it."""

    @property
    def ending(self) -> str:
        """How the names of its files end."""
        ...

    def versions(self) -> Mapping[str, str]:
        """Return the versions of the libraries that its bytes depend on; raises `MissingExtra`."""
        ...

    def write(self, cases: Iterable[Case], path: Path) -> None:
        """Write cases to a new file. What does not fit in it stands beside it, in files and folders of their own."""
        ...

    def read(self, file: IO[bytes], place: Place) -> Iterator[Entry]:
        """Yield each case of the file at a place, with the case's own place, for people to find it.

        What is no case is an error in its place, and the cases behind it follow if they can be told from it. Raises
        OSError or `MissingExtra`.
        """
        ...


LAYOUTS: Final[Mapping[str, FileFormat]] = {
    "jsonl": JsonLines(),
    "jsonl.zst": PackedJsonLines(),
    "parquet": Parquet(),
    "files": Files(),
}


def layout_named(name: str, where: Place) -> FileFormat:
    """Return the layout that a manifest names; raises `CorpusError`."""
    if name not in LAYOUTS:
        msg = f"{where}: its format is {name!r}, which this version cannot read ({', '.join(LAYOUTS)})"
        raise CorpusError(msg)
    return LAYOUTS[name]


def layout_of(path: Place) -> FileFormat | None:
    """Return the layout of a file by the end of its name, or None if it is none of a corpus."""
    return next((layout for layout in LAYOUTS.values() if path.name.endswith(layout.ending)), None)
