"""The valid documents that cases were made of: what a client does to them is not due to a fault or to news."""

from __future__ import annotations

from collections import Counter
from typing import Final

from attrs import define, field

from runlaws.case import Case
from runlaws.client import Observation, Question
from runlaws.observe import Observer
from runlaws.values import ABSENT, Path, at_path, shortened

__all__ = ["Origins"]

_ASKS: Final = frozenset({Question.ENCODE})


@define
class Origins:
    """What a client did with the valid documents that cases were made of; each is tried once."""

    observer: Observer
    refusals: Counter[str] = field(init=False, factory=Counter)
    """How many of the documents were not accepted, by what was raised, or `None` if that was returned."""
    _seen: dict[bytes, tuple[Case, Observation]] = field(init=False, factory=dict)

    def refused(self, case: Case) -> bool:
        """Return whether the client does not accept what a case was made of; then the case is not evidence."""
        seen = self._look(case)
        return seen is not None and (seen[1].decoded.thrown is not None or seen[1].nothing)

    def lost(self, case: Case, path: Path) -> bool:
        """Return whether the client loses a place of a case, or what is around it, in the valid document too."""
        seen = self._look(case)
        if seen is None or seen[1].encoded is None or seen[1].encoded.thrown is not None:
            return False
        origin, written = seen[0].tree, seen[1].encoded.value
        around = (path[:length] for length in range(1, len(path) + 1))
        return any(
            at_path(origin, inner) not in (ABSENT, None) and at_path(written, inner) is ABSENT for inner in around
        )

    @property
    def none_accepted(self) -> bool:
        """Whether there are such documents, and the client accepted none of them."""
        return 0 < len(self._seen) == self.refusals.total()

    def _count(self, seen: Observation) -> None:
        thrown = seen.decoded.thrown
        if thrown is not None or seen.nothing:
            self.refusals["None" if thrown is None else shortened(str(thrown), 200)] += 1

    def _look(self, case: Case) -> tuple[Case, Observation] | None:
        document = case.origin
        if document is None:
            return None
        if document not in self._seen:
            origin = Case.of_bytes(document, case.judgement.profile)
            self._seen[document] = origin, self.observer.observe(origin, _ASKS)
            self._count(self._seen[document][1])
        return self._seen[document]
