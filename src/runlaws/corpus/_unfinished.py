"""A corpus that is being written: which parts are complete, so that the same command can go on after any end."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import define, field, frozen

from runlaws.corpus._errors import CorpusError
from runlaws.corpus._manifest import MANIFEST, SETTINGS, UNFINISHED, Census, CorpusPart, Manifest, read_manifest
from runlaws.corpus._places import Place, delete, missing_folders, put_all, put_bytes
from runlaws.files import is_running

__all__ = ["PartRecord", "Unfinished"]

_WRITER: Final = "writer"
"""The name of the file with the number of the process that is writing."""


@frozen
class PartRecord:
    """A complete part, and how many of its cases have each label."""

    part: CorpusPart
    counts: Mapping[str, Mapping[str, int]]

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON data."""
        return {"part": self.part.as_json(), "counts": self.counts}


def _taken(folder: Path) -> CorpusError:
    return CorpusError(f"{folder} is being written by another process: wait for it, or name a new folder")


def _number_in(file: Path) -> int:
    """Return the number in a file, or 0 if there is none."""
    try:
        return int(file.read_bytes())
    except (OSError, ValueError):
        return 0


@define
class Unfinished:
    """A corpus of some settings that is being written to a folder; `draft` is its manifest without parts."""

    folder: Place
    draft: Manifest
    _created: list[Path] = field(init=False, factory=list)
    """The folders that were not there before: they go again if nothing comes into them."""
    _here: Path | None = field(init=False, default=None)
    """The folder of this machine for parts of a corpus that is elsewhere."""

    @property
    def scratch(self) -> Place:
        """The folder for what is not complete; it is gone when the corpus is."""
        return self.folder / UNFINISHED

    def staged(self, number: int) -> Path:
        """Return a new folder of this machine for the files of a part that is being made."""
        if isinstance(self.folder, Path):
            scratch = self.folder / UNFINISHED
        else:
            scratch = self._here = self._here or Path(tempfile.mkdtemp(prefix="runlaws-"))
        folder = scratch / f"{os.getpid()}-{number}"
        delete(folder)
        folder.mkdir(parents=True)
        return folder

    def begin(self) -> Manifest | None:
        """Create the folder, or go on with it; return its manifest if the corpus is complete already.

        Raises `CorpusError` if the folder holds a corpus of other settings, FileExistsError if it holds something else.
        """
        if (self.folder / MANIFEST).is_file():
            manifest = read_manifest(self.folder)
            self._compare(manifest, "holds another corpus")
            delete(self.scratch)
            return manifest
        settings = self.scratch / SETTINGS
        if settings.is_file():
            self._go_on(settings)
            return None
        names = {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set[str]()
        if (self.folder.exists() and not self.folder.is_dir()) or names - {UNFINISHED}:
            msg = f"{self.folder} is there already, and is not an empty folder"
            raise FileExistsError(msg)
        self._created.extend(missing_folders(self.folder))
        try:
            put_bytes(self._settings(), settings)
        except FileNotFoundError as error:  # a folder is created, a bucket is not
            msg = f"{self.folder}: there is no such bucket, or host, to write to"
            raise CorpusError(msg) from error
        self._take()
        return None

    def _take(self) -> None:
        """Note that this process writes the corpus; raises `CorpusError` if another one of this machine does.

        A store may be written from any machine, and has no such note.
        """
        if not isinstance(self.folder, Path):
            return
        writer = self.folder / UNFINISHED / _WRITER
        process = _number_in(writer)
        if process not in (0, os.getpid()) and is_running(process):
            raise _taken(self.folder)
        writer.unlink(missing_ok=True)
        own = writer.with_name(f"{_WRITER}-{os.getpid()}")
        own.write_bytes(str(os.getpid()).encode())
        try:
            os.link(own, writer)  # of two processes that begin at once, only one can
        except FileExistsError:
            raise _taken(self.folder) from None
        except OSError:  # a file system without links
            writer.write_bytes(own.read_bytes())
        finally:
            own.unlink()

    def _settings(self) -> bytes:
        data = {"command": self.draft.command, "versions": dict(sorted(self.draft.versions.items()))}
        return f"{json.dumps(data, indent=2)}\n".encode()

    def _go_on(self, settings: Place) -> None:
        if settings.read_bytes() != self._settings():
            try:
                data = json.loads(settings.read_bytes())
                draft = Manifest("", "", None, data["command"], Census(), (), data["versions"])
            except (ValueError, KeyError, TypeError):
                draft = self.draft
            self._compare(draft, "holds a half-made corpus of other settings")
            msg = f"{self.folder} holds a half-made corpus whose settings cannot be read: delete it"
            raise CorpusError(msg)
        self._take()
        self._delete_staged()

    def _delete_staged(self) -> None:
        for path in self.scratch.iterdir():
            if path.suffix != ".json" and path.name != _WRITER:
                delete(path)

    def _compare(self, other: Manifest, says: str) -> None:
        if other.command != self.draft.command:
            msg = f"{self.folder} {says} ({other.command or 'made by no command'}): name a new folder, or delete it"
            raise CorpusError(msg)
        if dict(other.versions) != dict(self.draft.versions):
            theirs = ", ".join(f"{name} {number}" for name, number in sorted(other.versions.items()))
            msg = f"{self.folder} {says}: it was made by {theirs}: name a new folder, or delete it"
            raise CorpusError(msg)

    def record(self, number: int) -> PartRecord | None:
        """Return the record of a part if it is complete and unchanged."""
        try:
            data = json.loads((self.scratch / f"{number}.json").read_bytes())
            part = CorpusPart(data["part"]["name"], data["part"]["count"], data["part"]["sha256"])
            with (self.folder / part.name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256")
            return PartRecord(part, data["counts"]) if digest.hexdigest() == part.sha256 else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def complete(self, number: int, staged: Path, record: PartRecord) -> None:
        """Put the files of a part in their places, then its record: what has a record is complete."""
        put_all(staged, self.folder, last=record.part.name)
        try:
            put_bytes(json.dumps(record.as_json()).encode(), self.scratch / f"{number}.json")
        except BaseException:
            delete(self.folder / record.part.name)
            raise
        delete(staged)

    def finish(self, parts: int) -> Manifest:
        """Write the manifest of all parts, and delete what only the writing needed."""
        census = Census()
        listed = list(self._records(parts, census))
        draft = self.draft
        manifest = Manifest(draft.layout, draft.profile, draft.seed, draft.command, census, listed, draft.versions)
        put_bytes(manifest.as_bytes(), self.folder / MANIFEST)
        delete(self.scratch)
        self._leave()
        return manifest

    def _leave(self) -> None:
        if self._here is not None:
            delete(self._here)

    def _records(self, parts: int, census: Census) -> Iterator[CorpusPart]:
        for number in range(parts):
            data = json.loads((self.scratch / f"{number}.json").read_bytes())
            part = CorpusPart(data["part"]["name"], data["part"]["count"], data["part"]["sha256"])
            census.add_counts(part.count, data["counts"])
            yield part

    def stop(self) -> bool:
        """Delete what is not complete, and the folder where nothing is; return whether anything is left."""
        self._leave()
        with contextlib.suppress(OSError, CorpusError):
            if any(path.suffix == ".json" and path.name != SETTINGS for path in self.scratch.iterdir()):
                self._delete_staged()
                delete(self.scratch / _WRITER)
                return True
        delete(self.scratch)
        for path in self._created:
            with contextlib.suppress(OSError):
                path.rmdir()
        return False
