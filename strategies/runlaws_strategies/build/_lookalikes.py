"""Lookalikes: values that differ, and that some client takes for equal: by case, by blanks, by order, as nothing.

They come in groups: the first three of one that fit are for a case, its twin and its third document.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from runlaws.contract import Boolean, Choice, Free, Integer, Items, Map, Number, Record, Shape, Text
from runlaws.values import Absent, Json, json_key, leaves, members_of, replaced

__all__ = ["Group", "empty_values", "groups_of", "in_groups", "of_lists"]

Group: TypeAlias = tuple[Json | Absent, ...]

_MOST: Final = 12
"""Of how many values any two are put into a group."""


def in_groups(values: Iterable[Json | Absent]) -> Iterator[Group]:
    """Yield groups of up to three of the first few different values, in which any two of them meet."""
    different = list({json_key(value): value for value in values}.values())[:_MOST]
    for indices in _meetings(len(different)):
        yield tuple(different[index] for index in indices)


@functools.cache
def _meetings(count: int) -> tuple[tuple[int, ...], ...]:
    """Return groups of up to three of some numbers, in which any two of them meet."""
    groups: list[tuple[int, ...]] = []
    apart = set(itertools.combinations(range(count), 2))
    while apart:
        pair = min(apart)
        thirds = (number for number in range(count) if number not in pair)
        more = max(thirds, key=lambda number: len(apart & _pairs({*pair, number})), default=pair[0])
        groups.append(tuple(sorted({*pair, more})))
        apart -= _pairs({*pair, more})
    return tuple(groups)


def _pairs(numbers: Iterable[int]) -> set[tuple[int, int]]:
    return set(itertools.combinations(sorted(numbers), 2))


def empty_values(shape: Shape) -> tuple[Json, ...]:
    """Return the values of a shape that hold nothing, other than null."""
    if isinstance(shape, Text):
        return ("",)
    if isinstance(shape, Items):
        return ([],)
    if isinstance(shape, Map | Record | Free):
        return ({},)
    if isinstance(shape, Boolean):
        return (False, True)
    return (0,) if isinstance(shape, Integer | Number) else ()


def groups_of(shape: Shape, old: Json | Absent) -> Iterator[Group]:
    """Yield groups of values for a place of some shape, where `old` stands; the first is of plainly different ones."""
    if isinstance(shape, Text):
        yield from _of_texts(shape, old)
    elif isinstance(shape, Integer | Number):
        yield from _of_numbers(shape, old)
    elif isinstance(shape, Choice):
        yield from in_groups((old, *shape.values) if isinstance(old, str) else shape.values)
    elif isinstance(shape, Boolean):
        yield (True, False)
    elif isinstance(shape, Free):
        yield from _OF_DATA
    elif isinstance(shape, Map):
        yield from _of_maps(old)


# -- texts

_TEXTS: Final[tuple[tuple[str, ...], ...]] = (
    ("Abc", "abc", "ABC"),
    ("abc", "abc ", " abc"),
    ("abc", "abc\n", "\tabc"),
    ("a b", "a  b", "a\tb"),
    ("a\nb", "a\r\nb", "a\rb"),
    ("\u00e9a", "e\u0301a", "ea"),
    ("2", "\u00b2", "\uff12"),
    ("1", "01", "1.0"),
    ("a-b", "a_b", "a b"),
    ("a&b", "a&amp;b", "a%26b"),
    ("a\0b", "a\0c", "a\0d"),
    *((f"{'x' * most}a", f"{'x' * most}b", f"{'x' * most}c") for most in (60, 300)),
)
_JSON_TEXTS: Final[tuple[tuple[str, ...], ...]] = (
    ('{"a":1,"b":2}', '{"b":2,"a":1}', '{"a": 1, "b": 2}'),
    ('{"a":1}', '{"a":1.0}', '{"a":1e0}'),
    ('{"a":1}', '{"a":true}', '{"a":"1"}'),
    ('{"a":"\u00e9"}', '{"a":"\\u00e9"}', '{"a":"\\u00E9"}'),
    ("{}", " {}", "{}\n"),
    ("{}", "null", "[]"),
    ("{}", "", "{ }"),
)


def _of_texts(shape: Text, old: Json | Absent) -> Iterator[Group]:
    """Yield groups of texts; where JSON stands in a text, of JSON that is the same data written otherwise, too."""
    yield (*((old, f"{old}x") if isinstance(old, str) else ()), f"{shape.prefix}x", f"{shape.prefix}y")
    if isinstance(old, str):
        yield (old, f"{old} ", f" {old}")
    if isinstance(old, str) and old.startswith("{"):
        yield from _JSON_TEXTS
    for texts in _TEXTS:
        yield tuple(f"{shape.prefix}{text}" for text in texts)


# -- numbers

_STEPS: Final = ((1, -1, 2, -2), (60, 3600, -60, -3600), (43_200, 86_400), (2**16, 2**32))
"""By how much integers differ. Of three in a row, a tolerance of one takes two pairs for equal and not the third."""


def _of_numbers(shape: Integer | Number, old: Json | Absent) -> Iterator[Group]:
    least = int(shape.minimum or 0)
    if isinstance(old, float):
        yield (old, old + 1, old - 1)
        yield (old, old - 1e-9, old + 1e-9)
        yield (old, old / 2)
    elif isinstance(shape, Integer):
        first = old if isinstance(old, int) else least
        yield from ((first, *(first + step for step in steps if first + step < 2**53)) for steps in _STEPS)
    if isinstance(shape, Number):
        yield (least, least + 1, least + 2)
        yield (0.5, 0.5 - 1e-9, 0.5 + 1e-9)


# -- data without a shape

# 1 and true, 0 and false are in no group: in the dicts of Python itself, which most clients of it hold, they are equal.
_OF_DATA: Final[tuple[Group, ...]] = (
    ({"x": 1}, {}, {"x": 2}),
    ({"a": 1}, {"a": "1"}, {"a": [1]}),
    ({"a": 0}, {"a": ""}, {"a": None}),
    ({"a": True}, {"a": "true"}, {"a": "True"}),
    ({"a": False}, {"a": ""}, {"a": "false"}),
    ({"a": None}, {}, {"a": []}),
    ({"a": {}}, {"a": []}, {"a": ""}),
    ({"a": 0.5}, {"a": 0.5 + 1e-9}, {"a": "0.5"}),
    ({"a": [1, 2]}, {"a": [2, 1]}, {"a": [1, 2, 2]}),
    ({"a": [1]}, {"a": 1}, {"a": "[1]"}),
    ({"a": [*range(20), 1]}, {"a": [*range(20), 2]}, {"a": [*range(20), 3]}),
    ({"A": 1}, {"a": 1}, {"a ": 1}),
    ({"a": "Abc"}, {"a": "abc"}, {"a": "abc "}),
    ({"a": "\u00e9a"}, {"a": "e\u0301a"}, {"\u00e9": "a"}),
    ({"a": {"b": {"c": 1}}}, {"a": {"b": {"c": 2}}}, {"a": {"b": {}}}),
    ({"required": ["a", "b"]}, {"required": ["b", "a"]}, {"required": ["a", "b", "b"]}),
    ({"type": "string"}, {"type": ["string"]}, {"type": "String"}),
)

# -- maps

_NAMES: Final[tuple[tuple[str, ...], ...]] = (
    ("Key", "key", "KEY"),
    ("key", "key ", " key"),
    ("\u00e9a", "e\u0301a", "ea"),
    ("a_b", "a-b", "aB"),
    ("a.b", "a/b", "a b"),
)
_OF_MAPS: Final[tuple[Group, ...]] = (
    ({"a": "1", "b": "2"}, {"a": "2", "b": "1"}, {"a": "1", "b": "1"}),
    ({"a": "1", "b": "2"}, {"a": "1"}, {"b": "2"}),
    ({"k": "1"}, {"k": 1}, {"k": "1.0"}),
    ({"k": "true"}, {"k": True}, {"k": "True"}),
    ({"k": ""}, {"k": None}, {}),
    ({"k": "null"}, {"k": None}, {"k": "None"}),
    ({"k": "0"}, {"k": 0}, {"k": ""}),
    tuple({**{f"k{number:02}": "v" for number in range(15)}, "last": value} for value in "abc"),
)


def _of_maps(old: Json | Absent) -> Iterator[Group]:
    yield (old if isinstance(old, dict) else {}, {**members_of(old), "k": "w"}, {"k": "x"})
    yield from (tuple({"k": text} for text in texts) for texts in _TEXTS)
    yield from (tuple({name: "v"} for name in names) for names in _NAMES)
    yield from _OF_MAPS


# -- lists


def of_lists(items: Sequence[Json]) -> Iterator[Group]:
    """Yield groups of lists of some items, of which there should be three: in another order, longer, repeated."""
    first, second, third = [*items, *_varied(items[-1])][:3]
    yield ([first], [second], [third])
    yield ([first, second], [second, first], [first, second, second])
    yield ([first], [first, first], [])
    yield ([first, second], [first, third], [first, first])
    for many in (9, 19):
        yield ([*[first] * many, second], [*[first] * many, third], [first] * (many + 1))


def _varied(item: Json) -> Iterator[Json]:
    """Yield two copies of an item, each with another first text."""
    texts = ((path, value) for path, value in leaves(item) if isinstance(value, str))
    path, text = next(texts, ((), ""))
    for tail in "xy":
        yield replaced(item, path, f"{text}{tail}") if path else f"{text}{tail}"
