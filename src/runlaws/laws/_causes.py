"""How causes of one kind at one place differ: in what was raised, by which function, or in the types of values."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from runlaws.case import Case
from runlaws.client import Opaque, Thrown
from runlaws.contract import NewsKind
from runlaws.values import ABSENT, leaves, steps_of, type_name
from runlaws.verdict import Words

__all__ = ["CauseParts", "details_of", "what_tells_apart"]

_PERHAPS_A_WORD: Final = re.compile(r"[a-z]{0,8}")
"""A value like `object` or `failed` is left in a message: it may well be a word of the sentence."""

_LONGEST: Final = 120

_VARIABLE: Final = re.compile(
    r"""0x[0-9a-fA-F]+
      | (?<!\w)(?:'[^']*'|"[^"]*"|`[^`]*`)
      | (?:[A-Za-z]:)?(?:[/\\][\w.~-]+){2,}
      | [-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?""",
    re.VERBOSE,
)
"""Addresses, what stands in quotation marks, paths, numbers: what a message says of one case alone."""

_PLURAL: Final = re.compile(r"(\d (?:\w+ )?\w{3,}?)s\b")
"""After a number: `1 validation error` and `2 validation errors` are one message."""


class CauseParts(NamedTuple):
    """The parts of a cause beyond its law, place and kind."""

    message: str = ""
    frame: str = ""
    types: str = ""


def what_tells_apart(case: Case, sent: object, got: object) -> CauseParts:
    """Return the parts of a failure's cause that distinguish it from others of its kind at its place."""
    if isinstance(got, Thrown):
        return CauseParts(_message(case, got), got.frame)
    if isinstance(sent, Words) or isinstance(got, Words) or got in (None, ABSENT) or sent is ABSENT:
        return CauseParts()
    types = type_name(sent), got.type if isinstance(got, Opaque) else type_name(got)
    return CauseParts() if types[0] == types[1] or _both_numbers(*types) else CauseParts(types=" -> ".join(types))


def details_of(got: Any) -> Mapping[str, tuple[str, ...]]:
    """Return the details of an exception, for people: where it was `raised` after what, and more of its text."""
    if not isinstance(got, Thrown):
        return {}
    by = f" (by {got.library})" if got.library else ""
    where = f"{got.frame}, line {got.line}{by}" if got.frame else "(no code of the client's own)"
    return {
        "raised": (where, *got.chain) if got.frame or got.chain else (),
        "further": got.further,
        "traceback": got.traceback,
    }


def _both_numbers(*types: str) -> bool:
    return set(types) == {"integer", "number"}  # the kind of the difference says which way


def _message(case: Case, thrown: Thrown) -> str:
    """Return the message of an exception without what it says about the case.

    What a library says to whoever called it is about the value; which part of the client called it is what matters.
    """
    if thrown.library or thrown.ended or _of_library(thrown):
        return ""
    if thrown.type == "RecursionError":
        return ""  # where the stack ends is chance, and so is what Python says of it
    text = thrown.message
    for value in sorted(_values(case), key=len, reverse=True):
        if value in text:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "…", text)
    text = _VARIABLE.sub("…", _PLURAL.sub(r"\1", text))
    return " ".join(text.split())[:_LONGEST]


def _of_library(thrown: Thrown) -> bool:
    """Return whether an exception's class is one of the standard library's, below Python's own."""
    return bool(thrown.classes) and thrown.classes[0].partition(".")[0] in _WITHOUT_BUILTINS


_WITHOUT_BUILTINS: Final = sys.stdlib_module_names - {"builtins"}


def _values(case: Case) -> set[str]:
    """Return the lines of the texts in a document, as a message has them, and the names of its unknown members."""
    names = {steps_of(news.pointer)[-1] for news in case.judgement.news if news.kind is NewsKind.UNKNOWN_MEMBER}
    lines = {line.strip() for text in _texts(case) for line in text.splitlines()}
    return {text for text in lines | names if not _PERHAPS_A_WORD.fullmatch(text)}


def _texts(case: Case) -> Iterator[str]:
    return (value for _, value in leaves(dict(case.tree or {})) if isinstance(value, str))
