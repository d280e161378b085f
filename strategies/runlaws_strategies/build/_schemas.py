"""Odd schemas: free objects that hold JSON Schema's vocabulary, odd names, null at every depth, and copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from runlaws.values import Json
from runlaws_strategies.build._oddities import ALIKE, NAMES, TEXTS, chunks

__all__ = ["NESTED", "NUMBERS_IN_FREE_DATA", "SCHEMAS", "holding"]

_KEYWORDS: Final = (
    "$schema",
    "$id",
    "$anchor",
    "$ref",
    "$dynamicRef",
    "$dynamicAnchor",
    "$vocabulary",
    "$comment",
    "$defs",
    "definitions",
    "type",
    "enum",
    "const",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "format",
    "items",
    "prefixItems",
    "additionalItems",
    "unevaluatedItems",
    "contains",
    "maxContains",
    "minContains",
    "maxItems",
    "minItems",
    "uniqueItems",
    "properties",
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "maxProperties",
    "minProperties",
    "required",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "title",
    "description",
    "default",
    "examples",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "discriminator",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "xml",
    "externalDocs",
    "strict",
    "name",
    "function",
    "object",
    "id",
)
"""The words of JSON Schema and its kin, and those that stand beside a schema."""

_OUT_OF_ORDER: Final[tuple[Json, ...]] = tuple(f"n{number * 7 % 26}" for number in (*range(26), 3, 3))
_SCALARS: Final[tuple[Json, ...]] = (
    2,
    1,
    1.0,
    True,
    "1",
    None,
    0,
    False,
    "",
    "a",
    "A",
    "a",
    [],
    {},
    [1],
    {"a": 1},
    -0.0,
)

_AS_KEYWORDS: Final[dict[str, Json]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://example.com/s",
    "$comment": "",
    "title": "T",
    "type": ["object", "null"],
    "required": ["b", "a", "b"],
    "properties": {
        "b": {"$ref": "#/$defs/d", "description": None},
        "a": {"enum": [*_SCALARS], "default": None, "examples": [None, 1, 1.0]},
        "l": {"type": "array", "items": {"type": "integer"}, "prefixItems": [True, {}], "uniqueItems": False},
        "t": {"items": [{"type": "string"}, {"type": "null"}], "additionalItems": False, "contains": True},
        "n": {"multipleOf": 0.01, "minimum": -0.0, "maximum": 1e300, "exclusiveMinimum": 0, "exclusiveMaximum": 1.0},
        "s": {"pattern": "^\\d+%\\{\\}$", "format": "date-time", "minLength": 0, "maxLength": 2**31},
        "c": {"const": None},
        "d": {"const": 1.0, "deprecated": True, "readOnly": False, "nullable": True},
        "o": {
            "allOf": [{}],
            "anyOf": [{}, {"type": "null"}],
            "oneOf": [],
            "not": {},
            "if": {},
            "then": {},
            "else": True,
        },
        "f": False,
    },
    "patternProperties": {"^x-": {}, "": True},
    "propertyNames": {"maxLength": 64},
    "additionalProperties": {"type": "string"},
    "unevaluatedProperties": False,
    "dependentRequired": {"b": ["a"]},
    "dependentSchemas": {"a": {"required": ["b"]}},
    "definitions": {},
    "$defs": {"d": {"$anchor": "x", "type": "string"}},
    "x-vendor": {"order": ["z", "y"]},
}
_NULLS: Final[dict[str, Json]] = {
    "type": None,
    "properties": {"a": None, "b": {"type": "string", "description": None, "enum": None, "items": [None]}},
    "required": None,
    "x": [None, [None, [None]], {"y": None}, {"z": [{"w": None}]}],
}


def _nested(depth: int) -> dict[str, Json]:
    schema: dict[str, Json] = {"type": "null"}
    for number in range(depth):
        schema = {"properties": {"a": schema}} if number % 2 else {"items": schema}
    return schema


def _levels(depth: int) -> dict[str, Json]:
    """Return an object in an object, and so on, with other properties beside it on every level."""
    schema: dict[str, Json] = {"type": "string"}
    for level in range(depth, 0, -1):
        beside: dict[str, Json] = {f"leaf_{level}": {"type": "integer", "default": level}}
        schema = {"type": "object", "properties": {**beside, "a": schema}, "required": ["a"]}
    return schema


def _within(keyword: str, depth: int) -> dict[str, Json]:
    """Return a schema in a list under a keyword, and so on, with another one beside it on every level."""
    schema: dict[str, Json] = {"type": "null"}
    for level in range(depth):
        schema = {keyword: [{"const": level}, schema]}
    return schema


def _lists(depth: int) -> dict[str, Json]:
    schema: dict[str, Json] = {"type": "number"}
    for level in range(depth):
        schema = {"type": "array", "minItems": level, "items": schema}
    return schema


def _definitions(depth: int) -> dict[str, Json]:
    schema: dict[str, Json] = {"type": "string"}
    for level in range(depth):
        schema = {"$defs": {"d": schema, "e": {"maxLength": level}}, "$ref": "#/$defs/d"}
    return schema


def _additional(depth: int) -> dict[str, Json]:
    schema: dict[str, Json] = {"type": "string"}
    for level in range(depth):
        schema = {"minProperties": level, "additionalProperties": schema}
    return schema


_DEEP: Final = 6

NESTED: Final[tuple[dict[str, Json], ...]] = (
    _levels(_DEEP),
    _lists(_DEEP),
    {"type": "object", "properties": {word: _within(word, _DEEP) for word in ("allOf", "anyOf", "oneOf")}},
    _definitions(_DEEP),
    _additional(_DEEP),
)
"""Schemas in schemas, each under the same keyword six levels deep, with something to lose on every level."""

_DIGITS: Final[tuple[Json, ...]] = (0.1234567890123456, 0.12345678901234566, 1.00000000000001, -12345678.90123456)
_WIDE: Final[tuple[Json, ...]] = (1e21, 1e22, 123456789012345680000.0, 1.7976931348623157e308, -1e21)
_SMALL: Final[tuple[Json, ...]] = (1e-7, 5e-324, -0.0, 1e-5)
_WHOLE: Final[tuple[Json, ...]] = (2**53 - 1, -(2**53) + 1, 2**31, 2**32, -(2**31) - 1, 10**15)

NUMBERS_IN_FREE_DATA: Final[tuple[dict[str, Json], ...]] = (
    {"type": "number", "default": _DIGITS[0], "enum": [*_DIGITS, *_SMALL, *_WHOLE]},
    {"type": "number", "maximum": 1e21, "enum": [*_WIDE]},
)
"""Numbers of 15 to 17 digits, small, whole and wide ones; those that a parser may make whole are on their own."""


def _properties(names: Sequence[str]) -> dict[str, Json]:
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}, "required": [*names]}


SCHEMAS: Final[tuple[dict[str, Json], ...]] = (
    _properties(_KEYWORDS),
    _AS_KEYWORDS,
    *(_properties(group) for group in chunks(NAMES, 32)),
    *(_properties(group) for group in ALIKE),
    _NULLS,
    {"type": "object", "required": [*_OUT_OF_ORDER], "properties": {}},
    {"enum": [*_SCALARS]},
    {"enum": [*_OUT_OF_ORDER, None, None]},
    {"required": [], "properties": {}, "type": "object"},
    {"anyOf": [{"const": value, "default": value} for value in _SCALARS]},
    dict(zip(TEXTS, reversed(TEXTS), strict=True)),
    {"": {"": None}},
    {"10": 1, "9": 2, "1": 3, "b": 4, "a": 5},
    {"a": None},
    {"a": [None]},
    {"a": [{"b": {"c": [{"d": {"e": None}}]}}]},
    _nested(24),
    *NESTED,
    *NUMBERS_IN_FREE_DATA,
    *(
        _properties([name])
        for name in (
            "type",
            "items",
            "enum",
            "$ref",
            "properties",
            "required",
            "default",
            "additionalProperties",
            "not",
        )
    ),
)
"""Free objects: JSON Schema's vocabulary as keywords and as the names of properties, odd names, null at every depth."""


def holding(part: Json) -> Iterator[dict[str, Json]]:
    """Yield objects that hold a part: as a member, as an item, as what they are themselves."""
    if isinstance(part, dict):
        yield part
    yield {"default": part, "enum": [part, part], "properties": {"x": part}}
