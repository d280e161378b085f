"""What a law is, and how one is asked."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from attrs import field, frozen

from runlaws.case import Case, Likeness
from runlaws.client import Observation, Outcome, Question
from runlaws.contract import Standing
from runlaws.verdict import Failure, Verdict

__all__ = ["ACCEPTABLE", "ANY", "NO_CRASH", "UNAMBIGUOUS", "Family", "Law", "Need", "law"]

Found: TypeAlias = Iterator[Failure]

ACCEPTABLE = frozenset({Standing.VALID, Standing.QUESTIONABLE})
UNAMBIGUOUS = ACCEPTABLE | {Standing.EXTENDED}
ACCEPTED = frozenset({Outcome.ACCEPTED})
NO_CRASH = ACCEPTED | {Outcome.REFUSED}
ANY = NO_CRASH | {Outcome.CRASHED}


class Family(enum.StrEnum):
    """What a law is about."""

    ACCEPTANCE = "acceptance"
    TOLERANCE = "tolerance"
    ROUND_TRIP = "round trip"
    FIELDS = "fields"
    EQUALITY = "equality"
    PURITY = "purity"


class Need(enum.StrEnum):
    """What a law cannot be asked without."""

    ENCODER = "a client that encodes"
    ENCODING = "an encoding that worked"
    HEADERS = "a client that sees headers"
    EVEN_AN_END = "nothing: a call that hangs or ends the process is what it is about"


@frozen
class Law:
    """A named sentence about clients, and a pure function that finds where an observation breaks it.

    `standings` are those of the documents it speaks of, `outcomes` what became of them; a law about accepted
    documents alone needs a value. `asks` are the questions that it needs answers to. It may need a `twin` of some
    likeness, `news` of some kind, more of a client (`needs`), and a `promise`, the setting of the policy that it holds
    a client to. Without them it is not applicable, not broken.
    """

    id: str
    family: Family
    says: str
    why: str
    standings: frozenset[Standing]
    outcomes: frozenset[Outcome]
    asks: frozenset[Question]
    needs: frozenset[Need]
    twin: Likeness | None
    promise: tuple[str, object] | None
    news: str
    find: Callable[[Case, Observation], Found] = field(eq=False, repr=False)

    def judge(self, case: Case, seen: Observation) -> Verdict:
        """Return whether a client kept this law in what it did with a case."""
        why_not = self._why_not(case, seen)
        return Verdict(why_not=why_not) if why_not else Verdict(tuple(self.find(case, seen)))

    def conditions(self) -> Iterator[str]:
        """Yield in words what a case and a client must be like for the law to be asked."""
        accepted = " and is accepted" if self.outcomes == ACCEPTED else ""
        sorts = _either(standing.value for standing in Standing if standing in self.standings)
        yield f"a document that is {sorts}{accepted}"
        if self.news:
            yield f"an {self.news.replace('-', ' ')} in it"
        if self.twin is not None:
            yield f"a second document with {'the same' if self.twin is Likeness.SAME else 'different'} data"
        if self.promise is not None:
            yield f"a client that promises {self.promise[0]}={self.promise[1]!r}"
        yield from sorted(need.value for need in self.needs if need is not Need.EVEN_AN_END)

    def speaks_of(self, case: Case) -> bool:
        """Tell whether the law has anything to say of what a client does with a case."""
        return not self._why_not_of(case)

    def _why_not_of(self, case: Case) -> str:
        if case.standing not in self.standings:
            return f"the document is {case.standing.value}"
        if self.news and all(news.kind != self.news for news in case.judgement.news):
            return f"the document holds no {self.news.replace('-', ' ')}"
        if self.twin is not None and (case.twin is None or case.twin.likeness is not self.twin):
            return f"the case has no twin with {self.twin.value} data"
        return ""

    def _why_not(self, case: Case, seen: Observation) -> str:
        if why_not := self._why_not_of(case):
            return why_not
        if self.promise is not None and getattr(seen.policy, self.promise[0]) != self.promise[1]:
            return f"the client does not promise {self.promise[0]}={self.promise[1]!r}"
        if Need.EVEN_AN_END in self.needs:
            return ""
        for what, thrown in seen.cut_short.items():
            return f"the client {'hangs' if thrown.ended == 'hang' else 'exits'} when asked to {what}"
        if seen.outcome not in self.outcomes:
            return f"the client {seen.outcome.value}{' on' if seen.outcome is Outcome.CRASHED else ''} the document"
        return self._why_no_answer(seen)

    def _why_no_answer(self, seen: Observation) -> str:
        if self.outcomes == ACCEPTED and seen.nothing:
            return "the client gave nothing"
        if self.needs & {Need.ENCODER, Need.ENCODING} and seen.encoded is None:
            return "the client does not encode"
        if Need.ENCODING in self.needs and seen.encoded is not None and seen.encoded.thrown is not None:
            return "the client could not encode the value"
        if Need.HEADERS in self.needs and seen.replies is None:
            return "the client sees no headers"
        if self.twin is Likeness.DIFFERENT and seen.twin is not None and seen.twin.decoded.thrown is not None:
            return "the client did not accept the twin"
        return ""


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def law(  # noqa: PLR0913 (all that a law is, said in one place and by name)
    id: str,
    says: str,
    *,
    family: Family,
    why: str,
    standings: frozenset[Standing],
    outcomes: frozenset[Outcome] = ACCEPTED,
    asks: Iterable[Question] = (),
    needs: Iterable[Need] = (),
    twin: Likeness | None = None,
    promise: tuple[str, object] | None = None,
    news: str = "",
) -> Callable[[Callable[[Case, Observation], Found]], Law]:
    """Make a function that yields failures a `Law`."""
    questions = frozenset(asks) | ({Question.TWIN} if twin is not None else frozenset[Question]())

    def wrap(find: Callable[[Case, Observation], Found]) -> Law:
        return Law(id, family, says, why, standings, outcomes, questions, frozenset(needs), twin, promise, news, find)

    return wrap
