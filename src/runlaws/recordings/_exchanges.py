"""Recorded HTTP traffic as data: HAR captures, cassettes of VCR and its kin, and any pair of request and response."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from runlaws.recordings._packed import body_of, from_base64
from runlaws.recordings._piece import Piece, RecordingError
from runlaws.values import Json

__all__ = ["exchanges_in", "is_traffic"]

_CASSETTES: Final = ("interactions", "http_interactions", "recorded_interactions")
_BASE64: Final = ("base64_string", "base64Body", "base64")
_TEXTS: Final = ("string", "text", "body", "content")
_BODIES: Final = ("content", "body", "jsonBody", "base64Body")


def is_traffic(tree: Mapping[str, Json]) -> bool:
    """Return whether an object is a HAR capture or a cassette (http://www.softwareishard.com/blog/har-12-spec/)."""
    return any(True for _ in _exchanges(tree))


def exchanges_in(tree: Mapping[str, Json]) -> Iterator[Piece]:
    """Yield the body of each response. Entries and interactions count from 1; requests are not looked into."""
    for place, exchange in _exchanges(tree):
        response = exchange.get("response")
        try:
            yield from _bodies(place, response)
        except RecordingError as error:
            yield Piece(place, None, error=error.says)


def _exchanges(tree: Mapping[str, Json]) -> Iterator[tuple[str, Mapping[str, Json]]]:
    log = tree.get("log")
    entries = log.get("entries") if isinstance(log, Mapping) else None
    named = [("entry", entries), *(("interaction", tree.get(name)) for name in _CASSETTES)]
    for word, items in named:
        if isinstance(items, list):
            for number, item in enumerate(items, 1):
                if isinstance(item, Mapping) and "response" in item:
                    yield f" {word} {number}", item
    if "request" in tree and isinstance(response := tree.get("response"), Mapping) and any(map(response.get, _BODIES)):
        yield "", tree


def _bodies(place: str, response: Json) -> Iterator[Piece]:
    if not isinstance(response, Mapping):
        yield Piece(place, response.encode("utf-8", "surrogatepass") if isinstance(response, str) else response)
        return
    headers = _headers(response.get("headers"))
    for name in _BODIES:
        body = response.get(name)
        if body is None:
            continue
        content = from_base64(body) if name in _BASE64 and isinstance(body, str) else _raw(body)
        yield Piece(place, body_of(content, headers) if isinstance(content, bytes) else content)


def _raw(body: object) -> bytes | Json:
    """Return a recorded body as bytes, or as a tree if a recorder has parsed it."""
    if isinstance(body, bytes):
        return body
    if isinstance(body, str):
        # bytes that were written as if each were a character
        return body.encode("latin-1" if body.startswith("\x1f\x8b") else "utf-8", "surrogatepass")
    if not isinstance(body, Mapping):
        return body if isinstance(body, list) else b""
    for name in _BASE64:
        if isinstance(text := body.get(name), str):
            return from_base64(text)
    for name in _TEXTS:
        if isinstance(text := body.get(name), str) and body.get("encoding") == "base64":
            return from_base64(text)
        if isinstance(text, str | bytes):
            return _raw(text)
    return b"" if {"mimeType", "size"} & body.keys() else body


def _headers(headers: object) -> dict[str, str]:
    """Return headers by their names in lower case: recorded as pairs, as texts or as lists of texts."""
    if isinstance(headers, list):  # of HAR
        pairs = [(item.get("name"), item.get("value")) for item in headers if isinstance(item, Mapping)]
    else:
        pairs = list(headers.items()) if isinstance(headers, Mapping) else []
    return {str(name).lower(): str(value[-1] if isinstance(value, list) and value else value) for name, value in pairs}
