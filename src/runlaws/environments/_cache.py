"""Where environments are kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs

__all__ = ["CACHE", "cache_folder"]

CACHE: Final = "RUNLAWS_CACHE"
"""The environment variable that names the cache folder, if it is to be another one than the system's."""


def cache_folder() -> Path:
    """Return the folder for what can be made again: `$RUNLAWS_CACHE`, or the system's (`~/.cache/runlaws`)."""
    named = os.environ.get(CACHE, "")
    return Path(named).absolute() if named else platformdirs.user_cache_path("runlaws")
