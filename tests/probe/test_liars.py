"""A measured policy neither hides nor weakens: honest clients keep the laws under it, and liars are still caught."""

from __future__ import annotations

import functools

import pytest

from runlaws.case import Case
from runlaws.client import Client, Policy
from runlaws.laws import LAWS, find_law
from runlaws.liars import LIARS, PROFILE, Honest, honest_clients
from runlaws.observe import InProcess
from runlaws.probe import Probe, gaps, probe
from runlaws.search import drawn_cases
from runlaws.trial import Trial
from runlaws_strategies import catalogue

pytestmark = pytest.mark.slow

KINDS = ("valid", "extended", "invalid", "ambiguous", "malformed")
CASES = tuple(case for number, case in enumerate(catalogue(kinds=KINDS)) if case.standing != "valid" or number % 6 == 0)

DECLARED = {
    "requires": "it must be there for this client",
    "not_null": "it must not be null for this client",
    "invalid": "it checks values and not how they go together",
    "unknown_members": "it drops, or refuses, what it does not know",
    "unknown_values": "its enums are closed",
    "unknown_variants": "it knows no other types",
    "absent_and_null": "null and absent are the same to it",
    "integers": "its integers are narrow",
    "floats": "its numbers are narrow",
    "negative_zero": "it has no negative zero",
    "equality": "it compares by identity",
    "hashable": "its values have no hash",
    "omits": "it does not model the member",
    "encodes": "it does not write",
}
"""Faults that are promises when they are meant: only its maintainer knows, and so each is reported as a gap."""


@functools.cache
def drawn(law: str, count: int) -> tuple[Case, ...]:
    return tuple(drawn_cases(find_law(law), count, 0, PROFILE))


@functools.cache
def drawn_for_all() -> tuple[Case, ...]:
    """Return 50 cases of each kind that laws are shown, each once."""
    return tuple({case.id: case for law in LAWS for case in drawn(law.id, 50)}.values())


def measure(client: Client) -> tuple[Probe, Policy]:
    """Return what was measured of a client, and that as a policy."""
    found = probe(InProcess(client, deadline=1.0), CASES)
    settings = {one.setting: one.value for one in found.settings}
    settings["errors"] = tuple(name if "." in name else f"builtins.{name}" for name in settings["errors"])
    return found, Policy(**settings)


@pytest.mark.parametrize("client", honest_clients(), ids=lambda client: client.name)
def test_an_honest_client_keeps_every_law_under_the_policy_that_is_measured_of_it(client: Client) -> None:
    _, policy = measure(client)
    observer = InProcess(client, policy, deadline=1.0)
    trial = Trial(observer, LAWS)
    for case in (*CASES[::4], *drawn_for_all()):
        assert not [str(failure) for _, verdict in trial.verdicts(case) for failure in verdict.failures]


@pytest.mark.parametrize("liar", LIARS[::3], ids=lambda liar: liar.__name__)
def test_a_liar_is_caught_under_the_policy_that_is_measured_of_it_or_the_promise_it_breaks_is_shown(
    liar: type[Honest],
) -> None:
    client = liar()
    found, policy = measure(client)
    trial = Trial(InProcess(client, policy, deadline=1.0), (find_law(liar.law),))
    if any(verdict.failures for case in (*drawn(liar.law, 100), *CASES) for _, verdict in trial.verdicts(case)):
        return
    broken = {gap.setting for gap in gaps(found, client.policy) if not gap.slack}
    assert broken & DECLARED.keys(), f"hidden: {policy}"
