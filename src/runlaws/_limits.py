"""How long one call of a client may take, and how much memory its process: one range, wherever it can be set.

This module costs next to nothing to import, so that options can show their defaults before anything else is loaded.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["DEADLINE", "LONGEST", "SHORTEST", "SIZES", "bytes_in", "is_deadline", "size_option", "size_text"]

DEADLINE: Final = 5.0
"""Seconds that one call may take unless the user says otherwise."""

SHORTEST: Final = 0.001
LONGEST: Final = 3600.0
"""The range of deadlines that make sense: a call is a decode or an encode of one document."""


def is_deadline(seconds: float) -> bool:
    """Return whether a number of seconds can be a deadline: nan, an infinity, zero and less cannot."""
    return SHORTEST <= seconds <= LONGEST


SIZES: Final = "a size from 16M to 1024G, such as 512M"
"""The sizes of memory that make sense. An interpreter alone takes some 10 MB."""
_LEAST: Final = 16 << 20
_MOST: Final = 1024 << 30
_SIZE: Final = re.compile(r"([0-9]{1,7}(?:\.[0-9]{1,6})?) ?([MG])(?:I?B)?", re.IGNORECASE)
_UNITS: Final = {"M": 1 << 20, "G": 1 << 30}


def bytes_in(text: str) -> int | None:
    """Return the bytes of a size as people write it (`512M`, `1.5G`, `4 GB`), or None if it is none of `SIZES`."""
    said = _SIZE.fullmatch(text.strip())
    size = 0 if said is None else int(float(said[1]) * _UNITS[said[2].upper()])
    return size if _LEAST <= size <= _MOST else None


def size_option(size: int) -> str:
    """Return a number of bytes as an option takes it, which is exact to the byte."""
    return f"{size / (1 << 20):.6f}".rstrip("0").rstrip(".") + "M"


def size_text(size: int) -> str:
    """Return a number of bytes as people write it."""
    return f"{size / (1 << 30):.4g} GB" if size >= 1 << 30 else f"{size / (1 << 20):.4g} MB"
