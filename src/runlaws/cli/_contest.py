"""The clients of `runlaws compare`: how they are found, compared and held to the laws, and what is known meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click
from attrs import define, evolve, field

from runlaws.case import Case
from runlaws.cli._clients import find, quiet
from runlaws.cli._early import in_words, so_far
from runlaws.cli._errors import fail
from runlaws.cli._journal import Journal
from runlaws.cli._progress import progress_bar
from runlaws.cli._search import LeftOut, searched
from runlaws.cli._terms import Terms
from runlaws.cli._where import located
from runlaws.client import Client, ClientNotFound, PolicyError
from runlaws.comparing import Comparing, SideBySide, cases_for
from runlaws.comparison import ComparisonResult
from runlaws.finding import SearchResult
from runlaws.laws import Law
from runlaws.objects import find_profile
from runlaws.observe import noting, observer_of
from runlaws.reports import printable
from runlaws.requirements import Requirements

__all__ = ["Contest"]


@define
class Contest:
    """The clients that are compared, and how: each with what the user typed for it and the name that reports use."""

    examples: int
    seed: int
    terms: Terms
    profile: str
    laws: Sequence[Law]
    requirements: Requirements | None
    clients: dict[str, Client] = field(init=False, factory=dict)
    """By what the user typed."""
    lost: dict[str, str] = field(init=False, factory=dict)
    _comparing: Comparing | None = field(init=False, default=None)
    _comparison: ComparisonResult | None = field(init=False, default=None)
    """What the clients do differently, once that is known."""
    _results: list[SearchResult] = field(init=False, factory=list)
    """Of the clients that were held to the laws, in their order."""
    _journal: Journal = field(init=False, factory=Journal)
    """Of the client that is held to the laws now, and before that of all."""

    def find(self, specs: Sequence[str]) -> None:
        """Find the clients; which of them cannot be had is said at once, and does not keep the others back."""
        for spec in specs:
            try:
                self.clients[spec] = find(spec, self.profile, self.terms)
            except (ClientNotFound, PolicyError) as error:
                self.lost[spec] = " ".join(str(error.args[0]).split()).removeprefix(f"client {spec!r}: ")
        if len(self.clients) < 2:
            fail(f"expected two clients at least to compare: {'; '.join(self._left_out())}")
        for sentence in self._left_out():
            click.echo(printable(f"left out: {sentence}"), err=True)

    def _left_out(self) -> Iterator[str]:
        yield from (f"client {spec!r}: {why}" for spec, why in self.lost.items())

    def names(self) -> Sequence[str]:
        """Return a name for each client; two with one name and version are told apart by what the user typed."""
        full = [f"{client.name} {client.version}".rstrip() for client in self.clients.values()]
        often = Counter(full)
        return [name if often[name] == 1 else f"{name} ({spec})" for name, spec in zip(full, self.clients, strict=True)]

    def whole(self) -> ComparisonResult:
        """Return what the clients do differently, and how each fares by the laws."""
        self._comparison = comparison = self._compared()
        for name, (spec, client) in zip(comparison.clients, self.clients.items(), strict=True):
            self._journal = Journal()
            with noting(self._journal.note):
                self._results.append(self._held(name, spec, client))
        return comparison.with_results(self._results)

    def _compared(self) -> ComparisonResult:
        clients = SideBySide([observer_of(client, deadline=self.terms.deadline) for client in self.clients.values()])
        profile = find_profile(self.profile)
        comparing = self._comparing = Comparing(clients, self.names(), profile, self.seed)
        with progress_bar(rate=True) as bar, quiet(), noting(self._journal.note):
            tasks = {
                "catalogue": bar.add_task("all clients, catalogue", total=None),
                "random": bar.add_task("all clients, random", total=self.examples),
            }
            fixed = None if self.requirements is None else self.requirements.cases(profile)
            how = {"examples": self.examples, "seed": self.seed}
            comparing.try_all(
                cases_for(clients, profile, fixed=fixed, on_case=lambda layer: bar.advance(tasks[layer]), **how)
            )
            return self._with_the_lost(comparing.result())

    def _with_the_lost(self, result: ComparisonResult) -> ComparisonResult:
        return evolve(result, lost={**self.lost, **result.lost})

    def _held(self, name: str, spec: str, client: Client) -> SearchResult:
        """Return how a client fares by the laws; of one that cannot be asked to the end, why."""
        journal, profile = self._journal, find_profile(self.profile)
        journal.begin(name, client.name)
        try:
            result = searched(
                client,
                spec=spec,
                examples=self.examples,
                seed=self.seed,
                profile=self.profile,
                deadline=self.terms.deadline,
                laws=self.laws,
                left_out=LeftOut(()),
                corpus=() if self.requirements is None else self.requirements.cases(profile),
                enumerate_first=self.requirements is None,
                on_case=journal.count,
                on_failure=journal.add,
            )
        except ClientNotFound as error:
            return SearchResult(name, profile.spec, 0, self.seed, (), spec=spec, ended=f"{name}: {error}")
        return _called(name, self.terms.replayed(result))

    def so_far(self, how: str) -> ComparisonResult | None:
        """Return what is known when the comparison is ended before its time, or None if no client was asked yet.

        `how` says in a word what has ended it. No client is asked anything.
        """
        if self._comparing is None:
            return None
        comparison = self._comparison or self._with_the_lost(self._comparing.so_far())
        ended = f"the comparison is not complete: {how} {self._until(comparison)}"
        comparison = evolve(comparison, ended=ended)
        return comparison.with_results([*self._results, *self._of_others(comparison, how)])

    @property
    def last(self) -> Case | None:
        """The case that was tried last."""
        return self._journal.last

    def _until(self, comparison: ComparisonResult) -> str:
        """Return the end of a sentence: when a comparison was ended, and which clients were not held to the laws."""
        if self._comparison is None:
            return f"after {comparison.cases:,} cases{in_words(self.last)}; no client was held to the laws"
        left = comparison.clients[len(self._results) :]
        untried = [name for name in left if name != self._journal.name]
        when = f"while {left[0]} was held to the laws" if len(untried) < len(left) else "between two searches"
        return f"{when}; not held to the laws: {', '.join(untried)}" if untried else when

    def _of_others(self, comparison: ComparisonResult, how: str) -> Iterator[SearchResult]:
        """Yield the part that there is of the client in hand, and of each that was not tried that it was not."""
        for name, spec in list(zip(comparison.clients, self.clients, strict=True))[len(self._results) :]:
            if self._journal.name == name:
                part = so_far(self._journal, spec, comparison.profile, self.seed, outside=how)
                part = _called(name, self.terms.replayed(part))
                yield evolve(part, ended=f"{name}: {part.ended}")
            else:
                yield SearchResult(name, comparison.profile, 0, self.seed, (), spec=spec, ended=comparison.ended)


def _called(name: str, result: SearchResult) -> SearchResult:
    """Return the result of a client under the name that it has in a comparison."""
    findings = tuple(evolve(finding, client=name) for finding in result.findings)
    return located(evolve(result, client=name, findings=findings))
