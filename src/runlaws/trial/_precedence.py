"""Each defect by one law: looked into where there is a failure, and so rarely."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, TypeAlias

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.client import Observation, Question
from runlaws.contract import Profile, Standing
from runlaws.laws import ACCEPTABLE, LAWS, Law, View, decoding_is_repeatable
from runlaws.trial._controls import Controls, KnownValues, controls_at, known_values, news_alone
from runlaws.trial._memory import Memory
from runlaws.values import overlaps, within
from runlaws.verdict import Cause, Failure, Verdict, Words

__all__ = ["Precedence"]

_Observe: TypeAlias = Callable[[Case, frozenset[Question]], Observation]

_SAME_OF_ORIGIN: Final = Verdict(
    why_not="the client fails in the same way on the valid document that this one was made from",
)
_SAME_OF_CONTROL: Final = Verdict(why_not="the client fails at this place with known values, too")
_SAME_OF_NEWS: Final = Verdict(
    why_not="the client fails in the same way on a document in which only the unknown part is left"
)
_OTHERS_DOING: Final = Verdict(why_not="another call had changed the value before")
_NOT_REPEATED: Final = Verdict(
    why_not=f"the client does not treat the same bytes alike each time, which {decoding_is_repeatable.id} reports",
)
_OF_VALID: Final = tuple(
    law for law in LAWS if Standing.VALID in law.standings and law.twin is None and Question.REPEAT not in law.asks
)
_OF_NEWS: Final = tuple(law for law in LAWS if law.news is not None)
_SETTLING: Final = tuple(law for law in LAWS if law.settles)
_TIMES: Final = 3
"""How often a failure must come back, each time after another document, where the client is known to vary."""
_MOST_CONTROLS: Final = 64
_MOST_LOOKS: Final = 8
"""For how many cases with one cause it is looked whether a more fundamental law has something to report: a client that
writes `{}` for everything fails at each of a hundred places of every case."""


@define
class Precedence:
    """Decides which failures are a law's own to report."""

    observe: _Observe
    controls: Controls
    memory: Memory
    _last_origin: tuple[str, bytes, list[Failure]] = field(init=False, default=("", b"", []))
    _known: tuple[Profile | None, KnownValues] = field(init=False, default=(None, {}))
    _settled: set[tuple[str, Cause]] = field(init=False, factory=set)
    _confirmed: set[Hashable] = field(init=False, factory=set)
    _of_controls: dict[tuple[frozenset[str], bytes], list[Failure]] = field(init=False, factory=dict)
    _of_places: set[tuple[str, str]] = field(init=False, factory=set)
    """Laws, with places where a more fundamental one has something to report of known values."""
    _not_in_controls: Counter[tuple[str, Cause]] = field(init=False, factory=Counter)

    def reported(self, law: Law, case: Case, verdict: Verdict, asked: frozenset[Question]) -> Verdict:
        """Return a verdict without the failures that are not the law's to report.

        `asked` are the questions that were asked of the case together. What does not come back when it is asked again
        depends on something else than the document. What the client does to the valid document that the case was made
        of, or at the same place with known values, is not due to what is special in the case; and where a law that
        settles it blames a question, its answers mean nothing that this law could go by.
        """
        if law is decoding_is_repeatable:
            self.memory.note(failure.cause.place for failure in verdict.failures)
            return verdict
        if law.ending:
            return verdict
        failures, otherwise = self._that_come_back(law, case, verdict.failures, asked)
        if not failures:
            return otherwise
        return Verdict(tuple(failures)) if law.stands_alone else self._less_what_others_report(law, case, failures)

    def failures(self, laws: Sequence[Law], case: Case) -> list[Failure]:
        """Return the failures of some laws on a case, of which nothing else is asked."""
        view = View(case, self.observe(case, frozenset[Question]().union(*(law.asks for law in laws))))
        return [failure for law in laws for failure in law.judge(view).failures]

    # -- what depends on something else than the document

    def _that_come_back(
        self, law: Law, case: Case, failures: Sequence[Failure], asked: frozenset[Question]
    ) -> tuple[list[Failure], Verdict]:
        """Return the failures that come back whenever the law is asked of the case, and what to say if there is none.

        A failure that has once come back, of a client that is not known to vary, is believed from then on.
        """
        if not self.memory.unrepeatable and all(_kind(failure) in self._confirmed for failure in failures):
            return list(failures), _NOT_REPEATED
        self.memory.look_again(self.observe)
        back = self._again(law, case, failures)
        if len(back) < len(failures) and asked > law.asks:
            lost = [failure for failure in failures if failure not in back]
            view = View(case, self.observe(case, asked))
            if set(map(_kind, law.judge(view).failures)) >= set(map(_kind, lost)):
                return back, _OTHERS_DOING
        rest = back
        for between in self._between(case):
            if not rest:
                break
            self.observe(between, frozenset())
            rest = self._again(law, case, rest)
        if len(rest) < len(failures):
            self.memory.note(failure.cause.place for failure in failures if failure not in rest)
        else:
            self._confirmed.update(map(_kind, failures))
        return self.memory.stable(rest), _NOT_REPEATED

    def _again(self, law: Law, case: Case, failures: Iterable[Failure]) -> list[Failure]:
        again = {_likeness(failure) for failure in self.failures([law], case)}
        return [failure for failure in failures if _likeness(failure) in again]

    def _between(self, case: Case) -> Sequence[Case]:
        """Return what is shown to a client between two questions: a document that is none, known ones, the last one."""
        profile = case.judgement.profile
        known = self.controls(profile)
        others = [Case.of_bytes(b"{}", profile), *known[:1], *known[-1:]]
        last = [Case.of_bytes(document, profile) for document in list(self.memory.recent)[-1:]]
        return [*others, *last][: _TIMES + 1]

    # -- what is not due to what is special in the case

    def _less_what_others_report(self, law: Law, case: Case, failures: Sequence[Failure]) -> Verdict:
        if case.origin is not None:
            failures = _apart_from(self._failures_of_origin(law, case, case.origin), failures)
        if not failures:
            return _SAME_OF_ORIGIN
        if any(self._is_in_news_alone(failure, case) for failure in failures if not failure.pointer):
            return _SAME_OF_NEWS
        failures = [failure for failure in failures if not self._is_in_controls(law, case, failure)]
        if not failures:
            return _SAME_OF_CONTROL
        for other in _SETTLING:
            if other.settles & law.asks and self._is_blamed_by(other, law, failures, case):
                return Verdict(why_not=f"{other.id} fails on this case, so the answers mean nothing")
        return Verdict(tuple(failures))

    def _failures_of_origin(self, law: Law, case: Case, origin: bytes) -> list[Failure]:
        """Return what other laws report of the document a case was made of; kept, for shrinking asks again."""
        if self._last_origin[:2] != (law.id, origin):
            others = [other for other in _OF_VALID if other.asks <= law.asks and other.id != law.id]
            failures = self.failures(others, Case.of_bytes(origin, case.judgement.profile))
            self._last_origin = law.id, origin, failures
        return self._last_origin[2]

    def _is_in_news_alone(self, failure: Failure, case: Case) -> bool:
        return any(
            other.kind == failure.kind for control in news_alone(case) for other in self.failures(_OF_NEWS, control)
        )

    def _is_in_controls(self, law: Law, case: Case, failure: Failure) -> bool:
        """Return whether a more fundamental law has something to report of known values at the place of a failure."""
        place = failure.cause.place
        if not place or (law.id, place) in self._of_places:
            return bool(place)
        if self._not_in_controls[law.id, failure.cause] >= _MOST_LOOKS:
            return False
        others = _more_fundamental_than(law)
        for control in controls_at(place, case, self._values_of(case.judgement.profile)) if others else ():
            if any(_is_about(place, other.cause.place) for other in self._of_control(others, control)):
                self._of_places.add((law.id, place))
                return True
        self._not_in_controls[law.id, failure.cause] += 1
        return False

    def _values_of(self, profile: Profile) -> KnownValues:
        if self._known[0] is not profile:
            self._known = profile, known_values(self.controls(profile))
        return self._known[1]

    def _of_control(self, laws: Sequence[Law], control: Case) -> list[Failure]:
        key = frozenset(law.id for law in laws), control.document
        if key not in self._of_controls:
            if len(self._of_controls) >= _MOST_CONTROLS:
                self._of_controls.clear()
            self._of_controls[key] = self.failures(laws, control)
        return self._of_controls[key]

    # -- what asking does

    def _is_blamed_by(self, settling: Law, law: Law, failures: Sequence[Failure], case: Case) -> bool:
        """Return whether a settling law blames a question that a law goes by.

        Asked once for failures that are alike, for it is dear.
        """
        settled = {(settling.id, failure.cause) for failure in failures}
        if not settled <= self._settled:
            if any(failure.blames & law.asks for failure in self.failures([settling], evolve(case, third=None))):
                return True
            self._settled |= settled
        return False


