"""What a worker offers, and what stands here for the values and texts that it keeps."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

__all__ = ["Offer", "Value", "Written", "written_as"]


@frozen
class Offer:
    """What a worker says that it can be asked: operations by name, and ways to encode, copy and print."""

    operations: Collection[str]
    encoders: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    prints: tuple[str, ...] = ()


@frozen(eq=False)
class Value:
    """Stands for a value that the worker keeps under a number; `document` is what it was decoded from."""

    number: int
    document: bytes
    kind: str = ""
    nothing: bool = False


class Written(bytes):
    """Bytes that the worker wrote, which it keeps under a number."""

    number: int


def written_as(data: bytes, number: int) -> Written:
    """Return bytes that the worker keeps under a number."""
    written = Written(data)
    written.number = number
    return written
