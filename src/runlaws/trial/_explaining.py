"""Which failures are alike, and which explain others: of a more fundamental law, at the same place, of one nature."""

from __future__ import annotations

import functools
import json
from collections.abc import Hashable, Iterable
from typing import Final

from runlaws.client import Question
from runlaws.contract import Standing
from runlaws.laws import ACCEPTABLE, LAWS, Family, Law, shows_members
from runlaws.values import overlaps, within
from runlaws.verdict import Failure, Words

__all__ = [
    "apart_from",
    "is_about",
    "kind_of",
    "laws_of_origin",
    "likeness_of",
    "more_fundamental_than",
    "of_the_same_nature",
]

_OF_VALID: Final = tuple(
    law
    for law in LAWS
    if Standing.VALID in law.standings and (law.twin is None or law.alone) and Question.REPEAT not in law.asks
)


@functools.cache
def more_fundamental_than(law: Law) -> tuple[Law, ...]:
    """Return the laws about valid documents that precede a law; all of them precede a law about other documents."""
    before = LAWS[: LAWS.index(law)] if law.standings == ACCEPTABLE else LAWS
    return tuple(other for other in _OF_VALID if other in before and other.asks <= law.asks and other.id != law.id)


@functools.cache
def laws_of_origin(law: Law) -> tuple[Law, ...]:
    """Return the laws about valid documents whose failures on the document a case was made of may explain a law's."""
    return tuple(other for other in _OF_VALID if other.asks - {Question.TWIN} <= law.asks and other is not law)


def of_the_same_nature(others: Iterable[Law], *, written: bool) -> list[Law]:
    """Return those of some laws that go by what another one went by: what is shown does not explain what is written.

    `written` says whether that one went by what the client writes. What is not shown explains nothing, since no other
    law goes by it.
    """
    return [other for other in others if other is not shows_members and not (written and other.family is Family.FIELDS)]


def is_about(place: str, other: str) -> bool:
    """Return whether a failure at another place explains one here: the places are equal, or one is in the other.

    But the loss of an item of a list does not explain failures in the items that are kept.
    """
    if not other or other == place:
        return other == place
    return within(other, (place,)) or (within(place, (other,)) and not other.endswith("/*"))


def apart_from(others: Iterable[Failure], failures: Iterable[Failure]) -> list[Failure]:
    """Return the failures at places other than those of `others`; a refused document is reported as a whole."""
    places = {failure.pointer for failure in others}
    if "" in places:
        return []
    return [failure for failure in failures if not failure.pointer or not overlaps(failure.pointer, places)]


def kind_of(failure: Failure) -> Hashable:
    """Return the law, the place and the kind; not the origin of an exception, which may vary if the stack overflows."""
    return failure.law, failure.cause.place, failure.kind


def likeness_of(failure: Failure) -> Hashable:
    """Return what a failure must have in common with one that recurs: where, how, and what was got, if that is data."""
    if isinstance(failure.got, Words):
        return kind_of(failure)
    try:
        return kind_of(failure), failure.pointer, json.dumps(failure.got)
    except (TypeError, ValueError, RecursionError):
        return kind_of(failure), failure.pointer
