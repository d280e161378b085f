"""A profile's structural rules as JSON Schema (draft 2020-12).

A document breaks the schema exactly when it breaks a hard structural rule: soft rules, and relations between members,
are not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from runlaws.contract._containers import (
    Boolean,
    Choice,
    Either,
    Free,
    Integer,
    Items,
    Map,
    Member,
    Number,
    Record,
    Shape,
    Tagged,
    Text,
)
from runlaws.contract._profile import Profile
from runlaws.contract._rule import Force

__all__ = ["json_schema"]

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final[Mapping[type, str]] = {
    Text: "string",
    Integer: "integer",
    Number: "number",
    Boolean: "boolean",
    Free: "object",
}


def json_schema(profile: Profile, *, closed: bool = False) -> Schema:
    """Return the schema of a profile; a `closed` one also refuses unknown members, values and variants."""
    schema = _Writer(closed).write(profile.shape)
    for name in profile.gone:
        schema["properties"][name] = False
    title = f"{profile.object.name} object, profile {profile.name}"
    return {"$schema": _DIALECT, "title": title, "description": profile.says, **schema}


class _Writer:
    """Writes shapes as schemas, open or closed."""

    def __init__(self, closed: bool) -> None:
        self._closed = closed

    def write(self, shape: Shape) -> Schema:
        if isinstance(shape, Choice):
            return self._choice(shape.values, shape.open and not self._closed)
        if isinstance(shape, Items):
            return {"type": "array", "items": self.write(shape.item)}
        if isinstance(shape, Map):
            return {"type": "object", "additionalProperties": self.write(shape.value)}
        if isinstance(shape, Record):
            return self._object(shape.members)
        if isinstance(shape, Tagged):
            return self._tagged(shape)
        if isinstance(shape, Either):
            return {"anyOf": [self.write(shape.text), self.write(shape.object)]}
        if isinstance(shape, Text) and shape.lenient:
            return {}
        return {"type": _PLAIN[type(shape)], **_bounds(shape)}

    def _object(self, members: Mapping[str, Member]) -> Schema:
        schema: Schema = {
            "type": "object",
            "properties": {name: self._member(member) for name, member in members.items()},
            "required": [name for name, member in members.items() if member.required],
        }
        return {**schema, "additionalProperties": False} if self._closed else schema

    def _member(self, member: Member) -> Schema:
        schema = self.write(member.shape)
        if not member.nullable:
            return schema
        if isinstance(schema.get("type"), str) and not {"enum", "allOf"} & schema.keys():
            return {**schema, "type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}

    def _choice(self, values: tuple[str, ...], is_open: bool) -> Schema:
        if not is_open:
            return {"type": "string", "enum": list(values)}
        new = {"type": "string", "minLength": 1, "not": {"pattern": _any_case(values)}}
        return {"anyOf": [{"enum": list(values)}, new]}

    def _tagged(self, shape: Tagged) -> Schema:
        if self._closed:
            variants = [self._object(variant.members) for variant in shape.variants.values()]
            bare = [] if shape.tag_required else [{"type": "object", "maxProperties": 0}]
            return {"anyOf": [*variants, *bare]}
        tag = self._choice((*shape.variants, *shape.gone), is_open=True)
        if shape.gone:
            tag = {"allOf": [tag, {"not": {"enum": list(shape.gone)}}]}
        cases = [
            {"if": {"properties": {shape.tag: {"const": name}}, "required": [shape.tag]}, "then": self.write(variant)}
            for name, variant in shape.variants.items()
        ]
        required = [shape.tag] if shape.tag_required else []
        return {"type": "object", "properties": {shape.tag: tag}, "required": required, "allOf": cases}


def _bounds(shape: Shape) -> Schema:
    """Return the hard bounds of a number."""
    if not isinstance(shape, Integer | Number):
        return {}
    bounds = {"minimum": shape.minimum, "maximum": shape.maximum}
    return {name: bound for name, bound in bounds.items() if bound is not None and shape.force(name) is Force.HARD}


def _any_case(values: tuple[str, ...]) -> str:
    """Return a pattern of these values in any case, in which hyphen, underscore and space are the same."""
    return f"^(?:{'|'.join(''.join(map(_any_form, value)) for value in values)})$"


def _any_form(char: str) -> str:
    if char.isalpha():
        return f"[{char.lower()}{char.upper()}]"
    return "[-_ ]" if char in "-_ " else char
