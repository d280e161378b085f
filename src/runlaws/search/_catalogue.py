"""The fixed cases of a search, which are tried before random ones.

A client that refuses the simplest document would refuse all that are made of it: it is tried with those that are made
of the simplest one that it accepts, and of a full one. That refusal is a finding like any other. New members also have
the names that the client's own values have.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from attrs import define, field

from runlaws.case import Case
from runlaws.client import Outcome
from runlaws.contract import Profile
from runlaws.observe import Observer, names_of
from runlaws.search._progress import Progress
from runlaws.search._until import Until
from runlaws.trial import Trial
from runlaws_strategies import Kind, kinds_for_all
from runlaws_strategies.build import bases, catalogue_of, plan_of

__all__ = ["carried_cases", "listed_cases", "try_cases", "try_catalogue"]


def try_catalogue(
    progress: Progress, profile: Profile, on_case: Callable[[Case], object], until: Until | None = None
) -> int:
    """Try the catalogue's cases that the laws apply to, make every cause minimal, and return the number of cases."""
    return try_cases(progress, listed_cases(progress.trial, profile), on_case, until)


def try_cases(
    progress: Progress, cases: Iterable[Case], on_case: Callable[[Case], object], until: Until | None = None
) -> int:
    """Try some cases, each once, make every cause minimal, and return their number."""
    tried: set[str] = set()
    for case in cases:
        if until is not None and until.is_over():
            break
        if case.id not in tried:
            tried.add(case.id)
            on_case(case)
            progress.look_up(case)
    progress.causes.tell_apart()
    return len(tried)


def listed_cases(trial: Trial, profile: Profile) -> Iterator[Case]:
    """Yield the cases of the catalogue for one client and the laws of its trial; some may come twice."""
    plan, kinds = plan_of(profile), kinds_for_all(trial.laws)
    yield from islice(
        catalogue_of(plan, kinds), 1
    )  # before anything else is asked: a first call may be unlike all others
    simplest, *full = bases(plan, _Accepts(trial.observer, profile))
    if simplest is not plan and Kind.VALID in kinds:
        yield from islice(catalogue_of(plan, (Kind.VALID,)), len(plan.states))
    accepted = Case.of_tree(simplest.tree(simplest.base), profile, made="valid")
    names = names_of(trial.observer, accepted)
    yield from _in_turn([catalogue_of(simplest, (kind,), names) for kind in kinds])
    for other in full:
        yield from catalogue_of(other, _ADDED_TO.intersection(kinds))


def carried_cases(observer: Observer, profile: Profile, kinds: Sequence[Kind]) -> Iterator[Case]:
    """Yield the cases of the catalogue, and where a client refuses the simplest, those made of what it accepts."""
    plan = plan_of(profile)
    yield from catalogue_of(plan, kinds)
    simplest, *full = bases(plan, _Accepts(observer, profile))
    if simplest is not plan:
        for other in (simplest, *full):
            yield from catalogue_of(other, kinds)


def _in_turn(kinds: Sequence[Iterator[Case]]) -> Iterator[Case]:
    """Yield a case of each kind in turn, so that each kind of finding shows early, the worst among them."""
    for cases in itertools.zip_longest(*kinds):
        yield from (case for case in cases if case is not None)


_ADDED_TO: Final = frozenset({Kind.QUESTIONABLE, Kind.EXTENDED, Kind.INVALID})
"""The kinds of case that are made of a full document too."""


@define
class _Accepts:
    """Asks a client whether it accepts a document; once a call has hung, nothing more, and the answer is no."""

    observer: Observer
    profile: Profile
    _hung: bool = field(init=False, default=False)

    def __call__(self, document: bytes) -> bool:
        """Return whether the client accepts a document."""
        if self._hung:
            return False
        outcome = self.observer.observe(Case.of_bytes(document, self.profile), ()).outcome
        self._hung = outcome is Outcome.HUNG
        return outcome is Outcome.ACCEPTED
