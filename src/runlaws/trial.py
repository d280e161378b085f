"""A trial: one client held to laws, case by case, with each defect told by one law."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from attrs import define, evolve, field

from runlaws.case import Case, Likeness
from runlaws.client import Client, Observation, Policy, Question
from runlaws.contract import Standing
from runlaws.laws import ACCEPTABLE, LAWS, Law, find_law, within
from runlaws.observe import DEADLINE, observe
from runlaws.verdict import Failure, Verdict

__all__ = ["Trial", "check"]

_MOST_HANGS: Final = 2
_MOST_HANGS_TO_SHRINK: Final = 8
_ENOUGH: Final = Verdict(why_not="the client has hung too often already")


def check(
    client: Client,
    laws: Iterable[Law],
    case: Case,
    *,
    policy: Policy | None = None,
    deadline: float = DEADLINE,
) -> list[Failure]:
    """Return every way in which a client breaks one of the laws on one case."""
    trial = Trial(client, tuple(laws), policy=policy, deadline=deadline)
    return [failure for _, verdict in trial.verdicts(case) for failure in verdict.failures]


@define
class Trial:
    """One client and the laws that it is held to.

    `policy` stands in for the client's own; `deadline` is how many seconds each of its calls may take. A client that
    hangs again and again is asked no more: a case on which it hung is remembered and not tried again, and after a few
    no others are, so that finding and shrinking a hang takes seconds, not hours.
    """

    client: Client
    laws: Sequence[Law]
    policy: Policy | None = None
    deadline: float = DEADLINE
    _asks: dict[object, frozenset[Question]] = field(init=False, factory=dict)
    _hung: dict[str, Observation] = field(init=False, factory=dict)
    _last_origin: tuple[str, bytes, list[Failure]] = field(init=False, default=("", b"", []))
    _pure: set[tuple[str, str, str]] = field(init=False, factory=set)
    _hangs: int = field(init=False, default=0)

    def verdicts(self, case: Case) -> Iterator[tuple[Law, Verdict]]:
        """Yield what each law says of what the client does with a case."""
        seen = self._look(case)
        for law in self.laws:
            if seen is None:
                yield law, _ENOUGH
                continue
            verdict = law.judge(case, seen)
            yield law, self._without_what_others_tell(law, case, verdict) if verdict.failures else verdict

    def plainest(self, failure: Failure, case: Case) -> tuple[Failure, Case]:
        """Return the same failure with the document that the case was made of, where that shows it as well.

        A search cannot always get from a questionable document to the valid one that it was made of.
        """
        if case.origin is None:
            return failure, case
        origin = Case.of_bytes(case.origin, case.judgement.profile, made="valid")
        for found in self._failures([law for law in self.laws if law.id == failure.law], origin):
            if found.key == failure.key:
                return found, origin
        return failure, case

    def _look(self, case: Case) -> Observation | None:
        """Observe the client with a case, or return None when it has hung too often."""
        if self._hangs:
            if case.id in self._hung:
                return self._hung[case.id]
            if self._hangs >= self._most_hangs():
                return None
        seen = self._observe(case, self._asks_of(case))
        if _hangs(seen):
            self._hung[case.id] = seen
        return seen

    def _asks_of(self, case: Case) -> frozenset[Question]:
        """Return the questions of the laws that speak of a case; the costly ones only where a law goes by them."""
        sort = case.standing, case.twin and case.twin.likeness, *(news.kind for news in case.judgement.news)
        if sort not in self._asks:
            laws = [law for law in self.laws if law.speaks_of(case)]
            asks = frozenset[Question]().union(*(law.asks for law in laws))
            costly = {Question.COPY, Question.DISTURB} if case.standing not in ACCEPTABLE else {Question.DISTURB}
            apart = case.twin is not None and case.twin.likeness is Likeness.DIFFERENT
            self._asks[sort] = asks if apart else asks - costly
        return self._asks[sort]

    def _observe(self, case: Case, asks: frozenset[Question]) -> Observation:
        also = _missing(case) if Question.SHOW in asks else ()
        seen = observe(self.client, case, asks=asks, also=also, policy=self.policy, deadline=self.deadline)
        self._hangs += _hangs(seen)
        return seen

    def _most_hangs(self) -> int:
        return _MOST_HANGS_TO_SHRINK if any(law.id == "never-hangs" for law in self.laws) else _MOST_HANGS

    def _without_what_others_tell(self, law: Law, case: Case, verdict: Verdict) -> Verdict:
        """Return a verdict without the failures that are another law's to tell; asked of failures alone, so it is rare.

        What the client does to the valid document that the case was made of is not the doing of what is wrong in the
        case; and a value that changes when it is asked anything gives no answer that another law could go by.
        """
        failures: Sequence[Failure] = verdict.failures
        if case.origin is not None and law.id not in _ALONE:
            failures = _apart_from(self._told_of_origin(law, case, case.origin), failures)
        if failures and law.asks & _COMPARISONS and law.id not in _ALONE and self._changes_when_asked(failures, case):
            return Verdict(why_not="asking changes the value: questions-change-nothing tells")
        if failures:
            return Verdict(tuple(failures))
        return Verdict(why_not="the client does the same to the valid document that this one was made of")

    def _changes_when_asked(self, failures: Sequence[Failure], case: Case) -> bool:
        """Tell whether a value changes when it is asked anything; once for failures that are alike, for it is dear."""
        keys = {failure.key for failure in failures}
        if not keys <= self._pure:
            if self._failures([find_law("questions-change-nothing")], evolve(case, third=None)):
                return True
            self._pure |= keys
        return False

    def _told_of_origin(self, law: Law, case: Case, origin: bytes) -> list[Failure]:
        """Return what other laws tell of the document a case was made of; kept, for shrinking asks again."""
        if self._last_origin[:2] != (law.id, origin):
            others = [other for other in _OF_VALID if other.asks <= law.asks and other.id != law.id]
            told = self._failures(others, Case.of_bytes(origin, case.judgement.profile))
            self._last_origin = law.id, origin, told
        return self._last_origin[2]

    def _failures(self, laws: Sequence[Law], case: Case) -> list[Failure]:
        seen = self._observe(case, frozenset[Question]().union(*(law.asks for law in laws)))
        return [failure for law in laws for failure in law.judge(case, seen).failures]


_ALONE: Final = frozenset({"questions-change-nothing", "never-hangs", "never-exits"})
_COMPARISONS: Final = frozenset({Question.COMPARE, Question.COPY, Question.HASH, Question.STRANGERS})
_OF_VALID: Final = tuple(law for law in LAWS if Standing.VALID in law.standings and law.twin is None)


def _hangs(seen: Observation) -> bool:
    return any(thrown.ended == "hang" for thrown in seen.cut_short.values())


def _apart_from(told: Iterable[Failure], failures: Iterable[Failure]) -> list[Failure]:
    """Return the failures that are not at a place that is told already; a document that is refused is told whole."""
    places = {failure.pointer for failure in told}
    if "" in places:
        return []
    return [failure for failure in failures if not _touches(failure.pointer, places)]


def _touches(place: str, places: Collection[str]) -> bool:
    return bool(place) and (within(place, places) or any(within(other, {place}) for other in places))


def _missing(case: Case) -> list[tuple[str]]:
    """Return the members of the profile that a document lacks, as paths."""
    if case.tree is None:
        return []
    members = case.judgement.profile.shape.members
    return [(name,) for name in members if name not in case.tree]
