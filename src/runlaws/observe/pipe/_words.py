"""The words of the protocol that both directions use."""

from __future__ import annotations

from typing import Final

__all__ = ["OBSERVE", "OFFERS", "VERSION"]

VERSION: Final = 1
"""The version of the protocol: raised by a change that an older worker or host cannot understand."""

OBSERVE: Final = "observe"
OFFERS: Final = ("encode", "equal", "unequal", "hash", "copy", "print", "change", "headers", "names", OBSERVE)
"""What a worker may offer beside decoding and showing."""
