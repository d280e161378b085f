"""What a law is, how it is asked, and which laws it gives way to."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from attrs import field, frozen

from runlaws.case import Case, Likeness
from runlaws.client import Opaque, Outcome, Question, Thrown
from runlaws.contract import NewsKind, Standing
from runlaws.laws._causes import details_of, what_tells_apart
from runlaws.laws._needs import Need, why_unmet
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.values import Difference, path_of, pattern
from runlaws.verdict import Cause, Failure, Verdict, Words

__all__ = ["ACCEPTABLE", "ANY", "NO_CRASH", "UNAMBIGUOUS", "Broken", "Family", "Law", "Need", "broken_at", "law"]

ACCEPTABLE = frozenset({Standing.VALID, Standing.QUESTIONABLE})
UNAMBIGUOUS = ACCEPTABLE | {Standing.EXTENDED}
ACCEPTED = frozenset({Outcome.ACCEPTED})
NO_CRASH = ACCEPTED | {Outcome.REFUSED}
ANY = NO_CRASH | {Outcome.CRASHED}


class Broken(NamedTuple):
    """What a law yields: the place (a JSON pointer) at which it was broken, how, what was sent and what was got.

    `got` may be an exception or an opaque value as it was observed. `blames` are the questions whose answers mean
    nothing because of it.
    """

    pointer: str
    kind: str
    sent: object
    got: object
    blames: frozenset[Question] = frozenset()


_Find: TypeAlias = Callable[[View], Iterator[Broken]]


class Family(enum.StrEnum):
    """The subject of a law."""

    ACCEPTANCE = "acceptance"
    TOLERANCE = "tolerance"
    ROUND_TRIP = "round trip"
    FIELDS = "fields"
    EQUALITY = "equality"
    PURITY = "purity"


@frozen(cache_hash=True)
class Law:
    """A named sentence about clients, and a pure function that finds where an observation breaks it.

    `standings` are those of the documents it speaks of, `outcomes` what became of them; a law about accepted
    documents alone needs a value. `asks` are the questions that it needs answers to. It may need a `twin` of some
    likeness (where `alone`, it also speaks of cases without a twin), `news` of some kind, more of a client (`needs`),
    and a `promise`, the setting of the policy that it holds a client to and its values. Without them it is not
    applicable, not broken. A law about calls with an `ending` is asked even then.

    One defect is reported by one law, and this is how: a law reports nothing where one that it `gives_way_to` finds
    something in the same observation; and where a law fails that `settles` whether the answers to some questions mean
    anything, and blames one of them, no law is judged by the answers to that one. `holds_to` names the settings of a
    policy of which the law finds that they promise too much.
    """

    id: str
    family: Family
    severity: Severity
    says: str
    why: str
    standings: frozenset[Standing]
    outcomes: frozenset[Outcome]
    asks: frozenset[Question]
    needs: frozenset[Need]
    twin: Likeness | None
    alone: bool
    promise: tuple[str, *tuple[object, ...]] | None
    news: NewsKind | None
    ending: Literal["", "hang", "exit"]
    settles: frozenset[Question]
    holds_to: tuple[str, ...]
    gives_way_to: tuple[Law, ...] = field(eq=False, repr=False)
    find: _Find = field(eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for other in self.gives_way_to:
            if not other.asks <= self.asks:
                unasked = ", ".join(sorted(other.asks - self.asks))
                msg = f"{self.id} cannot give way to {other.id}: it does not ask what that goes by: {unasked}"
                raise ValueError(msg)

    @property
    def stands_alone(self) -> bool:
        """Whether no other law can explain its failures: it is about the effects of asking, whatever the document."""
        return bool(self.ending or self.settles)

    def judge(self, view: View) -> Verdict:
        """Return the verdict of this law on what a client did with a case."""
        return self.unasked(view.case) or self.judge_what_it_speaks_of(view)

    def judge_what_it_speaks_of(self, view: View) -> Verdict:
        """Return the verdict on a case of which `unasked` has said that the law speaks of it."""
        if why_not := self._why_not_asked(view):
            return Verdict(why_not=why_not)
        if not (broken := list(self._broken(view))) or any(
            other.finds_something_in(view) for other in self.gives_way_to
        ):
            return _PASSED
        return Verdict(tuple(self._failure(view, item) for item in broken))

    def unasked(self, case: Case) -> Verdict | None:
        """Return the verdict on a case that the law does not speak of, whatever a client does, or None if it does.

        It depends on the standing of the case, the likeness of its twin and the kinds of its news alone.
        """
        return Verdict(why_not=why_not) if (why_not := self._why_not_of(case)) else None

    def finds_something_in(self, view: View) -> bool:
        """Return whether the law is broken, even if it gives way to another one."""
        why_not = self._why_not_of(view.case) or self._why_not_asked(view)
        return not why_not and next(self._broken(view), None) is not None

    def _broken(self, view: View) -> Iterator[Broken]:
        """Yield what is broken; a law of the round trip holds each other encoder of the client to it, too.

        What the first one breaks in the same way is due to what was read, and is reported once.
        """
        yield from self.find(view)
        if view.observation.encoded_by and self.family is Family.ROUND_TRIP and Question.ENCODE in self.asks:
            of_first = {(broken.pointer, broken.kind) for broken in self.find(view)}
            for name, other in view.by_encoder.items():
                for broken in () if self._why_no_answer(other) else self.find(other):
                    if (broken.pointer, broken.kind) not in of_first:
                        yield broken._replace(kind=f"{name}: {broken.kind}")

    def conditions(self) -> Iterator[str]:
        """Yield, in words, the conditions on a case and a client under which the law applies."""
        accepted = " and is accepted" if self.outcomes == ACCEPTED and not self.ending else ""
        sorts = _either(standing.value for standing in Standing if standing in self.standings)
        yield f"a document that is {sorts}{accepted}"
        if self.news is not None:
            yield f"an {self.news.replace('-', ' ')} in it"
        if self.twin is not None:
            data = "the same" if self.twin is Likeness.SAME else "different"
            yield f"a second document with {data} data{', or none' if self.alone else ''}"
        if self.promise is not None:
            yield f"a client that promises {_promised(*self.promise)}"
        yield from sorted(self.needs)

    def speaks_of(self, case: Case) -> bool:
        """Return whether the law applies to a case, for some client."""
        return not self._why_not_of(case)

    def failure(self, view: View, pointer: str, kind: str, sent: object, got: object) -> Failure:
        """Return a failure of this law that somebody else has come upon."""
        return self._failure(view, Broken(pointer, kind, sent, got))

    def _failure(self, view: View, broken: Broken) -> Failure:
        pointer, kind, sent, got, blames = broken
        kind = str(kind)  # of an enum, too
        parts = what_tells_apart(view.case, sent, got)._asdict()
        cause = Cause(self.id, pattern(path_of(view.tree, pointer)), kind, **parts)
        before = view.case.before if self.asks & _AFTER_OTHERS else ()
        more: dict[str, Any] = {**details_of(got), "blames": blames, "before": before}
        return Failure(self.id, pointer, kind, sent, _in_words(got), cause=cause, **more)

    def _why_not_of(self, case: Case) -> str:
        if case.standing not in self.standings:
            return f"the document is {case.standing.value}"
        if self.news is not None and all(news.kind is not self.news for news in case.judgement.news):
            return f"the document holds no {self.news.replace('-', ' ')}"
        alone = self.alone and case.twin is None
        if self.twin is not None and not alone and (case.twin is None or case.twin.likeness is not self.twin):
            return (
                f"the case has no second document with {'the same' if self.twin is Likeness.SAME else 'different'} data"
            )
        return ""

    def _why_not_asked(self, view: View) -> str:
        observation = view.observation
        if self.promise is not None and not observation.policy.promises(*self.promise):
            return f"the client does not promise {_promised(*self.promise)}"
        if self.ending or observation.cannot_be_asked(self.asks):
            return "" if self.ending else observation.WHY_NOT
        for call, thrown in observation.cut_short.items():
            return f"the client {'hangs' if thrown.ended == 'hang' else 'exits'} when asked to {call}"
        if observation.outcome not in self.outcomes:
            outcome = observation.outcome
            return f"the client {outcome.value}{' on' if outcome is Outcome.CRASHED else ''} the document"
        return self._why_no_answer(view)

    def _why_no_answer(self, view: View) -> str:
        seen = view.observation
        if seen.nothing and self.outcomes == ACCEPTED:
            return "the client returned nothing"
        if self.twin is Likeness.DIFFERENT and seen.twin is not None and seen.twin.decoded.thrown is not None:
            return "the client did not accept the second document"
        return why_unmet(self.needs, view) if self.needs else ""


_PASSED: Final = Verdict()
_AFTER_OTHERS: Final = frozenset({Question.REPEAT, Question.SHOW_ANOTHER})
"""Questions whose answers depend on the documents that a client was shown before."""


def broken_at(
    differences: Iterable[Difference], *, after: str = "", blames: frozenset[Question] = frozenset()
) -> Iterator[Broken]:
    """Yield what is broken at each difference; `after` says what caused them."""
    for difference in differences:
        kind = f"{after}: {difference.kind}" if after else difference.kind
        yield Broken(difference.pointer, kind, difference.sent, difference.got, blames)


def _in_words(got: object) -> object:
    return Words(got) if isinstance(got, Opaque | Thrown) else got


def _promised(setting: str, *values: object) -> str:
    return f"{setting}={' or '.join(map(repr, values))}"


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def law(  # noqa: PLR0913 (all that a law is, said in one place and by name)
    id: str,
    says: str,
    *,
    family: Family,
    severity: Severity = Severity.CORRUPTION,
    why: str,
    standings: frozenset[Standing],
    outcomes: frozenset[Outcome] = ACCEPTED,
    asks: Iterable[Question] = (),
    needs: Iterable[Need] = (),
    twin: Likeness | None = None,
    alone: bool = False,
    promise: tuple[str, *tuple[object, ...]] | None = None,
    news: NewsKind | None = None,
    ending: Literal["", "hang", "exit"] = "",
    settles: Iterable[Question] = (),
    holds_to: tuple[str, ...] = (),
    gives_way_to: tuple[Law, ...] = (),
) -> Callable[[_Find], Law]:
    """Turn a function that yields what is broken into a `Law`; the id is written here and nowhere else."""
    questions = frozenset(asks) | ({Question.TWIN} if twin is not None else frozenset[Question]())

    def wrap(find: _Find) -> Law:
        return Law(
            id,
            family,
            severity,
            says,
            why,
            standings,
            outcomes,
            questions,
            frozenset(needs),
            twin,
            alone,
            promise,
            news,
            ending,
            frozenset(settles),
            holds_to,
            gives_way_to,
            find,
        )

    return wrap
