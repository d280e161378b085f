"""Values and texts as people are shown them: as JSON, and no longer than fits."""

from __future__ import annotations

import json

__all__ = ["shortened", "written"]


def shortened(text: str, width: int) -> str:
    """Return a text, or its first characters and `…` when it has more than `width`."""
    return text if len(text) <= width else f"{text[:width]}…"


def written(value: object, *, ascii_only: bool = False) -> str:
    """Return a value as JSON text, or as `str` writes it when it is no JSON."""
    try:
        return json.dumps(value, ensure_ascii=ascii_only)
    except (TypeError, ValueError):
        return str(value)
