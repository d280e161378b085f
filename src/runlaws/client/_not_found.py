"""The error of naming, or giving, something that is not a client."""

from __future__ import annotations

__all__ = ["ClientNotFound"]


class ClientNotFound(LookupError):
    """What was named, or given, is not a client; the message says why, and what would be one."""
