"""Tags that no document has, by which an observer asks whether a client remembers objects by their tags."""

from __future__ import annotations

__all__ = ["spare_tags"]


def spare_tags(case_id: str) -> tuple[str, str]:
    """Return two tags that no document has but those that are made for the case with this id."""
    return f"new_{case_id[:8]}", f"new_{case_id[8:]}"
