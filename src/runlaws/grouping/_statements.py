"""Statements of a client in which exceptions are raised, and which of these are one defect."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from attrs import frozen

from runlaws.finding import Finding
from runlaws.laws import Family, UnknownLaw, fails_cleanly, find_law
from runlaws.verdict import Failure

__all__ = ["Statements"]

_RAISED: Final = re.compile(r"(?P<statement>.+, line \d+)(?: \(by (?P<library>[\w.]+)\))?")

_TYPE: Final = re.compile(r"\b(?:NoneType|bool|dict|float|int|list|str|tuple)\b")
"""The types of JSON values, as Python's messages have them: one check is missing, whatever came in its place."""

_NUMBER: Final = re.compile(r"\d")

_OF_THE_LANGUAGE: Final = frozenset(
    {
        *("AttributeError", "IndexError", "KeyError", "NameError", "RecursionError", "TypeError", "UnboundLocalError"),
        *("UnicodeDecodeError", "UnicodeEncodeError", "ZeroDivisionError"),
        *("RangeError", "ReferenceError", "SyntaxError"),
        *("ClassCastException", "InvalidCastException", "KeyNotFoundException"),
        *("NullPointerException", "NullReferenceException"),
    }
)
"""Classes of exceptions that a statement seldom names: that the language raises them there is one missing check."""


@frozen
class Statements:
    """Where exceptions came from."""

    _unchecked: frozenset[str]
    """Statements in which the language raised: they raise nothing on purpose, whatever the class of an exception."""

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Statements:
        """Return what the exceptions of some findings say of the statements that they come from."""
        types: dict[str, set[str]] = defaultdict(set)
        for finding in findings:
            if at := _RAISED.fullmatch(next(iter(finding.failure.raised), "")):
                types[at["statement"]].add(_type_of(finding.failure))
        return cls(frozenset(statement for statement, its in types.items() if its & _OF_THE_LANGUAGE))

    def of_one(self, failure: Failure) -> Iterator[Hashable]:
        """Yield the statement that raised, where whatever it raises is one defect.

        That is what the language raises there and, of a document that is to be refused, what a library raises: nobody
        catches it. Where the client raises on purpose, what it says tells defects apart; of one text, what matters,
        unless the text has the number of a limit, such as how deep a document may be.
        """
        at = _RAISED.fullmatch(failure.raised[0]) if failure.raised else None
        type_, says = _type_of(failure), str(failure.got)
        if not at:
            if type_ in _OF_THE_LANGUAGE and not _is_refusal(failure.law):
                yield "raised", says
                yield "raised alike", failure.law, failure.kind, failure.cause.message or says
            return
        statement, library = at["statement"], at["library"]
        of_the_language = library in sys.stdlib_module_names or (library is None and statement in self._unchecked)
        if failure.law == fails_cleanly.id:
            yield "leaks", statement, "" if of_the_language or library else says
        elif of_the_language:
            yield "raised", statement
        elif library:
            yield "raised", statement, says
        if _is_refusal(failure.law) and _NUMBER.search(says):
            yield "limit", statement, says
        if of_the_language:
            yield "says", statement, says
            if failure.law == fails_cleanly.id or _is_of_what_is_new(failure.law):
                yield "says of any type", statement, _TYPE.sub("…", says)


def _type_of(failure: Failure) -> str:
    return str(failure.got).partition(":")[0]


def _is_of_what_is_new(law: str) -> bool:
    try:
        return find_law(law).family is Family.TOLERANCE
    except UnknownLaw:
        return False


def _is_refusal(law: str) -> bool:
    try:
        return find_law(law).family in (Family.ACCEPTANCE, Family.TOLERANCE)
    except UnknownLaw:
        return False
