"""What a law is, and how one is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import field, frozen

from runlaws.case import Case, Likeness
from runlaws.client import Observation, Outcome
from runlaws.contract import Standing
from runlaws.verdict import Failure, Verdict

__all__ = ["ACCEPTABLE", "UNAMBIGUOUS", "Law", "law"]

Found: TypeAlias = Iterator[Failure]

ACCEPTABLE = frozenset({Standing.VALID, Standing.QUESTIONABLE})
UNAMBIGUOUS = ACCEPTABLE | {Standing.EXTENDED}


@frozen
class Law:
    """A named sentence about clients, and a pure function that finds where an observation breaks it.

    `standings` are those of the documents it speaks of. It needs an `accepted` document, an encoder
    (`encodes`), a `twin` of some likeness: without them it is not applicable, not broken.
    """

    id: str
    says: str
    why: str
    standings: frozenset[Standing]
    accepted: bool
    encodes: bool
    twin: Likeness | None
    find: Callable[[Case, Observation], Found] = field(eq=False, repr=False)

    def judge(self, case: Case, seen: Observation) -> Verdict:
        """Return whether a client kept this law in what it did with a case."""
        why_not = self._why_not(case, seen)
        return Verdict(why_not=why_not) if why_not else Verdict(tuple(self.find(case, seen)))

    def _why_not(self, case: Case, seen: Observation) -> str:
        if case.standing not in self.standings:
            return f"the document is {case.standing.value}"
        if self.accepted and seen.outcome is not Outcome.ACCEPTED:
            return "the client did not accept the document"
        if self.encodes and seen.encoded is None:
            return "the client does not encode"
        if self.twin is not None and (case.twin is None or case.twin.likeness is not self.twin):
            return f"the case has no twin with {self.twin.value} data"
        if self.twin is not None and (seen.twin is None or seen.twin.decoded.thrown is not None):
            return "the client did not accept the twin"
        return ""


def law(
    id: str,
    says: str,
    *,
    why: str,
    standings: frozenset[Standing],
    accepted: bool = True,
    encodes: bool = False,
    twin: Likeness | None = None,
) -> Callable[[Callable[[Case, Observation], Found]], Law]:
    """Make a function that yields failures a `Law`."""

    def wrap(find: Callable[[Case, Observation], Found]) -> Law:
        return Law(id, says, why, standings, accepted, encodes, twin, find)

    return wrap
