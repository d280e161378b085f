"""A search on the command line: how far it is, and what it leaves out as known."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from attrs import define, field

from runlaws.cli._clients import find, quiet
from runlaws.cli._progress import progress_bar
from runlaws.client import Client
from runlaws.finding import SearchResult
from runlaws.known import Known, Outcome, outcome
from runlaws.laws import find_law
from runlaws.reports import printable
from runlaws.search import search
from runlaws.trial import check
from runlaws.verdict import Failure

__all__ = ["LeftOut", "outcomes_of", "searched", "today"]


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
    """Search a client, and show how far it is."""
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


def outcomes_of(entries: Sequence[Known], spec: str, clients: dict[str, Client], deadline: float) -> list[Outcome]:
    """Return what the witnesses of known failures say, each asked of the client that `spec` names for its profile.

    `clients` are those that are there already, by profile.
    """
    outcomes: list[Outcome] = []
    for known in entries:
        profile = known.witness.judgement.profile.spec
        client = clients.get(profile) or clients.setdefault(profile, find(spec, profile))
        with quiet():
            failures = check(client, [find_law(known.law)], known.witness, deadline=deadline)
        outcomes.append(outcome(known, failures, entries))
    return outcomes


def today() -> datetime.date:
    """Return the date where the command runs."""
    return datetime.datetime.now().astimezone().date()
