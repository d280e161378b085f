"""Opening a file of any format: each document in it, under its place."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, cast

from runlaws.contract import Profile
from runlaws.recordings._contents import Contents
from runlaws.recordings._fragment import LINES, Fragment, FragmentKind
from runlaws.recordings._lines import json_lines
from runlaws.recordings._packed import GZIP, UnpackedStream
from runlaws.recordings._piece import MOST_BYTES, MOST_READ, RecordingError, mib

__all__ = ["open_recording"]

_BOM: Final = b"\xef\xbb\xbf"
_PRINTED_OVER_LINES: Final = re.compile(rb"\s*[\[{](?:.*[\[{,])?\s*\Z")
"""A first line of a document that goes on below: JSON printed for people, under the name of JSON lines."""


def open_recording(stream: BinaryIO, profile: Profile, *, suffix: str = "") -> Iterator[Fragment]:
    """Yield what is in a file: the documents that the profile can judge, and a fragment for what is something else.

    The format is recognized by the content; the suffix of the name decides where the content leaves it open. A run that
    is the whole file, or a line of it, or JSON inside of JSON, has its own bytes. From Python literals, YAML and the
    output of notebooks it is written anew: what these parsers do not keep (names that stand twice, say) is not seen.

    JSON lines are read one by one, so that any number of them takes the memory of one. Nothing raises but OSError: what
    cannot be opened is a fragment that says why.
    """
    try:
        yield from _opened(stream, profile, suffix)
    except RecordingError as error:
        yield Fragment("", b"", FragmentKind.BROKEN, error.says)


def _opened(stream: BinaryIO, profile: Profile, suffix: str) -> Iterator[Fragment]:
    buffered = cast("io.BufferedReader", stream)
    if buffered.peek(2).startswith(GZIP):
        buffered = io.BufferedReader(UnpackedStream(stream), 2**17)
    contents = Contents(profile, suffix)
    lines = _lines(buffered.readline)
    begun = list(_up_to_text(lines))
    head = begun[-1] if begun else b""
    alone = _is_json(head)
    if suffix in LINES and (alone or not _PRINTED_OVER_LINES.match(head)):
        yield from json_lines(contents.lines("", itertools.chain(begun, lines)))
        return
    if alone:
        begun += _up_to_text(lines)
        if not begun[-1].isspace() and begun[-1] is not head:
            yield from contents.lines("", itertools.chain(begun, lines))
            return
    whole = b"".join(begun)
    if len(whole) <= MOST_READ:
        whole += buffered.read(MOST_READ + 1 - len(whole))
    if len(whole) > MOST_READ:
        msg = f"is larger than {mib(MOST_READ)}, the most that is read at once: only JSON lines may be longer"
        raise RecordingError(msg)
    yield from contents.whole(whole)


def _lines(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream. Of one that is too long come as many bytes as show that it is."""
    while line := readline(MOST_BYTES + 1):
        yield line


def _up_to_text(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield lines up to the first that is not empty."""
    for line in lines:
        yield line
        if not line.isspace():
            return


def _is_json(line: bytes) -> bool:
    """Return whether a line is a whole object or array, so that what follows must be another."""
    if not line.removeprefix(_BOM).lstrip().startswith((b"{", b"[")):
        return False
    try:
        json.loads(line.removeprefix(_BOM))
    except (ValueError, RecursionError):
        return False
    return True
