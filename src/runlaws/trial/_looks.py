"""Finding out whether a client remembers: whether its value for a document depends on what it was shown before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.laws import TAKEN_FOR_ANOTHER, Law, decoding_is_repeatable
from runlaws.trial._controls import Controls, after_others_like, with_every_member
from runlaws.trial._memory import Memory
from runlaws.values import steps_of
from runlaws.verdict import Failure

__all__ = ["Looks"]

_Failures: TypeAlias = Callable[[Sequence[Law], Case], list[Failure]]

_ANY_UNKNOWN: Final = ""


@define
class Looks:
    """The looks at one client, once there is a failure to explain; what they show is noted in its memory."""

    failures: _Failures
    """The failures of some laws on a case."""
    controls: Controls
    memory: Memory
    _at_members: set[str] = field(init=False, factory=set)
    """The members in which alone two documents were let differ: each takes a few dozen decodings."""

    def for_another_with_the_key(self, profile: Profile) -> None:
        """Find out, once, whether the client's value for a document depends on another one with the same key."""
        known = self.controls(profile)
        if self.memory.goes_by_key is None and len(known) > 1:
            self.memory.goes_by_key = False
            first, *_, last = known
            self.memory.note_failures(self.failures([decoding_is_repeatable], evolve(first, before=(last.document,))))

    def for_others_with_the_tag(self, profile: Profile) -> None:
        """Find out, once, whether the client's values for objects depend on other ones with the same tag."""
        if not self.memory.was_shown_tags and not self.memory.unrepeatable:
            self.memory.was_shown_tags = True
            for control in with_every_member(self.controls(profile)):
                self.memory.note_failures(self.failures([decoding_is_repeatable], control))

    def for_one_like(self, case: Case, failures: Sequence[Failure]) -> None:
        """Find out whether the value depends on another document that differs in one member that fails alone.

        A client may remember values by the key and more, so that two known documents do not show it.
        """
        if self.memory.unrepeatable or self.memory.goes_by_key:
            return
        known = case.judgement.profile.shape.members
        for name in dict.fromkeys(steps_of(failure.pointer)[0] for failure in failures if failure.pointer):
            member = name if name in known else _ANY_UNKNOWN
            if member not in self._at_members:
                self._at_members.add(member)
                for after_another in after_others_like(case, name, self.controls(case.judgement.profile)):
                    again = self.failures([decoding_is_repeatable], after_another)
                    self.memory.note_failures(failure for failure in again if failure.kind == TAKEN_FOR_ANOTHER)
