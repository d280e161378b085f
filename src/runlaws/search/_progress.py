"""What a search knows so far: the simplest case for every failure, and what each law said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define, field

from runlaws.case import Case
from runlaws.finding import Tallies
from runlaws.search._simplest import busyness
from runlaws.trial import Trial
from runlaws.verdict import Cause, Failure

__all__ = ["Progress"]


@define
class Progress:
    """The failures that a search has come across, and the tallies of the laws.

    A failure for which `leave_out` returns True is known, and is ignored.
    """

    trial: Trial
    leave_out: Callable[[Failure], bool]
    failures: dict[Cause, tuple[Failure, Case]] = field(factory=dict)
    tallies: Tallies = field(factory=Tallies)

    def look_up(self, case: Case) -> None:
        """Try a case of the catalogue; for each failure the simplest case is kept."""
        for failure in self.counted(case):
            before = self.failures.get(failure.cause)
            if before is None or busyness(case) < busyness(before[1]):
                self.failures[failure.cause] = failure, case

    def counted(self, case: Case) -> list[Failure]:
        """Return the failures of the client on a case, and count what each law says of it."""
        failures: list[Failure] = []
        for law, verdict in self.trial.verdicts(case):
            self.tallies.count(law.id, verdict)
            failures += (failure for failure in verdict.failures if not self.leave_out(failure))
        return failures

    def uncounted(self, case: Case) -> Iterator[Failure]:
        """Yield the failures of the client on a case that is tried to make a finding simpler."""
        for _, verdict in self.trial.verdicts(case):
            yield from (failure for failure in verdict.failures if not self.leave_out(failure))
