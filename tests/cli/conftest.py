"""Where the commands are run: a folder with small SDKs in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of its own for each test, with the module `sdk` in it."""
    shutil.copy(Path(__file__).with_name("sdk.py"), tmp_path)
    return tmp_path
