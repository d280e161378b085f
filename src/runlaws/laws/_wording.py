"""What a message of an exception says whatever the document: two wordings of one message are recognized by it.

A message holds values of the document, and no one message shows which of its parts these are: a text that was drawn may
be a word of the sentence by chance. So each part that the document has, too, is read both ways, and two messages are
alike where some reading of one is a reading of the other.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.values import Json, leaves, places, steps_of
from runlaws.verdict import Cause

__all__ = ["message_of", "names_in", "parts_of", "raw_message", "readings_of", "readings_of_cause"]

_LONGEST: Final = 120
_LONGEST_RAW: Final = 2000
_LONG_TEXT: Final = 200
"""A text that is longer than this may be cut in a message."""
_MOST_PARTS: Final = 6
"""How many parts of a message are read both ways, the longest first: each doubles the readings."""

_ADDRESS: Final = re.compile(r"0x[0-9a-fA-F]+")

_VARIABLE: Final = re.compile(
    r"""0x[0-9a-fA-F]+
      | (?<![\w\]])[\[{](?=\s*(?:['"\[{\]}\d-]|None|True|False|null|true|false)).*(?:[\]}]|$)
      | (?<!\w)(?:'[^']*'|"[^"]*"|`[^`]*`)
      | (?:[A-Za-z]:)?(?:[/\\][\w.~-]+){2,}
      | (?<![\w…])[/\\]\w[\w.~-]*
      | [A-Za-z_$][\w$-]*(?:\.[A-Za-z_$][\w$-]*|\[[\d…]*\])+
      | [-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?
      | \b(?:None|True|False|null|true|false|NoneType|str|int|float|bool|list|dict|tuple)\b""",
    re.VERBOSE,
)
"""Addresses, lists and objects, what stands in quotation marks, paths of files and of members, numbers, other values
and types: what a message says of one case alone."""

_SEVERAL: Final = re.compile(r"…(?:[.\[\]]*(?:,? (?:and|or) |, ?|[.:/])…)+")
"""Several of these in a row: `'id', 'model' and 'tools'`."""

_PLURAL: Final = re.compile(r"(\d (?:\w+ )?\w{3,}?)s\b")
"""After a number: `1 validation error` and `2 validation errors` are one message."""

_OF_PYTHON: Final = (
    (re.compile(r"\w+ indices must be integers(?: or slices)?, not .*"), "… object is not subscriptable"),
    (re.compile(r"can only concatenate .* to .*"), "unsupported operand type(s) for +: … and …"),
)
"""What Python says of one operation in several ways, by the type of the value that does not support it."""


def raw_message(text: str) -> str:
    """Return a message on one line as it is kept: without addresses, and not too long."""
    line = " ".join(_ADDRESS.sub("…", text).split()).encode("utf-8", "backslashreplace").decode()
    return line[:_LONGEST_RAW]


def parts_of(raw: str, case: Case) -> tuple[str, ...]:
    """Return the parts of a message that a case has, too, as values or names, the longest first."""
    texts = {text for text in {*_texts(case.tree), *_names(case)} if text and text in raw}
    texts |= {raw[raw.find(text[:_LONG_TEXT]) :] for text in _texts(case.tree) if _is_cut(text, raw)}
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def _is_cut(text: str, raw: str) -> bool:
    """Return whether a message ends within a long text."""
    at = raw.find(text[:_LONG_TEXT]) if len(text) > _LONG_TEXT and text not in raw else -1
    return at >= 0 and text.startswith(raw[at:].rstrip("…"))


def message_of(raw: str, parts: Sequence[str]) -> str:
    """Return the reading of a message in which each part that may be a value is one."""
    for part in parts:
        raw = _bounded(part).sub("…", raw)
    return _without_variables(raw)


@functools.lru_cache(maxsize=4096)
def readings_of(raw: str, parts: tuple[str, ...]) -> frozenset[str]:
    """Return every way to read a message, in which each part that may be a value is one or is not."""
    spans = sorted(itertools.islice(_spans(raw, parts), _MOST_PARTS))
    chosen = itertools.chain.from_iterable(itertools.combinations(spans, number) for number in range(len(spans) + 1))
    apart = (some for some in chosen if all(end <= start for (_, end), (start, _) in itertools.pairwise(some)))
    return frozenset({_without_variables(_without(raw, some)) for some in apart} | {message_of(raw, parts)})


def readings_of_cause(cause: Cause) -> frozenset[str]:
    """Return every way to read the message of a cause."""
    return readings_of(cause.raw or cause.message, cause.values)


def _spans(raw: str, parts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the parts stand in a message, the longest first; numbers are values in any case."""
    for part in parts:
        if not part.isdecimal():
            yield from (match.span() for match in _bounded(part).finditer(raw))


def _without(raw: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        raw = f"{raw[:start]}…{raw[end:]}"
    return raw


@functools.lru_cache(maxsize=1024)
def _bounded(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(part)}(?!\w)")


def _without_variables(text: str) -> str:
    for said, instead in _OF_PYTHON:
        if said.fullmatch(text):
            return instead
    text = _SEVERAL.sub("…", _VARIABLE.sub("…", _PLURAL.sub(r"\1", text)))
    text = " ".join(text.split())[:_LONGEST]
    return text.removesuffix("…").rstrip() or text  # a value at the end may be empty


def _texts(tree: Json) -> Iterator[str]:
    """Yield the texts in a document on one line, as messages are; of one with several lines, the first one too."""
    for _, value in leaves(tree):
        if isinstance(value, str):
            yield from {" ".join(text.split()) for text in (value, *value.strip().splitlines()[:1])}


def _names(case: Case) -> Iterator[str]:
    """Yield the names of members: those in a document, and those that its profile has."""
    yield from (str(path[-1]) for path, _ in places(case.tree) if isinstance(path[-1], str))
    yield from names_in(case.judgement.profile)
    for violation in case.judgement.violations:
        yield from steps_of(violation.pointer)[-1:]


@functools.lru_cache(maxsize=16)
def names_in(profile: Profile) -> frozenset[str]:
    """Return the names of a profile's members, which its rules are named by."""
    return frozenset(name for rule in profile.rules() for name in re.findall(r"\w+(?=[.\[])", rule.id))
