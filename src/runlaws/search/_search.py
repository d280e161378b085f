"""The search itself: the cases of a corpus if there is one, the catalogue, then random cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from runlaws.case import Case
from runlaws.client import Client
from runlaws.contract import Profile
from runlaws.coverage import Meter
from runlaws.finding import Finding, SearchResult
from runlaws.laws import LAWS, Law
from runlaws.objects import as_profile
from runlaws.observe import DEADLINE, Observer, observer_of
from runlaws.search._catalogue import try_cases, try_catalogue
from runlaws.search._finding_of import finding_of, replay_command
from runlaws.search._permit_of import permit_of
from runlaws.search._progress import LessKnown, Progress
from runlaws.search._random import RandomCases
from runlaws.search._until import Until
from runlaws.trial import Controls, Trial
from runlaws_strategies import kinds_for_all, without_plain
from runlaws_strategies.build import controls

__all__ = ["search"]


def search(  # noqa: PLR0913 (each is a setting of its own, with a default)
    client: Client,
    *,
    laws: Sequence[Law] = LAWS,
    examples: int = 1000,
    seed: int = 0,
    profile: str | Profile = "v2",
    spec: str = "",
    corpus: Iterable[Case] = (),
    enumerate_first: bool = True,
    on_case: Callable[[str], None] = lambda _: None,
    less_known: LessKnown = lambda failure, case, _: (failure, case),
    deadline: float = DEADLINE,
    until: Until | None = None,
    trial_of: Callable[[Observer, Sequence[Law], Controls], Trial] = Trial,
) -> SearchResult:
    """Try a client with a corpus, the catalogue, then random cases, and return each distinct failure once.

    The catalogue finds the same every time, and a seed gives the same `examples` random cases. A failure that only a
    random case shows is shrunk by Hypothesis. `on_case` is called for every case, with `corpus`, `catalogue` or
    `random`. The cases of the `corpus`, of the same profile, come first.
    `less_known` returns what is left of a failure and its case without what is known, or None where nothing is: then it
    is not reported. Each call of the client may take `deadline` seconds. With `until`, the search ends when that is
    reached, whatever `examples` says. `spec` is what a user types for the client. `trial_of` makes the trial. Raises
    `UnknownProfile`.
    """
    contract = as_profile(profile)
    observer = observer_of(client, deadline=deadline)
    meter = Meter(contract)
    progress = Progress(trial_of(observer, tuple(laws), controls), less_known, meter=meter)
    tried = try_cases(progress, corpus, lambda _: on_case("corpus"), until)
    tried += try_catalogue(progress, contract, lambda _: on_case("catalogue"), until) if enumerate_first else 0
    kinds = without_plain(kinds_for_all(laws))
    tried += RandomCases(contract, kinds, seed).try_with(progress, examples, lambda: on_case("random"), until)
    tallies = progress.tallies.of([law.id for law in laws])
    findings = _findings(progress, observer.name, spec, {tally.law: tally.asked for tally in tallies})
    more: dict[str, Any] = {"spec": spec, "snippet": observer.snippet, "coverage": meter.coverage().shares}
    return SearchResult(observer.name, contract.spec, tried, seed, findings, tallies, **more)


def _findings(progress: Progress, name: str, spec: str, asked: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return a finding for each cause, in the order of the laws; `asked` has of how many cases each law was asked."""
    findings = [
        finding_of(
            cause.failure,
            cause.case,
            name,
            replay=replay_command(cause.case, spec),
            permit=permit_of(progress.trial, cause.failure, cause.case),
            tried=asked[cause.failure.law],
            seen=progress.seen[cause.failure.cause],
        )
        for cause in progress.causes.all()
    ]
    order = {law.id: number for number, law in enumerate(LAWS)}
    findings.sort(
        key=lambda finding: (order.get(finding.failure.law, 0), finding.failure.kind, finding.failure.pointer)
    )
    return tuple(findings)
