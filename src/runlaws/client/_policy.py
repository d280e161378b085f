"""What a client promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias, get_args

from attrs import field, fields_dict, frozen, validators

from runlaws.client._errors import names_of_errors
from runlaws.client._forms import FLAG, TEXT, Form, Misfit, array, maybe, misfit, record, word
from runlaws.client._settings import (
    EVERYWHERE,
    PLACES,
    PolicyError,
    at_place,
    by_place,
    normalized,
    one_of,
    pointers,
    words_of,
)
from runlaws.values import Json, Path, matches, members_of

__all__ = ["BY_PLACE", "EVERYWHERE", "POLICY", "Floats", "Integers", "Policy", "PolicyError"]

Integers: TypeAlias = Literal["exact", "int64", "double", "int32"]
Floats: TypeAlias = Literal["double", "single"]
_Members: TypeAlias = Literal["keep", "drop", "refuse"]
_Values: TypeAlias = Literal["keep", "refuse"]
_Variants: TypeAlias = Literal["keep", "tag", "refuse"]
_Null: TypeAlias = Literal["distinct", "same"]
_Notation: TypeAlias = Literal["any", "digits"]
_Zero: TypeAlias = Literal["kept", "zero"]
_Duplicates: TypeAlias = Literal["any", "first", "last", "refuse"]
_Invalid: TypeAlias = Literal["accept", "schema", "refuse"]
_Equality: TypeAlias = Literal["value", "identity"]

_Pointers = validators.deep_iterable(validators.matches_re("(?s)/.*"))
_GREATEST: Final[dict[str, int]] = {"int64": 2**63 - 1, "double": 2**53, "int32": 2**31 - 1}


def _words(kind: Any, example: str) -> dict[str, Any]:
    return {"validator": one_of(kind), "metadata": {"words": get_args(kind), "example": example}}


def _example(example: str) -> Any:
    return {"example": example}


@frozen(kw_only=True)
class Policy:
    """What a client promises, as plain data, so that every case has one expected verdict for that client.

    The defaults are what a careful client does: it keeps everything, and refuses with a ValueError.
    `runlaws probe CLIENT` measures one. Classes that are given as `errors` are kept by their full names.

    Where a setting may be a mapping, it says a word for each of some places: `{"*": "keep", "/status": "refuse"}`. A
    place is a JSON pointer in which `*` stands for any one step, and covers all that is in it; of several the longest
    goes, and the key `*` for what none covers (the default, where it is not said). Raises `PolicyError` where settings
    contradict each other.
    """

    errors: tuple[str, ...] = field(
        default=("builtins.ValueError",), converter=names_of_errors, metadata=_example("errors=(acme.DecodeError,)")
    )
    """The exception classes it raises to refuse a document, by their full names; any other exception is a crash."""
    unknown_members: _Members | Mapping[str, _Members] = field(
        default="keep", **_words(_Members, 'unknown_members={"/usage": "drop"}')
    )
    """What it does with a member it does not know; one that only other versions of the wire have counts as one."""
    unknown_values: _Values | Mapping[str, _Values] = field(
        default="keep", **_words(_Values, 'unknown_values={"*": "keep", "/status": "refuse"}')
    )
    """What it does with a new value of an enum."""
    unknown_variants: _Variants | Mapping[str, _Variants] = field(
        default="keep", **_words(_Variants, 'unknown_variants={"/tools/*": "tag"}')
    )
    """What it does with a new variant: a type of tool, action, choice or format it does not know.

    `tag` keeps its tag and drops its other members, which are as unknown as it is.
    """
    absent_and_null: _Null | Mapping[str, _Null] = field(
        default="distinct", **_words(_Null, 'absent_and_null={"/tools": "same"}')
    )
    """Whether it keeps a member that is null apart from one that is not there."""
    integers: Integers | Mapping[str, Integers] = field(
        default="exact", **_words(Integers, 'integers={"*": "int64", "/usage": "int32"}')
    )
    """How wide its integers are. Beyond, it may refuse or hold the nearest double; never any other number."""
    integer_notation: _Notation | Mapping[str, _Notation] = field(
        default="any", **_words(_Notation, 'integer_notation="digits"')
    )
    """Whether it reads integers that are written `1.0` or `1e3`; with `digits` it may refuse these."""
    floats: Floats | Mapping[str, Floats] = field(
        default="double", **_words(Floats, 'floats={"/temperature": "single"}')
    )
    """How wide its numbers with a fraction are: `single` may round them to 32 bits, and refuse greater ones."""
    negative_zero: _Zero | Mapping[str, _Zero] = field(default="kept", **_words(_Zero, 'negative_zero="zero"'))
    """Whether `-0.0` keeps its sign; `zero` may write it as 0."""
    duplicates: _Duplicates = field(default="any", **_words(_Duplicates, 'duplicates="refuse"'))
    """What it takes when a name occurs twice in an object: the first value, the last, any of them, or none.

    It may refuse such a document whatever it takes, and with `refuse` it must.
    """
    requires: frozenset[str] = field(
        default=frozenset(), converter=pointers, validator=_Pointers, metadata=_example('requires=("/instructions",)')
    )
    """JSON pointers of members that must be there for this client, though the contract lets them be absent.

    It may refuse a document without them. `*` stands for any one step; an object that is not there lacks nothing.
    """
    not_null: frozenset[str] = field(
        default=frozenset(), converter=pointers, validator=_Pointers, metadata=_example('not_null=("/instructions",)')
    )
    """JSON pointers of members that must not be null for this client, though the contract lets them be.

    It may refuse a document in which one is. `*` stands for any one step.
    """
    invalid: _Invalid = field(default="accept", **_words(_Invalid, 'invalid="schema"'))
    """Whether it accepts documents that break hard rules. Accepted means kept as they are.

    `schema` refuses a value that is wrong in itself. It may accept values that do not go together, members of another
    wire, and null for what may be absent.
    """
    equality: _Equality = field(default="value", **_words(_Equality, 'equality="identity"'))
    """Whether two decoded values with the same data are equal."""
    hashable: bool = field(default=True, validator=validators.instance_of(bool), metadata=_example("hashable=False"))
    """Whether decoded values have a hash. One they have all the same must agree with equality."""
    omits: frozenset[str] = field(
        default=frozenset(),
        converter=pointers,
        validator=_Pointers,
        metadata=_example('omits=("/tools/*/function/strict",)'),
    )
    """JSON pointers of members it does not model and so does not keep; `*` stands for any index."""
    hides: frozenset[str] = field(
        default=frozenset(),
        converter=pointers,
        validator=_Pointers,
        metadata=_example('hides=("/usage/prompt_token_details",)'),
    )
    """JSON pointers of members it keeps and does not show; `*` stands for any one step, so `/*` for all members."""
    encodes: bool | None = field(
        default=None, validator=validators.optional(validators.instance_of(bool)), metadata=_example("encodes=False")
    )
    """Whether it writes what it has read. None, unless said: it does where it offers an `encode`."""

    def __attrs_post_init__(self) -> None:
        for name in BY_PLACE:
            object.__setattr__(self, name, normalized(getattr(self, name), str(fields_dict(Policy)[name].default)))
        for name in ("requires", "not_null", "hides"):
            for place in sorted(getattr(self, name)):
                if self.omitted(place):
                    msg = f"policy: {name} and omits contradict each other at {place!r}: expected it in one of them"
                    raise PolicyError(msg)

    def at(self, setting: str, place: str) -> str:
        """Return the word that a setting has for a place (a JSON pointer)."""
        return at_place(getattr(self, setting), place)

    def promises(self, setting: str, *values: object) -> bool:
        """Return whether a setting has one of some values, for some place at least."""
        said = getattr(self, setting)
        return not words_of(said).isdisjoint(values) if setting in BY_PLACE else said in values

    def omitted(self, pointer: str) -> bool:
        """Return whether a place is at or below a member the client does not model."""
        return bool(self.omits) and any(matches(f"{omit}/**", pointer) for omit in self.omits)

    def hidden(self, pointer: str) -> bool:
        """Return whether a place is at or below a member the client does not show."""
        return bool(self.hides) and any(matches(f"{hide}/**", pointer) for hide in self.hides)

    def holds(self, integer: int, place: str = "") -> bool:
        """Return whether an integer is as wide as the client promises to hold exactly at a place, or less."""
        width = self.at("integers", place)
        greatest = _GREATEST.get(width)
        return greatest is None or -greatest - (width != "double") <= integer <= greatest

    def as_json(self) -> dict[str, Any]:
        """Return the policy as JSON data, every setting said."""
        return dict(members_of(POLICY.write(self)))

    @classmethod
    def from_json(cls, data: Json) -> Policy:
        """Return the policy that `as_json` wrote; a setting that is not said is the default. Raises `PolicyError`."""
        try:
            return POLICY.read(data, ())
        except Misfit as error:
            msg = f"policy: {str(error).removeprefix('policy: ')}"
            raise PolicyError(msg) from None


BY_PLACE: Final = (
    "unknown_members",
    "unknown_values",
    "unknown_variants",
    "absent_and_null",
    "integers",
    "integer_notation",
    "floats",
    "negative_zero",
)
"""The settings that may say a word for each of some places."""


def _read_error(data: Json, at: Path) -> str:
    name = TEXT.read(data, at)
    return name or misfit("the full name of an exception class", at, data)


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


def _form_of(name: str) -> Form[Any]:
    words = fields_dict(Policy)[name].metadata["words"]
    return by_place(*words) if name in BY_PLACE else word(*words)


_FORMS: Final[dict[str, Form[Any]]] = {
    "errors": array(_ERROR),
    "hashable": FLAG,
    "encodes": maybe(FLAG),
    **dict.fromkeys(("requires", "not_null", "omits", "hides"), PLACES),
}
_RECORD: Final[Form[Policy]] = record(
    Policy,
    "What a client promises.",
    {name: _FORMS[name] if name in _FORMS else _form_of(name) for name in fields_dict(Policy)},
    whole=True,
)


def _read_policy(data: Json, at: Path) -> Policy:
    try:
        return _RECORD.read(data, at)
    except PolicyError as error:
        raise Misfit(str(error)) from None


POLICY: Final[Form[Policy]] = Form(_RECORD.write, _read_policy, _RECORD.schema)
"""How a policy is written as JSON and read again."""
