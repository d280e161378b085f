"""Files written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["new_folder", "write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, then rename it: a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def new_folder(path: Path) -> Generator[Path]:
    """Give a temporary folder to fill, which becomes `path` at the end; after an exception nothing is left.

    Raises FileExistsError when there is something at `path` that is not an empty folder.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        msg = f"{path} is there already and not an empty folder"
        raise FileExistsError(msg)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    try:
        yield scratch
        scratch.chmod(0o755)
        if path.exists():
            path.rmdir()
        scratch.rename(path)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
