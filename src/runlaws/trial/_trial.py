"""One client held to laws, case by case, where each defect is reported by one law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.client import Client, Observation, Policy, Question
from runlaws.contract import Profile
from runlaws.document import write
from runlaws.laws import (
    ACCEPTABLE,
    NOT_THE_SAME,
    Law,
    View,
    check_places,
    decoding_is_repeatable,
    one_place_one_class,
)
from runlaws.observe import DEADLINE, Observer, observer_of
from runlaws.trial._alike import are_alike
from runlaws.trial._controls import Controls, no_controls
from runlaws.trial._memory import Memory
from runlaws.trial._precedence import Precedence
from runlaws.trial._share import Layer, Share, Sort, share_of
from runlaws.trial._wholes import OF_ANOTHER_CLASS, Wholes
from runlaws.verdict import Failure, Verdict, Words

__all__ = ["Trial", "check"]

_MOST_HANGS: Final = 2
_MOST_HANGS_TO_SHRINK: Final = 6
_MORE_HANGS_TO_SIMPLIFY: Final = 4
_ENOUGH: Final = Verdict(why_not="the client has hung too often already")
_RARELY_ASKED: Final = frozenset({Question.DISTURB, Question.SHARE, Question.SHOW_ANOTHER})
"""What is asked of a few cases, and of each in which a failure is to be seen again."""
_SAMPLE: Final = 16
"""One in this many cases is also decoded repeatedly, printed after another one, and asked everything once more.

