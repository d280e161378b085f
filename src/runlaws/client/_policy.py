"""What a client promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal, TypeAlias, get_args

from attrs import field, frozen, validators

__all__ = ["Floats", "Integers", "Policy"]

Integers: TypeAlias = Literal["exact", "int64", "double", "int32"]
Floats: TypeAlias = Literal["double", "single"]
_Tolerance: TypeAlias = Literal["keep", "refuse"]

_Pointers = validators.deep_iterable(validators.matches_re("/.*"))
_GREATEST: Final[dict[str, int]] = {"int64": 2**63 - 1, "double": 2**53, "int32": 2**31 - 1}


def _pointers(given: Iterable[str] | str) -> frozenset[str]:
    return frozenset((given,) if isinstance(given, str) else given)


def _classes(given: Any) -> tuple[type[BaseException], ...]:
    classes = (given,) if isinstance(given, type) else tuple(given)
    for one in classes:
        if not (isinstance(one, type) and issubclass(one, BaseException)):
            msg = f"errors must be classes of exceptions, got {one!r}"
            raise TypeError(msg)
    return classes


def _among(kind: Any) -> Any:
    return validators.in_(get_args(kind))


@frozen(kw_only=True)
class Policy:
    """What a client promises, so that every case has one expected verdict for that client.

    The defaults are what a careful client does: it keeps everything, and refuses with a ValueError.
    `runlaws probe CLIENT` measures one.
    """

    errors: tuple[type[BaseException], ...] = field(default=(ValueError,), converter=_classes)
    """The classes it raises to refuse a document, or the one class; any other exception is a crash."""
    unknown_members: Literal["keep", "drop", "refuse"] = field(
        default="keep", validator=validators.in_(("keep", "drop", "refuse"))
    )
    """What it does with a member it does not know."""
    unknown_values: _Tolerance = field(default="keep", validator=_among(_Tolerance))
    """What it does with a new value of an enum."""
    unknown_variants: _Tolerance = field(default="keep", validator=_among(_Tolerance))
    """What it does with a new variant: a type of tool, action, choice or format it does not know."""
    absent_and_null: Literal["distinct", "same"] = field(
        default="distinct", validator=validators.in_(("distinct", "same"))
    )
    """Whether it keeps a member that is null apart from one that is not there."""
    integers: Integers = field(default="exact", validator=_among(Integers))
    """How wide its integers are. Beyond, it may refuse or hold the nearest double; never any other number."""
    floats: Floats = field(default="double", validator=_among(Floats))
    """How wide its numbers with a fraction are: `single` may round them to 32 bits."""
    invalid: Literal["accept", "refuse"] = field(default="accept", validator=validators.in_(("accept", "refuse")))
    """Whether it accepts documents that break hard rules. Accepted means kept as they are."""
    equality: Literal["value", "identity"] = field(default="value", validator=validators.in_(("value", "identity")))
    """Whether two decoded values with the same data are equal."""
    hashable: bool = field(default=True, validator=validators.instance_of(bool))
    """Whether decoded values have a hash. One they have all the same must agree with equality."""
    omits: frozenset[str] = field(default=frozenset(), converter=_pointers, validator=_Pointers)
    """JSON pointers of members it does not model and so does not keep; `*` stands for any index."""
    encodes: bool | None = field(default=None, validator=validators.optional(validators.instance_of(bool)))
    """Whether it writes what it has read. None, unless said: it does where it offers an `encode`."""

    def omitted(self, pointer: str) -> bool:
        """Tell whether a place is at or below a member the client does not model."""
        return bool(self.omits) and any(_below(pointer, omit) for omit in self.omits)

    def holds(self, integer: int) -> bool:
        """Tell whether an integer is as wide as the client promises to hold exactly, or less."""
        greatest = _GREATEST.get(self.integers)
        return greatest is None or -greatest - (self.integers != "double") <= integer <= greatest


def _below(pointer: str, pattern: str) -> bool:
    parts, wanted = pointer.split("/"), pattern.split("/")
    return len(parts) >= len(wanted) and all(w in ("*", p) for p, w in zip(parts, wanted, strict=False))
