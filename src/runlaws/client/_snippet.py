"""How an SDK is used without runlaws, as lines of Python for a bug report."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

__all__ = ["Snippet"]


@frozen
class Snippet:
    """An SDK alone, as lines of Python that whoever maintains it can run without runlaws.

    `setup` is code that defines `decode(document: bytes)`. `encode` is an expression that writes the value `run` as
    JSON text, empty if the SDK writes none; `encoders` has further ways to write it, by their names in the client.
    Members are read as attributes; `attributes` has the names of those that are called otherwise than their members, by
    JSON pointer.
    """

    setup: str
    encode: str = ""
    attributes: Mapping[str, str] = field(factory=dict)
    encoders: Mapping[str, str] = field(factory=dict)
