"""Raw HTTP replies, as `curl -i` and proxies write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from typing import Final

from runlaws.recordings._packed import body_of
from runlaws.recordings._piece import Piece, RecordingError

__all__ = ["read_replies"]

_STATUS: Final = re.compile(rb"^HTTP/\d(?:\.\d)? \d{3}[^\n]*\n", re.MULTILINE)
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_CHUNK: Final = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


def read_replies(body: bytes) -> Iterator[Piece]:
    """Yield the body of each reply: without chunks, unpacked, in UTF-8. Several count from 1."""
    starts = [match.start() for match in _STATUS.finditer(body)]
    replies = [body[start:end] for start, end in zip(starts, [*starts[1:], len(body)], strict=True)]
    if not replies:
        msg = "begins as HTTP, but holds no reply"
        raise RecordingError(msg)
    for number, reply in enumerate(replies, 1):
        place = f" reply {number}" if len(replies) > 1 else ""
        try:
            if content := _content(reply):
                yield Piece(place, content)
        except RecordingError as error:
            yield Piece(place, reply, error=error.says)


def _content(reply: bytes) -> bytes:
    _, _, rest = reply.partition(b"\n")
    end = _HEAD_END.search(rest)
    if end is None:
        msg = "is an HTTP reply that is cut: its headers do not end"
        raise RecordingError(msg)
    message = BytesHeaderParser().parsebytes(rest[: end.start()])
    headers = {name.lower(): str(value) for name, value in message.items()}
    content = rest[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower() and _CHUNK.match(content):
        content = _without_chunks(content)
    return body_of(content, headers)


def _without_chunks(content: bytes) -> bytes:
    chunks, position = list[bytes](), 0
    while match := _CHUNK.match(content, position):
        size = int(match.group(1), 16)
        if not size:
            return b"".join(chunks)
        position = match.end() + size
        chunk = content[match.end() : position]
        if len(chunk) < size:
            break
        chunks.append(chunk)
        position += 2 if content[position : position + 2] == b"\r\n" else 1
    msg = f"is an HTTP reply that is cut: a chunk is missing after {sum(map(len, chunks))} bytes"
    raise RecordingError(msg)
