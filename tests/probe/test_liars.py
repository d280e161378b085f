"""A measured policy neither hides nor weakens: honest clients keep the laws under it, and liars are still caught."""

from __future__ import annotations

import functools

import pytest

from runlaws.case import Case
from runlaws.client import Client, Policy
from runlaws.contract import Standing
from runlaws.laws import LAWS, find_law
from runlaws.liars import LIARS, PROFILE, Honest, honest_clients
from runlaws.observe import InProcess
from runlaws.probe import probe
from runlaws.search import drawn_cases
from runlaws.trial import Trial
from runlaws_strategies import KINDS, catalogue, kinds_for_all
from runlaws_strategies.build import controls
from tests.thorough import THOROUGH

pytestmark = pytest.mark.slow

STEPS = {Standing.VALID: 15, Standing.EXTENDED: 3, Standing.INVALID: 6, Standing.MALFORMED: 12}
"""Of the cases of a standing, one of how many is taken: what a client does shows in part of them."""
DEADLINE = 0.5
SOME = LIARS if THOROUGH else LIARS[::32]
"""All liars with the profile `thorough`, else one of thirty-two: each takes seconds."""
HONEST = honest_clients() if SOME is LIARS else honest_clients()[::4]


@functools.cache
def cases() -> tuple[Case, ...]:
    """Return part of the catalogue, of every kind: the same documents for all clients, so that each is judged once."""
    by_standing: dict[Standing, list[Case]] = {}
    for case in catalogue(kinds=[kind for kind in KINDS if kind != "sibling"]):
        by_standing.setdefault(case.standing, []).append(case)
    return tuple(case for standing, some in by_standing.items() for case in some[:: STEPS.get(standing, 1)])


@functools.cache
def drawn(law: str, count: int) -> tuple[Case, ...]:
    return tuple(drawn_cases(find_law(law), count, 0, PROFILE))


@functools.cache
def drawn_for_all() -> tuple[Case, ...]:
    """Return some cases of each kind that laws are shown, each once."""
    return tuple({case.id: case for law in LAWS for case in drawn(law.id, 10)}.values())


def policy_of(client: Client) -> Policy:
    """Return the policy that is printed of a client."""
    return probe(InProcess(client, deadline=DEADLINE), cases()).policy


@pytest.mark.parametrize("client", HONEST, ids=lambda client: client.name)
def test_an_honest_client_keeps_every_law_under_the_policy_that_is_measured_of_it(client: Client) -> None:
    trial = Trial(InProcess(client, policy_of(client), deadline=DEADLINE), LAWS, controls)
    for case in (*cases()[::3], *drawn_for_all()):
        assert not [str(failure) for _, verdict in trial.verdicts(case) for failure in verdict.failures]


@pytest.mark.parametrize("liar", SOME, ids=lambda liar: liar.__name__)
def test_a_liar_is_caught_by_its_law_under_the_policy_that_is_measured_of_it(liar: type[Honest]) -> None:
    client, law = liar(), find_law(liar.law)
    policy = policy_of(client)
    trial = Trial(InProcess(client, policy, deadline=DEADLINE), (law,), controls)
    shown = catalogue(kinds=kinds_for_all((law,)))
    assert any(verdict.failures for case in shown for _, verdict in trial.verdicts(case)), f"hidden by {policy}"
