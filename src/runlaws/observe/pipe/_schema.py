"""The JSON Schema of the protocol: `python -m runlaws.observe.pipe._schema` writes it beside this module."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from runlaws.client import observation_schema
from runlaws.observe.pipe._words import OFFERS, VERSION

__all__ = ["FILE", "protocol_schema", "schema_text"]

FILE: Final = Path(__file__).with_name("protocol.schema.json")

_Schema = Mapping[str, Any]
_COUNT: Final[_Schema] = {"type": "integer", "minimum": 0}
_STRING: Final[_Schema] = {"type": "string"}
_TRUE: Final[_Schema] = {"const": True}
_TEXT: Final[_Schema] = {"$ref": "#/$defs/text"}
_PATH: Final[_Schema] = {"type": "array", "items": {"anyOf": [_STRING, _COUNT]}}


def _array(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _object(must: Mapping[str, _Schema], may: Mapping[str, _Schema] | None = None) -> dict[str, Any]:
    """Return the schema of an object with members that must be there, others that may be, and no further ones."""
    properties = {**must, **(may or {})}
    return {"type": "object", "properties": properties, "required": list(must), "additionalProperties": False}


def _named(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


_OPERATIONS: Final[Mapping[str, tuple[Mapping[str, _Schema], Mapping[str, _Schema]]]] = {
    "decode": ({"as": _COUNT}, {"document": _STRING, "written": _COUNT, "headers": {"additionalProperties": _STRING}}),
    "encode": ({"as": _COUNT, "value": _COUNT}, {"by": _STRING}),
    "fields": ({"value": _COUNT, "at": _array(_PATH)}, {}),
    "sizes": ({"value": _COUNT, "at": _array(_PATH)}, {}),
    "equal": ({"left": _COUNT}, {"right": _COUNT, "other": True}),  # type: ignore[dict-item] # a schema of anything
    "unequal": ({"left": _COUNT, "right": _COUNT}, {}),
    "hash": ({"value": _COUNT}, {}),
    "copy": ({"as": _COUNT, "value": _COUNT, "by": _STRING}, {}),
    "print": ({"value": _COUNT, "by": _array(_STRING)}, {"times": _COUNT}),
    "change": (
        {
            "value": _COUNT,
            "scalars": _array(_object({"at": _PATH, "names": _array(_STRING)})),
            "containers": _array(_PATH),
        },
        {},
    ),
    "undo": ({}, {}),
    "names": ({"value": _COUNT}, {}),
    "drop": ({}, {}),
}

_ERROR: Final = _object(
    {"type": _TEXT, "message": _TEXT},
    {
        "own": {"type": "boolean"},
        "frame": _TEXT,
        "line": _COUNT,
        "library": _TEXT,
        **dict.fromkeys(("classes", "chain", "further", "traceback"), _array(_TEXT)),
    },
)
_SHOWN: Final[_Schema] = {
    "anyOf": [
        {"type": ["string", "number", "boolean", "null"]},
        _object({}),
        {"type": "array", "maxItems": 0},
        _object({"$absent": _TRUE}),
        _object({"$number": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"}}),
        _object({"$float": {"type": "string", "pattern": r"^(nan|-?inf|-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)$"}}),
        _object({"$time": {"type": "number"}}),
        _object({"$class": _TEXT}),
        _object({"$as": _TEXT, "value": _named("shown")}),
        _object({"$error": _named("error")}),
        _object({"$text": _array({"type": "integer", "minimum": 0, "maximum": 0x10FFFF})}),
    ]
}
_ANSWER: Final[_Schema] = {
    "anyOf": [
        _object({}),
        _object({"skipped": _TRUE}),
        _object({"error": _named("error")}),
        _object({"type": _TEXT}, {"nothing": {"type": "boolean"}}),
        _object({"text": _TEXT}),
        _object({"base64": _STRING}),
        _object({"fields": _array(_named("shown"))}),
        _object({"sizes": _array({"anyOf": [{"type": "null"}, _COUNT]})}),
        _object({"yes": {"type": "boolean"}}),
        _object({"hash": _TEXT}),
        _object({"texts": _array(_array(_TEXT))}),
        _object({"names": _array(_TEXT)}),
    ]
}
_HELLO: Final = _object(
    {"protocol": _COUNT, "name": {"type": "string", "minLength": 1}, "offers": _array({"enum": list(OFFERS)})},
    {
        "version": _STRING,
        "language": _STRING,
        **dict.fromkeys(("encoders", "copies", "prints"), _array(_STRING)),
        "policy": {"type": "object"},
        "snippet": {"type": "object"},
    },
)

_QUESTIONS: Final = [
    _object({"id": _COUNT, "hello": _object({"protocol": _COUNT, "profile": _STRING})}),
    _object({"id": _COUNT, "ask": _array(_named("operation"))}),
    _object({"id": _COUNT, "observe": {"type": "object"}}),
]
_REPLIES: Final = [
    _object({"id": _COUNT, "hello": _named("hello")}),
    _object({"id": _COUNT, "answers": _array(_named("answer"))}),
    _object({"id": _COUNT, "observation": {"type": "object"}}),
    _object({"id": _COUNT, "names": _array(_TEXT)}),
    _object({"id": _COUNT, "died": _object({"how": {"enum": ["exit", "hang"]}, "says": _TEXT, "call": _TEXT})}),
    _object({"id": {"anyOf": [{"type": "null"}, _COUNT]}, "problem": _STRING}, {"kind": _STRING}),
]


def protocol_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of both directions: `$defs/question` and `$defs/reply`."""
    shared = observation_schema()
    operations = [_object({"do": {"const": name}, **must}, may) for name, (must, may) in _OPERATIONS.items()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:runlaws:protocol:{VERSION}",
        "title": "Protocol",
        "description": "A line in either direction between the host and a worker.",
        "anyOf": [_named("question"), _named("reply")],
        "$defs": {
            "question": {"description": "What the host writes.", "anyOf": _QUESTIONS},
            "reply": {"description": "What the worker writes.", "anyOf": _REPLIES},
            "hello": _HELLO,
            "operation": {"anyOf": operations},
            "answer": _ANSWER,
            "shown": _SHOWN,
            "error": _ERROR,
            "text": shared["$defs"]["text"],
        },
    }


def schema_text() -> str:
    """Return the content that the file should have."""
    return json.dumps(protocol_schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
