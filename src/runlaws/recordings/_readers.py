"""Which reader opens a body: the formats, and how each is recognized."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from runlaws.recordings._piece import Piece, RecordingError
from runlaws.values import Json

__all__ = ["parts_of_text", "parts_of_tree", "text_reader"]

_EVENT_LOG: Final = re.compile(rb"\s*(?:event|data|id|retry)?:(?: |\S|\r?\n)")
_REPLY: Final = re.compile(rb"\s*(?:HTTP/\d|(?:GET|POST|PUT|PATCH|DELETE) \S+ HTTP/\d)")
_LITERAL: Final = re.compile(
    rb"\s*(?:[\[(]\s*)*(?:\{\s*(?:'|b'|[bu]\")|[bu]?'|[bu]\"|\(\s*\{)|\s*[A-Za-z_][\w.]*\((?:\w+=|\))"
)
_JSON: Final = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_YAML: Final = re.compile(rb"(?:\s*#[^\n]*\n|\s*\n)*(?:---|%YAML|- \w|[\w-]+:\s)")
_MOST_TRIED: Final = 2**20
"""The most bytes that are tried as a Python literal although they begin as JSON."""


def text_reader(text: bytes) -> Callable[[bytes], Iterator[Piece]] | None:
    """Return the reader of a format that is known by its first line."""
    if _REPLY.match(text):
        from runlaws.recordings._replies import read_replies

        return read_replies
    if _EVENT_LOG.match(text):
        from runlaws.recordings._events import read_events

        return read_events
    return None


def parts_of_text(text: bytes, suffix: str, fault: str) -> Iterable[Piece]:
    """Return what is in a text of a format that is known only by trying; nothing, if it is of none.

    `fault` says why it is not JSON, which is what is reported of a text that begins as JSON.
    """
    if suffix in (".yaml", ".yml"):
        return _yaml(text)
    if _LITERAL.match(text):
        return _literals(text)
    if _JSON.match(text):
        try:
            return list(_literals(text)) if len(text) <= _MOST_TRIED else ()
        except RecordingError:
            raise RecordingError(fault) from None
    if _YAML.match(text):
        try:
            return list(_yaml(text))
        except RecordingError:
            pass
    from runlaws.recordings._prose import read_prose

    return list(read_prose(text.decode()))


def parts_of_tree(tree: Mapping[str, Json]) -> Iterable[Piece] | None:
    """Return what is in a capture of traffic or in a notebook; None of any other object."""
    if "nbformat" in tree:
        from runlaws.recordings._notebooks import outputs_in

        return outputs_in(tree)
    if not _TRAFFIC.isdisjoint(tree):
        from runlaws.recordings._exchanges import exchanges_in, is_traffic

        return exchanges_in(tree) if is_traffic(tree) else None
    return None


_TRAFFIC: Final = frozenset({"log", "interactions", "http_interactions", "recorded_interactions", "response"})


def _literals(text: bytes) -> Iterator[Piece]:
    from runlaws.recordings._literals import read_literals

    return read_literals(text)


def _yaml(text: bytes) -> Iterator[Piece]:
    from runlaws.recordings._yaml import read_yaml

    return read_yaml(text)
