"""The SARIF report: it fits the published schema, and says what pages of code scanning show."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft4Validator  # type: ignore[import-untyped] # its stubs are a package of their own

from runlaws.finding import SearchResult
from runlaws.kill_matrix import Matrix, Row, sarif
from runlaws.laws import LAWS, Severity, find_law
from runlaws.reports import REPORTS, explained
from tests.report.made import finding_of, hostile_result, result_of, searched

DATA = Path(__file__).parents[1] / "data" / "sarif" / "sarif-2.1.0-rtm.5.json"


@functools.cache
def schema() -> Any:
    return json.loads(DATA.read_bytes())


def log_of(*results: SearchResult) -> Any:
    return json.loads(REPORTS["sarif"](*results))


def only_result(result: SearchResult) -> Any:
    (run,) = log_of(result)["runs"]
    (found,) = run["results"]
    return found


@pytest.mark.parametrize("result_of_some", [result_of, lambda: result_of(finding_of()), searched, hostile_result])
def test_it_fits_the_published_schema_and_every_region_has_a_start(result_of_some: Callable[[], SearchResult]) -> None:
    """Of nothing, of what a search finds, and of what is hostile."""
    log = log_of(result_of_some(), result_of(client="other 2"))
    Draft4Validator(schema()).validate(log)
    for run in log["runs"]:
        for found in run["results"]:
            physical = [place["physicalLocation"] for place in found["locations"] if "physicalLocation" in place]
            assert all(place["region"]["startLine"] >= 1 for place in physical)
            assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]


def test_a_kill_matrix_fits_the_published_schema_and_has_what_is_not_as_it_is_meant_to_be() -> None:
    """Each at the class of the client, where that is known."""
    liars = (
        Row(
            "LosesItAll",
            "round-trip",
            "It loses all.",
            caught={"round-trip": 1, "reads-types": 4},
            file="a/b.py",
            line=7,
        ),
        Row("ShowsTexts", "reads-types", "It shows texts."),
    )
    matrix = Matrix(("round-trip", "reads-types"), liars, (Row("Honest"),), examples=10, seed=0)
    log = json.loads(sarif(matrix))
    Draft4Validator(schema()).validate(log)
    (run,) = log["runs"]
    assert [(result["ruleId"], result["message"]["text"]) for result in run["results"]] == [
        ("reads-types", "reads-types catches LosesItAll, and must not"),
        ("reads-types", "reads-types does not catch ShowsTexts"),
        ("round-trip", "no liar is caught by round-trip alone"),
        ("reads-types", "no liar is caught by reads-types alone"),
    ]
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["region"]["startLine"] == 7


def test_every_law_is_a_rule_whose_help_is_its_page() -> None:
    """A reader of the finding does not have our documentation at hand."""
    (run,) = log_of(result_of())["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert list(rules) == [law.id for law in LAWS]
    assert rules["round-trip-unknowns"]["name"] == "RoundTripUnknowns"
    page = (Path(__file__).parents[2] / "docs" / "laws" / "round-trip.md").read_text(encoding="utf-8")
    assert rules["round-trip"]["help"]["markdown"] in page
    assert rules["round-trip"]["help"]["markdown"] == "\n".join(explained(find_law("round-trip")))


@pytest.mark.parametrize(
    ("law", "level"),
    [("round-trip", "error"), ("hash-agrees-with-equality", "warning"), ("prints-a-text", "note"), ("ours", "error")],
)
def test_the_level_goes_by_the_severity(law: str, level: str) -> None:
    """What corrupts data is an error, what misprints it a note."""
    found = only_result(result_of(finding_of(law)))
    assert found["level"] == level
    assert found["properties"]["severity"] in set(Severity)


def test_a_finding_stands_where_the_client_is_defined_and_where_it_raised() -> None:
    """The reader's own file comes first, for that is the one that a page shows."""
    finding = finding_of()
    raised = ("acme/models.py in Run.from_dict, line 88 (by json)", "KeyError: 'id'")
    failure = evolve(finding.failure, raised=raised, cause=evolve(finding.failure.cause, frame="acme/models.py in f"))
    own, frame = only_result(result_of(evolve(finding, failure=failure)))["locations"]
    assert own["physicalLocation"] == {
        "artifactLocation": {"uri": "acme.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 12},
    }
    assert own["logicalLocations"][0]["name"] == "/top_p"
    assert frame["physicalLocation"]["artifactLocation"] == {"uri": "acme/models.py", "uriBaseId": "PACKAGES"}
    assert frame["physicalLocation"]["region"] == {"startLine": 88}


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"installed": True}, {"uri": "acme.py", "uriBaseId": "PACKAGES"}),
        ({"file": "/home/of us/acme.py"}, {"uri": "file:///home/of%20us/acme.py"}),
    ],
)
def test_a_client_from_elsewhere_is_named_from_where_it_is(more: dict[str, Any], where: dict[str, str]) -> None:
    """A package is named from where packages are, any other file by its whole path."""
    (own,) = only_result(result_of(finding_of(), **more))["locations"]
    assert own["physicalLocation"]["artifactLocation"] == where


def test_no_file_is_made_up_for_a_client_whose_file_is_not_known() -> None:
    """The place in the document is then all there is."""
    (own,) = only_result(result_of(finding_of(), file=""))["locations"]
    assert "physicalLocation" not in own
    assert own["logicalLocations"][0]["name"] == "/top_p"


def test_a_finding_is_recognized_in_a_later_search_and_told_from_another_one() -> None:
    """Pages of code scanning keep what was said of an alert by this."""

    def print_of(result: SearchResult) -> str:
        text: str = only_result(result)["partialFingerprints"]["runlawsCause/v1"]
        return text

    first = print_of(result_of(finding_of()))
    later = evolve(finding_of(tree={"id": "another", "top_p": 0.5}), client="acme 1.3", seen=9)
    assert print_of(result_of(later, client="acme 1.3")) == first
    assert print_of(result_of(finding_of(kind="dropped"))) != first
    assert print_of(result_of(finding_of(pointer="/status"))) != first
    assert print_of(result_of(finding_of(matter=("/top_p",)))) != first


def test_a_search_that_ended_early_was_not_successful() -> None:
    """And says why."""
    (invocation,) = log_of(result_of(ended="the client ended it", tallies=()))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "the client ended it"


def test_each_client_is_a_run_with_a_category_of_its_own() -> None:
    """GitHub refuses two runs of one tool in one category."""
    runs = log_of(result_of(), result_of(client="other 2"))["runs"]
    assert [run["automationDetails"]["id"] for run in runs] == ["runlaws/acme 1.2", "runlaws/other 2"]
