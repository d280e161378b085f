"""What stands between a file and its text: compression, and encodings other than UTF-8."""

from __future__ import annotations

import base64
import binascii
import codecs
import gzip
import io
import zlib
from collections.abc import Mapping
from email.message import Message
from typing import BinaryIO, Final, cast

from runlaws.recordings._piece import MOST_BYTES, MOST_TIMES, MOST_UNPACKED, RecordingError, mib

__all__ = ["GZIP", "UnpackedStream", "archive_name", "body_of", "from_base64", "in_utf_8", "unpacked"]

GZIP: Final = b"\x1f\x8b"

_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_ARCHIVES: Final = {
    b"PK\x03\x04": "a zip archive",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ\0": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"SQLite format 3\0": "a database",
    b"%PDF": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}


def archive_name(body: bytes) -> str:
    """Return what a body is that holds no text, or "" if its first bytes do not say so."""
    return next((name for magic, name in _ARCHIVES.items() if body.startswith(magic)), "")


def in_utf_8(body: bytes) -> bytes:
    """Return a body that begins with the byte order mark of UTF-16 or UTF-32 in UTF-8, and any other unchanged."""
    for mark, encoding in _WIDE:
        if body.startswith(mark):
            try:
                return body.decode(encoding).encode()
            except UnicodeError as error:
                msg = f"begins as {encoding.upper()}, but is not: {_reason(error)}"
                raise RecordingError(msg) from error
    return body


def _reason(error: UnicodeError) -> str:
    return f"{error.reason} at byte {error.start}" if isinstance(error, UnicodeDecodeError) else str(error)


def unpacked(body: bytes, most: int = MOST_UNPACKED, wbits: int = zlib.MAX_WBITS | 32) -> bytes:
    """Return what a stream holds; of several after one another, the contents joined. By default gzip or zlib.

    Raises RecordingError if it is cut or broken, or holds more than `most` bytes.
    """
    contents: list[bytes] = []
    while body:
        stream = zlib.decompressobj(wbits=wbits)
        try:
            contents.append(stream.decompress(body, most + 1 - sum(map(len, contents))))
        except zlib.error as error:
            msg = f"is compressed, but broken: {error}"
            raise RecordingError(msg) from error
        if sum(map(len, contents)) > most:
            raise _too_much()
        if not stream.eof:
            msg = "is compressed, but cut: its end is missing"
            raise RecordingError(msg)
        body = stream.unused_data.lstrip(b"\0")  # padding is allowed
    return b"".join(contents)


def _too_much() -> RecordingError:
    return RecordingError(f"unpacks to more than {mib(MOST_UNPACKED)}, the most that is unpacked of one file")


class _Counted:
    """A stream of which is known how much was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """Read, and count."""
        content = self._stream.read(size)
        self.size += len(content)
        return content


class UnpackedStream(io.RawIOBase):
    """A gzip stream that is unpacked as it is read, up to the limit. Raises RecordingError, like `unpacked`."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = _Counted(packed)
        self._file = gzip.GzipFile(fileobj=cast("BinaryIO", self._packed))  # all of it that is used
        self._size = 0

    def readable(self) -> bool:
        """Return that it is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # typeshed: any buffer
        """Read some bytes into a buffer."""
        try:
            content = self._file.read(len(buffer))
        except EOFError as error:
            msg = "is compressed, but cut: its end is missing"
            raise RecordingError(msg) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            msg = f"is compressed, but broken: {error}"
            raise RecordingError(msg) from error
        self._size += len(content)
        if self._size > MOST_UNPACKED:
            raise _too_much()
        if self._size > max(MOST_BYTES, MOST_TIMES * self._packed.size):
            msg = f"unpacks to more than {MOST_TIMES} times its size, the most above {mib(MOST_BYTES)}"
            raise RecordingError(msg)
        buffer[: len(content)] = content
        return len(content)


def from_base64(text: str) -> bytes:
    """Return the bytes that a text stands for; raises RecordingError if it is not base64."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        msg = f"has a body that is not base64: {error}"
        raise RecordingError(msg) from error


def body_of(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return the body of an HTTP reply in UTF-8 and without content encoding. Names of headers are in lower case.

    A body that was decoded before it was written down, though the headers say otherwise, stays as it is.
    """
    coding = headers.get("content-encoding", "").strip().lower()
    is_text = body.lstrip()[:1] in (b"{", b"[", b"")
    if body.startswith(GZIP):
        body = unpacked(body)
    elif coding == "deflate" and not is_text:  # some servers leave out the header of zlib
        body = unpacked(body) if body[0] & 15 == zlib.DEFLATED else unpacked(body, wbits=-zlib.MAX_WBITS)
    elif coding in ("br", "zstd", "compress") and not is_text:
        msg = f"has a body compressed by {coding}, which is not opened"
        raise RecordingError(msg)
    content_type = Message()
    content_type["content-type"] = headers.get("content-type", "")
    charset = content_type.get_content_charset("utf-8")
    try:
        if codecs.lookup(charset).name in ("utf-8", "ascii"):
            return body
        return body.decode(charset).encode()
    except (LookupError, UnicodeError):
        return body  # whatever is wrong with it is reported of the body itself
