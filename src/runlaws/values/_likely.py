"""What a misspelt name may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["likely"]


def likely(name: str, known: Iterable[str]) -> str:
    """Return a question that suggests similar known names, to end a sentence with, or an empty text if there are none.

    >>> likely("rond-trip", ["round-trip", "prints-a-text"])
    ': is it round-trip?'
    """
    from difflib import get_close_matches  # here, since importing it takes time, and few names are misspelt

    near = get_close_matches(name, known, n=2)
    return f": is it {' or '.join(near)}?" if near else ""
