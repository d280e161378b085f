"""JSON values: their types, absence, equality, and immutable ones."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn, TypeAlias

from attrs import Attribute

__all__ = [
    "ABSENT",
    "ARRAYS",
    "CONTAINERS",
    "Absent",
    "FrozenDict",
    "Json",
    "JsonScalar",
    "as_double",
    "freeze",
    "items_of",
    "json_key",
    "members_of",
    "same_json",
    "sort_name",
    "strictly",
    "type_name",
]

JsonScalar: TypeAlias = bool | int | float | str | None
"""A JSON value that is not an array or an object."""

Json: TypeAlias = JsonScalar | Sequence["Json"] | Mapping[str, "Json"]
"""A JSON value in Python: None, bool, int, float, str, list or tuple, dict. Code that is given one must not change it.

It is made of Sequence and Mapping, not list and dict, so that a `dict[str, str]` and a tree of tuples are JSON too.
"""


ARRAYS: Final = (list, tuple)
CONTAINERS: Final = (dict, list, tuple)
"""The classes of arrays, and of arrays and objects: `isinstance` with a union takes four times as long, to make it."""


class Absent(enum.Enum):
    """The type of `ABSENT`: a member that is missing, which is not the same as one that is null."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"

    def __str__(self) -> str:
        return "(not there)"

    def __bool__(self) -> bool:
        return False


ABSENT: Final = Absent.ABSENT
"""The value of a member that a document does not have."""


def type_name(value: object) -> str:
    """Return the JSON type of a value: null, boolean, integer, number, string, array or object.

    A float is an integer when it has no fraction (JSON has one number type; JSON Schema agrees).
    """
    kind = type(value)
    if kind is float:
        return "integer" if value.is_integer() else "number"  # type: ignore[attr-defined] # mypy narrows by no `type()`
    name = _NAMES.get(kind)
    if name is not None:
        return name
    return next((name for base, name in _NAMES.items() if isinstance(value, base)), "unknown")


def sort_name(value: object) -> str:
    """Return the JSON type of a value, and of a text, an array or an object whether there is nothing in it.

    What is empty is often read in a way of its own (`value or default`), which says nothing of other values.
    """
    name = type_name(value)
    return f"empty {name}" if name in _EMPTY and not value else name


_EMPTY: Final = frozenset({"string", "array", "object"})
_NAMES: Final[dict[type, str]] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    tuple: "array",
    dict: "object",
}


def members_of(value: object) -> Mapping[str, Json]:
    """Return the members of a JSON object; for any other value, none."""
    return value if isinstance(value, dict) else {}


def items_of(value: object) -> Sequence[Json]:
    """Return the items of a JSON array; for any other value, none."""
    return value if isinstance(value, ARRAYS) else ()


def as_double(number: float) -> float:
    """Return the double nearest to a number; beyond all of them, an infinity."""
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def json_key(value: object) -> object:
    """Return a hashable key that is equal for equal JSON values and for no others.

    Numbers are equal by value (1 and 1.0), a boolean is not a number, and the order of an object's members is ignored.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, dict):
        return frozenset((name, json_key(item)) for name, item in value.items())
    if isinstance(value, ARRAYS):
        return ("array", *map(json_key, value))
    if isinstance(value, Mapping):
        return frozenset((name, json_key(item)) for name, item in value.items())
    return value


def same_json(left: object, right: object) -> bool:
    """Return whether two JSON values are the same data (see `json_key`)."""
    return left is right or json_key(left) == json_key(right)


def _refuse(*_: object, **__: object) -> NoReturn:
    msg = "a FrozenDict cannot be changed; make a dict of it first"
    raise TypeError(msg)


class FrozenDict(dict[str, Json]):
    """A JSON object that cannot be changed, compares as JSON does, and can be hashed."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Compare as JSON does: `true` is not 1."""
        return isinstance(other, dict) and same_json(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    # A dict's hash is None, and type checkers hold subclasses to that.
    def __hash__(self) -> int:  # type: ignore[override] # pyright: ignore[reportIncompatibleVariableOverride]
        return hash(json_key(self))

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Json]]]:
        return FrozenDict, (dict(self),)

    def __copy__(self) -> FrozenDict:
        return self

    def __deepcopy__(self, memo: object) -> FrozenDict:
        return self

    __setitem__ = __delitem__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse
    __ior__ = _refuse


def strictly(_: type, fields: list[Attribute[Any]]) -> list[Attribute[Any]]:
    """Make an attrs class compare its fields as JSON does, with `true` unequal to 1; pass it as `field_transformer`."""
    return [field.evolve(eq_key=_apart_from_numbers) for field in fields]


def _apart_from_numbers(value: object) -> object:
    return ("boolean", value) if value is True or value is False else value


def freeze(value: Json) -> Json:
    """Return an immutable copy: objects as `FrozenDict`, lists as tuples."""
    if isinstance(value, FrozenDict):
        return value
    if isinstance(value, dict):
        return FrozenDict({name: freeze(item) for name, item in value.items()})
    if isinstance(value, ARRAYS):
        return tuple(map(freeze, value))
    return value
