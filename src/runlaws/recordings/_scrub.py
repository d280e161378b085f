"""Scrambling what recordings hold, so that they can be shared: texts and names are replaced, shapes are kept."""

from __future__ import annotations

import hashlib
import json
import math
import string
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import Factory, field, frozen

from runlaws.contract import Boolean, Choice, Either, Free, Items, Map, Profile, Record, Shape, Tagged, Text
from runlaws.values import Json, Path

__all__ = ["Scrubber"]

_CLASSES: Final = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_OTHER_LETTERS: Final = "äéøßжλ漢字"
_VOCABULARY: Final = ("type", "object", "role")
"""Members whose texts are words of a server: kept if the contract knows them, whatever object they are in."""

_LONGEST: Final = 10**1000
"""Of longer integers, which Python is slow to write, the last thousand digits are scrambled."""

_NO_NUMBERS: Final = (Boolean, Choice, Either, Items, Record, Tagged, Text)
"""Shapes of what is no number: one that stands there all the same is no time or count."""


@frozen
class Scrubber:
    """Replaces each text by another of the same length, the same one for the same text while it has the same salt.

    So is a name, whatever object it stands in, and no two names become one. Of names, tags and values of enums those
    are kept that the contract knows; of numbers those at places that it knows; of texts the prefixes of ids,
    punctuation and white space. In all else letters become letters and digits digits. The text of a JSON object stays
    one.
    """

    profile: Profile
    salt: bytes = field(repr=False)
    _words: frozenset[str] = field(
        init=False, repr=False, default=Factory(lambda self: frozenset(_words_of(self.profile.shape)), takes_self=True)
    )
    _given: dict[str, str] = field(init=False, repr=False, factory=dict)
    """What stands for each name so far."""
    _taken: set[str] = field(
        init=False, repr=False, default=Factory(lambda self: set(_names_of(self.profile.shape)), takes_self=True)
    )
    """What can stand for no other name: that, and the names that the contract knows."""

    def scrubbed(self, tree: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return a document with its texts replaced."""
        return self._members(tree, tree, ())

    def _members(self, tree: Mapping[str, Json], members: Mapping[str, Json], path: Path) -> Mapping[str, Json]:
        """Return an object with its values replaced, and those of its names that the contract does not know."""
        return {
            name if self._knows(tree, (*path, name)) else self._name(name): self._value(tree, item, (*path, name))
            for name, item in members.items()
        }

    def _knows(self, tree: Mapping[str, Json], path: Path) -> bool:
        """Return whether the contract knows the member at a path, if only as the tag of an unknown variant."""
        around = self.profile.shape_at(tree, path[:-1])
        around = around.object if isinstance(around, Either) else around
        is_tag = isinstance(around, Tagged) and path[-1] == around.tag
        return is_tag or self.profile.shape_at(tree, path) is not None

    def _value(self, tree: Mapping[str, Json], value: Json, path: Path) -> Json:
        shape = self.profile.shape_at(tree, path)
        if isinstance(shape, Free | Map) or not self._knows(tree, path):
            return self._free(value)
        if isinstance(value, str):
            return self._text(value, shape, path)
        if isinstance(value, list | tuple):
            return [self._value(tree, item, (*path, index)) for index, item in enumerate(value)]
        if isinstance(value, Mapping):
            return self._members(tree, value, path)
        return self._free(value) if isinstance(shape, _NO_NUMBERS) else value

    def _text(self, text: str, shape: Shape | None, path: Path) -> str:
        if text in self._words and (isinstance(shape, Choice | Either | Tagged) or path[-1] in _VOCABULARY):
            return text
        prefix = shape.prefix if isinstance(shape, Text) and shape.prefix and text.startswith(shape.prefix) else ""
        if text[:1] in ("{", "["):
            return self._json_text(text)
        return prefix + self._word(text[len(prefix) :])

    def _json_text(self, text: str) -> str:
        try:
            return json.dumps(self._free(json.loads(text)), allow_nan=False)
        except (ValueError, RecursionError):
            return self._word(text)

    def _free(self, value: Json) -> Json:
        """Return a user's own data with its names, its texts and the digits of its numbers replaced."""
        if isinstance(value, str):
            return self._word(value)
        if isinstance(value, Mapping):
            return {self._name(name): self._free(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._free(item) for item in value]
        return self._number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    def _number(self, value: float) -> float:
        """Return a number of the same sign and kind, and of as many digits but for zeros in front."""
        if isinstance(value, float):
            return self._float(value) if math.isfinite(value) else value
        scrambled = int(self._word(str(abs(value) % _LONGEST)))
        return -scrambled if value < 0 else scrambled

    def _float(self, value: float) -> float:
        digits, _, exponent = repr(value).partition("e")
        digits = self._word(digits)
        scrambled = float(f"{digits}e{exponent or 0}")
        return scrambled if math.isfinite(scrambled) else float(digits)

    def _name(self, name: str) -> str:
        """Return what stands for a name; where another has it already, with letters more."""
        if name not in self._given:
            word = self._word(name)
            while word in self._taken:
                word += "x"
            self._given[name] = word
            self._taken.add(word)
        return self._given[name]

    def _word(self, text: str) -> str:
        """Return a text of the same length, with letters for letters and digits for digits."""
        raw = hashlib.shake_128(self.salt + text.encode("utf-8", "surrogatepass")).digest(2 * len(text))
        numbers = (raw[at] * 256 + raw[at + 1] for at in range(0, len(raw), 2))
        return "".join(map(_scrambled, text, numbers))


def _scrambled(char: str, number: int) -> str:
    for kind in _CLASSES:
        if char in kind:
            return kind[number % len(kind)]
    if char.isdecimal():
        return chr(ord(char) - unicodedata.decimal(char) + number % 10)
    return _OTHER_LETTERS[number % len(_OTHER_LETTERS)] if unicodedata.category(char)[0] in "LMN" else char


def _names_of(shape: Shape | None) -> Iterator[str]:
    """Yield the names that a shape knows, at any depth."""
    if isinstance(shape, Either):
        yield from _names_of(shape.object)
    elif isinstance(shape, Tagged):
        yield shape.tag
        for variant in shape.variants.values():
            yield from _names_of(variant)
    elif isinstance(shape, Record):
        for name, member in shape.members.items():
            yield name
            yield from _names_of(member.shape)
    elif isinstance(shape, Items):
        yield from _names_of(shape.item)


def _words_of(shape: Shape | None) -> Iterator[str]:
    """Yield the tags and the values of enums that a shape names, at any depth."""
    if isinstance(shape, Choice):
        yield from shape.values
    elif isinstance(shape, Either):
        yield from _words_of(shape.text)
        yield from _words_of(shape.object)
    elif isinstance(shape, Tagged):
        yield from (*shape.variants, *shape.gone)
        for variant in shape.variants.values():
            yield from _words_of(variant)
    elif isinstance(shape, Record):
        for member in shape.members.values():
            yield from _words_of(member.shape)
    elif isinstance(shape, Items):
        yield from _words_of(shape.item)
