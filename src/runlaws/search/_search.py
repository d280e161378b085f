"""The runner: laws, strategies and a client brought together."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import hypothesis
from attrs import define, field
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Flaky, HypothesisException
from hypothesis.strategies import SearchStrategy

from runlaws.case import Case
from runlaws.client import Client
from runlaws.contract import Standing
from runlaws.laws import LAWS, Law
from runlaws.observe import DEADLINE
from runlaws.reports import Finding, SearchResult
from runlaws.search import minimal, simplest_like
from runlaws.trial import Trial, check
from runlaws.values import Json, Missing, same_json
from runlaws.verdict import Failure
from runlaws_strategies import cases, cases_for, catalogue, kinds_for_all, without_plain

__all__ = ["CASE_FOLDER", "check", "drawn_cases", "finding_of", "is_flaky", "replay_command", "search"]

CASE_FOLDER = Path(".runlaws") / "cases"
"""Where failing cases are saved for `runlaws replay`, below the working folder."""


Key: TypeAlias = tuple[str, str, str]
"""What makes two failures the same finding: see `Failure.key`."""

_SEARCHING = settings(
    database=None,
    deadline=None,
    derandomize=False,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    verbosity=Verbosity.quiet,
    print_blob=False,
)


def finding_of(failure: Failure, case: Case, client: Client, *, replay: str) -> Finding:
    """Return a failure as a finding, with what is notable in its case and the command that shows it again."""
    return Finding(failure, case, _name(client), _notable(case), replay)


def _finding(failure: Failure, case: Case, client: Client, spec: str) -> Finding:
    return finding_of(failure, case, client, replay=replay_command(case, spec))


def replay_command(case: Case, spec: str) -> str:
    """Return the command that tries a kept case again with the client that was named so."""
    return f"runlaws replay {case.id} --client {shlex.quote(spec) if spec else 'PACKAGE.MODULE:ATTRIBUTE'}"


def _notable(case: Case) -> Mapping[str, Json]:
    """Return the members that are not as in the simplest document of the same status."""
    tree = case.tree
    if tree is None or case.standing in (Standing.AMBIGUOUS, Standing.MALFORMED):
        return {}
    plain = simplest_like(case)
    found = {name: value for name, value in tree.items() if name not in plain or not same_json(plain[name], value)}
    found.update({name: Missing() for name in plain if name not in tree})
    return {"status": tree.get("status", Missing()), **found} if tree.get("status") != "queued" else found


@define
class _Search:
    """One search: what is known, and the last case that showed each failure (Hypothesis ends with the simplest)."""

    trial: Trial
    on_case: Callable[[str], None]
    leave_out: Callable[[Failure], bool]
    found: dict[Key, tuple[Failure, Case]] = field(factory=dict)
    known: frozenset[Key] = frozenset()
    calls: int = 0
    until_last_new: int = 0

    def look_up(self, case: Case) -> None:
        """Try a case of the catalogue: of the cases that show the same, the simplest is kept."""
        self.on_case("catalogue")
        for failure in self._failures(case):
            before = self.found.get(failure.key)
            if before is None or _busyness(case) < _busyness(before[1]):
                self.found[failure.key] = failure, case

    def try_case(self, case: Case) -> None:
        """Try a drawn case, and raise what is new to Hypothesis, which shrinks it."""
        self.calls += 1
        if len(self.found) == len(self.known):
            self.on_case("random")
        failure = next((failure for failure in self._failures(case) if failure.key not in self.known), None)
        if failure is None:
            return
        failure, case = self.trial.plainest(failure, case)
        if failure.key not in self.found:
            self.until_last_new = self.calls
        self.found[failure.key] = failure, case
        raise _class_for(failure.key)

    def _failures(self, case: Case) -> Iterator[Failure]:
        for _, verdict in self.trial.verdicts(case):
            yield from (failure for failure in verdict.failures if not self.leave_out(failure))

    def next_round(self) -> int:
        """Take what was found as known and return how many cases the round is counted for."""
        fresh = len(self.found) > len(self.known)
        tried = self.until_last_new if fresh else self.calls
        self.known = frozenset(self.found)
        self.calls = self.until_last_new = 0
        return max(tried, 1)


class _Found(Exception):
    """A new failure: a signal to Hypothesis, which tells bugs apart by class. One class a key, each shrunk alone."""


@functools.cache
def _class_for(key: Key) -> type[_Found]:
    return type(f"Found {' '.join(key)}", (_Found,), {})


def search(  # noqa: PLR0913 (each is a setting of its own, with a default)
    client: Client,
    *,
    laws: Sequence[Law] = LAWS,
    examples: int = 1000,
    seed: int = 0,
    profile: str = "v2",
    spec: str = "",
    enumerate_first: bool = True,
    on_case: Callable[[str], None] = lambda _: None,
    leave_out: Callable[[Failure], bool] = lambda _: False,
    deadline: float = DEADLINE,
) -> SearchResult:
    """Try a client with the catalogue, then with random cases, and return each different failure once.

    What the catalogue shows is the same every time. What only the random cases show is shrunk, then its kind is left
    out and the search goes on until `examples` random cases were tried; the same seed gives the same ones on the same
    version of Hypothesis. `on_case` is called for every case, with `catalogue` or `random`. A failure that `leave_out`
    says yes to is none. Each call of the client may take `deadline` seconds.
    """
    state = _Search(Trial(client, tuple(laws), deadline=deadline), on_case, leave_out)
    tried = round_number = 0
    listed = 0
    for case in catalogue(profile=profile, kinds=kinds_for_all(laws)) if enumerate_first else ():
        state.look_up(case)
        listed += 1
    state.next_round()
    strategy = cases(profile=profile, kinds=without_plain(kinds_for_all(laws)))
    while tried < examples:
        _random_round(state, strategy, examples - tried, seed + 1_000_003 * round_number)
        tried += state.next_round()
        round_number += 1
    findings = [_finding(*minimal(state.trial, *found), client, spec) for found in state.found.values()]
    order = {law.id: number for number, law in enumerate(LAWS)}
    findings.sort(key=lambda one: (order.get(one.failure.law, 0), one.failure.kind, one.failure.pointer))
    return SearchResult(_name(client), profile, listed + tried, seed, tuple(findings))


def drawn_cases(law: Law, examples: int, seed: int, profile: str = "v2") -> list[Case]:
    """Return the cases that a test of a law draws: the same ones for a seed on the same version of Hypothesis."""
    found: list[Case] = []

    def look(case: Case) -> None:
        found.append(case)

    drawing = settings(_SEARCHING, max_examples=examples, phases=[Phase.generate])
    hypothesis.seed(seed)(drawing(given(case=cases_for(law, profile=profile))(look)))()
    return found


def is_flaky(error: BaseException) -> bool:
    """Tell whether Hypothesis says that a test did not do the same twice."""
    return isinstance(error, Flaky)


def _random_round(state: _Search, strategy: SearchStrategy[Case], examples: int, seed: int) -> None:
    """Let Hypothesis search until it has found and shrunk something new, or tried all."""
    run = hypothesis.seed(seed)(settings(_SEARCHING, max_examples=examples)(given(case=strategy)(state.try_case)))
    try:
        run()
    except _Found:
        return
    except BaseExceptionGroup as group:
        if not isinstance(group, HypothesisException) and group.split(_Found)[1] is not None:
            raise
    except HypothesisException:  # flaky: the client did not do the same twice, and what it did first is kept
        if len(state.found) == len(state.known):
            raise


def _busyness(case: Case) -> tuple[int, bool, int]:
    """Return how much there is in a case: notable members, a twin, bytes."""
    return len(_notable(case)), case.twin is not None, len(case.document)


def _name(client: Client) -> str:
    return f"{client.name} {client.version}".rstrip()
