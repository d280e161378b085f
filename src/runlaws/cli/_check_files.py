"""The files that a check reads: those that are named, and those in folders."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

from runlaws.contract import Profile
from runlaws.recordings import Fragment, open_recording

__all__ = ["Target", "fragments", "targets"]


@frozen
class Target:
    """A file to check. `path` is None for standard input; `walked` says that it was come to in a folder."""

    name: str
    path: Path | None
    walked: bool = False


def fragments(target: Target, profile: Profile) -> Iterator[Fragment]:
    """Yield what is in a file, as `open_recording` does; raises OSError."""
    if target.path is None:
        yield from open_recording(sys.stdin.buffer, profile)
        return
    with target.path.open("rb") as stream:
        yield from open_recording(stream, profile, suffix=_suffix(target.path))


def _suffix(path: Path) -> str:
    """Return the suffix that says of what kind a file is: that of a compressed file stands before `.gz`."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return suffixes[-2] if len(suffixes) > 1 and suffixes[-1] == ".gz" else suffixes[-1] if suffixes else ""


def targets(paths: tuple[str, ...], complain: Callable[[str], None]) -> Iterator[Target]:
    """Yield each file that is named or in a folder that is named, with a progress bar if there is a folder.

    Folders are walked in the order of their names, without what begins with a dot. A link to a folder is followed once;
    one that leads back to a folder around it is refused.
    """
    if not any(path != "-" and Path(path).is_dir() for path in paths):
        yield from (
            Target("standard input" if path == "-" else path, None if path == "-" else Path(path)) for path in paths
        )
        return
    every = list(_walked(paths, complain))
    if not sys.stderr.isatty():
        yield from every
        return
    from runlaws.cli._progress import progress_bar

    with progress_bar(redirect=sys.stdout.isatty()) as bar:
        task = bar.add_task("checking", total=len(every))
        for target in every:
            yield target
            bar.advance(task)


def _walked(paths: tuple[str, ...], complain: Callable[[str], None]) -> Iterator[Target]:
    for path in paths:
        if path == "-":
            yield Target("standard input", None)
        elif Path(path).is_dir():
            empty = True
            for target in _folder(Path(path), (), set(), complain):
                empty = False
                yield target
            if empty:
                complain(f"{path}: is a folder without files (names that begin with a dot do not count)")
        else:
            yield Target(path, Path(path))


def _folder(
    folder: Path, above: tuple[tuple[int, int], ...], seen: set[tuple[int, int]], complain: Callable[[str], None]
) -> Iterator[Target]:
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        complain(f"{folder}: {error.strerror or error}")
        return
    key = status.st_dev, status.st_ino
    if key in above:
        complain(f"{folder}: is a symbolic link to a folder that it is in, which is not followed")
        return
    if key in seen:
        return
    seen.add(key)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if path.is_dir():
            yield from _folder(path, (*above, key), seen, complain)
        elif path.is_file() or _leads_nowhere(path):
            yield Target(str(path), path, walked=True)


def _leads_nowhere(path: Path) -> bool:
    """Return whether a link has no end, or none that is there: opening it says so."""
    try:
        path.stat()
    except OSError as error:
        return error.errno in (errno.ELOOP, errno.ENOENT)
    return False
