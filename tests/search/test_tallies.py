"""What a search keeps of the laws that passed, failed and could not be asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runlaws import Policy, PythonClient, find_client
from runlaws.case import Case
from runlaws.finding import SearchResult, Tally
from runlaws.laws import LAWS, find_law
from runlaws.objects import find_profile
from runlaws.observe import InProcess, names_of
from runlaws.reports import REPORTS
from runlaws.search import search
from runlaws_strategies import catalogue, kinds_for_all, simplest

LAWS_ASKED = [find_law(id) for id in ("decodes-valid", "refuses-malformed", "equality-header-blind", "round-trip")]

V1 = find_profile("v1")
"""The profile with the fewest fixed cases."""


def searched(client: Any, **settings: Any) -> tuple[SearchResult, dict[str, Tally]]:
    result = search(client, laws=LAWS_ASKED, profile=V1, **settings)
    return result, {tally.law: tally for tally in result.tallies}


@pytest.mark.slow
def test_a_law_is_counted_once_for_every_case_that_was_tried() -> None:
    result, tallies = searched(find_client("reference", profile=V1), examples=50)
    assert list(tallies) == [law.id for law in LAWS_ASKED]
    for tally in tallies.values():
        assert tally.asked + sum(tally.not_asked.values()) == result.examples


@pytest.mark.slow
def test_a_law_that_could_never_be_asked_says_why() -> None:
    _, tallies = searched(find_client("reference", profile=V1), examples=1)
    never = tallies["equality-header-blind"]
    assert (never.asked, never.passed, never.failed) == (0, 0, 0)
    assert never.not_asked["the client sees no headers"] > 0
    assert tallies["decodes-valid"].passed > 0


@pytest.mark.slow
def test_a_law_that_fails_is_counted_as_failed_even_where_the_failure_is_known() -> None:
    client = PythonClient(decode=json.loads, encode=lambda _: "{}", policy=Policy(hashable=False))
    result, tallies = searched(
        client,
        examples=20,
        less_known=lambda *shown: None if shown[0].law == "round-trip" else shown[:2],
    )
    assert "round-trip" not in {finding.failure.law for finding in result.findings}
    assert tallies["round-trip"].failed > 0
    assert tallies["round-trip"].passed == 0


def test_shrinking_a_finding_is_not_counted() -> None:
    def encode(value: Any) -> str:
        return json.dumps({name: item for name, item in value.items() if name != "metadata"})

    client = PythonClient(decode=json.loads, encode=encode, policy=Policy(hashable=False))
    result, tallies = searched(client, examples=30, enumerate_first=False)
    assert tallies["round-trip"].failed > 0
    for tally in tallies.values():
        assert tally.asked + sum(tally.not_asked.values()) <= result.examples


@pytest.mark.slow
def test_a_search_without_random_cases_is_the_catalogue() -> None:
    client = find_client("reference", profile=V1)
    result, _ = searched(client, examples=0)
    names = names_of(InProcess(client), Case.of_tree(simplest("queued", profile=V1), V1, made="valid"))
    assert result.examples == len(list(catalogue(profile=V1, kinds=kinds_for_all(LAWS_ASKED), names=names)))


def test_the_json_report_has_the_tally_of_each_law() -> None:
    tallies = (Tally("round-trip", 5, 1, {"the document is malformed": 4}),)
    report = json.loads(REPORTS["json"](SearchResult("acme 1", "v2", 10, 7, (), tallies)))
    assert report["laws"] == {"round-trip": {"passed": 5, "failed": 1, "not_asked": {"the document is malformed": 4}}}
    assert set(report["laws"]) <= {law.id for law in LAWS}
