"""Values and texts as they are shown to people: as JSON, and not too long."""

from __future__ import annotations

import json

__all__ = ["shortened", "written"]


def shortened(text: str, width: int) -> str:
    """Return a text, or if it has more than `width` characters, the first of them and `…`."""
    return text if len(text) <= width else f"{text[:width]}…"


def written(value: object, *, ascii_only: bool = False) -> str:
    """Return a value as JSON text, or its `str` if JSON cannot represent it."""
    try:
        return json.dumps(value, ensure_ascii=ascii_only)
    except (TypeError, ValueError):
        return str(value)
