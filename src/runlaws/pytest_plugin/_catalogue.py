"""The catalogue, tried once for each client in a session; every law's test reports what it fails in there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import pytest
from attrs import frozen

from runlaws.case import Case
from runlaws.client import Client, Policy
from runlaws.contract import Profile
from runlaws.finding import Tally
from runlaws.laws import LAWS, Law
from runlaws.search import LessKnown, Progress
from runlaws.trial import Trial
from runlaws.verdict import Failure
from runlaws_strategies import catalogue, kinds_for_all

__all__ = ["OnCatalogue", "Tried", "laws_to_try", "try_catalogue"]

Shown: TypeAlias = tuple[Failure, Case]


@frozen
class OnCatalogue:
    """What one law says of a client on the catalogue: each cause of failure with its plainest case, and the counts."""

    causes: Sequence[Shown]
    tally: Tally


@frozen
class Tried:
    """What the laws say of one client, held to one policy, on the catalogue."""

    client: Client
    policy: Policy | None
    outcomes: Mapping[str, OnCatalogue]


def try_catalogue(
    trial: Trial, profile: Profile, less_known: LessKnown, on_case: Callable[[Case], None]
) -> Mapping[str, OnCatalogue]:
    """Try the cases of the catalogue that the trial's laws speak of, and return what each law says, by its id."""
    progress = Progress(trial, less_known)
    for case in catalogue(profile=profile, kinds=kinds_for_all(trial.laws)):
        on_case(case)
        progress.look_up(case)
    progress.causes.tell_apart()
    causes: dict[str, list[Shown]] = {law.id: [] for law in trial.laws}
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
