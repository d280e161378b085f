"""Whether the value of a document is of the class that the values of others are of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from attrs import frozen

from runlaws.case import Case
from runlaws.client import Observation, Outcome, Question
from runlaws.contract import Profile
from runlaws.laws import ACCEPTABLE, Law, are_classes_of_one_thing, one_place_one_class
from runlaws.trial._controls import Controls
from runlaws.trial._memory import Memory
from runlaws.values import members_of
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
    """The classes of whole values: that of the first sound document of a state is the one to compare with.

    Where there was none yet, known ones are asked; not earlier, since a client may remember them.
    """

    observe: Observe
    controls: Controls
    memory: Memory

    def usual_if_otherwise(self, case: Case, seen: Observation) -> bytes | None:
        """Return a sound document whose value is of another class than that of a case, though they are of one thing."""
        if case.shared_tree is None or not _gave_a_value(seen):
            return None
        kind, profile = str(seen.decoded.value), case.judgement.profile
        if case.standing in ACCEPTABLE:
            self._learn(case, kind)
        elif not any(spec == profile.spec for spec, _ in self.memory.wholes):
            self._ask_a_known_one(profile)
        usual = [(other, known) for (spec, _), (other, known) in self.memory.wholes.items() if spec == profile.spec]
        otherwise = (known.document for other, known in usual if are_classes_of_one_thing(other, known, kind, case))
        return next(otherwise, None)

    def explain(self, law: Law, case: Case) -> bool:
        """Return whether what a law finds in a case is due to the class of the value, which another law reports."""
        if law.stands_alone or law in _REPORTED_OF_ANY or not one_place_one_class.speaks_of(case):
            return False
        return self.usual_if_otherwise(case, self.observe(case, frozenset())) is not None

    def _learn(self, case: Case, kind: str) -> None:
        profile = case.judgement.profile
        state = str(members_of(case.shared_tree).get(profile.object.state))
        self.memory.wholes.setdefault((profile.spec, state), (kind, case))

    def _ask_a_known_one(self, profile: Profile) -> None:
        for control in self.controls(profile)[:_MOST]:
            if _gave_a_value(seen := self.observe(control, frozenset())):
                self._learn(control, str(seen.decoded.value))
                return


def _gave_a_value(seen: Observation) -> bool:
    return seen.outcome is Outcome.ACCEPTED and not seen.nothing
