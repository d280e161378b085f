"""A message as a line, at either end of the pipe."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import orjson

__all__ = ["data_in", "line_of"]


def line_of(message: Mapping[str, Any]) -> bytes:
    """Return a message as a line of JSON, with the newline."""
    try:
        return orjson.dumps(message) + b"\n"
    except TypeError:  # a text has a lone surrogate, which UTF-8 cannot hold and JSON can escape
        return json.dumps(message).encode() + b"\n"


def data_in(line: bytes) -> Any:
    """Return the JSON data in a line; raises ValueError, or RecursionError, for what is none."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return json.loads(line)  # it may have lone surrogates
