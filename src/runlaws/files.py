"""Writing files, and folders of them, whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

__all__ = ["new_folder", "try_writing", "write_whole"]

_TEMPORARY: Final = re.compile(r"\.runlaws-(?:(?P<process>\d{1,10})-)?[a-z0-9_]{8}")
"""The name of a temporary file or folder, with the process that made it; older versions did not say."""
_CLEARED: Final[set[Path]] = set()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, then rename it: a reader sees the old one or the new one.

    If it raises, nothing is left behind; what a killed process leaves, the next one deletes. A symbolic link is
    followed, and its target replaced. A device or a pipe is written to directly.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)  # a rename would replace /dev/null or the pipe
        return
    target = path.resolve()
    with _parents_of(target):
        with _under_the_name(path):
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target.parent))
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def try_writing(path: Path) -> None:
    """Raise the OSError that writing a file would raise, and leave nothing behind."""
    if path.exists() and not path.is_file():
        return
    target = path.resolve()
    with _under_the_name(path), suppress(_Writable), _parents_of(target), tempfile.TemporaryFile(dir=target.parent):
        raise _Writable


@contextmanager
def _under_the_name(path: Path) -> Generator[None]:
    """Have an OSError name what is to be written, and not the temporary file that was tried."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


class _Writable(Exception):
    """A file could be written; the folders made for it are deleted again."""


@contextmanager
def new_folder(path: Path) -> Generator[Path]:
    """Yield a temporary folder to fill, which becomes `path` at the end; if anything raises, nothing is left behind.

    Raises FileExistsError if `path` exists and is not an empty folder, or is the working folder.
    """
    target = path.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        msg = f"{path} is there already, and is not an empty folder"
        raise FileExistsError(msg)
    if target == Path.cwd():
        msg = f"{path} is the working folder, which cannot be put in place whole: name a new one in it"
        raise FileExistsError(msg)
    with _parents_of(target):
        with _under_the_name(path):
            scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=_prefix(target.parent)))
        try:
            yield scratch
            scratch.chmod(0o755)
            if target.exists():
                target.rmdir()
            scratch.rename(target)
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise


def _prefix(folder: Path) -> str:
    """Return what the names of this process's temporary files in a folder begin with.

    Those that killed processes have left there are deleted first, once for each folder.
    """
    if folder not in _CLEARED:
        _CLEARED.add(folder)
        for path in folder.glob(".runlaws-*"):
            left = _TEMPORARY.fullmatch(path.name)
            if left and not (left["process"] and is_running(int(left["process"]))):
                with suppress(OSError):
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    return f".runlaws-{os.getpid()}-"


def is_running(process: int) -> bool:
    """Return whether a process with this number runs; on a system that cannot be asked, it is taken to."""
    if os.name != "posix":  # elsewhere this call would end the process
        return True
    with suppress(OSError, IndexError):  # there is no /proc on macOS
        if Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[0] == b"Z":
            return False  # it has ended, and nobody has asked how: in a container perhaps nobody ever does
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # it is another user's
        pass
    return True


@contextmanager
def _parents_of(path: Path) -> Generator[None]:
    """Create the missing folders above a path; delete them again if the body of the `with` raises."""
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        _make(path.parent)
        yield
    except BaseException:
        for folder in missing:
            with suppress(OSError):  # another process may have put a file in it
                folder.rmdir()
        raise


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None
