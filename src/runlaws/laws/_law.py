"""What a law is, and how one is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import field, frozen

from runlaws.case import Case, Likeness
from runlaws.client import Observation, Outcome
from runlaws.contract import Standing
from runlaws.verdict import Failure, Verdict

__all__ = ["ACCEPTABLE", "ANY", "NO_CRASH", "UNAMBIGUOUS", "Law", "law"]

Found: TypeAlias = Iterator[Failure]

ACCEPTABLE = frozenset({Standing.VALID, Standing.QUESTIONABLE})
UNAMBIGUOUS = ACCEPTABLE | {Standing.EXTENDED}
ACCEPTED = frozenset({Outcome.ACCEPTED})
NO_CRASH = ACCEPTED | {Outcome.REFUSED}
ANY = frozenset(Outcome)


@frozen
class Law:
    """A named sentence about clients, and a pure function that finds where an observation breaks it.

    `standings` are those of the documents it speaks of, `outcomes` what became of them; a law about accepted
    documents alone needs a value. It may need an encoder (`encodes`), a `twin` of some likeness, and a
    `promise`, the setting of the policy that it holds a client to. Without them it is not applicable, not broken.
    """

    id: str
    says: str
    why: str
    standings: frozenset[Standing]
    outcomes: frozenset[Outcome]
    encodes: bool
    twin: Likeness | None
    promise: tuple[str, object] | None
    find: Callable[[Case, Observation], Found] = field(eq=False, repr=False)

    def judge(self, case: Case, seen: Observation) -> Verdict:
        """Return whether a client kept this law in what it did with a case."""
        why_not = self._why_not(case, seen)
        return Verdict(why_not=why_not) if why_not else Verdict(tuple(self.find(case, seen)))

    def _why_not(self, case: Case, seen: Observation) -> str:
        if case.standing not in self.standings:
            return f"the document is {case.standing.value}"
        if self.promise is not None and getattr(seen.policy, self.promise[0]) != self.promise[1]:
            return f"the client does not promise {self.promise[0]}={self.promise[1]!r}"
        if seen.outcome not in self.outcomes:
            return f"the client {'crashed on' if seen.outcome is Outcome.CRASHED else seen.outcome.value} the document"
        if self.outcomes == ACCEPTED and seen.nothing:
            return "the client gave nothing"
        if self.encodes and seen.encoded is None:
            return "the client does not encode"
        return self._why_no_twin(case, seen)

    def _why_no_twin(self, case: Case, seen: Observation) -> str:
        if self.twin is None:
            return ""
        if case.twin is None or seen.twin is None or case.twin.likeness is not self.twin:
            return f"the case has no twin with {self.twin.value} data"
        if self.twin is Likeness.DIFFERENT and seen.twin.decoded.thrown is not None:
            return "the client did not accept the twin"
        return ""


def law(
    id: str,
    says: str,
    *,
    why: str,
    standings: frozenset[Standing],
    outcomes: frozenset[Outcome] = ACCEPTED,
    encodes: bool = False,
    twin: Likeness | None = None,
    promise: tuple[str, object] | None = None,
) -> Callable[[Callable[[Case, Observation], Found]], Law]:
    """Make a function that yields failures a `Law`."""

    def wrap(find: Callable[[Case, Observation], Found]) -> Law:
        return Law(id, says, why, standings, outcomes, encodes, twin, promise, find)

    return wrap
