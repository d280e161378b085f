"""A trial: one client held to laws, case by case, where each defect is reported by one law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define, evolve, field

from runlaws.case import Case, Likeness
from runlaws.client import Client, Observation, Policy, Question
from runlaws.contract import Standing
from runlaws.laws import ACCEPTABLE, LAWS, Law, View
from runlaws.observe import DEADLINE, InProcess, Observer
from runlaws.values import overlaps
from runlaws.verdict import Cause, Failure, Verdict

__all__ = ["Trial", "check"]

_MOST_HANGS: Final = 2
_MOST_HANGS_TO_SHRINK: Final = 8
_ENOUGH: Final = Verdict(why_not="the client has hung too often already")
_SAME_OF_ORIGIN: Final = Verdict(
    why_not="the client does the same to the valid document that this one was made of",
)
_OF_VALID: Final = tuple(law for law in LAWS if Standing.VALID in law.standings and law.twin is None)
_SETTLING: Final = tuple(law for law in LAWS if law.settles)


def check(
    client: Client,
    laws: Iterable[Law],
    case: Case,
    *,
    policy: Policy | None = None,
    deadline: float = DEADLINE,
) -> list[Failure]:
    """Return every way in which a client of this process breaks one of the laws on one case."""
    trial = Trial(InProcess(client, policy, deadline=deadline), tuple(laws))
    return [failure for _, verdict in trial.verdicts(case) for failure in verdict.failures]


@define
class Trial:
    """One client, by who asks it, and the laws that it is held to.

    A client that hangs again and again is asked no more: a case on which it hung is remembered and not tried again, and
    after a few no others are, so that finding and shrinking a hang takes seconds, not hours.
    """

    observer: Observer
    laws: Sequence[Law]
    _asks: dict[object, frozenset[Question]] = field(init=False, factory=dict)
    _hung: dict[str, Observation] = field(init=False, factory=dict)
    _last_origin: tuple[str, bytes, list[Failure]] = field(init=False, default=("", b"", []))
    _settled: set[tuple[str, Cause]] = field(init=False, factory=set)
    _hangs: int = field(init=False, default=0)

    def verdicts(self, case: Case) -> Iterator[tuple[Law, Verdict]]:
        """Yield what each law says of what the client does with a case."""
        observation = self._look(case)
        if observation is None:
            yield from ((law, _ENOUGH) for law in self.laws)
            return
        view = View(case, observation)
        for law in self.laws:
            verdict = law.judge(view)
            yield law, self._less_what_others_report(law, case, verdict) if verdict.failures else verdict

    def plainest(self, failure: Failure, case: Case) -> tuple[Failure, Case]:
        """Return the same failure with the document that the case was made of, where that shows it as well.

        A search cannot always get from a questionable document to the valid one that it was made of.
        """
        if case.origin is None:
            return failure, case
        origin = Case.of_bytes(case.origin, case.judgement.profile, made="valid")
        for other in self._failures([law for law in self.laws if law.id == failure.law], origin):
            if other.cause == failure.cause:
                return other, origin
        return failure, case

    def _look(self, case: Case) -> Observation | None:
        """Observe the client with a case, or return None when it has hung too often."""
        if self._hangs:
            if case.id in self._hung:
                return self._hung[case.id]
            if self._hangs >= self._most_hangs():
                return None
        observation = self._observe(case, self._asks_of(case))
        if _hangs(observation):
            self._hung[case.id] = observation
        return observation

    def _asks_of(self, case: Case) -> frozenset[Question]:
        """Return the questions of the laws that speak of a case; the costly ones only where a law goes by them."""
        sort = case.standing, case.twin and case.twin.likeness, *(news.kind for news in case.judgement.news)
        if sort not in self._asks:
            laws = [law for law in self.laws if law.speaks_of(case)]
            asks = frozenset[Question]().union(*(law.asks for law in laws))
            costly = {Question.COPY, Question.DISTURB} if case.standing not in ACCEPTABLE else {Question.DISTURB}
            has_another = case.twin is not None and case.twin.likeness is Likeness.DIFFERENT
            self._asks[sort] = asks if has_another else asks - costly
        return self._asks[sort]

    def _observe(self, case: Case, asks: frozenset[Question]) -> Observation:
        also = _missing(case) if Question.SHOW in asks else ()
        observation = self.observer.observe(case, asks, also)
        self._hangs += _hangs(observation)
        return observation

    def _most_hangs(self) -> int:
        return _MOST_HANGS_TO_SHRINK if any(law.ending == "hang" for law in self.laws) else _MOST_HANGS

    # -- each defect by one law: looked into where there is a failure, and so rarely

    def _less_what_others_report(self, law: Law, case: Case, verdict: Verdict) -> Verdict:
        """Return a verdict without the failures that are another law's to report.

        What the client does to the valid document that the case was made of is not due to what is wrong in the case;
        and where a law that settles it is broken, the answers mean nothing that this law could go by.
        """
        if law.stands_alone:
            return verdict
        failures: Sequence[Failure] = verdict.failures
        if case.origin is not None:
            failures = _apart_from(self._failures_of_origin(law, case, case.origin), failures)
        if not failures:
            return _SAME_OF_ORIGIN
        for other in _SETTLING:
            if other.settles & law.asks and self._is_broken(other, failures, case):
                return Verdict(why_not=f"{other.id} fails on this case, and so the answers mean nothing")
        return Verdict(tuple(failures))

    def _is_broken(self, settling: Law, failures: Sequence[Failure], case: Case) -> bool:
        """Return whether a settling law is broken by a case; asked once for failures that are alike, for it is dear."""
        settled = {(settling.id, failure.cause) for failure in failures}
        if not settled <= self._settled:
            if self._failures([settling], evolve(case, third=None)):
                return True
            self._settled |= settled
        return False

    def _failures_of_origin(self, law: Law, case: Case, origin: bytes) -> list[Failure]:
        """Return what other laws report of the document a case was made of; kept, for shrinking asks again."""
        if self._last_origin[:2] != (law.id, origin):
            others = [other for other in _OF_VALID if other.asks <= law.asks and other.id != law.id]
            failures = self._failures(others, Case.of_bytes(origin, case.judgement.profile))
            self._last_origin = law.id, origin, failures
        return self._last_origin[2]

    def _failures(self, laws: Sequence[Law], case: Case) -> list[Failure]:
        view = View(case, self._observe(case, frozenset[Question]().union(*(law.asks for law in laws))))
        return [failure for law in laws for failure in law.judge(view).failures]


def _hangs(observation: Observation) -> bool:
    return any(thrown.ended == "hang" for thrown in observation.cut_short.values())


def _apart_from(others: Iterable[Failure], failures: Iterable[Failure]) -> list[Failure]:
    """Return the failures at other places than those of others: a document that is refused is reported as a whole."""
    places = {failure.pointer for failure in others}
    if "" in places:
        return []
    return [failure for failure in failures if not failure.pointer or not overlaps(failure.pointer, places)]


def _missing(case: Case) -> list[tuple[str]]:
    """Return the members of the profile that a document lacks, as paths."""
    if case.tree is None:
        return []
    members = case.judgement.profile.shape.members
    return [(name,) for name in members if name not in case.tree]
