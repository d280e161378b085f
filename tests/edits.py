"""Change a document in a few places, each named by a JSON pointer."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from runlaws.values import Absent, Json, path_of, replaced

__all__ = ["edited"]


def edited(tree: Mapping[str, Json], edits: Mapping[str, Json | Absent]) -> dict[str, Any]:
    """Return a copy of a tree with other values at some pointers; `ABSENT` takes a member out."""
    made: Any = copy.deepcopy(dict(tree))  # a test may change it
    for place, value in edits.items():
        made = replaced(made, path_of(made, place), copy.deepcopy(value))
    return dict(made)
