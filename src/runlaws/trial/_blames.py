"""Which failures of a law go by a question that means nothing, since asking it, or another one, changes the value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.client import Observation, Question
from runlaws.laws import Law, View
from runlaws.trial._explaining import likeness_of
from runlaws.verdict import Cause, Failure

__all__ = ["Blames"]

_Observe: TypeAlias = Callable[[Case, frozenset[Question]], Observation]


@define
class Blames:
    """What settling laws blame, found out by asking for these laws alone."""

    observe: _Observe
    failures: Callable[[Sequence[Law], Case], list[Failure]]
    _settled: set[tuple[str, Cause]] = field(init=False, factory=set)

    def left_by(self, settling: Law, law: Law, failures: Sequence[Failure], case: Case) -> Sequence[Failure]:
        """Return the failures that a law also finds if the questions that a settling law blames are not asked."""
        blamed = self._blamed_by(settling, law, failures, case)
        if not blamed:
            return failures
        rest = law.asks - blamed
        again = law.judge(View(case, self.observe(case, rest))).failures if rest else ()
        back = set(map(likeness_of, again))
        return [failure for failure in failures if likeness_of(failure) in back]

    def _blamed_by(self, settling: Law, law: Law, failures: Sequence[Failure], case: Case) -> frozenset[Question]:
        """Return the questions that a law depends on and that a settling law blames.

        That there are none is found out once for similar failures, since it takes many calls.
        """
        settled = {(settling.id, failure.cause) for failure in failures}
        if settled <= self._settled:
            return frozenset()
        if case.origin is not None and not settling.speaks_of(case):
            case = Case.of_bytes(case.origin, case.judgement.profile)
        of_settling = self.failures([settling], evolve(case, third=None))
        if blamed := law.asks & frozenset[Question]().union(*(failure.blames for failure in of_settling)):
            return blamed
        self._settled |= settled
        return frozenset()
