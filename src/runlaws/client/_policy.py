"""What a client promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal, TypeAlias, get_args

from attrs import field, frozen, validators

from runlaws.client._errors import names_of_errors
from runlaws.client._forms import FLAG, TEXT, Form, Misfit, array, maybe, misfit, record, word
from runlaws.values import Json, Path, matches, members_of

__all__ = ["POLICY", "Floats", "Integers", "Policy", "PolicyError"]

Integers: TypeAlias = Literal["exact", "int64", "double", "int32"]
Floats: TypeAlias = Literal["double", "single"]
_Tolerance: TypeAlias = Literal["keep", "refuse"]
_Unknown: TypeAlias = Literal["keep", "drop", "refuse"]
_Null: TypeAlias = Literal["distinct", "same"]
_Invalid: TypeAlias = Literal["accept", "refuse"]
_Equality: TypeAlias = Literal["value", "identity"]

_Pointers = validators.deep_iterable(validators.matches_re("(?s)/.*"))
_GREATEST: Final[dict[str, int]] = {"int64": 2**63 - 1, "double": 2**53, "int32": 2**31 - 1}


def _pointers(given: Iterable[str] | str) -> frozenset[str]:
    return frozenset((given,) if isinstance(given, str) else given)


def _among(kind: Any) -> Any:
    return validators.in_(get_args(kind))


class PolicyError(ValueError):
    """Data is no policy, or a policy names an error that there is not; the text says what, where, what was expected."""


@frozen(kw_only=True)
class Policy:
    """What a client promises, as plain data, so that every case has one expected verdict for that client.

    The defaults are what a careful client does: it keeps everything, and refuses with a ValueError.
    `runlaws probe CLIENT` measures one. Classes that are given as `errors` are kept by their full names.
    """

    errors: tuple[str, ...] = field(default=("builtins.ValueError",), converter=names_of_errors)
    """The exception classes it raises to refuse a document, by their full names; any other exception is a crash."""
    unknown_members: _Unknown = field(default="keep", validator=_among(_Unknown))
    """What it does with a member it does not know."""
    unknown_values: _Tolerance = field(default="keep", validator=_among(_Tolerance))
    """What it does with a new value of an enum."""
    unknown_variants: _Tolerance = field(default="keep", validator=_among(_Tolerance))
    """What it does with a new variant: a type of tool, action, choice or format it does not know."""
    absent_and_null: _Null = field(default="distinct", validator=_among(_Null))
    """Whether it keeps a member that is null apart from one that is not there."""
    integers: Integers = field(default="exact", validator=_among(Integers))
    """How wide its integers are. Beyond, it may refuse or hold the nearest double; never any other number."""
    floats: Floats = field(default="double", validator=_among(Floats))
    """How wide its numbers with a fraction are: `single` may round them to 32 bits."""
    invalid: _Invalid = field(default="accept", validator=_among(_Invalid))
    """Whether it accepts documents that break hard rules. Accepted means kept as they are."""
    equality: _Equality = field(default="value", validator=_among(_Equality))
    """Whether two decoded values with the same data are equal."""
    hashable: bool = field(default=True, validator=validators.instance_of(bool))
    """Whether decoded values have a hash. One they have all the same must agree with equality."""
    omits: frozenset[str] = field(default=frozenset(), converter=_pointers, validator=_Pointers)
    """JSON pointers of members it does not model and so does not keep; `*` stands for any index."""
    encodes: bool | None = field(default=None, validator=validators.optional(validators.instance_of(bool)))
    """Whether it writes what it has read. None, unless said: it does where it offers an `encode`."""

    def omitted(self, pointer: str) -> bool:
        """Return whether a place is at or below a member the client does not model."""
        return bool(self.omits) and any(matches(f"{omit}/**", pointer) for omit in self.omits)

    def holds(self, integer: int) -> bool:
        """Return whether an integer is as wide as the client promises to hold exactly, or less."""
        greatest = _GREATEST.get(self.integers)
        return greatest is None or -greatest - (self.integers != "double") <= integer <= greatest

    def as_json(self) -> dict[str, Any]:
        """Return the policy as JSON data, every setting said."""
        return dict(members_of(POLICY.write(self)))

    @classmethod
    def from_json(cls, data: Json) -> Policy:
        """Return the policy that `as_json` wrote; a setting that is not said is the default. Raises `PolicyError`."""
        try:
            return POLICY.read(data, ())
        except Misfit as error:
            msg = f"policy: {error}"
            raise PolicyError(msg) from None


def _read_place(data: Json, at: Path) -> str:
    place = TEXT.read(data, at)
    return place if place.startswith("/") else misfit("a JSON pointer that begins with /", at, data)


def _read_error(data: Json, at: Path) -> str:
    name = TEXT.read(data, at)
    return name or misfit("the full name of an exception class", at, data)


_SLASH: Final[Json] = {"type": "array", "prefixItems": [{"const": ord("/")}], "minItems": 1}
_PLACE: Final = Form(
    TEXT.write,
    _read_place,
    {
        "allOf": [
            TEXT.schema,
            {"anyOf": [{"type": "string", "pattern": "^/"}, {"type": "object", "properties": {"$text": _SLASH}}]},
        ]
    },
)
_SOME: Final[Json] = {"type": "array", "minItems": 1}
_ERROR: Final = Form(
    TEXT.write,
    _read_error,
    {
        "allOf": [
            TEXT.schema,
            {"anyOf": [{"type": "string", "minLength": 1}, {"type": "object", "properties": {"$text": _SOME}}]},
        ]
    },
)
_PLACES: Final = array(_PLACE)
POLICY: Final[Form[Policy]] = record(
    Policy,
    "What a client promises.",
    {
        "errors": array(_ERROR),
        "unknown_members": word(*get_args(_Unknown)),
        "unknown_values": word(*get_args(_Tolerance)),
        "unknown_variants": word(*get_args(_Tolerance)),
        "absent_and_null": word(*get_args(_Null)),
        "integers": word(*get_args(Integers)),
        "floats": word(*get_args(Floats)),
        "invalid": word(*get_args(_Invalid)),
        "equality": word(*get_args(_Equality)),
        "hashable": FLAG,
        "omits": Form(lambda omits: _PLACES.write(tuple(sorted(omits))), _PLACES.read, _PLACES.schema),
        "encodes": maybe(FLAG),
    },
    whole=True,
)
"""How a policy is written as JSON and read again."""
