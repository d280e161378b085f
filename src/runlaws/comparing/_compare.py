"""Comparing clients: the same cases for all, and one minimal document for each disagreement."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from attrs import define, evolve, field
from packaging.version import InvalidVersion, Version

from runlaws.case import Case
from runlaws.client import ClientNotFound
from runlaws.comparing._side_by_side import Parting, SideBySide, pattern_of
from runlaws.comparison import Aspect, ComparisonResult, Disagreement
from runlaws.contract import Profile, Standing
from runlaws.laws import LAWS
from runlaws.observe import Observer
from runlaws.search import listed_cases, minimal, notable
from runlaws.trial import Trial
from runlaws.verdict import Cause
from runlaws_strategies import kinds_for_all, without_plain
from runlaws_strategies.build import controls, random_case

__all__ = ["Comparing", "cases_for", "compare"]

_MOST_PLACES: Final = 200
"""At how many places the same disagreement is kept: a client that drops what is unknown does so at all."""


def compare(
    clients: SideBySide, names: Sequence[str], profile: Profile, cases: Iterable[Case], *, seed: int = 0
) -> ComparisonResult:
    """Give several clients the same cases of a profile, and return what they do differently.

    `names` tells the clients apart. Each disagreement has a minimal document. A client that dies, or hangs again and
    again, is asked no more, which costs the others nothing. `seed` is that of the cases.
    """
    comparing = Comparing(clients, names, profile, seed)
    comparing.try_all(cases)
    return comparing.result()


def cases_for(
    clients: SideBySide,
    profile: Profile,
    *,
    examples: int = 1000,
    seed: int = 0,
    fixed: Iterable[Case] | None = None,
    on_case: Callable[[str], object] = lambda _: None,
) -> Iterator[Case]:
    """Yield the catalogue with what it adds for each client, then `examples` random cases; some may come twice.

    The `fixed` cases, if there are any, take the place of the catalogue. `on_case` is called for every case, with
    `catalogue` or `random`.
    """
    listed = _listed(clients, profile) if fixed is None else (("catalogue", case) for case in fixed)
    for layer, case in itertools.chain(listed, _random(profile, examples, seed)):
        on_case(layer)
        yield case


def _listed(clients: SideBySide, profile: Profile) -> Iterator[tuple[str, Case]]:
    """Yield the cases of the catalogue, with what it adds for each client."""
    for number, observer in enumerate(clients.observers):
        if number not in clients.lost:
            try:
                for case in listed_cases(Trial(observer, LAWS, controls), profile):
                    yield "catalogue", case
            except ClientNotFound as error:
                clients.lost[number] = str(error)


def _random(profile: Profile, examples: int, seed: int) -> Iterator[tuple[str, Case]]:
    kinds = without_plain(kinds_for_all(LAWS))
    for index in range(examples):
        yield "random", random_case(seed, index, profile, kinds)


@define
class _Partings:
    """The cases on which the same clients part in the same way: the simplest one for each place."""

    simplest: dict[str, tuple[Parting, Case]] = field(factory=dict)
    seen: set[str] = field(factory=set)
    shrunk: tuple[Parting, Case] | None = None
    """What the simplest of all became when it was made minimal."""

    @property
    def first(self) -> tuple[Parting, Case]:
        """The simplest case of all as it was tried, with the way in which the clients part on it."""
        return min(self.simplest.values(), key=lambda kept: _busyness(kept[1]))

    def places(self) -> set[str]:
        """Return all the places but that of the first one."""
        return {parting.cause.place for parting, _ in self.simplest.values()} - {self.first[0].cause.place}


@define
class _Groups:
    """The disagreements of a comparison, by all of their cause but the place."""

    _groups: dict[Cause, _Partings] = field(factory=dict)

    def keep(self, parting: Parting, case: Case) -> None:
        """Keep a case on which clients part, if it is the simplest so far for its place."""
        cause = parting.cause
        group = self._groups.setdefault(cause if _is_vague(parting, case) else evolve(cause, place=""), _Partings())
        group.seen.add(case.id)
        before = group.simplest.get(cause.place)
        if before is None and len(group.simplest) >= _MOST_PLACES:
            return
        if before is None or _busyness(case) < _busyness(before[1]):
            group.simplest[cause.place] = parting, case

    def make_minimal(self, clients: SideBySide) -> None:
        """Make the simplest case of each disagreement minimal."""
        for group in self._groups.values():
            parting, case = group.first
            failure, case = minimal(clients, parting.as_failure(), case)
            group.shrunk = clients.parting_like(failure, case) or parting, case

    def named(self, names: Sequence[str]) -> Iterator[Disagreement]:
        """Yield each disagreement once."""
        yielded: set[Cause] = set()
        for group in self._groups.values():
            if not group.simplest:  # what ended the comparison came just before its first case was kept
                continue
            parting, case = group.shrunk or group.first
            if parting.cause in yielded:
                continue
            yielded.add(parting.cause)
            also = tuple(sorted(group.places() - {parting.cause.place}))
            sides, seen = parting.named(names), len(group.seen)
            yield Disagreement(parting.aspect, parting.at, parting.about, sides, case, also, seen, dict(notable(case)))


@define
class Comparing:
    """A comparison that is under way, for whoever must say what is known of it when it ends before its time."""

    clients: SideBySide
    names: Sequence[str]
    profile: Profile
    seed: int = 0
    _groups: _Groups = field(init=False, factory=_Groups)
    _tried: set[str] = field(init=False, factory=set)

    def try_all(self, cases: Iterable[Case]) -> None:
        """Give all clients some cases, each once, and keep those on which they part."""
        for case in cases:
            if case.id not in self._tried:
                self._tried.add(case.id)
                for parting in self.clients.partings(case):
                    self._groups.keep(parting, case)

    def result(self) -> ComparisonResult:
        """Return what the clients do differently, each time with a minimal document."""
        self._groups.make_minimal(self.clients)
        return self.so_far()

    def so_far(self) -> ComparisonResult:
        """Return what is known by now; no client is asked anything, so that a document may be as it was tried."""
        disagreements = tuple(_told_once(sorted(self._groups.named(self.names), key=_order)))
        return ComparisonResult(
            tuple(self.names),
            self.profile.spec,
            len(self._tried),
            self.seed,
            disagreements,
            versions=tuple(_versions(self.clients.observers, self.names)),
            lost={self.names[number]: why for number, why in self.clients.lost.items()},
            policies=dict(zip(self.names, (each.policy for each in self.clients.observers), strict=True)),
        )


def _told_once(disagreements: Sequence[Disagreement]) -> Iterator[Disagreement]:
    """Yield disagreements without those that follow from another one.

    Who drops a member does not show it, and takes two documents for equal that differ in it.
    """
    lost = {
        (place, frozenset(side.clients for side in each.sides))
        for each in disagreements
        if each.aspect is Aspect.CONTENT
        for place in (pattern_of(each.pointer), *each.also)
    }
    for each in disagreements:
        sides = frozenset(side.clients for side in each.sides)
        if each.aspect not in (Aspect.EQUALITY, Aspect.SHOWING) or (pattern_of(each.pointer), sides) not in lost:
            yield each


def _is_vague(parting: Parting, case: Case) -> bool:
    """Return whether nothing but the place says what a disagreement is about: of a valid document, what is in it."""
    return parting.aspect in (Aspect.ACCEPTANCE, Aspect.ERROR) and case.standing is Standing.VALID


def _busyness(case: Case) -> tuple[int, bool, int]:
    return len(notable(case)), case.twin is not None, len(case.document)


_ASPECTS: Final = tuple(Aspect)
_STANDINGS: Final = (Standing.VALID, Standing.EXTENDED, Standing.QUESTIONABLE)


def _order(disagreement: Disagreement) -> tuple[int, int, int]:
    """Return the order of importance: what is accepted first, and valid documents before broken ones."""
    standing = disagreement.case.standing
    rank = _STANDINGS.index(standing) if standing in _STANDINGS else len(_STANDINGS)
    return _ASPECTS.index(disagreement.aspect), rank, -disagreement.seen


def _versions(observers: Sequence[Observer], names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the names of the clients that are versions of one SDK, in the order of their versions."""
    known: dict[str, list[tuple[Version, str]]] = {}
    for observer, name in zip(observers, names, strict=True):
        with suppress(InvalidVersion):
            version = Version(observer.name.removeprefix(observer.client_name).strip())
            known.setdefault(observer.client_name, []).append((version, name))
    yield from (tuple(name for _, name in sorted(versions)) for versions in known.values() if len(versions) > 1)
