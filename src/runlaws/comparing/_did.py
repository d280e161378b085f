"""One thing that a client does, in a form in which it can be compared with what another one does."""

from __future__ import annotations

from typing import Final, NamedTuple

from runlaws.client import Thrown
from runlaws.comparison import Aspect
from runlaws.values import shortened

__all__ = ["WIDTH", "Did", "Facet", "raises"]

WIDTH: Final = 60
"""How many characters of a value or of an error are shown."""


class Facet(NamedTuple):
    """One thing that every client can be looked at for: an aspect, at a place of the document or for a way to ask."""

    aspect: Aspect
    at: str


class Did(NamedTuple):
    """What a client does: `key` tells it from what others do, `form` is that without values, `text` says it."""

    key: str
    form: str
    text: str


def raises(thrown: Thrown) -> Did:
    """Return what a client does that raises something."""
    return Did(thrown.type, f"raises {thrown.type}", f"raises {shortened(str(thrown), WIDTH)}")
