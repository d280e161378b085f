"""Where a corpus is: a path of this machine, or a URL of a store that fsspec knows, such as `s3://bucket/prefix`.

A place in a store has the methods of `pathlib.Path` that reading a corpus takes, so that reading is written once.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Final, Literal, TypeAlias

from attrs import evolve, frozen

from runlaws.corpus._errors import CorpusError
from runlaws.corpus._store import Store
from runlaws.files import write_whole

__all__ = ["Place", "StorePlace", "as_place", "delete", "missing_folders", "put", "put_all", "put_bytes"]

_URL: Final = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<path>.*)", re.DOTALL)
_LOCAL: Final = ("file", "local")


@frozen(order=True)
class StorePlace:
    """A place in a store; every call of the store is tried again if it fails for the moment."""

    store: Store
    path: PurePosixPath

    def __str__(self) -> str:
        return f"{self.store.scheme}://{self.path}"

    def __truediv__(self, name: str | PurePosixPath) -> StorePlace:
        return evolve(self, path=self.path / name)

    @property
    def name(self) -> str:
        """The last part of the URL."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """What the name ends with, from its last dot on."""
        return self.path.suffix

    @property
    def parent(self) -> StorePlace:
        """The folder that this is in."""
        return evolve(self, path=self.path.parent)

    @property
    def lasts(self) -> bool:
        """Whether what is written here outlives this process."""
        return self.store.scheme != "memory"

    def resolve(self) -> StorePlace:
        """Return this place: a store has no links and no working folder."""
        return self

    def with_name(self, name: str) -> StorePlace:
        """Return the place of another name in the same folder."""
        return evolve(self, path=self.path.with_name(name))

    def exists(self) -> bool:
        """Return whether anything is here."""
        return self.store.ask("exists", str(self.path)) is True

    def is_file(self) -> bool:
        """Return whether a file is here."""
        return self.store.ask("isfile", str(self.path)) is True

    def is_dir(self) -> bool:
        """Return whether files are below this place."""
        return self.store.ask("isdir", str(self.path)) is True

    def iterdir(self) -> Iterator[StorePlace]:
        """Yield the places in this folder; raises OSError if it is none."""
        for path in self.store.listed(str(self.path)):
            yield evolve(self, path=PurePosixPath(path))

    def rglob(self, pattern: Literal["*"]) -> Iterator[StorePlace]:
        """Yield the files below this folder, at any depth."""
        del pattern
        for path in self.store.found(str(self.path)):
            yield evolve(self, path=PurePosixPath(path))

    def open(self, mode: Literal["rb"]) -> io.BufferedReader:
        """Open a copy of the file, so that what fails on the way is tried again as a whole; raises OSError."""
        del mode
        with tempfile.TemporaryDirectory(prefix="runlaws-") as folder:
            copy = Path(folder) / "copy"
            self.store.download(str(self.path), copy)
            return copy.open("rb")  # it can be read after its name is gone

    def read_bytes(self) -> bytes:
        """Return the content of the file; raises OSError."""
        with self.open("rb") as file:
            return file.read()

    def unlink(self) -> None:
        """Delete the file; raises OSError."""
        self.store.ask("rm_file", str(self.path))


Place: TypeAlias = Path | StorePlace


def as_place(path: str | PathLike[str] | StorePlace, root: Path = Path()) -> Place:
    """Return the place that a URL or a path, seen from `root`, names; `file://` is a path of this machine.

    Raises `CorpusError` for a URL that no library understands, or `MissingExtra`.
    """
    if isinstance(path, StorePlace):
        return path
    if not str(path):
        msg = "expected a folder, a file or a URL, got an empty text"
        raise CorpusError(msg)
    url = _URL.fullmatch(str(path))
    if url is None:
        return root / path
    if url["scheme"] in _LOCAL:
        return root / url["path"]
    first, *others = url["path"].rstrip("/").split("/")
    if "" in others or (not first and url["scheme"].lower() != "memory"):
        msg = f"expected a URL of which no part is empty, got {path}"
        raise CorpusError(msg)
    return StorePlace(Store.of_url(str(path)), PurePosixPath(url["path"]))


def put(source: Path, place: Place) -> None:
    """Move a file of this machine to a place, where it appears whole or not at all."""
    if isinstance(place, StorePlace):
        place.store.upload(source, str(place.path))
        source.unlink()
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        source.replace(place)


def put_all(source: Path, folder: Place, last: str) -> None:
    """Move all files below a folder of this machine to another folder, and the one that is called `last` at the end."""
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.is_file() and name != last:
            put(path, folder / name)
    put(source / last, folder / last)


def put_bytes(content: bytes, place: Place) -> None:
    """Write a file, which appears whole or not at all."""
    if isinstance(place, Path):
        write_whole(place, content)
        return
    with tempfile.TemporaryDirectory(prefix="runlaws-") as folder:
        copy = Path(folder) / "copy"
        copy.write_bytes(content)
        put(copy, place)


def missing_folders(folder: Place) -> list[Path]:
    """Return the folders that are not there yet, of a path of this machine and above it."""
    if isinstance(folder, StorePlace):
        return []
    return [path for path in (folder, *folder.absolute().parents) if not path.exists()]


def delete(place: Place) -> None:
    """Delete a file or a folder with all that is in it, if it is there and can be deleted."""
    if isinstance(place, StorePlace):
        with contextlib.suppress(OSError, ValueError):
            place.store.delete(str(place.path))
    elif place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            place.unlink()
