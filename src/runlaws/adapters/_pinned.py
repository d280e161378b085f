"""The text by which a user names a bundled client with the version of its SDK: `openai==2.54.0`."""

from __future__ import annotations

from typing import Final

__all__ = ["PINNED", "is_versioned", "name_in"]

PINNED: Final = "=="
"""What stands between the name and the version."""


def is_versioned(spec: str) -> bool:
    """Return whether a text names a bundled client with the version of its SDK."""
    name, pinned, _ = spec.partition(PINNED)
    return bool(pinned) and ":" not in name


def name_in(spec: str) -> str:
    """Return a text without the version, if it names one."""
    return spec.partition(PINNED)[0] if is_versioned(spec) else spec
