"""How causes of one kind at one place differ: in what was raised, by which function, or in the types of values."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from runlaws.case import Case
from runlaws.client import Opaque, Thrown
from runlaws.contract import Standing
from runlaws.laws._problems import first_problem
from runlaws.laws._wording import message_of, parts_of, raw_message
from runlaws.values import ABSENT, type_name
from runlaws.verdict import Words

__all__ = ["CauseParts", "details_of", "what_tells_apart"]

_WRONG: Final = (Standing.INVALID, Standing.AMBIGUOUS, Standing.MALFORMED)
"""Documents in which an error of validation finds some problem, rightly: that the error comes through is one fault."""


class CauseParts(NamedTuple):
    """The parts of a cause beyond its law, place and kind."""

    message: str = ""
    frame: str = ""
    types: str = ""
    raw: str = ""
    values: tuple[str, ...] = ()


def what_tells_apart(case: Case, sent: object, got: object) -> CauseParts:
    """Return the parts of a failure's cause that distinguish it from others of its kind at its place."""
    if isinstance(got, Thrown):
        raw = "" if _is_said_by_others(got) else raw_message(got.message)
        values = parts_of(raw, case) if raw else ()
        problem = "" if case.standing in _WRONG else first_problem(got, case)
        return CauseParts(message_of(raw, values), got.frame, problem, raw, values)
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


def _is_said_by_others(thrown: Thrown) -> bool:
    """Return whether the message of an exception is not the client's own.

    What a library says to whoever called it is about the value; which part of the client called it is what matters.
    Nor is what Python says of an exhausted stack or of bytes that are no text: where that happens is chance.
    """
    return bool(thrown.library or thrown.ended or _of_library(thrown)) or thrown.type in _SAID_BY_PYTHON


_SAID_BY_PYTHON: Final = frozenset({"RecursionError", "UnicodeDecodeError", "UnicodeEncodeError"})


def _of_library(thrown: Thrown) -> bool:
    """Return whether an exception's class is one of the standard library's, below Python's own."""
    return bool(thrown.classes) and thrown.classes[0].partition(".")[0] in _WITHOUT_BUILTINS


_WITHOUT_BUILTINS: Final = sys.stdlib_module_names - {"builtins"}
