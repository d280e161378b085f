"""Scrambling what recordings hold, so that they can be shared: texts and names are replaced, shapes are kept."""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import field, frozen

from runlaws.contract import Choice, Either, Free, Map, Profile, Shape, Tagged, Text
from runlaws.values import Json, Path

__all__ = ["Scrubber"]

_CLASSES: Final = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_OTHER_LETTERS: Final = "äéøßжλ漢字"
_VOCABULARY: Final = ("type", "object", "role")
"""Members whose texts are words of a server, even in objects that the contract does not know."""


@frozen
class Scrubber:
    """Replaces each text by another of the same length, the same one for the same text while it has the same salt.

    Kept are numbers, tags and the values of enums, prefixes of ids, punctuation, white space, and names that are not
    the user's own. The text of a JSON object stays one.
    """

    profile: Profile
    salt: bytes = field(repr=False)

    def scrubbed(self, tree: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return a document with its texts replaced."""
        return {name: self._value(tree, value, (name,)) for name, value in tree.items()}

    def _value(self, tree: Mapping[str, Json], value: Json, path: Path) -> Json:
        shape = self.profile.shape_at(tree, path)
        if isinstance(shape, Free | Map):
            return self._free(value)
        if isinstance(value, str):
            return self._text(value, shape, path)
        if isinstance(value, list | tuple):
            return [self._value(tree, item, (*path, index)) for index, item in enumerate(value)]
        if isinstance(value, Mapping):
            names = {name: name for name in value} if shape is not None else self._names(value)
            return {names[name]: self._value(tree, item, (*path, name)) for name, item in value.items()}
        return value

    def _text(self, text: str, shape: Shape | None, path: Path) -> str:
        if isinstance(shape, Choice | Either | Tagged) or path[-1] in _VOCABULARY:
            return text
        prefix = shape.prefix if isinstance(shape, Text) and shape.prefix and text.startswith(shape.prefix) else ""
        if text[:1] in ("{", "["):
            return self._json_text(text)
        return prefix + self._word(text[len(prefix) :])

    def _json_text(self, text: str) -> str:
        try:
            return json.dumps(self._free(json.loads(text)))
        except (ValueError, RecursionError):
            return self._word(text)

    def _free(self, value: Json) -> Json:
        """Return a user's own data with its names and its texts replaced."""
        if isinstance(value, str):
            return self._word(value)
        if isinstance(value, Mapping):
            names = self._names(value)
            return {names[name]: self._free(item) for name, item in value.items()}
        return [self._free(item) for item in value] if isinstance(value, list | tuple) else value

    def _names(self, names: Iterable[str]) -> Mapping[str, str]:
        """Return a name for each name of an object; two short ones that fall on one are kept apart by a letter more."""
        given: dict[str, str] = {}
        for name in names:
            word = self._word(name)
            while word in given.values():
                word += "x"
            given[name] = word
        return given

    def _word(self, text: str) -> str:
        """Return a text of the same length, with letters for letters and digits for digits."""
        raw = hashlib.shake_128(self.salt + text.encode("utf-8", "surrogatepass")).digest(2 * len(text))
        numbers = (raw[at] * 256 + raw[at + 1] for at in range(0, len(raw), 2))
        return "".join(map(_scrambled, text, numbers))


def _scrambled(char: str, number: int) -> str:
    for kind in _CLASSES:
        if char in kind:
            return kind[number % len(kind)]
    return _OTHER_LETTERS[number % len(_OTHER_LETTERS)] if char.isalpha() else char
