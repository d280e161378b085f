"""Clients side by side: what each does with a case, and where they part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from runlaws.case import Case
from runlaws.client import ClientNotFound, Question
from runlaws.comparing._did import Did, Facet
from runlaws.comparing._facets import Facets, facets_of
from runlaws.comparison import Aspect, Side
from runlaws.contract import Standing
from runlaws.observe import Observer
from runlaws.search import notable
from runlaws.values import Path, at_path, path_of, pointer, type_name, within
from runlaws.verdict import Cause, Failure

__all__ = ["Parting", "SideBySide", "pattern_of"]

_OFTEN: Final = frozenset(
    {
        Question.SHOW,
        Question.ENCODE,
        Question.ENCODE_AGAIN,
        Question.COMPARE,
        Question.NEGATE,
        Question.STRANGERS,
        Question.HASH,
        Question.TWIN,
        Question.THIRD,
        Question.REPLY,
        Question.COPY,
        Question.PRINT,
    }
)
"""What is asked of every case."""
_RARELY: Final = frozenset({Question.PRINT_BESIDE, Question.AGAIN, Question.DISTURB, Question.REPEAT, Question.SHARE})
"""What takes as long as all else, and hardly depends on the document: asked of one case in so many."""
_SAMPLE: Final = 16
_MOST_HANGS: Final = 3
_NEEDS: Final[Mapping[Aspect, frozenset[Question]]] = {
    Aspect.ACCEPTANCE: frozenset(),
    Aspect.ERROR: frozenset(),
    Aspect.CONTENT: frozenset({Question.ENCODE}),
    Aspect.WRITING: frozenset({Question.ENCODE}),
    Aspect.SHOWING: frozenset({Question.SHOW, Question.ENCODE}),
    Aspect.EQUALITY: frozenset(
        {
            Question.COMPARE,
            Question.NEGATE,
            Question.STRANGERS,
            Question.TWIN,
            Question.THIRD,
            Question.REPLY,
        }
    ),
    Aspect.HASHING: frozenset({Question.HASH}),
    Aspect.COPYING: frozenset({Question.COPY, Question.COMPARE, Question.ENCODE}),
    Aspect.PRINTING: frozenset({Question.PRINT, Question.PRINT_BESIDE}),
}
"""What must be asked to see a disagreement about an aspect again; everything for any other one."""


@frozen
class Parting:
    """One case on which clients part at one place: what each side does, by the numbers of the clients in it."""

    aspect: Aspect
    at: str
    about: str
    sides: tuple[tuple[tuple[int, ...], Did], ...]

    @property
    def cause(self) -> Cause:
        """What makes two of them the same: the aspect, the place as a pattern, and who is on which side with what."""
        sides = " | ".join(f"{','.join(map(str, clients))}: {did.form}" for clients, did in self.sides)
        return Cause(self.aspect.value, pattern_of(self.at), self.about, sides)

    def named(self, names: Sequence[str]) -> tuple[Side, ...]:
        """Return the sides with the names of the clients."""
        return tuple(Side(tuple(names[number] for number in clients), did.text) for clients, did in self.sides)

    def as_failure(self) -> Failure:
        """Return it in the form in which a search makes cases minimal."""
        return Failure(
            self.aspect.value, self.at if self.at.startswith("/") else "", self.about, None, None, cause=self.cause
        )


def pattern_of(at: str) -> str:
    """Return a place with `*` for each index, and a way to ask unchanged."""
    return _INDEX.sub("/*", at) if at.startswith("/") else at


_INDEX: Final = re.compile(r"/\d+(?=/|$)")


@define
class SideBySide:
    """Clients that are asked about the same cases. One that cannot be asked any more is `lost`, by its number."""

    observers: Sequence[Observer]
    lost: dict[int, str] = field(init=False, factory=dict)
    _hangs: dict[int, int] = field(init=False, factory=dict)
    _one_sdk: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._one_sdk = len({observer.client_name for observer in self.observers}) == 1

    def partings(self, case: Case, asks: frozenset[Question] | None = None) -> Iterator[Parting]:
        """Yield where the clients part on a case; by default, they are asked some things of few cases only."""
        if asks is None:
            asks = _OFTEN | (_RARELY if int(case.id[:8], 16) % _SAMPLE == 0 else frozenset())
        did = dict(self._facets(case, asks))
        partings = [
            parting
            for facet in dict.fromkeys(facet for each in did.values() for facet in each.entries)
            if (parting := _parting(case, facet, did)) is not None
        ]
        written = {parting.at for parting in partings if parting.aspect is Aspect.CONTENT}
        for parting in partings:
            if parting.aspect is not Aspect.SHOWING or not within(parting.at, written):
                yield parting

    def _facets(self, case: Case, asks: frozenset[Question]) -> Iterator[tuple[int, Facets]]:
        for number, observer in enumerate(self.observers):
            if number in self.lost:
                continue
            try:
                seen = observer.observe(case, asks, _missing(case) if Question.SHOW in asks else ())
            except ClientNotFound as error:  # its worker cannot be asked any more
                self.lost[number] = str(error)
                continue
            if any(thrown.ended == "hang" for thrown in seen.cut_short.values()):
                self._hangs[number] = self._hangs.get(number, 0) + 1
                if self._hangs[number] >= _MOST_HANGS:
                    self.lost[number] = f"it hung on {_MOST_HANGS} documents, and was not asked about more"
            shows = Question.SHOW in asks - seen.not_offered
            yield number, facets_of(case, seen, one_sdk=self._one_sdk, shows=shows)

    # -- what makes a case minimal

    def same_failure(self, failure: Failure, case: Case) -> Failure | None:
        """Return the disagreement with the same cause on another case, or None."""
        parting = self.parting_like(failure, case)
        return None if parting is None else parting.as_failure()

    def parting_like(self, failure: Failure, case: Case) -> Parting | None:
        """Return where the clients part on another case as they did, or None."""
        asks = _NEEDS.get(Aspect(failure.law), _OFTEN | _RARELY)
        partings = self.partings(case, asks)
        return next((parting for parting in partings if parting.cause == failure.cause), None)

    def plainest(self, failure: Failure, case: Case) -> tuple[Failure, Case]:
        """Return the same disagreement with the document that the case was made of, if they part there too."""
        if case.origin is not None:
            origin = Case.of_bytes(case.origin, case.judgement.profile, made="valid")
            same = self.same_failure(failure, origin)
            if same is not None:
                return same, origin
        return failure, case

    def allow_more_hangs(self) -> None:
        """Let clients hang a few more times."""
        for number in self._hangs:
            self._hangs[number] = min(self._hangs[number], 1)


def _missing(case: Case) -> list[Path]:
    """Return the members of the profile that a document lacks, as paths."""
    tree = case.tree
    return [] if tree is None else [(name,) for name in case.judgement.profile.shape.members if name not in tree]


def _parting(case: Case, facet: Facet, did: Mapping[int, Facets]) -> Parting | None:
    """Return where clients part in one facet, or None if all that can be asked do the same."""
    path = path_of(case.tree or {}, facet.at) if facet.aspect is Aspect.CONTENT and case.tree is not None else None
    sides: dict[str, tuple[list[int], Did]] = {}
    for number, facets in did.items():
        does = facets.did(facet, path)
        if does is not None:
            sides.setdefault(does.key, ([], does))[0].append(number)
    if len(sides) < 2:
        return None
    at, about = _about(case, facet, path)
    return Parting(
        facet.aspect,
        at,
        about,
        tuple((tuple(clients), _roughly(does) if about == _WRONG else does) for clients, does in sides.values()),
    )


_WRONG: Final = "a wrong value"


def _roughly(does: Did) -> Did:
    """Return what a client does with a wrong value in a form without types: any may be wrong, and become any other."""
    return does._replace(form=does.form.partition(" (")[0])


# -- what they are given


def _about(case: Case, facet: Facet, path: Path | None) -> tuple[str, str]:
    """Return the place that a disagreement is about, and what the clients are given there, in words."""
    if facet.aspect in (Aspect.ACCEPTANCE, Aspect.ERROR):
        return _reason(case)
    if facet.aspect is Aspect.CONTENT and path is not None:
        return facet.at, _what_is_at(case, facet.at, path)
    if facet.aspect is Aspect.EQUALITY and case.twin is not None and facet.at == case.twin.pointer:
        return facet.at, "two documents that differ in one place" if facet.at else "one document, spelled in two ways"
    if facet.aspect is Aspect.SHOWING:
        return facet.at, _what_is_at(case, facet.at, path_of(case.tree or {}, facet.at))
    return facet.at, "a document"


def _what_is_at(case: Case, place: str, path: Path) -> str:
    news = next((news for news in case.judgement.news if within(place, {news.pointer})), None)
    if news is not None:
        return f"an {news.kind.value.replace('-', ' ')}"
    if any(within(place, {violation.pointer}) for violation in case.judgement.violations):
        return _WRONG
    return f"a known member ({type_name(at_path(dict(case.tree or {}), path))})"


def _reason(case: Case) -> tuple[str, str]:
    """Return where a document is not the simplest one, and what it is: by what is wrong or new in it first."""
    judgement = case.judgement
    if judgement.violations:
        first = judgement.violations[0]
        between = any(relation.rule.id == first.rule for relation in judgement.profile.relations)
        broken = "a rule between members" if between else first.rule.rpartition(".")[2]
        return first.pointer, f"{_an(case.standing)} document ({broken})"
    if judgement.news:
        kind = judgement.news[0].kind.value.replace("-", " ")
        return judgement.news[0].pointer, f"a document with an {kind}"
    names = list(notable(case)) if case.standing is Standing.VALID else []
    return (pointer((names[-1],)) if names else ""), f"{_an(case.standing)} document"


def _an(standing: Standing) -> str:
    return f"{'an' if standing.value[0] in 'aei' else 'a'} {standing.value}"
