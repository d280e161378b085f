"""The kit against clients that lie: each law is kept by the honest and broken by its liars, one defect by one law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest

import runlaws.liars
from runlaws.adapters import find_client
from runlaws.client import Client
from runlaws.kill_matrix import kill_matrix
from runlaws.laws import LAWS, Law
from runlaws.liars import HONEST, LIARS, PROFILE, Honest, honest_clients
from runlaws.observe import InProcess
from runlaws.search import listed_cases, search
from runlaws.trial import Trial
from runlaws_strategies.build import controls
from tests.thorough import THOROUGH

pytestmark = pytest.mark.slow

LEFT_OUT: Final[Mapping[int, str]] = {
    3: "about the life of a run: which statuses are final",
    5: "about the life of a run: which statuses are final",
    7: "about the life of a run: which statuses are final",
    9: "a constant that is missing; no document shows it",
    21: "of a run step",
    31: "of a run step",
    51: "of a stream of events",
    53: "of a stream of events",
    55: "of a stream of events",
    57: "of a message",
    73: "of a message",
    75: "about the life of a run: which reasons are failures",
}
"""Public bug reports that no run document can show, by their rows in the project's table, which are the odd ones."""

STEP: Final = 1 if THOROUGH else 3
"""All liars with the profile `thorough`, else one of three of each law; the kill matrix has all of them."""

BY_NAME: Final = {liar.__name__: liar for liar in LIARS}


def catches(law: Law, liar: type[Honest]) -> bool:
    trial = Trial(InProcess(liar(), deadline=1.0), [law], controls)
    cases = filter(law.speaks_of, listed_cases(trial, PROFILE))
    return any(verdict.failures for case in cases for _, verdict in trial.verdicts(case))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
def test_a_law_catches_every_liar_that_is_meant_for_it_on_the_catalogue(law: Law) -> None:
    """That depends on no seed: what the suite shows of it on the first run, it shows every time."""
    liars = [liar for liar in LIARS if liar.law == law.id][::STEP]
    assert liars, "a law that no liar needs"
    assert [liar for liar in liars if not catches(law, liar)] == []


def test_no_law_catches_a_liar_that_is_meant_for_another() -> None:
    how: dict[str, Any] = {"profile": PROFILE, "examples": 2 if THOROUGH else 1, "catalogue_too": False}
    matrix = kill_matrix([liar() for liar in LIARS], honest_clients(), **how)
    assert {row.client: row.others for row in (*matrix.liars, *matrix.honest) if row.others} == {}


@pytest.mark.parametrize(
    "honest", [*(honest() for honest in HONEST), find_client("reference")], ids=lambda client: client.name
)
def test_an_honest_client_keeps_every_law(honest: Client) -> None:
    assert search(honest, examples=100, enumerate_first=False).findings == ()


def test_the_reference_client_keeps_every_law_on_the_whole_catalogue() -> None:
    assert search(find_client("reference"), examples=1).findings == ()


@pytest.mark.parametrize("name", BY_NAME)
def test_a_liar_is_a_client_that_is_found_by_its_name(name: str) -> None:
    found = find_client(f"runlaws.liars:{name}")
    assert (type(found), found.name) == (BY_NAME[name], name)
    assert name in dir(runlaws.liars)


def test_a_liar_of_no_such_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="'TellsTheTruth'"):
        getattr(runlaws.liars, "TellsTheTruth")  # noqa: B009 (a type checker believes in no liar's name)


@pytest.mark.parametrize("liar", LIARS)
def test_a_liar_says_its_fault_in_one_sentence(liar: type[Honest]) -> None:
    lines = (liar.__doc__ or "").splitlines()
    assert len(lines) == 1
    assert lines[0].endswith(".")
    assert liar.__doc__ != Honest.__doc__


def test_liars_have_names_of_their_own_and_stand_in_the_order_of_the_laws() -> None:
    order = [law.id for law in LAWS]
    assert len(BY_NAME) == len(LIARS) >= 60
    assert [liar.law for liar in LIARS] == sorted((liar.law for liar in LIARS), key=order.index)


def test_every_public_bug_report_that_a_document_can_show_has_a_liar() -> None:
    rows = {row for liar in LIARS for row in liar.rows}
    assert rows.isdisjoint(LEFT_OUT)
    assert rows | LEFT_OUT.keys() == set(range(1, 78, 2))
    assert all(liar.seen for liar in LIARS if liar.rows)
