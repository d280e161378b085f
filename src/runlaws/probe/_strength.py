"""Which of two promises is the stronger: the one that leaves a client less freedom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from runlaws.client import Policy

__all__ = ["at_least", "covers", "is_weaker"]

_STRENGTH: Final[dict[str, tuple[Any, ...]]] = {
    "unknown_members": ("drop", "keep"),
    "unknown_variants": ("tag", "keep"),
    "absent_and_null": ("same", "distinct"),
    "integers": ("int32", "double", "int64", "exact"),
    "integer_notation": ("digits", "any"),
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


def covers(policy: Policy, setting: str) -> Callable[[str], bool]:
    """Return whether a setting that lists members speaks of one, as a function of its place."""
    said: frozenset[str] = getattr(policy, setting)
    return {"omits": policy.omitted, "hides": policy.hidden}.get(setting, said.__contains__)