That takes as long as all other questions together, and what it finds hardly depends on the document.
"""
_RECENT: Final = 2
"""How many of the last documents that the client was shown are decoded before a case again."""
_TWICE: Final = 2
_ONCE_MORE: Final = frozenset({Question.PRINT_BESIDE, Question.AGAIN})


def check(
    client: Client,
    laws: Iterable[Law],
    case: Case,
    *,
    policy: Policy | None = None,
    deadline: float = DEADLINE,
) -> list[Failure]:
    """Return every failure of a client of this process on one case, by some laws."""
    trial = Trial(observer_of(client, policy, deadline=deadline), tuple(laws))
    return [failure for _, verdict in trial.verdicts(case) for failure in verdict.failures]


@define
class Trial:
    """One client, through its observer, and the laws that it is held to.

    A client that hangs again and again is asked no more: a case on which it hung is remembered and not tried again, and
    after a few no others are, so that finding and shrinking a hang takes seconds, not hours. `controls` are documents
    with known values, by which one law sees that another has a failure to report; several trials of one client may
    share a `memory`.
    """

    observer: Observer
    laws: Sequence[Law]
    controls: Controls = no_controls
    memory: Memory = field(factory=Memory)
    is_live: bool = True
    """Whether the client is asked while one waits, so that one case may be drawn after another near one that fails."""
    hangs: int = 0
    """How often the client has hung: a trial that goes on where others ended begins with what they saw."""
    _sorts: dict[object, Sort] = field(init=False, factory=dict)
    _hung: dict[str, Observation] = field(init=False, factory=dict)
    _precedence: Precedence = field(init=False)
    _wholes: Wholes = field(init=False)
    _more_hangs: int = field(init=False, default=0)
    _profile: Profile | None = field(init=False, default=None)
    """The profile that the policy was checked against."""

    def __attrs_post_init__(self) -> None:
        self._precedence = Precedence(self._observe, self.controls, self.memory)
        self._wholes = Wholes(self._observe, self.controls, self.memory)

    def verdicts(self, case: Case, layer: Layer | None = None) -> list[tuple[Law, Verdict]]:
        """Return each law with its verdict on what the client does with a case.

        Of a case of a `layer` of a search, often only a share of all questions is asked.
        """
        if case.judgement.profile is not self._profile:
            self._profile = case.judgement.profile
            check_places(self.observer.policy, self._profile)
        share = Share.ALL if len(self.laws) == 1 else share_of(case, layer)
        sort = self._sort_of(case, share)
        asks = self._asks_of(case, sort.asks, share)
        is_alone = not case.before
        if Question.REPEAT in asks and is_alone:
            case = evolve(case, before=self._documents_to_show_before(case))
        observation = self._look(case, asks)
        if observation is None:
            return [(law, _ENOUGH) for law in self.laws]
        view = View(case, observation)
        verdicts = [(law, unasked or law.judge_what_it_speaks_of(view)) for law, unasked in sort.laws]
        if any(verdict.failures for _, verdict in verdicts):
            verdicts = self._each_by_one_law(case, verdicts, asks)
        if Question.SHOW in asks and one_place_one_class in self.laws and is_alone:
            verdicts = self._compared_with_another(view, verdicts)
        self.memory.shown(case, observation)
        return [
            (law, self.memory.messages.verdict(verdict) if verdict.failures else verdict) for law, verdict in verdicts
        ]

    def _compared_with_another(self, view: View, verdicts: list[tuple[Law, Verdict]]) -> list[tuple[Law, Verdict]]:
        """Return verdicts where the classes that are shown are compared with those of a document shown before."""
        other = None
        if one_place_one_class.speaks_of(view.case):
            other = self._wholes.usual_if_otherwise(view.case, view.observation)
            other = other or (self.memory.shown_otherwise(view) if view.observation.types else None)
        if other is None:
            return verdicts
        case = evolve(view.case, before=(other,))
        observation = self._look(case, one_place_one_class.asks)
        verdict = Verdict() if observation is None else one_place_one_class.judge(View(case, observation))
        if verdict.failures:
            verdict = self._reported(one_place_one_class, case, verdict, one_place_one_class.asks)
        return [(law, verdict if law is one_place_one_class else known) for law, known in verdicts]

    def _documents_to_show_before(self, case: Case) -> tuple[bytes, ...]:
        """Return the documents to decode before a case: a known one, the last ones shown, one with an unknown member.

        The known one comes first, as it is valid: a client that refuses a document remembers nothing under its key.
        """
        known = self.memory.some_of(self.controls(case.judgement.profile), 1)
        before = [*(control.document for control in known), *list(self.memory.recent)[-_RECENT:]]
        if case.tree is not None:
            before.append(write({**case.tree, f"new_{case.id}": "new"}))
        return tuple(dict.fromkeys(before))

    def _each_by_one_law(
        self, case: Case, verdicts: Sequence[tuple[Law, Verdict]], asked: frozenset[Question]
    ) -> list[tuple[Law, Verdict]]:
        """Return verdicts without the failures that another law is to report."""
        known = self.memory.unrepeatable
        kept = [
            (law, self._reported(law, case, verdict, asked) if verdict.failures else verdict)
            for law, verdict in verdicts
        ]
        if known or not self.memory.unrepeatable:
            return kept
        return [
            (law, self._unrepeatable(case, verdict) if law is decoding_is_repeatable else verdict)
            for law, verdict in kept
        ]

    def _reported(self, law: Law, case: Case, verdict: Verdict, asked: frozenset[Question]) -> Verdict:
        """Return a verdict without the failures that another law is to report."""
        if self._wholes.explain(law, case):
            return OF_ANOTHER_CLASS
        return self._precedence.reported(law, case, verdict, asked)

    def _unrepeatable(self, case: Case, verdict: Verdict) -> Verdict:
        """Return the verdict on a client that just did something else with the same bytes.

        It has the documents to decode before for that to be seen again: a few if that is seen twice with these, else
        those that the client was shown last.
        """
        if verdict.failures:
            return verdict
        few = evolve(case, before=self._documents_to_show_before(case))
        failures = [self._precedence.failures([decoding_is_repeatable], few) for _ in range(_TWICE)]
        if all(failures):
            return Verdict(tuple(failures[-1]))
        many = evolve(case, before=tuple(dict.fromkeys((*few.before, *self.memory.recent))))
        if again := self._precedence.failures([decoding_is_repeatable], many):
            return Verdict(tuple(again))
        sent, got = Words("the same bytes, again"), Words("another answer than at first")
        failure = decoding_is_repeatable.failure(
            View(many, self._observe(case, frozenset())), "", NOT_THE_SAME, sent, got
        )
        return Verdict((failure,))

    def plainest(self, failure: Failure, case: Case) -> tuple[Failure, Case]:
        """Return the same failure with the document that the case was made of, if that shows it too.

        A search cannot always get from a questionable document to the valid one that it was made of.
        """
        if case.origin is None:
            return failure, case
        origin = Case.of_bytes(case.origin, case.judgement.profile, made="valid", before=case.before)
        for other in self._precedence.failures([law for law in self.laws if law.id == failure.law], origin):
            if are_alike(other.cause, failure.cause):
                return _with_message_of(failure, other), origin
        return failure, case

    def allow_more_hangs(self) -> None:
        """Let the client hang a few more times, once, since each attempt to simplify a case that hangs may hang."""
        self._more_hangs = _MORE_HANGS_TO_SIMPLIFY

    def same_failure(self, failure: Failure, case: Case) -> Failure | None:
        """Return the failure with the same cause on another case, or None; only the law that it breaks is asked."""
        law = next((law for law in self.laws if law.id == failure.law), None)
        if law is None or not law.speaks_of(case):
            return None
        if law is decoding_is_repeatable:  # what was shown before is part of the question
            verdict = dict(self.verdicts(case)).get(law, Verdict())
        else:
            asks = self._asks_of(case, self._sort_of(case, Share.ALL).asks, Share.ALL) | (law.asks & _RARELY_ASKED)
            observation = self._look(case, law.asks & asks)
            verdict = Verdict() if observation is None else law.judge(View(case, observation))
            if verdict.failures:
                verdict = self._reported(law, case, verdict, asks)
        alike = (other for other in verdict.failures if are_alike(other.cause, failure.cause))
        return next((_with_message_of(failure, other) for other in alike), None)

    # -- asking

    def _look(self, case: Case, asks: frozenset[Question]) -> Observation | None:
        """Return what the client does with a case, or None if it has hung too often."""
        if self.hangs:
            if case.id in self._hung:
                return self._hung[case.id]
            if self.hangs >= self.most_hangs:
                return None
        observation = self._observe(case, asks)
        if _hangs(observation):
            self._hung[case.id] = observation
        return observation

    def _asks_of(self, case: Case, asks: frozenset[Question], share: Share) -> frozenset[Question]:
        """Return the questions that are asked of a case, of those of the laws: costly ones of a few cases only."""
        number, alone = int(case.id[:8], 16), len(self.laws) == 1
        often = bool(case.before) or alone or self._is_first_under_another_key(case) or number % _SAMPLE == 0
        asks = asks if alone or number % _SAMPLE == 0 else asks - _ONCE_MORE
        if not case.before:
            asks -= {Question.SHOW_ANOTHER}
        if share is not Share.ALL or case.standing not in ACCEPTABLE or not self.memory.is_first_with(case):
            asks -= {Question.SHARE}
        elif any(Question.DISTURB in law.asks for law in self.laws):
            asks |= {Question.DISTURB}
        return asks if often and decoding_is_repeatable in self.laws else asks - {Question.REPEAT}

    def _sort_of(self, case: Case, share: Share) -> Sort:
        """Return what depends on the sort of a case alone."""
        likeness = case.twin and case.twin.likeness
        key = share, case.standing, likeness, *(news.kind for news in case.judgement.news)
        sort = self._sorts.get(key)
        if sort is None or sort.of is not self.laws:
            sort = self._sorts[key] = Sort.of_case(case, self.laws, share)
        return sort

    def _is_first_under_another_key(self, case: Case) -> bool:
        """Return whether this is the first case that shows whether a client takes a document for one with its key."""
        asked = self.memory.goes_by_key is not None
        return not asked and case.spare_keys is not None and decoding_is_repeatable.speaks_of(case)

    def _observe(self, case: Case, asks: frozenset[Question]) -> Observation:
        also = _missing(case) if Question.SHOW in asks else ()
        observation = self.observer.observe(case, asks, also)
        self.hangs += _hangs(observation)
        return observation

    @property
    def most_hangs(self) -> int:
        """How often the client may hang until it is asked no more."""
        most = _MOST_HANGS_TO_SHRINK if any(law.ending == "hang" for law in self.laws) else _MOST_HANGS
        return most + self._more_hangs


def _with_message_of(failure: Failure, other: Failure) -> Failure:
    return evolve(other, cause=evolve(other.cause, message=failure.cause.message))


def _hangs(observation: Observation) -> bool:
    return any(thrown.ended == "hang" for thrown in observation.cut_short.values())


def _missing(case: Case) -> list[tuple[str]]:
    """Return the members of the profile that a document lacks, as paths."""
    if case.tree is None:
        return []
    members = case.judgement.profile.shape.members
    return [(name,) for name in members if name not in case.tree]
