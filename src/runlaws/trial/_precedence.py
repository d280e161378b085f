"""Reporting each defect by one law. Only failures need a decision, so this rarely runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, TypeAlias

from attrs import Factory, define, evolve, field

from runlaws.case import Case
from runlaws.client import Observation, Question
from runlaws.contract import Profile
from runlaws.laws import LAWS, Family, Law, View, decoding_is_repeatable
from runlaws.trial._blames import Blames
from runlaws.trial._controls import (
    Controls,
    KnownValues,
    at_its_news,
    differing,
    news_alone,
    news_instead,
    valid_with,
    values_alone,
)
from runlaws.trial._explaining import (
    apart_from,
    is_about,
    kind_of,
    laws_of_origin,
    likeness_of,
    more_fundamental_than,
    of_the_same_nature,
)
from runlaws.trial._looks import Looks
from runlaws.trial._memory import Memory
from runlaws.trial._overwritten import Overwritten
from runlaws.values import Path, at_path, path_of, pattern, sort_name, steps_of
from runlaws.verdict import Failure, Verdict

__all__ = ["Precedence"]

_Observe: TypeAlias = Callable[[Case, frozenset[Question]], Observation]

_SAME_OF_ORIGIN: Final = Verdict(why_not="the client fails in the same way on the valid document it was made from")
_SAME_OF_CONTROL: Final = Verdict(why_not="the client fails at this place with known values, too")
_SAME_OF_NEWS: Final = Verdict(
    why_not="the client fails in the same way on a document in which only the unknown part is left"
)
_OTHERS_DOING: Final = Verdict(why_not="another call had changed the value before")
_NOT_REPEATED: Final = Verdict(
    why_not=f"the client does not treat the same bytes alike each time, which {decoding_is_repeatable.id} reports",
)
_OF_NEWS: Final = tuple(law for law in LAWS if law.news is not None)
_SETTLING: Final = tuple(law for law in LAWS if law.settles)
_OF_WRITING: Final = (Family.ROUND_TRIP, Family.PURITY)
"""The laws that go by every encoder: what a value shows and equals has nothing to do with a second one."""
_MOST_CONTROLS: Final = 256
_MOST_IN_VAIN: Final = 8
"""In how many cases known values are tried at a place in vain, before they are taken to be right there."""
_ALWAYS: Final = _MOST_IN_VAIN + 1


@define
class Precedence:
    """Decides which failures are a law's own to report."""

    observe: _Observe
    controls: Controls
    memory: Memory
    _last_written: tuple[tuple[str, str], bool] = field(init=False, default=(("", ""), False))
    _confirmed: set[Hashable] = field(init=False, factory=set)
    _of_controls: dict[tuple[frozenset[str], bytes, bool], list[Failure]] = field(init=False, factory=dict)
    _of_places: Counter[tuple[str, str, str]] = field(init=False, factory=Counter)
    _made_of_none: dict[tuple[str, str], list[set[str]]] = field(init=False, factory=dict)
    _known: KnownValues = field(init=False, default=Factory(lambda self: KnownValues(self.controls), takes_self=True))
    _looks: Looks = field(
        init=False, default=Factory(lambda self: Looks(self.failures, self.controls, self.memory), True)
    )
    _blames: Blames = field(init=False, default=Factory(lambda self: Blames(self.observe, self.failures), True))
    _overwritten: Overwritten = field(init=False, default=Factory(lambda self: Overwritten(self.observe), True))

    def reported(self, law: Law, case: Case, verdict: Verdict, asked: frozenset[Question]) -> Verdict:
        """Return a verdict without the failures that are not the law's to report.

        `asked` are the questions that were asked of the case together. What does not come back when it is asked again
        depends on something else than the document. What the client does to the valid document that the case was made
        of, or at the same place with known values, is not due to what is special in the case; and where a law that
        settles it blames a question, its answers mean nothing that this law could go by.
        """
        if law is decoding_is_repeatable:
            self.memory.note_failures(verdict.failures)
            return verdict
        if law.ending:
            return verdict
        failures, otherwise = self._that_come_back(law, case, verdict.failures, asked)
        if not failures:
            return otherwise
        return Verdict(tuple(failures)) if law.stands_alone else self._less_what_others_report(law, case, failures)

    def failures(self, laws: Sequence[Law], case: Case, *, encoders: bool = True) -> list[Failure]:
        """Return the failures of some laws on a case that is asked about for these laws only.

        Those that only another encoder than the first one shows are left out where it is not about `encoders`.
        """
        seen = self.observe(case, frozenset[Question]().union(*(law.asks for law in laws)))
        view = View(case, seen if encoders or not seen.encoded_by else evolve(seen, encoded_by={}))
        return [failure for law in laws for failure in law.judge(view).failures]

    # -- what depends on something else than the document

    def _that_come_back(
        self, law: Law, case: Case, failures: Sequence[Failure], asked: frozenset[Question]
    ) -> tuple[list[Failure], Verdict]:
        """Return the failures that recur whenever the law is asked about the case, and the reason if there are none.

        If a client is not known to vary, a failure that has recurred once is believed from then on.
        """
        if not self.memory.unrepeatable and all(kind_of(failure) in self._confirmed for failure in failures):
            return list(failures), _NOT_REPEATED
        self.memory.look_again(self.observe)
        self._looks.for_another_with_the_key(case.judgement.profile)
        self._looks.for_others_with_the_tag(case.judgement.profile)
        self._looks.for_one_like(case, failures)
        if self.memory.goes_by_key:
            failures = self._under_a_key_of_its_own(law, case, failures)
        back = self._again(law, case, failures)
        if len(back) < len(failures) and asked > law.asks:
            lost = [failure for failure in failures if failure not in back]
            view = View(case, self.observe(case, asked))
            if set(map(likeness_of, law.judge(view).failures)) >= set(map(likeness_of, lost)):
                return back, _OTHERS_DOING
        rest = back
        for between in self._between(case, rest):
            if not rest:
                break
            self.observe(between, frozenset())
            rest = self._again(law, case, rest)
        if len(rest) < len(failures):
            self.memory.note(failure.cause.place for failure in failures if failure not in rest)
        else:
            self._confirmed.update(map(kind_of, failures))
        return self.memory.stable(rest), _NOT_REPEATED

    def _under_a_key_of_its_own(self, law: Law, case: Case, failures: Sequence[Failure]) -> list[Failure]:
        """Return the failures that remain if no other document has the same key; twins always have it."""
        if case.spare_keys is None or case.twin is not None:
            return []
        *_, key = case.spare_keys
        alone = Case.of_bytes(case.under_key(key), case.judgement.profile, origin=case.origin)
        back = {kind_of(failure) for failure in self.failures([law], alone)}
        return [failure for failure in failures if kind_of(failure) in back]

    def _again(self, law: Law, case: Case, failures: Iterable[Failure]) -> list[Failure]:
        again = {likeness_of(failure) for failure in self.failures([law], case)}
        return [failure for failure in failures if likeness_of(failure) in again]

    def _between(self, case: Case, failures: Sequence[Failure]) -> Sequence[Case]:
        """Return the documents shown to a client between two questions: no object, known ones, the last one.

        The known ones have different values of a member in which the client fails.
        """
        profile = case.judgement.profile
        places = [tuple(steps_of(failure.pointer)[:1]) for failure in failures if failure.pointer]
        known = differing(self.controls(profile), places[0] if places else ())
        others = [Case.of_bytes(b"{}", profile), *(known or self.memory.some_of(self.controls(profile), 3))]
        return [*others, *(Case.of_bytes(document, profile) for document in list(self.memory.recent)[-1:])]

    # -- what is not due to what is special in the case

    def _less_what_others_report(self, law: Law, case: Case, failures: Sequence[Failure]) -> Verdict:
        if case.origin is not None:
            failures = apart_from(self._failures_of_origin(law, case, case.origin), failures)
        if not failures:
            return _SAME_OF_ORIGIN
        if any(self._is_of_news(failure, case) for failure in failures if not failure.pointer):
            return _SAME_OF_NEWS
        failures = [failure for failure in failures if not self._is_in_controls(law, case, failure)]
        if not failures:
            return _SAME_OF_CONTROL
        for other in _SETTLING:
            if other.settles & law.asks:
                failures = self._blames.left_by(other, law, failures, case)
            if not failures:
                return Verdict(why_not=f"{other.id} fails on this case, so the answers mean nothing")
        each = (at_its_news(law, case, failure, self.failures) for failure in failures)
        return Verdict(tuple(self._overwritten.as_one(law, case, failure) for failure in each))

    def _failures_of_origin(self, law: Law, case: Case, origin: bytes) -> list[Failure]:
        """Return the failures on the document that a case was made of, which many cases were made of."""
        others = of_the_same_nature(laws_of_origin(law), written=self._writes(law, case))
        origin_case = Case.of_bytes(origin, case.judgement.profile)
        return self._of_control(others, origin_case, encoders=law.family in _OF_WRITING)

    def _is_of_news(self, failure: Failure, case: Case) -> bool:
        """Return whether the case's news, without its fault or instead of it, leads to the same failure."""
        return any(
            (other.kind, other.cause.frame) == (failure.kind, failure.cause.frame)
            for control in (*news_alone(case), *news_instead(case))
            for other in self.failures(_OF_NEWS, control)
        )

    def _is_in_controls(self, law: Law, case: Case, failure: Failure) -> bool:
        """Return whether a more fundamental law fails with known values at the place of a failure."""
        place = failure.cause.place
        others = of_the_same_nature(more_fundamental_than(law), written=self._writes(law, case))
        if not place or not others:
            return False
        path = path_of(case.tree or {}, failure.pointer)
        key = law.id, place, sort_name(at_path(case.tree, path))
        if self._of_places[key] < _MOST_IN_VAIN:
            known = self._known.like(case, path, place)
            variants = [variant for control in known if (variant := valid_with(case, place, control))]
            if self._shows_at(place, others, (*known, *variants, *values_alone(case)), law):
                self._of_places[key] = _ALWAYS
            elif failure.raised and self._raises_the_same(failure, others, variants):
                return True
            else:
                self._of_places[key] += 1
        return self._of_places[key] == _ALWAYS or self._is_made_anew(law, case, failure, path)

    def _writes(self, law: Law, case: Case) -> bool:
        """Return whether a law went by what the client writes, where it goes by what is shown if nothing is written."""
        if law.family is not Family.ROUND_TRIP or not law.asks >= {Question.ENCODE, Question.SHOW}:
            return False
        key = law.id, case.id
        if self._last_written[0] != key:
            self._last_written = key, self.observe(case, law.asks).encoded is not None
        return self._last_written[1]

    def _shows_at(self, place: str, laws: Sequence[Law], controls: Iterable[Case], law: Law) -> bool:
        """Return whether some laws fail at a place in controls, in what a later law goes by."""
        encoders = law.family in _OF_WRITING
        failures = (other for control in controls for other in self._of_control(laws, control, encoders=encoders))
        return any(is_about(place, other.cause.place) for other in failures)

    def _raises_the_same(self, failure: Failure, laws: Sequence[Law], controls: Iterable[Case]) -> bool:
        """Return whether the same function raises the same exception for a known value at a place."""
        raised = failure.kind, failure.cause.frame
        failures = (other for control in controls for other in self._of_control(laws, control))
        return any((other.kind, other.cause.frame) == raised for other in failures if not other.pointer)

    def _is_made_anew(self, law: Law, case: Case, failure: Failure, path: Path) -> bool:
        """Return whether the object that was got at the place, or around it, is also got where no object was sent.

        An object that a client makes up, whatever was sent, is the same fault wherever it shows.
        """
        for here in filter(None, (path, path[:-1])):
            if others := self._objects_made_of_none(law, pattern(here), case.judgement.profile):
                written = View(case, self.observe(case, law.asks)).written
                got = failure.got if here == path else at_path(written, here)
                return isinstance(got, dict) and set(got) in others
        return False

    def _objects_made_of_none(self, law: Law, place: str, profile: Profile) -> list[set[str]]:
        """Return the names in objects that the client makes up, against a more fundamental law, where none was sent."""
        if (law.id, place) not in self._made_of_none:
            self._made_of_none[law.id, place] = [
                set(other.got)
                for value, control in self._known.at(place, profile)
                if not isinstance(value, dict)
                for other in self._of_control(more_fundamental_than(law), control)
                if other.cause.place == place and isinstance(other.got, dict)
            ]
        return self._made_of_none[law.id, place]

    def _of_control(self, laws: Sequence[Law], control: Case, *, encoders: bool = True) -> list[Failure]:
        key = frozenset(law.id for law in laws), control.document, encoders
        if key not in self._of_controls:
            if len(self._of_controls) >= _MOST_CONTROLS:
                self._of_controls.clear()
            self._of_controls[key] = self.failures(laws, control, encoders=encoders)
        return self._of_controls[key]
