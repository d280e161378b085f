"""What a client promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from attrs import field, frozen, validators

__all__ = ["Policy"]

_Pointers = validators.deep_iterable(validators.matches_re("/.*"))


def _pointers(given: Iterable[str] | str) -> frozenset[str]:
    return frozenset((given,) if isinstance(given, str) else given)


def _classes(given: Any) -> tuple[type[BaseException], ...]:
    classes = (given,) if isinstance(given, type) else tuple(given)
    for one in classes:
        if not (isinstance(one, type) and issubclass(one, BaseException)):
            msg = f"errors must be classes of exceptions, got {one!r}"
            raise TypeError(msg)
    return classes


@frozen(kw_only=True)
class Policy:
    """What a client promises, so that every case has one expected verdict for that client.

    The defaults are what a careful client does: it keeps everything, and refuses with a ValueError.
    """

    errors: tuple[type[BaseException], ...] = field(default=(ValueError,), converter=_classes)
    """The classes it raises to refuse a document, or the one class; any other exception is a crash."""
    unknown_members: Literal["keep", "drop", "refuse"] = field(
        default="keep", validator=validators.in_(("keep", "drop", "refuse"))
    )
    """What it does with a member it does not know."""
    unknown_values: Literal["keep", "refuse"] = field(default="keep", validator=validators.in_(("keep", "refuse")))
    """What it does with a new value of an enum, and with a new variant of a tool or action."""
    absent_and_null: Literal["distinct", "same"] = field(
        default="distinct", validator=validators.in_(("distinct", "same"))
    )
    """Whether it keeps a member that is null apart from one that is not there."""
    invalid: Literal["accept", "refuse"] = field(default="accept", validator=validators.in_(("accept", "refuse")))
    """Whether it accepts documents that break hard rules. Accepted means kept as they are."""
    equality: Literal["value", "identity"] = field(default="value", validator=validators.in_(("value", "identity")))
    """Whether two decoded values with the same data are equal."""
    hashable: bool = True
    """Whether decoded values have a hash."""
    omits: frozenset[str] = field(default=frozenset(), converter=_pointers, validator=_Pointers)
    """JSON pointers of members it does not model and so does not keep; `*` stands for any index."""

    def omitted(self, pointer: str) -> bool:
        """Tell whether a place is at or below a member the client does not model."""
        return bool(self.omits) and any(_below(pointer, omit) for omit in self.omits)


def _below(pointer: str, pattern: str) -> bool:
    parts, wanted = pointer.split("/"), pattern.split("/")
    return len(parts) >= len(wanted) and all(w in ("*", p) for p, w in zip(parts, wanted, strict=False))
