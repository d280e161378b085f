"""From a tree to bytes, in the plain spelling: no spaces to spare, no escapes but the needed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from runlaws.values import Json

__all__ = ["write"]


def write(tree: Mapping[str, Json]) -> bytes:
    """Return a tree as UTF-8 JSON. A lone surrogate is written as an escape, the one way JSON has for it."""
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(tree, separators=(",", ":")).encode()
