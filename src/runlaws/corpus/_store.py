"""A store that fsspec knows: each call is tried again if it fails for the moment, and in the end is one sentence."""

from __future__ import annotations

import contextlib
import errno
import functools
import importlib
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Final, TypeVar

from attrs import frozen

from runlaws.corpus._errors import CorpusError, MissingExtra

__all__ = ["Store"]

_T = TypeVar("_T")

_WAITS: Final = (0.1, 0.2, 0.4, 0.8)
"""How many seconds are waited before each further try."""

_SILENCE: Final = 2.0
"""After how many seconds it is said that a store has not answered."""

_LOG: Final = logging.getLogger("runlaws")

_LASTING: Final[dict[type[OSError], int]] = {
    FileNotFoundError: errno.ENOENT,
    PermissionError: errno.EACCES,
    FileExistsError: errno.EEXIST,
    IsADirectoryError: errno.EISDIR,
    NotADirectoryError: errno.ENOTDIR,
}
"""Errors that another try does not change."""
_LASTING_NUMBERS: Final = frozenset({*_LASTING.values(), errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENAMETOOLONG})

_WHOLE: Final = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss"})
"""Stores of objects, in which nobody sees one before all of it is there; in others a file is renamed when it is."""

_EXTRAS: Final = {"s3": "s3fs", "s3a": "s3fs"}
"""Which extra of ours installs what fsspec needs for a scheme."""

_S3: Final = {"config_kwargs": {"retries": {"mode": "standard", "total_max_attempts": 2}}}
"""How often its library tries a call: by itself it goes on for 14 seconds where nothing listens. We try again, too."""


@frozen(order=True)
class Store:
    """A file system of fsspec, by the scheme and the host of its URL; it is data, and connects when it is first asked.

    Paths are what stands behind `://` in the URL. All methods raise OSError for what another try does not change, such
    as FileNotFoundError, and `CorpusError` if the store keeps failing.
    """

    scheme: str
    root: str

    @classmethod
    def of_url(cls, url: str) -> Store:
        """Return the store of a URL; raises `CorpusError` for one that is not understood, or `MissingExtra`."""
        scheme, _, path = url.partition("://")
        store = cls(scheme.lower(), path.partition("/")[0])
        _file_system(store.scheme, store.root, os.getpid())
        return store

    def ask(self, method: str, path: str) -> object:
        """Return what a method of the file system that takes a path returns."""
        return self._tried(path, lambda system: getattr(system, method)(self._own(system, path)))

    def listed(self, path: str) -> list[str]:
        """Return the paths in a folder, sorted."""
        names = self._tried(path, lambda system: system.ls(self._own(system, path), detail=False))
        return sorted(f"{path.rstrip('/')}/{name.rstrip('/').rpartition('/')[2]}" for name in names)

    def found(self, path: str) -> list[str]:
        """Return the paths of the files below a folder, sorted."""

        def find(system: Any) -> list[str]:
            own: str = self._own(system, path)
            return [name.removeprefix(own).lstrip("/") for name in system.find(own)]

        return sorted(f"{path.rstrip('/')}/{name}" for name in self._tried(path, find))

    def download(self, path: str, target: Path) -> None:
        """Copy a file of the store to this machine."""
        self._tried(path, lambda system: system.get_file(self._own(system, path), str(target)))

    def upload(self, source: Path, path: str) -> None:
        """Copy a file of this machine to the store, where it appears whole or not at all."""
        if self.scheme in _WHOLE:
            self._tried(path, lambda system: system.put_file(str(source), self._own(system, path)))
            return
        half = _half_of(path)
        try:
            self._tried(path, lambda system: system.makedirs(self._own(system, path).rpartition("/")[0], exist_ok=True))
            self._tried(path, lambda system: system.put_file(str(source), self._own(system, half)))
            self._tried(path, lambda system: self._rename(system, half, path))
        except BaseException:
            with contextlib.suppress(OSError, CorpusError):
                self.delete(half)
            raise

    def _rename(self, system: Any, half: str, path: str) -> None:
        try:
            system.mv(self._own(system, half), self._own(system, path))
        except FileNotFoundError:
            if not system.isfile(self._own(system, path)):  # otherwise a try before did it, and then seemed to fail
                raise

    def delete(self, path: str) -> None:
        """Delete a file, or a folder with all that is in it."""
        self._tried(path, lambda system: system.rm(self._own(system, path), recursive=True))

    def _own(self, system: Any, path: str) -> str:
        """Return a path as the file system writes it."""
        return str(system._strip_protocol(f"{self.scheme}://{path}"))

    def _tried(self, path: str, attempt: Callable[[Any], _T]) -> _T:
        url = f"{self.scheme}://{path}"
        system = _file_system(self.scheme, self.root, os.getpid())
        for wait in (*_WAITS, None):
            try:
                with _announced(url):
                    system.invalidate_cache()  # another process may have written meanwhile
                    return attempt(system)
            except OSError as error:
                number = next((n for kind, n in _LASTING.items() if isinstance(error, kind)), error.errno)
                if number in _LASTING_NUMBERS:
                    raise OSError(number, os.strerror(number), url) from error
                if wait is None:
                    msg = f"{url}: the store failed {len(_WAITS) + 1} times, in the end with: {_in_words(error)}"
                    raise CorpusError(msg) from error
                _LOG.warning("%s: the store failed and is asked again: %s", url, _in_words(error))
                time.sleep(wait)
            except Exception as error:  # each library has errors of its own: no credentials, no such host
                msg = f"{url}: the store cannot be used: {_in_words(error)}"
                raise CorpusError(msg) from error
        raise AssertionError


@contextlib.contextmanager
def _announced(url: str) -> Generator[None]:
    """Say what is waited for while a store does not answer."""
    timer = threading.Timer(_SILENCE, _LOG.warning, ("%s: the store has not answered yet", url))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _half_of(path: str) -> str:
    """Return where a file is until all of it is there; fsspec would take `[` in that name for a pattern."""
    folder = re.split(r"[\[\]*?]", path)[0].rpartition("/")[0]
    return f"{folder}/.{path.rpartition('/')[2]}.half"


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:300]


@functools.cache
def _file_system(scheme: str, root: str, process: int) -> Any:
    """Return the file system of a store; a process that was forked needs one of its own."""
    del process
    url = f"{scheme}://{root}"
    try:
        core = importlib.import_module("fsspec.core")
    except ImportError:
        raise MissingExtra(f"a URL such as {url}", _EXTRAS.get(scheme, "fsspec")) from None
    try:
        return core.url_to_fs(url, **(_S3 if scheme in _EXTRAS and "AWS_MAX_ATTEMPTS" not in os.environ else {}))[0]
    except ImportError as error:
        if scheme in _EXTRAS:
            raise MissingExtra(f"a URL of {scheme}://", _EXTRAS[scheme]) from None
        msg = f"{url}: a library is missing for it: {error}"
        raise CorpusError(msg) from error
    except Exception as error:  # what a library raises for a URL that it does not understand is its own
        msg = f"expected a path, or a URL that fsspec understands, got {url}: {error}"
        raise CorpusError(msg) from error
