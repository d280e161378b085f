"""What is raised where no client can be had."""

from __future__ import annotations

__all__ = ["ClientNotFound"]


class ClientNotFound(LookupError):
    """What was named, or given, is no client; the text says why and what would be."""
