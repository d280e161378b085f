"""The failing cases that a search keeps until it tells their causes apart: a few of the simplest for each face."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from attrs import define, evolve, field, frozen

from runlaws.case import Case
from runlaws.search._edited import broken_rules
from runlaws.search._simplest import busyness, notable
from runlaws.verdict import Cause, Failure

__all__ = ["FailingCase", "Kept"]

_MOST_CASES: Final = 24
"""How many cases are kept for each face, all of different makes."""

_MOST_NAMES: Final = 8
"""Of how many unknown members of one object a failure is kept. A client that loses them all loses each, and the
catalogue has some hundred names."""

_Make: TypeAlias = tuple[object, ...]


@frozen
class FailingCase:
    """A failure, and a case that shows it: its make, and how much there is in it.

    Cases of different makes may fail for different reasons. Of a random case, `index` is its number.
    """

    failure: Failure
    case: Case
    make: _Make
    rank: tuple[int, bool, int]
    index: int | None = None

    @classmethod
    def of(cls, failure: Failure, case: Case, index: int | None = None) -> FailingCase:
        """Return a failure with its case, looked at once."""
        news = frozenset((news.kind, news.pointer) for news in case.judgement.news)
        broken = frozenset(broken_rules(case))
        make = case.standing.value, case.twin is None, broken, news, frozenset(notable(case))
        return cls(failure, case, make, busyness(case), index)


@define
class Kept:
    """The simplest failing case of each make, by the faces of the failures; of all makes, a few of the simplest.

    A face is what a failure alone shows of its cause.
    """

    most: int = _MOST_CASES
    most_names: int = _MOST_NAMES
    _of: dict[Cause, dict[_Make, FailingCase]] = field(init=False, factory=dict)
    _names: dict[Cause, set[str]] = field(init=False, factory=dict)

    def keep(self, shown: FailingCase) -> None:
        """Keep a failing case if it is the simplest of its make."""
        if self._is_one_name_too_many(shown.failure, shown.case):
            return
        kept = self._of.setdefault(shown.failure.cause, {})
        before = kept.get(shown.make)
        if before is None or shown.rank < before.rank:
            kept[shown.make] = shown
        if len(kept) > self.most:
            del kept[max(kept, key=lambda make: kept[make].rank)]

    def faces(self) -> Iterator[tuple[Cause, list[FailingCase]]]:
        """Yield each face, in the order in which they were shown, with its cases, the simplest first."""
        for face, kept in self._of.items():
            yield face, sorted(kept.values(), key=lambda shown: shown.rank)

    def all(self) -> Iterator[FailingCase]:
        """Yield all that is kept, face by face."""
        for _, kept in self.faces():
            yield from kept

    def has(self, face: Cause) -> bool:
        """Return whether a case of a face is kept."""
        return face in self._of

    def clear(self) -> None:
        """Forget the cases, but not of which unknown members failures were kept."""
        self._of.clear()

    def _is_one_name_too_many(self, failure: Failure, case: Case) -> bool:
        """Return whether failures of enough other unknown members of the same object are kept."""
        if all(news.pointer != failure.pointer for news in case.judgement.news):
            return False
        place = failure.cause.place.rpartition("/")[0]
        names = self._names.setdefault(evolve(failure.cause, place=place), set())
        if len(names) < self.most_names:
            names.add(failure.pointer)
        return failure.pointer not in names
