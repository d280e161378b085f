"""What a search knows so far: the simplest case for every failure, and what each law said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import Factory, define, field

from runlaws.case import Case
from runlaws.finding import Tallies
from runlaws.search._causes import Causes
from runlaws.trial import Trial
from runlaws.verdict import Cause, Failure, Verdict

__all__ = ["LessKnown", "Progress"]

LessKnown: TypeAlias = Callable[[Failure, Case, Trial], tuple[Failure, Case] | None]
"""Returns a failure with what is left of its case without what is known, or None where nothing is."""


@define
class Progress:
    """The failures that a search has come across, and the tallies of the laws.

    Of a failure that is known, `less_known` leaves nothing, and it is ignored; where it leaves another case, what is
    known does not matter in that one.
    """

    trial: Trial
    less_known: LessKnown
    failures: dict[Cause, tuple[Failure, Case]] = field(factory=dict)
    tallies: Tallies = field(factory=Tallies)
    causes: Causes = field(init=False, default=Factory(lambda self: Causes(self.trial), takes_self=True))

    def look_up(self, case: Case) -> None:
        """Try a case of the catalogue, and keep it for each failure of which it is one of the simplest cases."""
        for shown in self.counted(case):
            self.failures.setdefault(shown[0].cause, shown)
            self.causes.keep(*shown)

    def counted(self, case: Case) -> list[tuple[Failure, Case]]:
        """Return what the client fails in on a case and is not known, and count what each law says of it."""
        shown: list[tuple[Failure, Case]] = []
        for law, verdict in self.trial.verdicts(case):
            self.tallies.count(law.id, verdict)
            shown += self._unknown(verdict, case)
        return shown

    def uncounted(self, case: Case) -> Iterator[tuple[Failure, Case]]:
        """Yield what the client fails in on a case that is tried to make a finding simpler."""
        for _, verdict in self.trial.verdicts(case):
            yield from self._unknown(verdict, case)

    def _unknown(self, verdict: Verdict, case: Case) -> Iterator[tuple[Failure, Case]]:
        for failure in verdict.failures:
            shown = self.less_known(failure, case, self.trial)
            if shown is not None:
                yield shown
