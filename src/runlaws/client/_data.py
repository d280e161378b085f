"""JSON values as JSON data, exactly: what JSON cannot represent, or some parsers do not keep, is a text under a tag."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final

from runlaws.client._forms import TEXT, Form, members, misfit
from runlaws.values import Path, items_of

__all__ = ["DATA", "DATA_SCHEMA", "exactly"]

_SAFE: Final = 2**53 - 1
"""The greatest integer up to which every parser keeps every integer."""

_INTEGER: Final = re.compile("^-?0x[0-9a-f]+$")
_FLOAT: Final = re.compile(r"^(nan|-?inf|-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?)$")


def exactly(value: Any) -> Any:
    """Return a hashable key that is equal for the same data only, to the type and sign of numbers; NaN equals itself.

    A tuple is the same data as a list, and the order of an object's members is ignored.
    """
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, float):
        return "float", repr(value)
    if isinstance(value, list | tuple):
        return "array", *map(exactly, value)
    if isinstance(value, Mapping):
        return "object", frozenset((name, exactly(item)) for name, item in value.items())
    return value


def _write(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return TEXT.write(value)
    if isinstance(value, int):
        return value if abs(value) <= _SAFE else {"$integer": f"{value:#x}"}  # Python prints at most 4300 digits
    if isinstance(value, float):
        return value if math.isfinite(value) and not value.is_integer() else {"$float": repr(value)}
    if isinstance(value, list | tuple):
        return list(map(_write, value))
    if isinstance(value, Mapping):
        return _MEMBERS.write(value)
    msg = f"expected JSON data, got {type(value).__name__}"
    raise TypeError(msg)


def _read(data: Any, at: Path) -> Any:
    if data is None or isinstance(data, bool | str | int | float):
        return data
    if isinstance(data, list):
        return [_read(item, (*at, index)) for index, item in enumerate(data)]
    if isinstance(data, dict) and len(data) == 1:
        if "$text" in data:
            return TEXT.read(data, at)
        if "$integer" in data:
            return int(_matching(_INTEGER, "an integer as 0x and hexadecimal digits", data, at), 16)
        if "$float" in data:
            return float(_matching(_FLOAT, "a number, nan or inf, as a text", data, at))
    return _MEMBERS.read(data, at)


def _matching(pattern: re.Pattern[str], expected: str, data: Mapping[str, Any], at: Path) -> str:
    ((tag, text),) = data.items()
    if not isinstance(text, str) or not pattern.search(text):
        misfit(expected, (*at, tag), text)
    return text


def _tag(name: str, pattern: re.Pattern[str], says: str) -> Mapping[str, Any]:
    text = {"type": "string", "pattern": pattern.pattern}
    shape = {"type": "object", "properties": {name: text}, "required": [name], "additionalProperties": False}
    return {"description": says, **shape}


DATA: Final[Form[Any]] = Form(_write, _read, {"$ref": "#/$defs/value"})
"""Any JSON value that Python holds."""

_MEMBERS: Final = members(DATA)
DATA_SCHEMA: Final[Mapping[str, Any]] = {
    "description": "A JSON value. Numbers that not every parser keeps are texts under a tag; a plain one is itself.",
    "anyOf": [
        {"type": ["null", "boolean", "number"]},
        TEXT.schema,
        {"type": "array", "items": DATA.schema},
        _tag("$integer", _INTEGER, "An integer beyond 2^53."),
        _tag("$float", _FLOAT, "A number of floating point that is whole, not finite, or minus zero."),
        *items_of(_MEMBERS.schema["anyOf"]),
    ],
}
"""The `$defs/value` of a schema that has values in it."""
