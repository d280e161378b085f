"""What a search counts: how often each finding was tried and seen, and what of the contract its cases exercised."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runlaws import PythonClient
from runlaws.case import Case
from runlaws.coverage import Meter
from runlaws.finding import SearchResult
from runlaws.laws import find_law
from runlaws.objects import as_profile
from runlaws.search import search

LAW = find_law("round-trip")


def without_two_members(value: dict[str, Any]) -> str:
    """Lose the model of each run, and the instructions of some."""
    lost = {"model"} | ({"instructions"} if value["status"] == "failed" else set())
    return json.dumps({name: part for name, part in value.items() if name not in lost})


@pytest.fixture(scope="module")
def searched() -> tuple[SearchResult, list[Case]]:
    """A search of one law over a client with two faults, and all that the client was given."""
    given: list[Case] = []

    def decode(document: bytes) -> Any:
        given.append(Case.of_bytes(document))
        return json.loads(document)

    client = PythonClient(decode=decode, encode=without_two_members)
    return search(client, laws=[LAW], examples=50), given


def test_a_finding_is_tried_as_often_as_its_law_was_asked(searched: tuple[SearchResult, list[Case]]) -> None:
    """And seen in no more cases than its law failed on."""
    result, _ = searched
    (tally,) = result.tallies
    seen = {finding.failure.pointer: finding.seen for finding in result.findings}
    assert {finding.tried for finding in result.findings} == {tally.asked}
    assert seen["/model"] == tally.failed
    assert 0 < seen["/instructions"] < tally.failed


def test_what_is_exercised_is_at_least_what_the_client_was_given(searched: tuple[SearchResult, list[Case]]) -> None:
    """Of a law about valid and questionable documents, these two of six standings; all states of the object."""
    result, given = searched
    meter = Meter(as_profile("v2"))
    for case in given:
        meter.add(case)
    assert result.coverage["statuses"] == meter.coverage().share("statuses") == 1
    assert result.coverage["standings"] == pytest.approx(2 / 6)
    assert result.coverage["rules"] <= meter.coverage().share("rules") < 1


def test_a_loss_under_any_new_name_is_seen_as_often_as_it_showed_under_each() -> None:
    """Though the name is a plain one in the finding."""

    def encode(value: dict[str, Any]) -> str:
        kept = {name: part for name, part in value.items() if part is not None or name in profile.shape.members}
        return json.dumps(kept)

    profile = as_profile("v2")
    client = PythonClient(decode=json.loads, encode=encode)
    result = search(client, laws=[find_law("round-trip-unknowns")], examples=0)
    (finding,) = result.findings
    assert (finding.failure.pointer, finding.failure.kind) == ("/brand_new", "null made absent")
    assert finding.seen == result.tallies[0].failed > 10


def test_every_statement_that_raises_is_with_a_finding() -> None:
    """As the one that the finding shows, or as a further one: a function without checks has one finding for several."""

    def decode(document: bytes) -> list[Any]:
        run = json.loads(document)
        run["id"]
        run["model"]
        run["status"]
        run["thread_id"]
        run["created_at"]
        run["expires_at"]
        run["assistant_id"]
        return [run]

    result = search(PythonClient(decode=decode), laws=[find_law("fails-cleanly")], examples=0)
    findings = [finding for finding in result.findings if finding.failure.kind == "crashed: KeyError"]
    shown = [finding.failure.raised[0] for finding in findings]
    further = {statement for finding in findings for statement in finding.statements}
    assert len({*shown, *further}) == 7
    assert not further & set(shown)
