"""How long one call of a client may take: one default and one range, wherever it can be set.

This module costs next to nothing to import, so that options can show their defaults before anything else is loaded.
"""

from __future__ import annotations

from typing import Final

__all__ = ["DEADLINE", "LONGEST", "SHORTEST", "is_deadline"]

DEADLINE: Final = 5.0
"""Seconds that one call may take unless the user says otherwise."""

SHORTEST: Final = 0.001
LONGEST: Final = 3600.0
"""The range of deadlines that make sense: a call is a decode or an encode of one document."""


def is_deadline(seconds: float) -> bool:
    """Return whether a number of seconds can be a deadline: nan, an infinity, zero and less cannot."""
    return SHORTEST <= seconds <= LONGEST
