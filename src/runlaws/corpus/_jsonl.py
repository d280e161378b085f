"""JSON lines, plain and packed: a case on each line, in ASCII."""

from __future__ import annotations

import importlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

import orjson

from runlaws.case import Case
from runlaws.corpus._errors import CorpusError, MissingExtra
from runlaws.corpus._form import Entry, Labels, as_bytes
from runlaws.corpus._places import Place

__all__ = ["JsonLines", "PackedJsonLines", "as_data", "data_or_error"]

_LEVEL: Final = 3
_BUFFER: Final = 2**18
"""A line has some five thousand bytes: with Python's own buffer, nearly each would be a call of the system."""


def as_data(text: bytes, place: str) -> Labels:
    """Return the data of one case; raises `CorpusError`, which names the place."""
    try:
        data: Any = _json_in(text)
    except (ValueError, RecursionError) as error:
        msg = f"{place}: expected a case, got what is not JSON: {error}"
        raise CorpusError(msg) from error
    if not isinstance(data, dict):
        msg = f"{place}: expected a case, got JSON of another type"
        raise CorpusError(msg)
    return data


def _json_in(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)  # it may have lone surrogates


class JsonLines:
    """One case on each line."""

    ending = ".jsonl"

    def versions(self) -> Mapping[str, str]:
        """Nothing but runlaws makes its bytes."""
        return {}

    def write(self, cases: Iterable[Case], path: Path) -> None:
        """Write a file of lines."""
        with path.open("wb", buffering=_BUFFER) as file:
            _write(cases, file)

    def read(self, file: IO[bytes], place: Place) -> Iterator[Entry]:
        """Yield the case of each line."""
        yield from _read(file, place)


class PackedJsonLines:
    """The same, packed by Zstandard."""

    ending = ".jsonl.zst"

    def versions(self) -> Mapping[str, str]:
        """Another version of the library may pack otherwise."""
        zstandard = _zstandard()
        return {"zstandard": str(zstandard.__version__)}

    def write(self, cases: Iterable[Case], path: Path) -> None:
        """Write a packed file of lines."""
        with path.open("wb") as file, _zstandard().ZstdCompressor(level=_LEVEL).stream_writer(file) as packed:
            _write(cases, packed)

    def read(self, file: IO[bytes], place: Place) -> Iterator[Entry]:
        """Yield the case of each line; where it cannot be unpacked, the error names the line that came before."""
        zstandard = _zstandard()
        last = f"{place}:0"
        stream = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True, closefd=False)
        try:
            for last, data in _read(io.BufferedReader(stream), place):
                yield last, data
        except zstandard.ZstdError as error:
            yield last, CorpusError(f"{last}: what follows this line cannot be unpacked: {error}")


def _write(cases: Iterable[Case], file: BinaryIO) -> None:
    for case in cases:  # noqa: FURB122 (what packs has no `writelines`)
        file.write(as_bytes(case) + b"\n")


def _read(file: Iterable[bytes], where: Place) -> Iterator[Entry]:
    for number, line in enumerate(file, 1):
        place = f"{where}:{number}"
        if line.endswith(b"\n"):
            yield place, data_or_error(line, place)
        else:
            yield place, CorpusError(f"{place}: the line has no end: the file was cut")


def data_or_error(text: bytes, place: str) -> Labels | CorpusError:
    """Return the data of one case, or why it is none."""
    try:
        return as_data(text, place)
    except CorpusError as error:
        return error


def _zstandard() -> Any:
    try:
        return importlib.import_module("zstandard")
    except ImportError:
        raise MissingExtra("the format jsonl.zst", "zstd") from None
