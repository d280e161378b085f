"""Numbers that show how wide a client holds them."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from typing import Final

from runlaws.values import ABSENT, Absent, Json, leaves

__all__ = ["WIDTHS", "as_single", "has_odd_numbers", "widths_before"]

WIDTHS: Final[Mapping[str, int]] = {"int32": 2**31 - 1, "double": 2**53, "int64": 2**63 - 1, "exact": 2**4000}
"""Up to which size an integer needs each width; each width holds those before it too."""


def widths_before(value: Json) -> list[str]:
    """Return the widths that are too small for a value."""
    if isinstance(value, bool) or not isinstance(value, int):
        return []
    return [width for width, greatest in WIDTHS.items() if abs(value) > greatest]


def has_odd_numbers(value: Json | Absent) -> bool:
    """Return whether a value has numbers beyond 32 bits in it."""
    for _, leaf in leaves(None if value is ABSENT else value):
        if isinstance(leaf, int) and abs(leaf) > WIDTHS["int32"]:
            return True
        if isinstance(leaf, float) and leaf != as_single(leaf):
            return True
    return False


def as_single(value: float) -> float:
    """Return the number with 32 bits nearest to one; beyond all of them, infinity."""
    try:
        single: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return math.inf
    return single
