"""The catalogue, tried once for each client in a session; every law's test reports what it fails in there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from attrs import frozen

from runlaws.case import Case
from runlaws.client import Client, Policy
from runlaws.finding import Tally
from runlaws.laws import LAWS, Law
from runlaws.search import Progress
from runlaws.verdict import Failure

__all__ = ["OnCatalogue", "Tried", "laws_to_try", "outcomes_of"]


@frozen
class OnCatalogue:
    """What one law says of a client on the catalogue: each cause of failure with its plainest case, and the counts."""

    causes: Sequence[tuple[Failure, Case]]
    tally: Tally


@frozen
class Tried:
    """What the laws say of one client, held to one policy, on the catalogue."""

    client: Client
    policy: Policy | None
    outcomes: Mapping[str, OnCatalogue]


def outcomes_of(progress: Progress) -> Mapping[str, OnCatalogue]:
    """Return what each law says after the catalogue was tried, by the law's id."""
    causes: dict[str, list[tuple[Failure, Case]]] = {law.id: [] for law in progress.trial.laws}
    for cause in progress.causes.all():
        causes[cause.failure.law].append((cause.failure, cause.case))
    return {tally.law: OnCatalogue(causes[tally.law], tally) for tally in progress.tallies.of(list(causes))}


def laws_to_try(item: pytest.Item | None, *, is_first: bool) -> list[Law]:
    """Return the laws that have a test with the client of an item, or none where it may be the item's alone.

    That the first client of a session is that of all items is most often so; of others, only where they are named.
    """
    own = getattr(item, "callspec", None)
    if item is None or own is None or not (is_first or "run_client" in own.params):
        return []
    client = own.params.get("run_client")
    parametrized = [
        callspec for each in item.session.items if (callspec := getattr(each, "callspec", None)) is not None
    ]
    ids = {callspec.params.get("law_id") for callspec in parametrized if callspec.params.get("run_client") == client}
    return [law for law in LAWS if law.id in ids]
