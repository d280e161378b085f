"""A search on the command line: its progress bar, and the known failures that it leaves out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from attrs import define, field

from runlaws.cli._clients import find, quiet
from runlaws.cli._progress import progress_bar
from runlaws.client import Client
from runlaws.finding import SearchResult
from runlaws.known import Known, WitnessResult, witness_result
from runlaws.laws import find_law
from runlaws.reports import printable
from runlaws.search import search
from runlaws.trial import check
from runlaws.verdict import Failure

__all__ = ["LeftOut", "searched", "today", "witness_results"]


@define
class LeftOut:
    """The known failures that a search of a client leaves out, and the keys of those that it came across."""

    entries: Sequence[Known]
    client: str
    seen: set[tuple[str, ...]] = field(factory=set)

    def __call__(self, failure: Failure) -> bool:
        """Return whether a failure is known."""
        covering = [known.key for known in self.entries if known.covers(failure, self.client)]
        self.seen.update(covering)
        return bool(covering)


def searched(
    client: Client,
    *,
    spec: str,
    examples: int,
    seed: int,
    profile: str,
    deadline: float,
    leave_out: Callable[[Failure], bool],
) -> SearchResult:
    """Search a client, with a progress bar."""
    with progress_bar() as bar, quiet():
        name = printable(str(client.name))
        tasks = {
            "catalogue": bar.add_task(f"{name}, catalogue", total=None),
            "random": bar.add_task(f"{name}, random", total=examples),
        }
        return search(
            client,
            examples=examples,
            seed=seed,
            profile=profile,
            spec=spec,
            on_case=lambda phase: bar.advance(tasks[phase]),
            leave_out=leave_out,
            deadline=deadline,
        )


def witness_results(
    entries: Sequence[Known], spec: str, clients: dict[str, Client], deadline: float
) -> list[WitnessResult]:
    """Return what the witnesses of known failures show, each with the client that `spec` names for its profile.

    `clients` maps profiles to the clients made so far; missing ones are added.
    """
    results: list[WitnessResult] = []
    for known in entries:
        profile = known.witness.judgement.profile.spec
        client = clients.get(profile) or clients.setdefault(profile, find(spec, profile))
        with quiet():
            failures = check(client, [find_law(known.law)], known.witness, deadline=deadline)
        results.append(witness_result(known, failures, entries))
    return results


def today() -> datetime.date:
    """Return today's date in the local time zone."""
    return datetime.datetime.now().astimezone().date()
