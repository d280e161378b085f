"""A corpus that is being written: which parts are complete, so that the same command can go on after any end."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from runlaws.corpus._errors import CorpusError
from runlaws.corpus._manifest import MANIFEST, UNFINISHED, Census, CorpusPart, Manifest, read_manifest
from runlaws.files import write_whole

__all__ = ["PartRecord", "Unfinished"]

_SETTINGS: Final = "settings.json"


@frozen
class PartRecord:
    """A complete part, and how many of its cases have each label."""

    part: CorpusPart
    counts: Mapping[str, Mapping[str, int]]

    def as_json(self) -> dict[str, Any]:
        """Return the record as JSON data."""
        return {"part": self.part.as_json(), "counts": self.counts}


@frozen
class Unfinished:
    """A corpus of some settings that is being written to a folder; `draft` is its manifest without parts."""

    folder: Path
    draft: Manifest
    created: list[Path] = field(factory=list)
    """The folders that were not there before: they go again if nothing comes into them."""

    @property
    def scratch(self) -> Path:
        """The folder for what is not complete; it is gone when the corpus is."""
        return self.folder / UNFINISHED

    def begin(self) -> Manifest | None:
        """Create the folder, or go on with it; return its manifest if the corpus is complete already.

        Raises `CorpusError` if the folder holds a corpus of other settings, FileExistsError if it holds something else.
        """
        if (self.folder / MANIFEST).is_file():
            manifest = read_manifest(self.folder)
            self._compare(manifest, "holds another corpus")
            shutil.rmtree(self.scratch, ignore_errors=True)
            return manifest
        settings = self.scratch / _SETTINGS
        if settings.is_file():
            self._go_on(settings)
            return None
        names = {path.name for path in self.folder.iterdir()} if self.folder.is_dir() else set[str]()
        if (self.folder.exists() and not self.folder.is_dir()) or names - {UNFINISHED}:
            msg = f"{self.folder} is there already, and is not an empty folder"
            raise FileExistsError(msg)
        above = (self.folder, *self.folder.absolute().parents)
        self.created.extend(path for path in above if not path.exists())
        write_whole(settings, self._settings())
        return None

    def _settings(self) -> bytes:
        data = {"command": self.draft.command, "versions": dict(sorted(self.draft.versions.items()))}
        return f"{json.dumps(data, indent=2)}\n".encode()

    def _go_on(self, settings: Path) -> None:
        if settings.read_bytes() != self._settings():
            try:
                data = json.loads(settings.read_bytes())
                draft = Manifest("", "", None, data["command"], Census(), (), data["versions"])
            except (ValueError, KeyError, TypeError):
                draft = self.draft
            self._compare(draft, "holds a half-made corpus of other settings")
            msg = f"{self.folder} holds a half-made corpus whose settings cannot be read: delete it"
            raise CorpusError(msg)
        for path in self.scratch.iterdir():
            if path.suffix != ".json":
                path.unlink()

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

    def complete(self, number: int, temporary: str, record: PartRecord) -> None:
        """Put a part in its place, then write its record: what has a record is complete."""
        (self.scratch / temporary).replace(self.folder / record.part.name)
        path = self.scratch / f"{number}.json"
        path.with_suffix(".new").write_text(json.dumps(record.as_json()), encoding="utf-8")
        path.with_suffix(".new").replace(path)

    def finish(self, parts: int) -> Manifest:
        """Write the manifest of all parts, and delete what only the writing needed."""
        census = Census()
        listed = list(self._records(parts, census))
        draft = self.draft
        manifest = Manifest(draft.layout, draft.profile, draft.seed, draft.command, census, listed, draft.versions)
        write_whole(self.folder / MANIFEST, manifest.as_bytes())
        shutil.rmtree(self.scratch, ignore_errors=True)
        return manifest

    def _records(self, parts: int, census: Census) -> Iterator[CorpusPart]:
        for number in range(parts):
            data = json.loads((self.scratch / f"{number}.json").read_bytes())
            part = CorpusPart(data["part"]["name"], data["part"]["count"], data["part"]["sha256"])
            census.add_counts(part.count, data["counts"])
            yield part

    def stop(self) -> bool:
        """Delete what is not complete, and the folder where nothing is; return whether anything is left."""
        with contextlib.suppress(OSError):
            left = [path for path in self.scratch.iterdir() if path.suffix == ".json" and path.name != _SETTINGS]
            if left:
                for path in self.scratch.iterdir():
                    if path.suffix != ".json":
                        path.unlink()
                return True
        shutil.rmtree(self.scratch, ignore_errors=True)
        for path in self.created:
            with contextlib.suppress(OSError):
                path.rmdir()
        return False
