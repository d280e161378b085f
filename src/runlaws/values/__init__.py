"""JSON itself: what is absent and what is equal, places and pointers, differences, edits, how values are shown.

The bottom of the house: it knows JSON and nothing else.
"""

from runlaws.values._difference import MISSING, Difference, Missing, differences
from runlaws.values._edits import changed, everywhere, inserted, removed, replaced, standing_at, with_members
from runlaws.values._json import ABSENT, Absent, FrozenDict, Json, freeze, json_key, same_json, strictly, type_name
from runlaws.values._places import (
    Path,
    at_path,
    at_pointer,
    is_pointer,
    leaves,
    matches,
    overlaps,
    path_of,
    pattern,
    places,
    pointer,
    resolve,
    steps_of,
    within,
)
from runlaws.values._shortening import shortened, written

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
    "at_pointer",
    "changed",
    "differences",
    "everywhere",
    "freeze",
    "inserted",
    "is_pointer",
    "json_key",
    "leaves",
    "matches",
    "overlaps",
    "path_of",
    "pattern",
    "places",
    "pointer",
    "removed",
    "replaced",
    "resolve",
    "same_json",
    "shortened",
    "standing_at",
    "steps_of",
    "strictly",
    "type_name",
    "with_members",
    "within",
    "written",
]
