"""What a misspelt name may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["likely"]


def likely(name: str, known: Iterable[str], *, least: float = 0.6) -> str:
    """Return a question that suggests similar known names, to end a sentence with, or an empty text if there are none.

    `least` is how similar they must be, from 0 to 1: the more names there are, the more of them are alike by chance.

    >>> likely("rond-trip", ["round-trip", "prints-a-text"])
    ': is it round-trip?'
    """
    from difflib import get_close_matches  # here, since importing it takes time, and few names are misspelt

    near = get_close_matches(name, known, n=2, cutoff=least)
    return f": is it {' or '.join(near)}?" if near else ""
