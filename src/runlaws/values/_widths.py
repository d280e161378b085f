"""Numbers as they come back from 32 bits, and from 64."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from decimal import Decimal
from math import isclose, isfinite
from typing import Final

from runlaws.values._json import as_double

__all__ = ["is_double_of", "is_single_of"]


def is_double_of(sent: float, got: object) -> bool:
    """Return whether a number came back as the double nearest to it.

    Either as that number, or as an integer with no more digits than it takes to read the double back: JavaScript writes
    2^63 as 9223372036854776000.
    """
    double = as_double(sent)
    return got == double or (isinstance(got, int) and isfinite(double) and got == Decimal(repr(double)))


def is_single_of(sent: float, got: object) -> bool:
    """Return whether a number came back rounded to 32 bits, in which the smallest ones are zero.

    Either as the number that 32 bits hold, or in the few digits that it is known by: 0.1 as 0.10000000149011612 or 0.1.
    """
    try:
        if not isinstance(got, int | float) or not isclose(sent, got, rel_tol=2**-23, abs_tol=2**-149):
            return False
        return any(_is_written_for(single, got) for single in _singles_around(sent))
    except OverflowError:  # a number beyond 32 bits, or an integer beyond any double
        return False


def _singles_around(number: float) -> Iterator[float]:
    """Yield the number of 32 bits that is nearest to a number, and those before and after it."""
    (bits,) = struct.unpack("<I", struct.pack("<f", number))
    for near in (bits, bits - 1, bits + 1):
        if 0 <= near < 2**32:
            yield struct.unpack("<f", struct.pack("<I", near))[0]


def _is_written_for(single: float, got: float) -> bool:
    """Return whether a number is what a client may write for one of 32 bits: in all digits, or in nine or fewer."""
    return isclose(single, got, rel_tol=_OF_DOUBLES) or any(float(f"{single:.{digits}g}") == got for digits in _DIGITS)


_OF_DOUBLES: Final = 1e-14
"""How far a number that is written in the fifteen digits of a double is from that."""
_DIGITS: Final = range(1, 10)
"""In how many digits a number of 32 bits is written: nine tell any two apart."""
