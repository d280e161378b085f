"""What readers yield, what they raise, and the limits that they keep."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from runlaws.values import Json

__all__ = [
    "MOST_ALIASES",
    "MOST_BYTES",
    "MOST_FORMATS",
    "MOST_LEVELS",
    "MOST_READ",
    "MOST_TIMES",
    "MOST_UNPACKED",
    "MOST_VALUES",
    "Piece",
    "RecordingError",
    "mib",
]

MOST_BYTES: Final = 16 * 2**20
"""The most bytes that are read as one document or one line: ten thousand times the size of a run."""

MOST_READ: Final = 64 * 2**20
"""The most bytes that are read at once, as a file of any other format than JSON lines must be."""

MOST_UNPACKED: Final = 256 * 2**20
"""The most bytes to which what is compressed in one file may unpack."""

MOST_TIMES: Final = 500
"""The most times its size to which a file may unpack, above the size of a document: recorded runs do by 10 to 100."""

MOST_FORMATS: Final = 8
"""The most formats inside one another: a run in a JSON text in an event in a recorded body in a gzip file is four."""

MOST_LEVELS: Final = 20
"""How deep in arrays and objects a run is looked for."""

MOST_ALIASES: Final = 10_000
"""The most aliases in a YAML file."""

MOST_VALUES: Final = 1_000_000
"""The most values to which the aliases of a YAML file may expand."""


class RecordingError(Exception):
    """A file, or a part of one, cannot be opened. The text goes on from the name: "is a gzip file that is cut"."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@frozen
class Piece:
    """A part of a file: a body that may be of any format, or a tree that another parser has read.

    `place` goes on from the name of the file, with what divides the two: `:3`, ` event 3`. `event` is the name of the
    server-sent event that the part is the data of. With an `error`, the part cannot be opened, for that reason.
    """

    place: str
    content: bytes | Json
    event: str = ""
    error: str = ""


def mib(size: int) -> str:
    """Return a limit as a text."""
    return f"{size // 2**20} MiB"
