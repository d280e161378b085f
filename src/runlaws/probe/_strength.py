"""Which of two promises is the stronger: the one that leaves a client less freedom."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["at_least", "is_weaker"]

_STRENGTH: Final[dict[str, tuple[Any, ...]]] = {
    "unknown_members": ("drop", "keep"),
    "unknown_variants": ("tag", "keep"),
    "absent_and_null": ("same", "distinct"),
    "integers": ("int32", "double", "int64", "exact"),
    "floats": ("single", "double"),
    "negative_zero": ("zero", "kept"),
    "invalid": ("accept", "schema", "refuse"),
    "equality": ("identity", "value"),
    "hashable": (False, True),
    "encodes": (False, True),
}
"""Promises from the weakest to the strongest. Of words that are not here neither is stronger."""


def is_weaker(setting: str, promise: Any, other: Any) -> bool:
    """Return whether a promise leaves a client more freedom than another one of the same setting."""
    if setting == "duplicates":
        return bool(promise == "any" != other)
    order = _STRENGTH.get(setting, ())
    return promise in order and other in order and order.index(promise) < order.index(other)


def at_least(setting: str, promise: Any, other: Any) -> bool:
    """Return whether a promise is as strong as another one of the same setting, or stronger."""
    return promise == other or is_weaker(setting, other, promise)
