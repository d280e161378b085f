"""JSON itself: what is absent, what is equal, how a place is named, how two values differ.

The bottom of the house: it knows JSON and nothing else.
"""

from runlaws.values._difference import MISSING, Difference, Missing, differences
from runlaws.values._json import (
    ABSENT,
    Absent,
    FrozenDict,
    Json,
    Path,
    at_path,
    freeze,
    json_key,
    leaves,
    pointer,
    same_json,
    strictly,
    type_name,
)

__all__ = [
    "ABSENT",
    "MISSING",
    "Absent",
    "Difference",
    "FrozenDict",
    "Json",
    "Missing",
    "Path",
    "at_path",
    "differences",
    "freeze",
    "json_key",
    "leaves",
    "pointer",
    "same_json",
    "strictly",
    "type_name",
]
