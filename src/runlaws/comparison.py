"""Comparisons: what several clients do with the same cases, as the data that every report shows."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.finding import SearchResult
from runlaws.values import Absent, Json

__all__ = ["Aspect", "ComparisonResult", "Disagreement", "Side", "VersionChange"]


class Aspect(enum.StrEnum):
    """What clients disagree about."""

    ACCEPTANCE = "accepts or refuses"
    ENDING = "answers, hangs or ends the process"
    ERROR = "raises another error"
    CONTENT = "keeps, drops or changes"
    WRITING = "writes or cannot write"
    SHOWING = "shows other values"
    EQUALITY = "compares otherwise"
    HASHING = "hashes otherwise"
    COPYING = "copies otherwise"
    PRINTING = "prints otherwise"
    STABILITY = "does or does not do the same each time"


@frozen
class Side:
    """Clients that do the same, and what that is."""

    clients: tuple[str, ...]
    does: str


@frozen
class Disagreement:
    """One thing that clients do differently: the sides, and the smallest document on which they part.

    `about` says in words what they are given at the place (a JSON pointer), `also` has the other places where the same
    clients part in the same way. `seen` says in how many cases that was. `notable` has the members of the case that
    are not in their simplest form.
    """

    aspect: Aspect
    pointer: str
    about: str
    sides: tuple[Side, ...]
    case: Case
    also: tuple[str, ...] = ()
    seen: int = 0
    notable: Mapping[str, Json | Absent] = field(factory=dict)

    def side_of(self, client: str) -> Side | None:
        """Return the side that a client is on, or None if it could not be asked."""
        return next((side for side in self.sides if client in side.clients), None)


@frozen
class VersionChange:
    """What a version of an SDK does otherwise than the one before it, and the number of the disagreement, from 1."""

    before: str
    after: str
    did: str
    does: str
    number: int


@frozen
class ComparisonResult:
    """What clients disagree about, in the order of importance, and how each fared by the laws.

    `clients` are in the order in which they were named. `versions` has those of one SDK in the order of their
    versions. `lost` says of a client that could not be asked to the end why. `policies` has what each promises. Of a
    comparison that ended before its time, `ended` says in a sentence why.
    """

    clients: tuple[str, ...]
    profile: str
    cases: int
    seed: int
    disagreements: tuple[Disagreement, ...]
    results: tuple[SearchResult, ...] = ()
    versions: tuple[tuple[str, ...], ...] = ()
    lost: Mapping[str, str] = field(factory=dict)
    policies: Mapping[str, Policy] = field(factory=dict)
    ended: str = ""

    def with_results(self, results: Sequence[SearchResult]) -> ComparisonResult:
        """Return the comparison with the results of holding each client to the laws."""
        return evolve(self, results=tuple(results))

    def changes(self) -> Iterator[VersionChange]:
        """Yield what each version of an SDK does otherwise than the one before it."""
        for chain in self.versions:
            for before, after in itertools.pairwise(chain):
                for number, disagreement in enumerate(self.disagreements, 1):
                    did, does = disagreement.side_of(before), disagreement.side_of(after)
                    if did is not None and does is not None and did is not does:
                        yield VersionChange(before, after, did.does, does.does, number)
