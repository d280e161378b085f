"""What is in a file: documents, each with its place."""

from __future__ import annotations

import enum
from typing import Final

from attrs import frozen

from runlaws.document import Reading

__all__ = ["LINES", "Fragment", "FragmentKind", "nothing_like"]

LINES: Final = frozenset({".jsonl", ".ndjson"})
"""The suffixes of files in which each line is a document, even if there is only one."""


def nothing_like(kind: str) -> str:
    """Return what is said of a place in which there is no object of a kind: `run`."""
    return f"nothing here looks like a {kind}"


class FragmentKind(enum.Enum):
    """What a fragment is."""

    RUN = "run"
    """A document to be judged."""
    OTHER = "other"
    """JSON, or data that can be written as JSON, that is not to be judged: a thread, a run step, an error."""
    BROKEN = "broken"
    """What cannot be read, although its format is known."""
    FOREIGN = "foreign"
    """A whole file of no format that is known."""


@frozen
class Fragment:
    """A document in a file, or what is there in its place.

    `place` goes on from the file's name, and is empty for a whole file. `document` is as it stands in the file where
    it is JSON there; what was a tree of another format is written as JSON. `says` is what it is, if it is not a run
    ("a thread"), or why it cannot be read ("must be JSON: ..."). `reading` is that of the document, if it was read.
    """

    place: str
    document: bytes
    kind: FragmentKind = FragmentKind.RUN
    says: str = ""
    reading: Reading | None = None
