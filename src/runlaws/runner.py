"""The runner: laws, strategies and a client brought together."""

from __future__ import annotations

import functools
import json
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import hypothesis
from attrs import define, field
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import HypothesisException
from hypothesis.strategies import SearchStrategy

from runlaws.case import Case
from runlaws.client import Client, Observation, observe
from runlaws.contract import Standing, find_profile
from runlaws.files import write_whole
from runlaws.laws import LAWS, Law, Missing
from runlaws.report import Finding, SearchResult
from runlaws.values import Json, same_json
from runlaws.verdict import Failure
from runlaws_strategies import cases, catalogue, kinds_for_all, simplest, without_plain

__all__ = ["CASE_FOLDER", "check", "finding_of", "keep", "kept", "search"]

CASE_FOLDER = Path(".runlaws") / "cases"
"""Where failing cases are kept for `runlaws replay`, below the working folder."""


Key: TypeAlias = tuple[str, str, str]
"""What makes two failures the same finding: see `Failure.key`."""

_NO_HEALTH_CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def look(client: Client, case: Case) -> Observation:
    """Observe a client with a case, members that the document lacks included."""
    members = find_profile(case.judgement.profile).shape.members
    missing = [(name,) for name in members if case.tree is not None and name not in case.tree]
    return observe(client, case, also=missing)


def check(client: Client, laws: Iterable[Law], case: Case) -> list[Failure]:
    """Return every way in which a client breaks one of the laws on one case."""
    seen = look(client, case)
    return [failure for law in laws for failure in law.judge(case, seen).failures]


def finding_of(failure: Failure, case: Case, client: Client, *, spec: str = "") -> Finding:
    """Return a failure as a finding, with what is notable in its case and the command that shows it again."""
    replay = f"runlaws replay {case.id} --client {shlex.quote(spec) if spec else 'PACKAGE.MODULE:ATTRIBUTE'}"
    return Finding(failure, case, _name(client), _notable(case), replay)


def _notable(case: Case) -> Mapping[str, Json]:
    """Return the members that are not as in the simplest document of the same status."""
    tree = case.tree
    if tree is None or case.standing in (Standing.AMBIGUOUS, Standing.MALFORMED):
        return {}
    try:
        plain = simplest(tree["status"], profile=case.judgement.profile)
    except Exception:  # noqa: BLE001 (a broken status has no simplest document, and the note is a courtesy)
        plain = simplest("queued", profile=case.judgement.profile)
    found = {name: value for name, value in tree.items() if name not in plain or not same_json(plain[name], value)}
    found.update({name: Missing() for name in plain if name not in tree})
    return {"status": tree.get("status", Missing()), **found} if tree.get("status") != "queued" else found


@define
class _Search:
    """One search: what is known, and the last case that showed each failure (Hypothesis ends with the simplest)."""

    client: Client
    laws: Sequence[Law]
    on_case: Callable[[str], None]
    found: dict[Key, tuple[Failure, Case]] = field(factory=dict)
    known: frozenset[Key] = frozenset()
    calls: int = 0
    until_last_new: int = 0

    def look_up(self, case: Case) -> None:
        """Try a case of the catalogue: of the cases that show the same, the simplest is kept."""
        self.on_case("catalogue")
        for failure in check(self.client, self.laws, case):
            before = self.found.get(failure.key)
            if before is None or _busyness(case) < _busyness(before[1]):
                self.found[failure.key] = failure, case

    def try_case(self, case: Case) -> None:
        """Try a drawn case, and raise what is new to Hypothesis, which shrinks it."""
        self.calls += 1
        if len(self.found) == len(self.known):
            self.on_case("random")
        fresh = [failure for failure in check(self.client, self.laws, case) if failure.key not in self.known]
        if not fresh:
            return
        failure = fresh[0]
        if failure.key not in self.found:
            self.until_last_new = self.calls
        self.found[failure.key] = failure, case
        raise _class_for(failure.key)

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


def search(
    client: Client,
    *,
    laws: Sequence[Law] = LAWS,
    examples: int = 1000,
    seed: int = 0,
    profile: str = "v2",
    spec: str = "",
    enumerate_first: bool = True,
    on_case: Callable[[str], None] = lambda _: None,
) -> SearchResult:
    """Try a client with the catalogue, then with random cases, and return each different failure once.

    What the catalogue shows is the same every time. What only the random cases show is shrunk, then its kind is left
    out and the search goes on until `examples` random cases were tried; the same seed gives the same ones on the same
    version of Hypothesis. `on_case` is called for every case, with `catalogue` or `random`.
    """
    state = _Search(client, laws, on_case)
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
    findings = [finding_of(failure, case, client, spec=spec) for failure, case in state.found.values()]
    order = {law.id: number for number, law in enumerate(LAWS)}
    findings.sort(key=lambda one: (order.get(one.failure.law, 0), one.failure.kind, one.failure.pointer))
    return SearchResult(_name(client), profile, listed + tried, seed, tuple(findings))


def _random_round(state: _Search, strategy: SearchStrategy[Case], examples: int, seed: int) -> None:
    """Let Hypothesis search until it has found and shrunk something new, or tried all."""
    round_settings = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=_NO_HEALTH_CHECKS,
        verbosity=Verbosity.quiet,
        print_blob=False,
    )
    run = hypothesis.seed(seed)(round_settings(given(case=strategy)(state.try_case)))
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


def keep(case: Case, folder: Path = CASE_FOLDER) -> Path:
    """Write a case where `runlaws replay` finds it by its id, and return the file."""
    path = folder / f"{case.id}.json"
    write_whole(path, (json.dumps(case.as_json(), indent=2) + "\n").encode())
    return path


def kept(name: str, profile: str = "v2", folder: Path = CASE_FOLDER) -> Case:
    """Return the case of a kept id, of a file that `keep` wrote, or of a file that holds a plain document.

    Raises FileNotFoundError, naming both places that were looked at.
    """
    for path in (folder / f"{name}.json", Path(name)):
        if path.is_file():
            return _read_case(path.read_bytes(), profile)
    msg = f"no case {name!r}: there is neither {folder / (name + '.json')} nor a file of that name"
    raise FileNotFoundError(msg)


def _read_case(content: bytes, profile: str) -> Case:
    try:
        data: Any = json.loads(content)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and {"made", "profile", "standing"} <= data.keys():
        return Case.from_json(data)
    return Case.of_bytes(content, profile)
