"""`runlaws compare`: several clients side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from attrs import define, evolve, field

from runlaws.cli._clients import find, quiet
from runlaws.cli._errors import fail
from runlaws.cli._print import print_comparison
from runlaws.cli._progress import progress_bar
from runlaws.cli._reports import Reports
from runlaws.cli._search import LeftOut, laws_named, searched
from runlaws.cli._where import located
from runlaws.client import Client, ClientNotFound, PolicyError
from runlaws.comparing import SideBySide, cases_for, compare
from runlaws.comparison import ComparisonResult
from runlaws.finding import Finding, SearchResult
from runlaws.laws import Law
from runlaws.objects import find_profile
from runlaws.observe import observer_of
from runlaws.reports import COMPARISON_REPORTS, printable
from runlaws.saved import Saved, write_saved
from runlaws.search import CASE_FOLDER

__all__ = ["run"]


@define
class _Contest:
    """The clients that are compared, and how: each with what the user typed for it and the name that reports use."""

    examples: int
    seed: int
    deadline: float
    profile: str
    laws: Sequence[Law]
    clients: dict[str, Client] = field(factory=dict)
    """By what the user typed."""
    lost: dict[str, str] = field(factory=dict)

    def find(self, specs: Sequence[str]) -> None:
        """Find the clients; which of them cannot be had is said at once, and does not keep the others back."""
        for spec in specs:
            try:
                self.clients[spec] = find(spec, self.profile, apart=True)
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

    def compared(self) -> ComparisonResult:
        """Return what the clients do differently."""
        clients = SideBySide([observer_of(client, deadline=self.deadline) for client in self.clients.values()])
        profile = find_profile(self.profile)
        with progress_bar(rate=True) as bar, quiet():
            tasks = {
                "catalogue": bar.add_task("all clients, catalogue", total=None),
                "random": bar.add_task("all clients, random", total=self.examples),
            }
            how = {"examples": self.examples, "seed": self.seed}
            cases = cases_for(clients, profile, on_case=lambda layer: bar.advance(tasks[layer]), **how)
            result = compare(clients, self.names(), profile, cases, seed=self.seed)
        return evolve(result, lost={**self.lost, **result.lost})

    def results(self, comparison: ComparisonResult) -> Iterator[SearchResult]:
        """Yield how each client fares by the laws; of one that cannot be asked to the end, why."""
        for name, (spec, client) in zip(comparison.clients, self.clients.items(), strict=True):
            try:
                result = searched(
                    client,
                    spec=spec,
                    examples=self.examples,
                    seed=self.seed,
                    profile=self.profile,
                    deadline=self.deadline,
                    laws=self.laws,
                    left_out=LeftOut(()),
                )
            except ClientNotFound as error:
                ended = f"{name}: {error}"
                yield SearchResult(name, comparison.profile, 0, self.seed, (), spec=spec, ended=ended)
            else:
                findings = tuple(evolve(finding, client=name) for finding in result.findings)
                yield located(evolve(result, client=name, findings=findings))


def run(
    specs: Sequence[str],
    *,
    reports: Mapping[str, Path | None],
    examples: int,
    seed: int,
    ids: tuple[str, ...],
    deadline: float,
    profile: str,
) -> int:
    """Compare the clients, write what is asked for, print what they do differently, and return the exit status."""
    find_profile(profile)
    if len(specs) < 2:
        fail(f"expected two clients at least to compare, got {specs[0]!r} alone")
    twice = [spec for spec, number in Counter(specs).items() if number > 1]
    if twice:
        fail(f"two clients with one name: {twice[0]!r} is given {Counter(specs)[twice[0]]} times")
    wanted = Reports.asked_for(reports)
    contest = _Contest(examples, seed, deadline, profile, laws_named(ids))
    contest.find(specs)
    comparison = contest.compared()
    comparison = comparison.with_results(list(contest.results(comparison)))
    _keep(comparison, contest.clients)
    try:
        wanted.write_each(lambda name: COMPARISON_REPORTS[name](comparison))
    finally:
        if not wanted.printed:
            print_comparison(comparison)
    return 1 if comparison.disagreements or comparison.lost else 0


def _keep(comparison: ComparisonResult, clients: Mapping[str, Client]) -> None:
    """Save the case of each disagreement and of each finding, for `runlaws replay`."""
    specs = dict(zip(comparison.clients, clients, strict=True))
    findings: list[Finding] = [finding for result in comparison.results for finding in result.findings]
    saved = [Saved("", each.pointer, "", "", next(iter(clients)), each.case) for each in comparison.disagreements]
    for each in findings:
        failure = each.failure
        saved.append(Saved(failure.law, failure.pointer, failure.kind, each.client, specs[each.client], each.case))
    try:
        for each_saved in saved:
            write_saved(CASE_FOLDER, each_saved)
    except OSError as error:  # not fatal: what was found is printed all the same
        click.echo(f"{CASE_FOLDER}: {error.strerror or error}: nothing is saved for `runlaws replay`", err=True)
