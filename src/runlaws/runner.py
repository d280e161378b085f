"""The runner: laws, strategies and a client brought together."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import hypothesis
from attrs import define, field
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import HypothesisException

from runlaws.case import Case
from runlaws.client import Client, Observation, observe
from runlaws.contract import Standing, find_profile
from runlaws.files import write_whole
from runlaws.laws import LAWS, Law
from runlaws.report import Finding, SearchResult
from runlaws.values import Json, same_json
from runlaws.verdict import Failure
from runlaws_strategies import cases, kinds_for_all, simplest

__all__ = ["CASE_FOLDER", "check", "finding_of", "keep", "kept", "search"]

CASE_FOLDER = Path(".runlaws") / "cases"
"""Where failing cases are kept for `runlaws replay`, below the working folder."""


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
    name = f"{client.name} {client.version}".rstrip()
    replay = f"runlaws replay {case.id} --client {spec or 'PACKAGE.MODULE:ATTRIBUTE'}"
    return Finding(failure, case, name, _notable(case), replay)


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
    found.update({name: "(not there)" for name in plain if name not in tree})
    return {"status": tree.get("status", "(not there)"), **found} if tree.get("status") != "queued" else found


@define
class _Search:
    """One search: what is known, and the last case that showed each failure (Hypothesis ends with the simplest)."""

    client: Client
    laws: Sequence[Law]
    on_case: Callable[[int], None]
    found: dict[tuple[str, str, str], tuple[Failure, Case]] = field(factory=dict)
    known: frozenset[tuple[str, str, str]] = frozenset()
    calls: int = 0
    until_last_new: int = 0

    def try_case(self, case: Case) -> None:
        self.calls += 1
        if len(self.found) == len(self.known):
            self.on_case(1)
        fresh = [f for f in check(self.client, self.laws, case) if f.key not in self.known]
        if not fresh:
            return
        failure = fresh[0]
        if failure.key not in self.found:
            self.until_last_new = self.calls
        self.found[failure.key] = failure, case
        raise _exception_for(failure.key)

    def next_round(self) -> int:
        """Take what was found as known and return how many cases the round is counted for."""
        fresh = len(self.found) > len(self.known)
        tried = self.until_last_new if fresh else self.calls
        self.known = frozenset(self.found)
        self.calls = self.until_last_new = 0
        return tried


class _Found(Exception):
    """A new failure: a signal to Hypothesis, which tells bugs apart by class. One class a key, each shrunk alone."""


@functools.cache
def _class_for(key: tuple[str, str, str]) -> type[_Found]:
    return type(f"Found {' '.join(key)}", (_Found,), {})


def _exception_for(key: tuple[str, str, str]) -> _Found:
    return _class_for(key)()


def search(
    client: Client,
    *,
    laws: Sequence[Law] = LAWS,
    examples: int = 1000,
    seed: int = 0,
    profile: str = "v2",
    spec: str = "",
    on_case: Callable[[int], None] = lambda _: None,
) -> SearchResult:
    """Try a client with random cases of every standing and return each different failure with its simplest case.

    After a failure is found and shrunk, its kind is left out and the search goes on, until `examples` cases were
    tried. The same seed gives the same cases on the same version of Hypothesis.
    """
    state = _Search(client, laws, on_case)
    strategy = cases(profile=profile, kinds=kinds_for_all(laws))
    tried = round_number = 0
    while tried < examples:
        round_settings = settings(
            max_examples=examples - tried,
            database=None,
            deadline=None,
            derandomize=False,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=_NO_HEALTH_CHECKS,
            verbosity=Verbosity.quiet,
            print_blob=False,
        )
        run = hypothesis.seed(seed + 1_000_003 * round_number)(round_settings(given(case=strategy)(state.try_case)))
        try:
            run()
        except (_Found, BaseExceptionGroup, HypothesisException) as error:
            if len(state.found) == len(state.known):
                raise
            del error
        tried += max(state.next_round(), 1)
        round_number += 1
        if not state.calls and round_number > 1 and tried >= examples:
            break
    findings = tuple(finding_of(failure, case, client, spec=spec) for failure, case in state.found.values())
    name = f"{client.name} {client.version}".rstrip()
    order = {law.id: number for number, law in enumerate(LAWS)}
    ordered = sorted(findings, key=lambda one: (order.get(one.failure.law, 0), one.failure.kind, one.failure.pointer))
    return SearchResult(name, profile, examples, seed, tuple(ordered))


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
    except ValueError:
        data = None
    if isinstance(data, dict) and {"made", "profile", "standing"} <= data.keys():
        return Case.from_json(data)
    return Case.of_bytes(content, profile)
