"""Places at which a client has one value whatever is sent: one fault, of whatever type that was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Final

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Observation, Question
from runlaws.laws import Family, Law, View
from runlaws.values import ABSENT, Json, at_path, path_of, replaced, same_json
from runlaws.verdict import OVERWRITTEN, Failure

__all__ = ["Overwritten"]

_TRIED: Final[tuple[Json, ...]] = ("x", "", 7, 0, 8, 100, True, False, {"x": 1}, {}, ["x"], [])
_ENOUGH: Final = 3
"""So many of the values that are tried must be accepted for the client to be known by what it makes of them."""
_FAMILIES: Final = (Family.ROUND_TRIP, Family.FIELDS, Family.ACCEPTANCE, Family.TOLERANCE)


@define
class Overwritten:
    """Finds out, once for a place and a value there, whether a client has that value whatever is sent."""

    observe: Callable[[Case, frozenset[Question]], Observation]
    _known: dict[tuple[str, str, str], bool] = field(init=False, factory=dict)

    def as_one(self, law: Law, case: Case, failure: Failure) -> Failure:
        """Return a failure; if another value has the same fate, with a kind and a cause that say no more than that."""
        if not self._may_be(law, case, failure):
            return failure
        key = law.id, failure.cause.place, json.dumps(failure.got)
        if key not in self._known:
            self._known[key] = self._is_so(law, case, failure)
        if not self._known[key]:
            return failure
        return evolve(failure, kind=OVERWRITTEN, cause=evolve(failure.cause, kind=OVERWRITTEN, types=""))

    def _may_be(self, law: Law, case: Case, failure: Failure) -> bool:
        is_scalar = isinstance(failure.got, str | int | float) and type(failure.got) in (str, int, float, bool)
        return is_scalar and bool(failure.pointer) and case.tree is not None and case.twin is None and _compares(law)

    def _is_so(self, law: Law, case: Case, failure: Failure) -> bool:
        """Return whether values of every type that the client accepts at the place become what was got there."""
        got = [value for other in _with_others(case, failure) for value in self._got(law, other, failure.pointer)]
        return len(got) >= _ENOUGH and all(same_json(value, failure.got) for value in got)

    def _got(self, law: Law, case: Case, place: str) -> Iterator[Json]:
        """Yield what a client has at a place of a document that it accepts, by what the law goes by."""
        view = View(case, self.observe(case, law.asks))
        if view.without_value:
            return
        written = view.written
        got = (
            view.observation.shown.get(place, NOT_SHOWN) if written is ABSENT else at_path(written, _path(case, place))
        )
        yield got if isinstance(got, str | int | float | dict | list) else None


def _compares(law: Law) -> bool:
    """Return whether a law compares what is written or shown with what was sent."""
    return bool(law.asks & {Question.ENCODE, Question.SHOW}) and law.family in _FAMILIES


def _path(case: Case, place: str) -> tuple[str | int, ...]:
    return path_of(case.tree or {}, place)


def _with_others(case: Case, failure: Failure) -> Iterator[Case]:
    """Yield documents with other values at the place of a failure than what was got there."""
    for value in _TRIED:
        if not same_json(value, failure.got):
            try:
                tree = replaced(case.tree, _path(case, failure.pointer), value)
            except LookupError:
                return
            if isinstance(tree, dict):
                yield Case.of_tree(tree, case.judgement.profile, made=case.made)
