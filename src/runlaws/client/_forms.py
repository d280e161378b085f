"""Forms: how a value is written as JSON data and read again, and the JSON Schema of that data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Generic, NoReturn, TypeVar, cast

from attrs import NOTHING, Factory, evolve, fields, frozen

from runlaws.values import Json, Path, pointer, shortened, written

__all__ = [
    "COUNT",
    "FLAG",
    "TEXT",
    "TEXT_SCHEMA",
    "Form",
    "Misfit",
    "array",
    "maybe",
    "members",
    "misfit",
    "named",
    "record",
    "word",
]

T = TypeVar("T")


class Misfit(ValueError):
    """JSON data does not have a form; the message says what was expected, where, and what was got."""


def misfit(expected: str, at: Path, got: Json, more: str = "") -> NoReturn:
    """Raise `Misfit` for the value at a path; `more` is added to its description."""
    msg = f"expected {expected} at {pointer(at) or 'the top'}, got {_shown(got)}{more}"
    raise Misfit(msg)


def _shown(got: Json) -> str:
    if isinstance(got, dict | list):
        return f"{'an object' if isinstance(got, dict) else 'an array'} of {len(got)}"
    try:
        text = written(got, ascii_only=True)
    except ValueError:  # an integer with more digits than Python prints
        return "an integer of thousands of digits"
    return shortened(text, 60)


@frozen
class Form(Generic[T]):
    """One form: `read` returns what was given to `write`, or raises `Misfit`."""

    write: Callable[[T], Json]
    read: Callable[[Json, Path], T]
    schema: Mapping[str, Json]


# -- texts, flags, words


def _write_text(text: str) -> Json:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:  # JSON can escape one lone surrogate, but reads two of them as a pair
        return {"$text": [ord(char) for char in text]}
    return text


def _read_text(data: Json, at: Path) -> str:
    if isinstance(data, str):
        return data
    if not isinstance(data, dict) or data.keys() != {"$text"}:
        misfit("a text", at, data)
    points = data["$text"]
    if not isinstance(points, list):
        misfit("an array of code points", (*at, "$text"), points)
    chars: list[str] = []
    for index, point in enumerate(points):
        if isinstance(point, bool) or not isinstance(point, int) or not 0 <= point < 0x110000:
            misfit("a code point from 0 to 1114111", (*at, "$text", index), point)
        chars.append(chr(point))
    return "".join(chars)


_POINTS: Final[Mapping[str, Json]] = {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 0x10FFFF}}
TEXT_SCHEMA: Final[Mapping[str, Json]] = {
    "description": "A text. One with lone surrogates, which UTF-8 cannot hold, by its code points.",
    "anyOf": [
        {"type": "string"},
        {"type": "object", "properties": {"$text": _POINTS}, "required": ["$text"], "additionalProperties": False},
    ],
}
"""The `$defs/text` of a schema that has texts in it."""

TEXT: Final = Form(_write_text, _read_text, {"$ref": "#/$defs/text"})
"""Any text, lone surrogates included."""


def _read_flag(data: Json, at: Path) -> bool:
    return data if isinstance(data, bool) else misfit("true or false", at, data)


FLAG: Final = Form(bool, _read_flag, {"type": "boolean"})


def _read_count(data: Json, at: Path) -> int:
    return data if isinstance(data, int) and not isinstance(data, bool) and data >= 0 else misfit("a count", at, data)


COUNT: Final = Form(int, _read_count, {"type": "integer", "minimum": 0})


def word(*words: Any) -> Form[Any]:
    """Return the form of a value that is one of some constants."""
    listed = " or ".join(map(repr, words))

    def read(data: Json, at: Path) -> Any:
        for constant in words:
            if type(data) is type(constant) and data == constant:
                return constant
        return misfit(listed, at, data)

    return Form(lambda value: value, read, {"enum": list(words)})


# -- several


def array(item: Form[T], *, length: int | None = None) -> Form[tuple[T, ...]]:
    """Return the form of a tuple, which must have `length` items if that is given."""

    def read(data: Json, at: Path) -> tuple[T, ...]:
        if not isinstance(data, list) or length not in (None, len(data)):
            misfit("an array" if length is None else f"an array of {length}", at, data)
        return tuple(item.read(part, (*at, index)) for index, part in enumerate(data))

    size: Mapping[str, Json] = {} if length is None else {"minItems": length, "maxItems": length}
    return Form(lambda items: list(map(item.write, items)), read, {"type": "array", "items": item.schema, **size})


def members(item: Form[T]) -> Form[Mapping[str, T]]:
    """Return the form of a mapping: an object, or pairs under `$object` if a name could be mistaken for a tag."""

    def write(mapping: Mapping[str, T]) -> Json:
        pairs = [(_write_text(name), item.write(value)) for name, value in mapping.items()]
        plain = {name: value for name, value in pairs if isinstance(name, str) and not name.startswith("$")}
        return plain if len(plain) == len(pairs) else {"$object": [[name, value] for name, value in pairs]}

    def read(data: Json, at: Path) -> Mapping[str, T]:
        if not isinstance(data, dict):
            misfit("an object", at, data)
        return dict(_tagged_pairs(item, data, at) if "$object" in data else _plain_pairs(item, data, at))

    return Form(write, read, {"anyOf": [_plain_object(item.schema), _tagged_object(item.schema)]})


def _plain_pairs(item: Form[T], data: Mapping[str, Json], at: Path) -> Iterator[tuple[str, T]]:
    for name, value in data.items():
        if name.startswith("$"):
            misfit("no name that begins with $ but $object", (*at, name), value)
        yield name, item.read(value, (*at, name))


def _tagged_pairs(item: Form[T], data: Mapping[str, Json], at: Path) -> Iterator[tuple[str, T]]:
    pairs = data["$object"]
    if len(data) > 1 or not isinstance(pairs, list):
        misfit("an array of pairs under $object and no other member", at, data)
    for index, pair in enumerate(pairs):
        here = (*at, "$object", index)
        if not isinstance(pair, list) or len(pair) != 2:
            misfit("a name and a value", here, pair)
        yield _read_text(pair[0], (*here, 0)), item.read(pair[1], (*here, 1))


def _plain_object(schema: Mapping[str, Json]) -> Json:
    return {"type": "object", "propertyNames": {"pattern": r"^(?!\$)"}, "additionalProperties": schema}


def _tagged_object(schema: Mapping[str, Json]) -> Json:
    pair: Json = {"type": "array", "prefixItems": [TEXT.schema, schema], "items": False, "minItems": 2}
    pairs: Json = {"type": "array", "items": pair}
    return {"type": "object", "properties": {"$object": pairs}, "required": ["$object"], "additionalProperties": False}


def named(name: str, form: Form[T]) -> Form[T]:
    """Return a form whose schema refers to `$defs/NAME`."""
    return evolve(form, schema={"$ref": f"#/$defs/{name}"})


def maybe(form: Form[T]) -> Form[T | None]:
    """Return the form of a value or null."""

    def read(data: Json, at: Path) -> T | None:
        return None if data is None else form.read(data, at)

    return Form(
        lambda value: None if value is None else form.write(value),
        read,
        {"anyOf": [{"type": "null"}, form.schema]},
    )


# -- records


def record(kind: type[T], says: str, forms: Mapping[str, Form[Any]], *, whole: bool = False) -> Form[T]:
    """Return the form of an attrs class: an object with its fields; those at their defaults only if `whole`."""
    defaults = {field.name: _default_of(field.default) for field in fields(cast("Any", kind))}
    required = [name for name in forms if defaults[name] is NOTHING]

    def write(value: T) -> Json:
        held = {name: getattr(value, name) for name in forms}
        return {
            name: forms[name].write(part)
            for name, part in held.items()
            if whole or type(part) is not type(defaults[name]) or part != defaults[name]
        }

    def read(data: Json, at: Path) -> T:
        if not isinstance(data, dict):
            misfit("an object", at, data)
        for name in required:
            if name not in data:
                misfit(f"an object with {name!r}", at, data)
        for name in data:
            if name not in forms:
                misfit(f"no member but {', '.join(forms)}", (*at, name), data[name])
        return kind(**{name: forms[name].read(part, (*at, name)) for name, part in data.items()})

    return Form(write, read, _schema_of(says, forms, required))


def _schema_of(says: str, forms: Mapping[str, Form[Any]], required: list[str]) -> dict[str, Any]:
    return {
        "description": says,
        "type": "object",
        "properties": {name: form.schema for name, form in forms.items()},
        "required": required,
        "additionalProperties": False,
    }


def _default_of(default: Any) -> Any:
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type] # a function to mypy
