"""Oddities: texts, names, numbers and objects that mean something in some language, library or column.

They are data for every object: which of them a place may have, its shape says. Each stands for something that a client
may do to it: make a date of a number, take a property for a keyword, cut a text at a NUL.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from runlaws.values import Json

__all__ = [
    "ALIKE",
    "INTEGERS",
    "LENGTHS",
    "LISTS",
    "LONG_TEXTS",
    "MAPS",
    "NAMES",
    "NUMBERS",
    "PUMPS",
    "TEXTS",
    "chunks",
]

_YEAR_10000: Final = 253402300800

TEXTS: Final = (
    "\ufeffx",
    "x\n",
    "x\r\n",
    "x\0",
    "a\0b",
    " x",
    "x ",
    "\tx",
    "x\u00a0",
    "x\u200b",
    "x\u2028",
    "x\x85y",
    "\x1b[0m",
    "\r",
    "\n",
    " ",
    "42",
    "007",
    "-0",
    "1.0",
    "1e5",
    "0x1F",
    "1_000",
    "9007199254740993",
    "NaN",
    "Infinity",
    "true",
    "False",
    "yes",
    "no",
    "off",
    "null",
    "None",
    "undefined",
    "2024-01-01",
    "2024-01-01T00:00:00Z",
    "2024-01-01T00:00:00+00:00",
    "12:30",
    "1700000000",
    "P1D",
    "50%",
    "%s %d %n %(name)s %",
    "{} {0} {name} {{ }} { }",
    "${HOME} $1 `x` \\1 \\n",
    "{{x}} {% x %} <%= x %> #{x}",
    "<b>&amp;</b><!--",
    "'; DROP TABLE x; --",
    '"x"',
    "'x'",
    "[1, 2]",
    '{"object": "x"}',
    "!!python/object:x",
    "=1+1",
    "a,b;c|d",
    "a=1&b=%41+c",
    "caf\u00e9 cafe\u0301 \ufb01 \u212b \u2126",
    "\u0130I\u0131i \u00df\u1e9e \u03c2\u03c3",
    "\u202eabc\u202c \u0627\u0644",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \U00020000",
    "\ud7ff\ue000\ufffd\ufffe\uffff",
    "../../etc/passwd",
    "C:\\x\\y",
    "https://a.b/c?d=e#f",
    "a:b::c",
    "__class__",
    "self",
)
"""Texts of at most 64 characters that look like something else, or have something at an end."""

PUMPS: Final = (f"{'a' * 48}!", f"{'1' * 48}x!", f"x{' ' * 48}!")
"""Texts over which patterns with a repetition in another one go back and forth for ever: `^(a+)+$`."""

LONG_TEXTS: Final = ("word " * 17, "\u00e9" * 513, "line\n" * 1000, "\U0001f600" * 2000)
"""Texts that are cut, or counted in other units."""

LENGTHS: Final = (64, 65, 128, 129, 256, 257, 512, 513, 1024, 1025)
"""The usual bounds of texts, and one more: a text of each length may stand wherever its shape has no lower bound."""

NAMES: Final = (
    "_private",
    "class",
    "self",
    "cls",
    "extra",
    "_fields_set",
    "model_config",
    "copy",
    "keys",
    "__proto__",
    "__dict__",
    "constructor",
    "a/b~c",
    "",
    "caf\u00e9",
    "\U0001f600",
    "$ref",
    "@type",
    "dict",
    "json",
    "items",
    "values",
    "get",
    "pop",
    "update",
    "data",
    "additional_properties",
    "__class__",
    "prototype",
    "toString",
    "model_fields",
    "model_",
    "to_dict",
    "from_dict",
    "value",
    "name",
    "__init__",
    "__slots__",
    "__module__",
    "__doc__",
    "__eq__",
    "_extra",
    "__pydantic_extra__",
    "args",
    "kwargs",
    "None",
    "from",
    "import",
    "lambda",
    "hasOwnProperty",
    "valueOf",
    "toJSON",
    "length",
    "then",
    "getClass",
    "hashCode",
    "$type",
    "$id",
    "@class",
    "<<",
    "*",
    "0",
    "10",
    "-1",
    "cafe\u0301",
    "a.b",
    "a-b",
    "a b",
    "a_b",
    "%s",
    "{0}",
    "null",
    "true",
    " ",
    "x\n",
    "x\0",
    "\ufeffx",
    "token",
    "secret",
    "password",
    "api_key",
    "_id",
    "error",
    "message",
    "raw",
    "body",
    "headers",
)
"""Names that mean something in some language, library or format."""

ALIKE: Final = (
    ("User", "user", "USER", "uSER"),
    ("a-b", "a_b", "a b", "a.b", "ab", "aB", "A_B"),
    ("k", " k", "k ", "k\n", "k\0", "\ufeffk", "k\u200b", "K"),
    ("caf\u00e9", "cafe\u0301", "\u212b", "\u00c5", "A\u030a", "\ufb01", "fi"),
    ("b", "a", "C", "10", "9", "1", "_", "\u00e9", "z"),
    ("stra\u00dfe", "strasse", "STRASSE", "i", "\u0131", "I", "\u0130"),
)
"""Names that are one to some comparison, and names that are out of every order."""

INTEGERS: Final = (0, 1, 2, 2**15, 2**31 - 1, 2**31, 2**32, 10**10, _YEAR_10000 - 1, _YEAR_10000, 10**15, 2**53 - 1)
"""The ends of the widths of integers, the year 10000 in seconds, and what looks like finer units."""

NUMBERS: Final = (0, 1, 0.0, 1.0, -0.0, 0.1 + 0.2, 1e-07, 5e-324, 0.1, 1 / 3, 0.9999999999999999)
"""Numbers that other forms and widths change."""


def chunks(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield the values in groups of at most this size."""
    yield from (values[start : start + size] for start in range(0, len(values), size))


_FEW: Final = 16

MAPS: Final[tuple[Mapping[str, Json], ...]] = (
    *({name: f"{name}!"[:64] for name in group} for group in chunks(NAMES, _FEW)),
    *({name: str(number) for number, name in enumerate(group)} for group in ALIKE),
    *({f"k{number}": text for number, text in enumerate(group)} for group in chunks(TEXTS, _FEW)),
    *(dict.fromkeys(group, "x") for group in chunks(TEXTS, _FEW)),
    *({name: "x"} for name in ("self", "__class__", "items", "constructor", "object", "type", "id", "a-b", " ")),
    *({"k": text} for text in ("42", "true", "null", "2024-01-01T00:00:00Z", "x\0", "\ufeffx", "{}", "%s", "x" * 512)),
)
"""Objects of texts, with at most 16 names each; those that a client may refuse also alone."""

LISTS: Final[tuple[list[Json], ...]] = (
    ["b", "a"],
    ["b", "a", "b", "c", "a"],
    ["a", "a"],
    [f"f-{number * 7 % 25}" for number in range(25)],
    ["10", "9", "1", "2", "B", "a", "b", "A", "_", " a", "a ", "\u00e9", "e\u0301", "a-b", "a_b"],
    [*itertools.islice(TEXTS, 48)],
)
"""Lists of texts: out of order, with repeats, long, and with what is one to some comparison."""
