"""Checks of one run, each by a family of laws, for a user's own tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

import attrs
from attrs import AttrsInstance, evolve

from runlaws.case import Case, Likeness, Twin
from runlaws.client import Client, Policy
from runlaws.contract import Profile
from runlaws.document import read, unstructure, write
from runlaws.laws import LAWS, Family, Law, decodes_valid
from runlaws.pytest_plugin._law_runner import LawRunner
from runlaws.values import Json, differences, same_json

__all__ = [
    "AnyRun",
    "CheckRun",
    "RunCatalogue",
    "RunLaw",
    "equality_check",
    "field_invariants_check",
    "round_trip_check",
]

AnyRun: TypeAlias = AttrsInstance | bytes | str | Mapping[str, Json] | Case
"""A run, or another object of the profile, in any form: its model, a document as bytes, text or data, or a case."""


class RunLaw(Protocol):
    """Asks one client about one case, and fails the test if it breaks a law."""

    def __call__(self, client: Client, law: Law, case: Case, policy: Policy | None = None) -> None:
        """`policy` replaces the client's own."""
        ...


class RunCatalogue(Protocol):
    """Asks one law of one client about the cases of the catalogue, and fails the test when it is broken."""

    def __call__(self, client: Client, law: Law, policy: Policy | None = None) -> None:
        """`policy` stands in for the client's own."""
        ...


class CheckRun(Protocol):
    """Asks the client under test about one run, and fails the test if it breaks a law of one family."""

    def __call__(self, run: AnyRun, other: AnyRun | None = None) -> tuple[str, ...]:
        """Return the ids of the laws that could be asked. `other` is for equality: a second run to compare with."""
        ...


def round_trip_check(runner: LawRunner) -> CheckRun:
    """Return a check by the laws about writing what was read."""
    return _check(runner, Family.ROUND_TRIP, lambda case, _: [case])


def field_invariants_check(runner: LawRunner) -> CheckRun:
    """Return a check by the laws about what values show."""
    return _check(runner, Family.FIELDS, lambda case, _: [case])


def equality_check(runner: LawRunner) -> CheckRun:
    """Return a check by the laws about equality; without another, a run is tried alone and with another spelling."""

    def cases(case: Case, other: Case | None) -> list[Case]:
        if other is not None:
            return [evolve(case, twin=_twin_of(case, other))]
        return [case, evolve(case, twin=Twin(b" " + _respelled(case), Likeness.SAME))]

    return _check(runner, Family.EQUALITY, cases)


def _check(runner: LawRunner, family: Family, cases: Callable[[Case, Case | None], list[Case]]) -> CheckRun:
    """Return a check by a family of laws, and by those about a refusal or a hang, after which no other can be asked."""
    laws = [law for law in LAWS if law.family is family or law.ending or law is decodes_valid]

    def check(run: AnyRun, other: AnyRun | None = None) -> tuple[str, ...]:
        __tracebackhide__ = True
        client, policy, profile = map(runner.fixture, ("run_client", "run_policy", "run_profile"))
        second = None if other is None else case_of(other, profile)
        asked: dict[str, None] = {}  # in order, each once
        for case in cases(case_of(run, profile), second):
            verdicts = runner.ask(client, laws, case, policy)
            asked |= dict.fromkeys(id for id, verdict in verdicts.items() if verdict.applies)
        return tuple(asked)

    return check


def case_of(run: AnyRun, profile: str | Profile) -> Case:
    """Return the case of a run in any form; raises TypeError for anything else."""
    if isinstance(run, Case):
        return run
    if isinstance(run, Mapping):
        document = write(run)
    elif isinstance(run, bytes | str):
        document = run.encode("utf-8", "surrogatepass") if isinstance(run, str) else run
    elif attrs.has(type(run)):
        document = write(unstructure(run))
    else:
        msg = f"expected a model, a document as bytes, text or a mapping, or a Case, got {type(run).__name__}"
        raise TypeError(msg)
    return Case.of_bytes(document, profile)


def _respelled(case: Case) -> bytes:
    """Return a document's data with its members in reverse order."""
    return case.document if case.tree is None else write(dict(list(case.tree.items())[::-1]))


def _twin_of(case: Case, other: Case) -> Twin:
    """Return another case as a twin; if the two differ, with the place of the first difference."""
    if case.tree is None or other.tree is None or same_json(case.tree, other.tree):
        return Twin(other.document, Likeness.SAME)
    first = next(differences(case.tree, read(other.document).tree))
    return Twin(other.document, Likeness.DIFFERENT, first.pointer)
