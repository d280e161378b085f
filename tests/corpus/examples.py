"""Cases for the tests of corpora, and which formats need a library of their own."""

from __future__ import annotations

from typing import Final

import pytest

from runlaws.case import Case, Likeness, Twin
from runlaws_strategies import KINDS, make_case
from tests.recordings import V2_RECORDINGS

__all__ = ["ODD_ONES", "RECORDED", "needs"]

RECORDED: Final = [Case.of_bytes(recording.document, made="recorded") for recording in V2_RECORDINGS]

ODD_ONES: Final = [
    Case.of_bytes(RECORDED[0].document, made="by hand", twin=Twin(b"\xff{}", Likeness.DIFFERENT, "/a")),
    Case.of_bytes(b"\xff\x00"),
    Case.of_bytes(b"", origin=b"\xff", before=(b"{}", b"\xfe")),
    Case.of_bytes('{"a": "é\u2028", "status": "\\ud800"}'.encode()),
    *(make_case(2, index, kinds=[kind]) for kind in KINDS for index in range(3)),
]

_LIBRARIES: Final = {"jsonl.zst": "zstandard", "parquet": "pyarrow"}


def needs(layout: str) -> None:
    """Skip the test where the library of a format is not installed."""
    if layout in _LIBRARIES:
        pytest.importorskip(_LIBRARIES[layout], reason=f"the format {layout} has an extra of its own")
