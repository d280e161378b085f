"""Where the user stands: the modules there can be named."""

from __future__ import annotations

import sys

__all__ = ["look_in_working_folder"]


def look_in_working_folder() -> None:
    """Have modules that a user names looked for in the working folder, as `python -m` does."""
    if "" not in sys.path:
        sys.path.insert(0, "")
