"""Spoils: the ways in which the value at a site can be wrong, each breaking one kind of rule of its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from attrs import field, frozen

from runlaws.contract import (
    Boolean,
    Choice,
    Either,
    Force,
    Integer,
    Items,
    Map,
    Number,
    Record,
    Shape,
    Standing,
    Tagged,
    Text,
)
from runlaws.values import ABSENT, Absent, Json, items_of
from runlaws_strategies.build._sites import Site

__all__ = ["Spoil", "least", "spoils"]

_Put: TypeAlias = Callable[[Json], Json]
_SOFT, _HARD = Force.SOFT, Force.HARD


def _in_list(old: Json) -> Json:
    """Return an object in a list of its own: one level too deep."""
    return [old]


def _single(old: Json) -> Json:
    """Return the first item instead of the list, as converters from XML do."""
    return next(iter(items_of(old)), {})


_WRONG_TYPES: Final[dict[str, tuple[Json | _Put, ...]]] = {
    "string": (0, True, [], {}, 1.5),
    "integer": ("1700000000", "", True, False, 1.5, [], {}, "2024-01-01T00:00:00Z", "1.5", "1_000", " 42", "NaN"),
    "number": ("1.0", "", True, [], {}, "1e0", "1_0", "NaN"),
    "boolean": ("true", 0, 1, [], {}, "false", "no", "", 2, 0.0),
    "object": ("{}", 0, True, [], _in_list),
    "array": ("", {}, 0, True, _single),
    "either": (0, True, []),
}


_BEFORE_1901: Final = -(2**31) - 1
"""As a time, before all that 32 bits can hold."""


@frozen
class Spoil:
    """One way to spoil a value: the kind of rule that it breaks, the rule's force, and what to put there instead.

    `put` is a value, `ABSENT` to remove the member, or a function of the present value.
    """

    kind: str
    put: Json | Absent | _Put = field(repr=False)
    force: Force = _HARD

    @property
    def standing(self) -> Standing:
        """The standing of a document with this in it and nothing else wrong."""
        return Standing.INVALID if self.force is _HARD else Standing.QUESTIONABLE

    def value(self, old: Json) -> Json | Absent:
        """Return what to put in place of a value."""
        return self.put(old) if callable(self.put) else self.put


def spoils(site: Site) -> Iterator[Spoil]:
    """Yield every way to spoil the value at a site."""
    member = site.member
    soft = isinstance(site.shape, Text) and site.shape.lenient
    for value in _WRONG_TYPES[_family(site.shape)]:
        yield Spoil("type", value, _SOFT if soft else _HARD)
    if member is None:
        yield Spoil("type", None, _SOFT if soft else _HARD)
    elif not member.nullable:
        yield Spoil("not-null", None)
    if member is not None and member.required:
        yield Spoil("required", ABSENT)
    yield from _bounds(site.shape)


def _family(shape: Shape) -> str:
    if isinstance(shape, Text | Choice):
        return "string"
    if isinstance(shape, Integer):
        return "integer"
    if isinstance(shape, Number):
        return "number"
    if isinstance(shape, Boolean):
        return "boolean"
    if isinstance(shape, Items):
        return "array"
    return "either" if isinstance(shape, Either) else "object"


def _bounds(shape: Shape) -> Iterator[Spoil]:
    if isinstance(shape, Integer):
        least_one = float(shape.minimum or 1)
        yield Spoil("spelling", lambda old: float(old) if isinstance(old, int) else least_one, _SOFT)
    if isinstance(shape, Integer | Number):
        yield from _outside(shape)
    elif isinstance(shape, Choice):
        yield from _no_choice(shape)
    elif isinstance(shape, Text):
        yield from _bad_text(shape)
    elif isinstance(shape, Items) and shape.max_items is not None:
        yield Spoil("max-items", _longer(shape, shape.max_items + 1), _SOFT)
        yield Spoil("max-items", _longer(shape, 128), _SOFT)
        yield Spoil("max-items", _longer(shape, 129), _SOFT)
    elif isinstance(shape, Map) and shape.max_properties is not None:
        many = {f"k{number}": "v" for number in range(shape.max_properties + 1)}
        yield Spoil("max-properties", many, _SOFT)
        yield Spoil("max-key-length", {"k" * 65: "v"}, _SOFT)
    elif isinstance(shape, Tagged):
        for tag in shape.gone:
            yield Spoil(f"{shape.tag}.gone", {shape.tag: tag})
    elif isinstance(shape, Either):
        yield from _no_choice(shape.text)


def _outside(shape: Integer | Number) -> Iterator[Spoil]:
    step = 1 if isinstance(shape, Integer) else 0.5
    for kind, bound, sign in (("minimum", shape.minimum, -1), ("maximum", shape.maximum, 1)):
        if bound is not None:
            force = _SOFT if kind in shape.soft else _HARD
            yield Spoil(kind, bound + sign * step, force)
            if isinstance(shape, Integer) and kind == "minimum" and force is _HARD:
                yield Spoil(kind, _BEFORE_1901, force)


def _no_choice(shape: Choice) -> Iterator[Spoil]:
    yield Spoil("enum", shape.values[0].upper())
    yield Spoil("enum", "")
    yield Spoil("enum", shape.values[-1].title())
    hyphened = [value.replace("_", "-") for value in shape.values if "_" in value]
    yield from (Spoil("enum", value) for value in hyphened[:1] if value not in shape.values)
    if not shape.open:
        yield Spoil("enum", "brand_new")


def _bad_text(shape: Text) -> Iterator[Spoil]:
    if shape.prefix:
        yield Spoil("prefix", "9b2f6a52-2a6e-4c39-8c0a-0c6f5e1d7e11", _SOFT)
    if shape.max_length is not None:
        yield Spoil("max-length", "x" * (shape.max_length + 1), _SOFT)
    if shape.min_length:
        yield Spoil("min-length", "", _SOFT)


def _longer(shape: Items, count: int) -> _Put:
    def put(old: Json) -> Json:
        items = [*items_of(old)] or [least(shape.item)]
        return (items * count)[:count]

    return put


def least(shape: Shape) -> Json:
    """Return the smallest value that a shape allows."""
    if isinstance(shape, Tagged):
        return least(next(iter(shape.variants.values())))
    if isinstance(shape, Record):
        required = ((name, member) for name, member in shape.members.items() if member.required)
        return {name: None if member.nullable else least(member.shape) for name, member in required}
    if isinstance(shape, Either):
        return least(shape.text)
    if isinstance(shape, Choice):
        return shape.values[0]
    if isinstance(shape, Text):
        return shape.prefix + "x" * shape.min_length
    if isinstance(shape, Integer | Number):
        return shape.minimum or 0
    plain: Mapping[str, Json] = {"boolean": False, "array": []}
    return plain.get(_family(shape), {})
