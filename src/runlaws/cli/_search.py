"""A search on the command line: its progress bar, and the known failures that it leaves out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final

import click
from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.cli._clients import find, quiet
from runlaws.cli._errors import fail
from runlaws.cli._progress import progress_bar
from runlaws.cli._terms import Terms
from runlaws.client import Client
from runlaws.contract import Profile
from runlaws.finding import SearchResult
from runlaws.known import Elsewhere, Known, WitnessResult, unknown_part, witness_result
from runlaws.laws import LAWS, Law, UnknownLaw, find_law
from runlaws.observe import observer_of
from runlaws.reports import printable
from runlaws.requirements import Requirements, find_requirements, since
from runlaws.search import search
from runlaws.trial import Trial
from runlaws.verdict import Cause, Failure
from runlaws_strategies.build import controls

__all__ = ["LeftOut", "held_to", "laws_named", "searched", "today", "witness_results"]

_MOST_SHOWN: Final = 20
"""How many findings are shown while a search goes on."""


@define
class LeftOut:
    """The known failures that a search of a client leaves out, and the keys of those that it came across."""

    entries: Sequence[Known]
    seen: set[Hashable] = field(factory=set)

    def __call__(self, failure: Failure, case: Case, trial: Trial) -> tuple[Failure, Case] | None:
        """Return the part of a failure that is not known, with a case that shows it, or None if all of it is known."""
        memory = trial.memory
        seen = lambda known: memory.known.add(known.key)  # noqa: E731 (it is no more than that)
        return unknown_part(self.entries, failure, case, trial, seen=seen, looks=memory.looks_in_vain)


def laws_named(ids: Sequence[str]) -> Sequence[Law]:
    """Return the laws with these ids, in the order of all, or all of them if none is named; else it fails."""
    try:
        wanted = [find_law(id) for id in ids]
    except UnknownLaw as error:
        fail(str(error))
    return [law for law in LAWS if law in wanted] or LAWS


def held_to(ids: Sequence[str], revision: str | None, profile: Profile) -> tuple[Sequence[Law], Requirements | None]:
    """Return the laws that a client is held to, and the requirements of a revision, if one is named.

    Fails where there is no such law or revision, or the revision has no such law or profile.
    """
    laws = laws_named(ids)
    if revision is None:
        return laws, None
    requirements = find_requirements(revision)
    requirements.check(profile)
    for id in ids:
        if id not in requirements.laws:
            fail(
                f"--law {id}: it is there since {since(find_law(id))}, and not in requirements {requirements.revision}"
            )
    return requirements.laws_of(laws), requirements


def searched(
    client: Client,
    *,
    left_out: LeftOut,
    announce: bool = False,
    on_case: Callable[[], object] = lambda: None,
    on_failure: Callable[[Failure, Case], object] = lambda *_: None,
    **settings: Any,
) -> SearchResult:
    """Return the result of searching a client; meanwhile a progress bar and what it finds are shown.

    Where standard error is no terminal, there is no bar, and what it finds is shown if it is to `announce` that. The
    other settings are those of `search`, and as many as a user may give.
    """
    with progress_bar(rate=True) as bar, quiet():
        if announce and bar.disable:
            announced = _Announced(lambda line: click.echo(line, err=True))
        else:
            announced = _Announced(lambda line: bar.console.print(line, markup=False, highlight=False))
        name = printable(str(client.name))
        total = {"random": None if settings.get("until") else settings["examples"]}
        phases = [
            *(["corpus"] if settings.get("corpus") else []),
            *(["catalogue"] if settings.get("enumerate_first", True) else []),
            "random",
        ]
        tasks = {phase: bar.add_task(f"{name}, {phase}", total=total.get(phase)) for phase in phases}

        def advance(phase: str) -> None:
            bar.advance(tasks[phase])
            on_case()

        def see(failure: Failure, case: Case) -> None:
            announced.add(failure)
            on_failure(failure, case)

        calls: dict[str, Any] = {"on_case": advance, "on_failure": see, "on_known": left_out.seen.add}
        return search(client, less_known=left_out, **calls, **settings)


@define
class _Announced:
    """Shows, each on a line, the first failures of their kind, up to a number.

    What goes wrong in the same way at many places is shown for the first of them.
    """

    show: Callable[[str], object]
    causes: set[Cause] = field(factory=set)

    def add(self, failure: Failure) -> None:
        """Show a failure, unless one like it was shown."""
        way = evolve(failure.cause, place="")
        if way not in self.causes:
            self.causes.add(way)
            if len(self.causes) <= _MOST_SHOWN:
                self.show(printable(f"found: {failure.cause}"))
            elif len(self.causes) == _MOST_SHOWN + 1:
                self.show("found more, which the report will have")


def witness_results(
    entries: Sequence[Known],
    spec: str,
    clients: dict[str, Client],
    terms: Terms,
) -> list[WitnessResult]:
    """Return what the witnesses of known failures show, each with the client that `spec` names for its profile.

    `clients` maps profiles to the clients made so far; missing ones are added.
    """
    results: list[WitnessResult] = []
    elsewhere = Elsewhere()
    for known in entries:
        profile = known.witness.judgement.profile.spec
        if profile not in clients:
            clients[profile] = find(spec, profile, terms)
        client = clients[profile]
        with quiet():
            trial = Trial(observer_of(client, deadline=terms.deadline), [find_law(known.law)], controls)
            results.append(witness_result(known, trial, entries, elsewhere))
    return results


def today() -> datetime.date:
    """Return today's date in the local time zone."""
    return datetime.datetime.now().astimezone().date()