def _more_fundamental_than(law: Law) -> list[Law]:
    """Return the laws about valid documents that come before a law; all of them before one about other documents."""
    before = LAWS[: LAWS.index(law)] if law.standings == ACCEPTABLE else LAWS
    return [other for other in _OF_VALID if other in before and other.asks <= law.asks and other.id != law.id]


def _is_about(place: str, other: str) -> bool:
    """Return whether a failure at another place accounts for one here: the same, in it, or around it.

    That an item of a list is lost says nothing of what is in the items that are kept.
    """
    if not other or other == place:
        return other == place
    return within(other, (place,)) or (within(place, (other,)) and not other.endswith("/*"))


def _apart_from(others: Iterable[Failure], failures: Iterable[Failure]) -> list[Failure]:
    """Return the failures at other places than those of others: a document that is refused is reported as a whole."""
    places = {failure.pointer for failure in others}
    if "" in places:
        return []
    return [failure for failure in failures if not failure.pointer or not overlaps(failure.pointer, places)]


def _kind(failure: Failure) -> Hashable:
    """Return where and how a law was broken; by which way an exception came may vary, if a stack was exhausted."""
    return failure.law, failure.cause.place, failure.kind


def _likeness(failure: Failure) -> Hashable:
    """Return what makes a failure the same when it comes back: where, how, and what came, where that is data."""
    if isinstance(failure.got, Words):
        return _kind(failure)
    try:
        return _kind(failure), failure.pointer, json.dumps(failure.got)
    except (TypeError, ValueError, RecursionError):
        return _kind(failure), failure.pointer
