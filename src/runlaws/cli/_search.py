"""A search on the command line: its progress bar, and the known failures that it leaves out."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.cli._clients import find, quiet
from runlaws.cli._errors import fail
from runlaws.cli._progress import progress_bar
from runlaws.client import Client
from runlaws.finding import SearchResult
from runlaws.known import Elsewhere, Known, WitnessResult, unknown_part, witness_result
from runlaws.laws import LAWS, Law, UnknownLaw, find_law
from runlaws.observe import observer_of
from runlaws.reports import printable
from runlaws.search import LessKnown, Until, search
from runlaws.trial import Trial
from runlaws.verdict import Cause, Failure
from runlaws_strategies.build import controls

__all__ = ["LeftOut", "laws_named", "searched", "today", "witness_results"]

_MOST_SHOWN: Final = 20
"""How many findings are shown while a search goes on."""


@define
class LeftOut:
    """The known failures that a search of a client leaves out, and the keys of those that it came across."""

    entries: Sequence[Known]
    seen: set[tuple[str, ...]] = field(factory=set)
    add: Callable[[Failure, Case], object] = lambda *_: None
    """Called with what is not left out."""
    _looks: Counter[Cause] = field(init=False, factory=Counter)

    def __call__(self, failure: Failure, case: Case, trial: Trial) -> tuple[Failure, Case] | None:
        """Return the part of a failure that is not known, with a case that shows it, or None if all of it is known."""
        shown = unknown_part(
            self.entries, failure, case, trial, seen=lambda known: self.seen.add(known.key), looks=self._looks
        )
        if shown is not None:
            self.add(*shown)
        return shown


def laws_named(ids: Sequence[str]) -> Sequence[Law]:
    """Return the laws with these ids, in the order of all, or all of them if none is named; else it fails."""
    try:
        wanted = [find_law(id) for id in ids]
    except UnknownLaw as error:
        fail(str(error))
    return [law for law in LAWS if law in wanted] or LAWS


def searched(  # noqa: PLR0913 (each is a setting of its own)
    client: Client,
    *,
    spec: str,
    examples: int,
    seed: int,
    profile: str,
    deadline: float,
    laws: Sequence[Law],
    less_known: LessKnown,
    corpus: Iterable[Case] = (),
    on_case: Callable[[], object] = lambda: None,
    until: Until | None = None,
) -> SearchResult:
    """Return the result of searching a client; meanwhile a progress bar and what it finds are shown."""
    with progress_bar(rate=True) as bar, quiet():
        unknown = _Announced(less_known, lambda line: bar.console.print(line, markup=False, highlight=False))
        name = printable(str(client.name))
        tasks = {"corpus": bar.add_task(f"{name}, corpus", total=None)} if corpus else {}
        tasks |= {
            "catalogue": bar.add_task(f"{name}, catalogue", total=None),
            "random": bar.add_task(f"{name}, random", total=None if until else examples),
        }

        def advance(phase: str) -> None:
            bar.advance(tasks[phase])
            on_case()

        return search(
            client,
            laws=laws,
            examples=examples,
            seed=seed,
            profile=profile,
            spec=spec,
            on_case=advance,
            less_known=unknown,
            corpus=corpus,
            deadline=deadline,
            until=until,
        )


@define
class _Announced:
    """What is left of failures without what is known; on a line, the first of each cause is shown, up to a number.

    What goes wrong in the same way at many places is shown for the first of them.
    """

    less_known: LessKnown
    show: Callable[[str], object]
    causes: set[Cause] = field(factory=set)

    def __call__(self, failure: Failure, case: Case, trial: Trial) -> tuple[Failure, Case] | None:
        """Return what `less_known` leaves."""
        left = self.less_known(failure, case, trial)
        if left is not None and (way := evolve(left[0].cause, place="")) not in self.causes:
            self.causes.add(way)
            if len(self.causes) <= _MOST_SHOWN:
                self.show(printable(f"found: {left[0].cause}"))
            elif len(self.causes) == _MOST_SHOWN + 1:
                self.show("found more, which the report will have")
        return left


def witness_results(
    entries: Sequence[Known], spec: str, clients: dict[str, Client], deadline: float, *, apart: bool = False
) -> list[WitnessResult]:
    """Return what the witnesses of known failures show, each with the client that `spec` names for its profile.

    `clients` maps profiles to the clients made so far; missing ones are added, kept `apart` as `find` does.
    """
    results: list[WitnessResult] = []
    elsewhere = Elsewhere()
    for known in entries:
        profile = known.witness.judgement.profile.spec
        client = clients.get(profile) or clients.setdefault(profile, find(spec, profile, apart=apart))
        with quiet():
            trial = Trial(observer_of(client, deadline=deadline), [find_law(known.law)], controls)
            results.append(witness_result(known, trial, entries, elsewhere))
    return results


def today() -> datetime.date:
    """Return today's date in the local time zone."""
    return datetime.datetime.now().astimezone().date()
