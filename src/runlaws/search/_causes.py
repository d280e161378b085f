"""The causes behind the failures of a search: several may look the same, and each is found and made minimal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.search._kept import FailingCase, Kept
from runlaws.search._matter import left_without, matter_of
from runlaws.search._minimal import minimal
from runlaws.search._plain_name import with_plain_name
from runlaws.trial import Trial
from runlaws.verdict import OVERWRITTEN, Cause, Failure

__all__ = ["MOST_BEHIND", "Causes", "MinimalCause"]

MOST_BEHIND: Final = 5
"""How many causes with one face are told apart. A function that checks nothing fails in a hundred ways that nobody
would call different; and each takes a few dozen trials to make minimal."""

_MOST_LOOKS: Final = 100
"""On how many random cases a search looks behind a face in vain, since a client may fail on every case."""

_Shown: TypeAlias = tuple[Failure, Case]


class MinimalCause(NamedTuple):
    """One cause: a failure, the plainest case that shows it, and what matters in that case."""

    failure: Failure
    case: Case
    matter: tuple[str, ...]


@define
class Causes:
    """The causes of a client's failures, by their faces: a face is what a failure alone shows of its cause."""

    trial: Trial
    _kept: Kept = field(init=False, factory=Kept)
    _minimal: dict[Cause, list[MinimalCause]] = field(init=False, factory=dict)
    _looks: Counter[Cause] = field(init=False, factory=Counter)

    def keep(self, failure: Failure, case: Case) -> None:
        """Keep a failing case if it is the simplest of its make; of all makes, a few of the simplest are kept."""
        self._kept.keep(FailingCase.of(failure, case))

    def tell_apart(self) -> None:
        """Make the kept cases minimal, and find the causes behind them."""
        for shown in self._kept.all():
            self.look_behind(shown.failure, shown.case)
        self._kept.clear()

    def look_behind(self, failure: Failure, case: Case) -> None:
        """Add a further cause if the failure remains without what matters in the causes with the same face."""
        failure, case = with_plain_name(self.trial, failure, case)
        causes = self._minimal.setdefault(failure.cause, [])
        if causes and (self._is_enough(failure, causes) or self._looks[failure.cause] >= _MOST_LOOKS):
            return
        left: _Shown | None = (failure, case)
        for cause in causes:
            left = left and left_without(self.trial, *left, cause.matter)
        if left is not None:
            failure, case = minimal(self.trial, *left)
            matter = matter_of(case)
            if all(matter != cause.matter for cause in causes) and not self._is_explained(failure, case):
                causes.append(MinimalCause(failure, case, matter))
                return
        self._looks[failure.cause] += 1

    def _is_explained(self, failure: Failure, case: Case) -> bool:
        """Return whether the same is raised for a part of what is new in a case: then all else is beside the point.

        A client that refuses a document with several new members is said to do so at the first of them.
        """
        news = {item.pointer for item in case.judgement.news}
        alike = evolve(failure.cause, place="")
        causes = (cause for cause in self.all() if evolve(cause.failure.cause, place="") == alike)
        return len(news) > 1 and any({item.pointer for item in cause.case.judgement.news} < news for cause in causes)

    def has(self, face: Cause) -> bool:
        """Return whether a cause with a face was found."""
        return bool(self._minimal.get(face))

    def all(self) -> Iterator[MinimalCause]:
        """Yield every cause; those with the same face come together."""
        for causes in self._minimal.values():
            yield from causes

    def _is_enough(self, failure: Failure, causes: list[MinimalCause]) -> bool:
        """Return whether a face has enough causes.

        One is enough for a hang, since each look takes a whole deadline, and where a client has one value whatever is
        sent: it does not matter what is wrong with that.
        """
        if failure.kind == OVERWRITTEN:
            return True
        return len(causes) >= MOST_BEHIND or any(law.ending and law.id == failure.law for law in self.trial.laws)
