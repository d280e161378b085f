"""Change a document in a few places, each named by a JSON pointer."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from runlaws.values import ABSENT, Json

__all__ = ["edited"]


def edited(tree: Mapping[str, Json], edits: Mapping[str, Json]) -> dict[str, Any]:
    """Return a copy of a tree with other values at some pointers; `ABSENT` takes a member out."""
    made = copy.deepcopy(dict(tree))
    for place, value in edits.items():
        *parents, last = (part.replace("~1", "/").replace("~0", "~") for part in place.split("/")[1:])
        holder: Any = made
        for part in parents:
            holder = holder[int(part) if isinstance(holder, list) else part]
        if value is ABSENT:
            del holder[last]
        else:
            holder[int(last) if isinstance(holder, list) else last] = copy.deepcopy(value)
    return made
