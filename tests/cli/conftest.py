"""Where the commands are run: a folder with small SDKs in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.second_object import parcels


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of its own for each test, with the modules `sdk` and `parcels` in it."""
    shutil.copy(Path(__file__).with_name("sdk.py"), tmp_path)
    shutil.copy(parcels.__file__, tmp_path)
    return tmp_path
