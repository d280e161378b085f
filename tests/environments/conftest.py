"""A folder of wheels and a cache that all tests of environments share: to make one takes seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wheels import NEEDED, offline, toy_openai, wheel, wheel_of_installed


@pytest.fixture(scope="session")
def links(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheels of two versions of a small SDK, of one that cannot be installed beside runlaws, and of what is needed."""
    folder = tmp_path_factory.mktemp("links")
    for name in NEEDED:
        wheel_of_installed(folder, name)
    toy_openai(folder, "2.0")
    toy_openai(folder, "3.0", drops=("instructions",))
    wheel(folder, "openai", "4.0", {"openai/__init__.py": ""}, ["attrs<1"])
    wheel(folder, "openai", "5.0", {"openai/__init__.py": "raise ImportError('no such thing')"})
    return folder


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of all tests of a session."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def kept(links: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This process's pip installs from the wheels alone, and environments are kept in the cache folder."""
    for name, value in offline(links, cache).items():
        monkeypatch.setenv(name, value)
    return cache
