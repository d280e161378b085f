"""The working folder: a user can name the modules in it."""

from __future__ import annotations

import sys

__all__ = ["look_in_working_folder"]


def look_in_working_folder() -> None:
    """Make modules in the working folder importable, as `python -m` does."""
    if "" not in sys.path:
        sys.path.insert(0, "")
