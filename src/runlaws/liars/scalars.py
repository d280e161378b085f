"""Liars about numbers and texts: what they write is nearly what they have read."""

from __future__ import annotations

import html
import json
import struct
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from runlaws.liars._edits import changed, texts
from runlaws.liars._honest import Honest, Tree

_CALLS: Final = "/required_action/submit_tool_outputs/tool_calls/*"
_LIMITS: Final = ("max_prompt_tokens", "max_completion_tokens")


class RoundsTemperatures(Honest):
    """It keeps `temperature` and `top_p` in 32 bits."""

    law = "round-trip-numbers"

    def taken(self, tree: Tree) -> Tree:
        numbers = {name: tree[name] for name in ("temperature", "top_p") if isinstance(tree.get(name), float)}
        return {**tree, **{name: struct.unpack("f", struct.pack("f", value))[0] for name, value in numbers.items()}}


class HasFloatsAlone(Honest):
    """It has one type for all numbers, and writes an integer with a point."""

    law = "round-trip-numbers"

    def written(self, tree: Tree) -> Tree:
        return _numbers(tree, _LIMITS, float)


class WrapsAt32Bits(Honest):
    """Its limits are integers of 32 bits, and what is greater becomes negative."""

    law = "round-trip-numbers"

    def taken(self, tree: Tree) -> Tree:
        return _numbers(tree, _LIMITS, lambda number: (int(number) + 2**31) % 2**32 - 2**31)


class CutsNumbersToIntegers(Honest):
    """Its `top_p` is an integer, and 0.7 becomes 0."""

    law = "round-trip-numbers"

    def taken(self, tree: Tree) -> Tree:
        return _numbers(tree, ("top_p",), int)


class LosesTheSignOfZero(Honest):
    """To it `-0.0` is 0.0, though it promises to keep numbers."""

    law = "round-trip-numbers"

    def taken(self, tree: Tree) -> Tree:
        numbers = {name: tree[name] for name in ("temperature", "top_p") if isinstance(tree.get(name), float)}
        return {**tree, **{name: value + 0.0 for name, value in numbers.items()}}


class TakesSecondsForMilliseconds(Honest):
    """It reads a time of either unit, and takes a small number for seconds."""

    law = "round-trip-numbers"
    seen = "Alibaba DashScope, which sends milliseconds"

    def taken(self, tree: Tree) -> Tree:
        return _numbers(tree, ("created_at",), lambda time: time // 1000 if time > 2**31 else time)


class GoesByTheClockOnTheWall(Honest):
    """It holds times as those of a clock on the wall, which shows half an hour twice when it is put back."""

    law = "round-trip-numbers"

    def taken(self, tree: Tree) -> Tree:
        first, again, over = 1712413800, 1712415600, 1712417400  # on Lord Howe Island in 2024
        return _numbers(tree, ("created_at",), lambda time: time - again + first if again <= time < over else time)


class RewritesArguments(Honest):
    """It parses the arguments of a call, which are text, and writes them in its own spelling."""

    law = "round-trip-text"

    def written(self, tree: Tree) -> Tree:
        return changed(tree, f"{_CALLS}/function/arguments", _in_its_own_spelling)


class NormalisesText(Honest):
    """It composes the accents of a text."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return texts(tree, lambda text: unicodedata.normalize("NFC", text))


class TrimsText(Honest):
    """It takes white space off the ends of a text."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return _instructions(tree, str.strip)


class EscapesForPages(Honest):
    """It makes text safe for a page, which this is not."""

    law = "round-trip-text"

    def written(self, tree: Tree) -> Tree:
        return _instructions(tree, html.escape)


class HasNoAstralCharacters(Honest):
    """It stores text in three bytes a character, and others become question marks."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return texts(tree, lambda text: "".join(char if char <= "\uffff" else "?" for char in text))


class DropsNulCharacters(Honest):
    """It stores text where a NUL ends one, and leaves NULs out."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return texts(tree, lambda text: text.replace("\0", ""))


class CutsLongTexts(Honest):
    """Its column takes 255 characters."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return _instructions(tree, lambda text: text[:255])


class TakesTextsForTimes(Honest):
    """A text that looks like a time is read as one, and written as its library writes times."""

    law = "round-trip-text"
    seen = "JamesNK/Newtonsoft.Json, DateParseHandling"

    def taken(self, tree: Tree) -> Tree:
        return _instructions(tree, _as_a_time)


class MistakesTheCharset(Honest):
    """It reads UTF-8 as Latin-1."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return _instructions(tree, lambda text: text.encode().decode("latin-1"))


class StripsSlashes(Honest):
    """It takes backslashes for escapes, in a text that has been unescaped."""

    law = "round-trip-text"

    def taken(self, tree: Tree) -> Tree:
        return texts(tree, lambda text: text.replace("\\", ""))


def _numbers(tree: Tree, names: tuple[str, ...], change: Callable[[Any], float]) -> Tree:
    """Return a tree with the numbers that stand under some names changed."""
    given = {name: tree[name] for name in names if isinstance(tree.get(name), int | float)}
    return {**tree, **{name: change(number) for name, number in given.items()}}


def _instructions(tree: Tree, change: Callable[[str], str]) -> Tree:
    return changed(tree, "/instructions", lambda text: change(text) if isinstance(text, str) else text)


def _in_its_own_spelling(arguments: str) -> str:
    try:
        return json.dumps(json.loads(arguments), indent=1)
    except ValueError:
        return arguments


def _as_a_time(text: str) -> str:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return text
