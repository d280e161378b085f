"""Comparisons as reports: every disagreement with its sides, what versions changed, the laws and the policies."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import jsonschema  # type: ignore[import-untyped] # it has no stubs here
import pytest
from attrs import evolve
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.comparison import Aspect, ComparisonResult, Disagreement, Side
from runlaws.finding import SearchResult, Tally
from runlaws.reports import (
    COMPARISON_REPORTS,
    ResultsError,
    comparison_as_json,
    comparison_schema,
    read_results,
    read_results_or_comparison,
    write_comparison,
)
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


def _read_back(folder: Path, **changes: object) -> ComparisonResult:
    """Return a comparison, with changes to its data, as it is read from a file."""
    file = folder / "compared.json"
    file.write_text(json.dumps({**comparison_as_json(comparison()), **changes}))
    read = read_results_or_comparison(file)
    assert isinstance(read, ComparisonResult)
    return read


@pytest.mark.parametrize("format", COMPARISON_REPORTS)
def test_every_report_of_a_comparison_that_is_read_back_is_the_same(format: str, tmp_path: Path) -> None:
    assert COMPARISON_REPORTS[format](_read_back(tmp_path)) == COMPARISON_REPORTS[format](comparison())


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"version": 2}, "expected version 1 of the form at /version, got 2 of a newer runlaws"),
        ({"clients": "all"}, 'expected an array at /clients, got "all"'),
        ({"colour": 1}, "expected no member but clients, profile,"),
        ({"disagreements": [{}]}, "expected an object with 'aspect' at /disagreements/0, got an object of 0"),
    ],
)
def test_what_is_no_comparison_is_one_sentence(changes: dict[str, object], complaint: str, tmp_path: Path) -> None:
    with pytest.raises(ResultsError) as caught:
        _read_back(tmp_path, **changes)
    assert str(caught.value).startswith(f"{tmp_path / 'compared.json'}: {complaint}")


def test_a_comparison_where_results_are_expected_is_said_to_be_one(tmp_path: Path) -> None:
    _read_back(tmp_path)
    with pytest.raises(ResultsError, match="as `runlaws fuzz --json` writes them, got a comparison of several clients"):
        read_results(tmp_path / "compared.json")


def test_of_a_client_that_was_not_asked_to_the_end_the_matrix_claims_nothing() -> None:
    """Neither that it keeps a law, nor that it does not."""
    whole, ended = comparison(), "the comparison is not complete: interrupted"
    first, *_ = whole.results
    kept = Tally("round-trip", 5, 0, {})
    done = evolve(first, client=OLD, findings=(), tallies=(kept, evolve(kept, law="reads-fields")))
    part = SearchResult(NEW, "v2", 3, 0, (finding_of(),), ended=f"{NEW}: the search is not complete: interrupted")
    untried = SearchResult(OTHER, "v2", 0, 0, (), ended=ended)
    text = COMPARISON_REPORTS["text"](evolve(whole, ended=ended, results=(done, part, untried)))
    assert "\n  round-trip: kept | broken, 1 way | not tried\n" in text
    assert "\nreads-fields is kept by every client that was asked to the end.\n" in text
    assert text.count(ended) == 1
