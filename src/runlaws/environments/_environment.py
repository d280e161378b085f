"""An environment: which SDK it holds, how it is made, and where it is kept."""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import Final

from attrs import Factory, field, frozen
from filelock import FileLock
from packaging.requirements import Requirement

from runlaws.client import ClientNotFound
from runlaws.environments._cache import CACHE, cache_folder
from runlaws.environments._pip import called, complaint

__all__ = ["Environment", "EnvironmentFailed"]

_NEEDED: Final = ("attrs", "cattrs", "orjson", "packaging")
"""What a worker of ours imports. All else that runlaws depends on could only keep an old SDK from being installed."""


class EnvironmentFailed(ClientNotFound):
    """An environment cannot be made; the message says why, in pip's words where pip has some."""


@frozen
class Environment:
    """A virtual environment with one version of an SDK, and with what a worker of ours needs.

    `spec` is what the user typed, for messages. `beside` are further requirements of those who use the SDK.
    """

    spec: str
    distribution: str
    version: str
    beside: tuple[str, ...] = ()
    folder: Path = field(init=False, default=Factory(lambda self: self._kept_in(), takes_self=True))

    def _kept_in(self) -> Path:
        """Return a folder that differs where anything does that the environment is made of."""
        made_of = (*self._requirements(), sys.implementation.cache_tag, platform.machine(), sys.base_prefix)
        key = hashlib.sha256("\n".join(map(str, made_of)).encode()).hexdigest()[:12]
        python = f"py{sys.version_info.major}.{sys.version_info.minor}"
        return cache_folder() / "environments" / f"{self.distribution}-{self.version}-{python}-{key}"

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self.folder / "bin" / "python"

    @property
    def is_made(self) -> bool:
        """Whether it is there, whole. Its interpreter links to the one it was made with, which may be gone."""
        return self.python.exists()

    def make(self) -> None:
        """Make the environment if it is not there; another process that makes the same is waited for.

        Raises `EnvironmentFailed`. Whatever ends it, nothing that is half made is taken for an environment.
        """
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.folder}.lock"):
                if not self.is_made:
                    self._make_anew()
        except OSError as error:
            where = error.filename or self.folder
            msg = f"client {self.spec!r}: its environment cannot be kept: {where}: {error.strerror or error}"
            raise EnvironmentFailed(f"{msg}; {CACHE} names another folder") from None

    def _make_anew(self) -> None:
        unfinished = self.folder.with_name(f"{self.folder.name}.unfinished")
        try:
            for folder in (unfinished, self.folder):  # what a killed process left, or what has lost its interpreter
                shutil.rmtree(folder, ignore_errors=True)
            self._run([sys.executable, "-I", "-m", "venv", str(unfinished)])
            pip = [str(unfinished / "bin" / "python"), "-I", "-m", "pip", "install"]
            self._run([*pip, "--disable-pip-version-check", "--no-input", *self._requirements()])
            unfinished.rename(self.folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def _run(self, command: list[str]) -> None:
        status, output = called(command)
        if status:
            says = complaint(output, self.distribution, self.version, python=platform.python_version())
            msg = f"client {self.spec!r}: no environment could be made for it: {says}"
            raise EnvironmentFailed(msg)

    def _requirements(self) -> tuple[str, ...]:
        """Return what pip is to install, all of it at once, so that it finds versions which go together."""
        declared = map(Requirement, metadata.requires("runlaws") or ())
        ours = (str(each) for each in declared if each.name in _NEEDED and each.marker is None)
        return (f"{self.distribution}=={self.version}", *self.beside, *sorted(ours))
