"""Whether the value of a document is of the class that the values of others are of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from attrs import frozen

from runlaws.case import Case
from runlaws.client import Observation, Outcome, Question
from runlaws.contract import Profile
from runlaws.laws import ACCEPTABLE, Law, one_place_one_class
from runlaws.trial._controls import Controls
from runlaws.trial._memory import Memory
from runlaws.verdict import Verdict

__all__ = ["OF_ANOTHER_CLASS", "Observe", "Wholes"]

Observe: TypeAlias = Callable[[Case, frozenset[Question]], Observation]

OF_ANOTHER_CLASS: Final = Verdict(
    why_not=f"the value is of another class than that of a valid document, which {one_place_one_class.id} reports"
)
_REPORTED_OF_ANY: Final = (one_place_one_class, *one_place_one_class.gives_way_to)
_MOST: Final = 8
"""How many known documents are tried until one is accepted."""


@frozen
class Wholes:
    """The classes of whole values: that of the first sound document is the one to compare with.

    Where there was none yet, known ones are asked; not earlier, since a client may remember them.
    """

    observe: Observe
    controls: Controls
    memory: Memory

    def usual_if_otherwise(self, case: Case, seen: Observation) -> bytes | None:
        """Return a sound document whose value is of another class than that of an accepted object, if it is."""
        if case.shared_tree is None or not _gave_a_value(seen):
            return None
        profile, kind = case.judgement.profile, str(seen.decoded.value)
        if case.standing in ACCEPTABLE:
            self.memory.whole.setdefault(profile.spec, (kind, case.document))
        usual = self._usual(profile)
        return usual[1] if usual and usual[0] != kind else None

    def explain(self, law: Law, case: Case) -> bool:
        """Return whether what a law finds in a case is due to the class of the value, which another law reports."""
        if law.stands_alone or law in _REPORTED_OF_ANY or not one_place_one_class.speaks_of(case):
            return False
        return self.usual_if_otherwise(case, self.observe(case, frozenset())) is not None

    def _usual(self, profile: Profile) -> tuple[str, bytes] | None:
        """Return the class of the value of a sound document, and that document; None if the client accepts none."""
        known = self.memory.whole
        if profile.spec not in known:
            seen = ((control, self.observe(control, frozenset())) for control in self.controls(profile)[:_MOST])
            accepted = ((str(each.decoded.value), control.document) for control, each in seen if _gave_a_value(each))
            known[profile.spec] = next(accepted, None)
        return known[profile.spec]


def _gave_a_value(seen: Observation) -> bool:
    return seen.outcome is Outcome.ACCEPTED and not seen.nothing
