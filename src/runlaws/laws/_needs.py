"""What a law may need of a client, without which it cannot be asked."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Set
from typing import Final

from runlaws.laws._view import View

__all__ = ["Need", "why_unmet"]


class Need(enum.StrEnum):
    """Something without which a law cannot be asked."""

    ENCODER = "a client that encodes"
    ENCODING = "an encoding that worked"
    HEADERS = "a client that sees headers"
    THIRD = "a third document"
    DECLARED = "an object whose class is declared"


def why_unmet(needs: Set[Need], view: View) -> str:
    """Return, in words, what is missing of all that a law needs; empty if nothing is."""
    return next(filter(None, (why(view) for need, why in _WHY_UNMET.items() if need in needs)), "")


def _no_encoder(view: View) -> str:
    return "" if view.observation.encoded is not None else "the client does not encode"


def _no_encoding(view: View) -> str:
    encoded = view.observation.encoded
    return "" if encoded is None or encoded.thrown is None else "the client could not encode the value"


def _no_headers(view: View) -> str:
    return "" if view.observation.replies is not None else "the client sees no headers"


def _no_third(view: View) -> str:
    return "" if view.observation.triangle is not None else "there is no third value to compare with"


def _none_declared(view: View) -> str:
    return "" if view.declared else "what the client shows declares no class of an object"


_WHY_UNMET: Final[Mapping[Need, Callable[[View], str]]] = {
    Need.ENCODER: _no_encoder,
    Need.ENCODING: lambda view: _no_encoder(view) or _no_encoding(view),
    Need.HEADERS: _no_headers,
    Need.THIRD: _no_third,
    Need.DECLARED: _none_declared,
}
