"""How grave it is when a client breaks a law."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["MEANING", "Severity"]


class Severity(enum.StrEnum):
    """What breaking a law does to a client's users; the gravest comes first."""

    CORRUPTION = "silent corruption"
    CRASH = "crash"
    REFUSAL = "refusal"
    INEQUALITY = "inequality"
    COSMETIC = "cosmetic"


MEANING: Final[Mapping[Severity, str]] = MappingProxyType(
    {
        Severity.CORRUPTION: "data is lost, changed or shown wrongly, and nobody is told",
        Severity.CRASH: "a call hangs, ends the process, or raises what callers do not catch",
        Severity.REFUSAL: "a document that servers send, or will send, cannot be read",
        Severity.INEQUALITY: "values are compared or hashed wrongly, which misleads caches, pollers and tests",
        Severity.COSMETIC: "what is printed or logged is wrong, and no data is",
    }
)
"""One clause for each severity, for people."""
