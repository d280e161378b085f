"""Logs of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from runlaws.recordings._piece import Piece

__all__ = ["read_events"]

_LINES: Final = re.compile(rb"\r\n|\n|\r")
_DONE: Final = b"[DONE]"


def read_events(body: bytes) -> Iterator[Piece]:
    """Yield the data of each event; events count from 1, also those without data.

    What is written is read leniently: the last event needs no empty line after it, and where a log has lost its empty
    lines, a new event begins with its name.
    """
    number = 0
    event, data, begun = "", list[bytes](), False
    for line in [*_LINES.split(body), b""]:
        field, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if begun and (not line or (field == b"event" and data)):
            number += 1
            if data and (content := b"\n".join(data)).strip() != _DONE:
                yield Piece(f" event {number}", content, event)
            event, data, begun = "", [], False
        if field == b"event":
            event, begun = value.decode("utf-8", "replace"), True
        elif field == b"data":
            data.append(value)
            begun = True
