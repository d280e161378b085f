"""Jupyter notebooks: what their cells have printed (https://nbformat.readthedocs.io). The file is plain JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from runlaws.recordings._piece import Piece
from runlaws.values import Json

__all__ = ["outputs_in"]

_MIME_TYPES: Final = ("application/json", "text/plain")


def outputs_in(tree: Mapping[str, Json]) -> Iterator[Piece]:
    """Yield each output of each cell; both count from 1."""
    for number, cell in enumerate(_cells(tree), 1):
        outputs = cell.get("outputs")
        for count, output in enumerate(outputs if isinstance(outputs, list) else (), 1):
            if isinstance(output, Mapping) and (content := _content(output)):
                yield Piece(f" cell {number} output {count}", content)


def _cells(tree: Mapping[str, Json]) -> Iterator[Mapping[str, Json]]:
    sheets = tree.get("worksheets")  # of format 3
    for holder in (tree, *(sheets if isinstance(sheets, list) else ())):
        cells = holder.get("cells") if isinstance(holder, Mapping) else None
        yield from (cell for cell in (cells if isinstance(cells, list) else ()) if isinstance(cell, Mapping))


def _content(output: Mapping[str, Json]) -> bytes | Json:
    """Return an output's JSON as a tree, or its text as bytes."""
    data = output.get("data")
    for mime in _MIME_TYPES:
        if isinstance(data, Mapping) and mime in data:
            content = data[mime]
            return _joined(content) if mime == "text/plain" else content
    return _joined(output.get("text"))


def _joined(text: Json) -> bytes:
    """Return a text, which a notebook may hold as a list of lines."""
    lines = text if isinstance(text, list) else [text]
    return "".join(line for line in lines if isinstance(line, str)).encode("utf-8", "surrogatepass")
