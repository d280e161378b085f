"""What a trial remembers of one client: the documents that it was shown, and whether it does the same each time."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Final

from attrs import define, field

from runlaws.case import Case
from runlaws.client import UNDER_TAKEN_KEY, Answer, Observation, Question
from runlaws.laws import TAKEN_FOR_ANOTHER, UNAMBIGUOUS, View, classes_shown, one_place_one_class
from runlaws.trial._alike import AlikeMessages
from runlaws.values import differences, pattern, within
from runlaws.verdict import Cause, Failure

__all__ = ["Memory"]

_WITNESSES: Final = 3
_RECENT: Final = 12
_GOES_BY: Final = frozenset({Question.ENCODE})


@define
class Memory:
    """What one client was shown, and where it did not do the same each time. Several trials of it may share this."""

    unrepeatable: bool = False
    """Whether it once did something else with the same bytes."""
    goes_by_key: bool | None = None
    """Whether its value for a document depends on another one with the same key; None if that was not tried."""
    was_shown_tags: bool = False
    """Whether it was tried at every union that its values for objects depend on other ones with the same tag."""
    unstable: set[str] = field(factory=set)
    """The places, with `*` for each index, at which it did."""
    shown_so_far: int = 0
    recent: deque[bytes] = field(factory=lambda: deque(maxlen=_RECENT))
    """The documents that it was shown most recently."""
    messages: AlikeMessages = field(factory=AlikeMessages)
    """What its exceptions said."""
    known: set[Hashable] = field(factory=set)
    """What of a user's known failures it has shown."""
    looks_in_vain: Counter[Cause] = field(factory=Counter)
    """How often a failure that looks like a known one turned out to be that."""
    wholes: dict[tuple[str, str], tuple[str, Case]] = field(factory=dict)
    """The classes of the values of sound documents, with these, by the profile and the state."""
    _classes: dict[Hashable, tuple[str, bytes]] = field(factory=dict)
    """The class that was shown first at each place, and the document that it was shown for."""
    _shared: set[Hashable] = field(factory=set)
    """The containers of whose values it was asked whether they are shared."""
    _witnesses: list[tuple[Case, Answer]] = field(factory=list)

    def shown(self, case: Case, observation: Observation) -> None:
        """Note that a case was shown to the client; of the first ones, also what the client did with them."""
        self.shown_so_far += 1
        if UNDER_TAKEN_KEY in observation.repeated and self.goes_by_key is None:
            self.goes_by_key = False
        if case.document not in self.recent:
            self.recent.append(case.document)
        if len(self._witnesses) < _WITNESSES and observation.cut_short == {}:
            written = observation.repeated.get("at first", observation.encoded)
            if written is not None and written.thrown is None:
                self._witnesses.append((case, written))

    def shown_otherwise(self, view: View) -> bytes | None:
        """Return the document shown before whose value shows another class at a place than this one does, if any.

        The first class of a place is noted, unless a law says that it is wrong there.
        """
        other, case = None, view.case
        if case.standing not in UNAMBIGUOUS:
            return None
        for key, _, name in classes_shown(case, view.observation.shown, view.observation.types):
            known = self._classes.get(key)
            if known is None and not any(law.finds_something_in(view) for law in one_place_one_class.gives_way_to):
                self._classes[key] = name, case.document
            elif known is not None and known[0] != name:
                other = other or known[1]
        return other

    def is_first_with(self, case: Case) -> bool:
        """Return whether a case has an array or object at a place where none was yet, or none, or an empty one."""
        members = case.judgement.profile.shape.members
        keys: set[Hashable] = {
            (named.pattern, named.tag, not named.value) for named in case.named if isinstance(named.value, dict | list)
        }
        keys |= {name for name in members if (case.tree or {}).get(name) is None}
        if keys <= self._shared:
            return False
        self._shared |= keys
        return True

    def some_of(self, known: Sequence[Case], most: int) -> list[Case]:
        """Return a few of some documents, different ones each time, since the same may always leave the same state."""
        apart = len(known) // most
        return [known[(self.shown_so_far + number * apart) % len(known)] for number in range(most)] if known else []

    def look_again(self, observe: Callable[[Case, frozenset[Question]], Observation]) -> None:
        """Ask the client about the first cases again, and note where it does something else now."""
        for case, before in self._witnesses:
            now = observe(case, _GOES_BY).encoded
            if now is None:
                continue
            if now.thrown is not None:
                self.unrepeatable = True
            elif changes := list(differences(before.value, now.value)):
                self.note(pattern(change.path) for change in changes)

    def note_failures(self, failures: Iterable[Failure]) -> None:
        """Note the failures that a law reports of a client that does not do the same each time."""
        for failure in failures:
            if failure.kind == TAKEN_FOR_ANOTHER and not self.unrepeatable:  # else it may be chance
                self.goes_by_key = True
            self.note([failure.cause.place])

    def note(self, places: Iterable[str]) -> None:
        """Note places at which the client did not do the same each time."""
        self.unrepeatable = True
        self.unstable.update(place for place in places if place)

    def stable(self, failures: Iterable[Failure]) -> list[Failure]:
        """Return the failures that are not at, in or around a place at which the client does not do the same."""
        return [failure for failure in failures if not _is_at(failure.cause.place, self.unstable)]


def _is_at(place: str, others: Collection[str]) -> bool:
    return bool(place) and (within(place, others) or any(within(other, (place,)) for other in others))
