"""Documents: from bytes to a tree, from a tree to a model, and back."""

from runlaws.document._judging import judge_reading
from runlaws.document._reading import DISPUTES, DOCUMENT_RULES, MAX_DEPTH, Reading, read
from runlaws.document._structure import structure, unstructure
from runlaws.document._writing import write

__all__ = [
    "DISPUTES",
    "DOCUMENT_RULES",
    "MAX_DEPTH",
    "Reading",
    "judge_reading",
    "read",
    "structure",
    "unstructure",
    "write",
]
