"""The state of a search: the failures that it has come across, and the tallies of the laws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import Factory, define, field

from runlaws.case import Case
from runlaws.coverage import Meter
from runlaws.finding import Tallies
from runlaws.search._causes import Causes
from runlaws.trial import Layer, Trial
from runlaws.verdict import Cause, Failure, Verdict

__all__ = ["LessKnown", "Progress"]

LessKnown: TypeAlias = Callable[[Failure, Case, Trial], tuple[Failure, Case] | None]
"""Returns the part of a failure that is not known, with a case that shows it, or None if all of it is known."""


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
    seen: Counter[Cause] = field(factory=Counter)
    """In how many cases a failure with each cause showed."""
    statements: dict[Cause, dict[str, None]] = field(factory=dict)
    """In which statements of the client an exception with each cause was raised."""
    meter: Meter | None = None
    """Gathers what of a contract the cases exercise, if it is there."""
    causes: Causes = field(init=False, default=Factory(lambda self: Causes(self.trial), takes_self=True))

    def look_up(self, case: Case) -> None:
        """Try a case of the catalogue, and keep it for each failure that few simpler cases show."""
        for shown in self.counted(case, Layer.CATALOGUE):
            self.failures.setdefault(shown[0].cause, shown)
            self.causes.keep(*shown)

    def counted(self, case: Case, layer: Layer | None = None) -> list[tuple[Failure, Case]]:
        """Return the failures on a case that are not known, and count the verdict of each law; see `Trial.verdicts`."""
        verdicts = self.trial.verdicts(case, layer)
        self.tallies.count((law.id, verdict) for law, verdict in verdicts)
        shown = [shown for _, verdict in verdicts if verdict.failures for shown in self._unknown(verdict, case)]
        self.seen.update({failure.cause for failure, _ in shown})
        for failure, _ in shown:
            if failure.raised:
                self.statements.setdefault(failure.cause, {})[failure.raised[0]] = None
        if self.meter is not None:
            self.meter.add(case)
        return shown

    def _unknown(self, verdict: Verdict, case: Case) -> Iterator[tuple[Failure, Case]]:
        for failure in verdict.failures:
            shown = self.less_known(failure, case, self.trial)
            if shown is not None:
                yield shown
