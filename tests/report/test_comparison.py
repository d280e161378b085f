"""Comparisons as reports: every disagreement with its sides, what versions changed, the laws and the policies."""

from __future__ import annotations

import json
from io import StringIO

import jsonschema  # type: ignore[import-untyped] # it has no stubs here
import pytest
from attrs import evolve
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.comparison import Aspect, ComparisonResult, Disagreement, Side
from runlaws.finding import SearchResult, Tally
from runlaws.reports import COMPARISON_REPORTS, comparison_as_json, comparison_schema, write_comparison
from runlaws.reports._schema import COMPARISON_FILE, comparison_schema_text
from runlaws_strategies import simplest
from tests.report.made import finding_of

OLD, NEW, OTHER = "sdk 1.0", "sdk 2.0", "<other>"


def comparison() -> ComparisonResult:
    """Return a comparison of two versions of an SDK and of another client, whose name is markup."""
    tree = simplest("queued")
    valid = Case.of_tree({**tree, "instructions": "Be *kind*."}, Case.of_bytes(b"{}").judgement.profile, made="valid")
    broken = Case.of_bytes(json.dumps({**tree, "model": 1}).encode(), made="with model.type broken")
    drops = Disagreement(
        Aspect.CONTENT,
        "/instructions",
        "a known member (string)",
        (Side((OLD, OTHER), "keeps it as it is"), Side((NEW,), "drops it")),
        valid,
        also=("/model",),
        seen=1200,
        notable={"instructions": "Be *kind*."},
    )
    refuses = Disagreement(
        Aspect.ACCEPTANCE,
        "/model",
        "an invalid document (type)",
        (Side((OLD, NEW), "accepts it"), Side((OTHER,), "refuses it: E: <no>")),
        broken,
        seen=1,
    )
    tally = Tally("round-trip", 10, 0, {})
    unasked = Tally("refuses-invalid", 0, 0, {"the client's policy does not promise it": 3})
    results = [SearchResult(name, "v2", 10, 0, (), (tally, unasked)) for name in (OLD, NEW, OTHER)]
    results[1] = evolve(results[1], findings=(evolve(finding_of("round-trip"), client=NEW),), tallies=(tally,))
    policies = {OLD: Policy(), NEW: Policy(), OTHER: Policy(invalid="refuse")}
    return ComparisonResult(
        (OLD, NEW, OTHER),
        "v2",
        4321,
        7,
        (refuses, drops),
        tuple(results),
        versions=((OLD, NEW),),
        lost={"gone:client": "there is no module 'gone'"},
        policies=policies,
    )


def printed(width: int) -> str:
    """Return what a terminal of some width shows, without colours."""
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system=None)
    write_comparison(comparison(), console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_the_whole_of_a_report(format: str, snapshot: SnapshotAssertion) -> None:
    assert COMPARISON_REPORTS[format](comparison()) == snapshot


def test_what_a_terminal_shows(snapshot: SnapshotAssertion) -> None:
    """Line for line; how wide a column is differs between versions of rich."""
    assert [" ".join(line.split()) for line in printed(80).splitlines()] == snapshot


@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, printed(width).splitlines())) <= width


def test_the_json_fits_its_schema_and_has_what_changed() -> None:
    data = json.loads(COMPARISON_REPORTS["json"](comparison()))
    jsonschema.validate(data, comparison_schema())
    assert data == comparison_as_json(comparison())
    change = {"before": OLD, "after": NEW, "did": "keeps it as it is", "does": "drops it", "number": 2}
    assert data["changes"] == [change]
    assert data["lost"] == {"gone:client": "there is no module 'gone'"}


def test_the_schema_refuses_a_disagreement_without_sides() -> None:
    data = comparison_as_json(comparison())
    del data["disagreements"][0]["sides"]
    with pytest.raises(jsonschema.ValidationError, match="'sides' is a required property"):
        jsonschema.validate(data, comparison_schema())


def test_the_file_of_the_schema_is_up_to_date() -> None:
    assert COMPARISON_FILE.read_text(encoding="utf-8") == comparison_schema_text()


def test_the_page_has_the_disagreements_before_the_matrix_and_escapes_what_is_foreign() -> None:
    page = COMPARISON_REPORTS["html"](comparison())
    assert page.index('id="disagreement-1"') < page.index('id="disagreement-2"') < page.index('id="matrix"')
    assert "<other>" not in page
    assert "refuses it: E: &lt;no&gt;" in page
    assert f'<h3>{OLD} → {NEW}</h3>\n<ul><li><a href="#disagreement-2">now drops it' in page


def test_junit_and_sarif_have_the_broken_laws_of_each_client() -> None:
    assert COMPARISON_REPORTS["junit"](comparison()).count("<failure") == 1
    assert len(json.loads(COMPARISON_REPORTS["sarif"](comparison()))["runs"]) >= 1


def test_clients_that_agree_are_said_to() -> None:
    agreeing = evolve(comparison(), disagreements=(), lost={}, results=())
    assert COMPARISON_REPORTS["text"](agreeing).endswith(
        "3 clients, 4,321 cases of profile v2 (seed 7): no disagreement"
    )
    assert "no change in what was asked" in COMPARISON_REPORTS["text"](agreeing)
