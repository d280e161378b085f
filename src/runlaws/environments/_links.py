"""This very code, for other interpreters: a folder with links to its packages alone, not to what stands beside them."""

from __future__ import annotations

import hashlib
import importlib.util
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Final

from runlaws.environments._cache import cache_folder

__all__ = ["path_of_runlaws"]

_PACKAGES: Final = ("runlaws", "runlaws_strategies")


def path_of_runlaws() -> str:
    """Return a folder in which another interpreter finds the packages of runlaws as they are here, and nothing else.

    Raises OSError if there is none and it cannot be made.
    """
    places = [*map(_folder_of, _PACKAGES), *_metadata_of_runlaws()]
    key = hashlib.sha256("\n".join(map(str, places)).encode()).hexdigest()[:16]
    links = cache_folder() / "links" / key
    if not links.is_dir():
        links.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=links.parent) as folder:
            unfinished = Path(folder) / key
            unfinished.mkdir()
            for place in places:
                (unfinished / place.name).symlink_to(place, target_is_directory=True)
            try:
                unfinished.rename(links)
            except OSError:
                if not links.is_dir():  # another process was faster
                    raise
    return str(links)


def _folder_of(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None, "these packages come together"
    assert spec.origin is not None, "each has an __init__.py"
    return Path(spec.origin).resolve().parent


def _metadata_of_runlaws() -> list[Path]:
    """Return the folder with the metadata of the installed runlaws, from which its version is read."""
    installed = metadata.distribution("runlaws")
    files = (file for file in installed.files or () if file.name == "METADATA")
    return [Path(str(installed.locate_file(file))).resolve().parent for file in files]
