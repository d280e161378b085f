"""The JUnit report, as a program reads it that knows nothing of runlaws."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import junitparser
from attrs import evolve

from runlaws.finding import KnownSeen, SearchResult, Tally
from runlaws.laws import LAWS
from runlaws.reports import REPORTS
from tests.report.made import finding_of, hostile_result, result_of


def read(tmp_path: Path, *results: SearchResult) -> list[junitparser.TestSuite]:
    path = tmp_path / "report.xml"
    path.write_text(REPORTS["junit"](*results), encoding="utf-8")
    return list(junitparser.JUnitXml.fromfile(str(path)))


def outcomes(suite: junitparser.TestSuite) -> dict[str, list[tuple[str, str]]]:
    return {case.name: [(type(each).__name__, each.message) for each in case.result] for case in suite}


def test_every_law_is_a_test_case_that_passed_failed_or_was_skipped_with_the_reason(tmp_path: Path) -> None:
    """A law that the client breaks is a failure, one that could never be asked is skipped."""
    (suite,) = read(tmp_path, result_of(finding_of()))
    by_law = outcomes(suite)
    assert list(by_law) == [law.id for law in LAWS]
    assert by_law["round-trip"] == [("Failure", "/top_p: 0.5 became 1")]
    assert by_law["decodes-valid"] == []
    reason = "the client does not encode (5 cases); the document is valid (7 cases)"
    assert by_law["round-trip-stable"] == [("Skipped", reason)]
    assert (suite.tests, suite.failures, suite.skipped, suite.errors) == (len(LAWS), 1, 1, 0)


def test_the_failure_of_a_law_has_all_that_was_found_of_it(tmp_path: Path) -> None:
    """Readers that keep one failure of a test case lose none of them."""
    findings = finding_of(), finding_of(pointer="/status", kind="dropped", sent="queued")
    (suite,) = read(tmp_path, result_of(*findings))
    (failure,) = next(case for case in suite if case.name == "round-trip").result
    assert failure.message == '2 findings: /top_p: 0.5 became 1; /status: "queued" became 1'
    assert failure.type == "silent corruption"
    text = failure.text or ""
    for finding in findings:
        assert f"  at       {finding.failure.pointer}\n" in text
        assert finding.replay in text
    assert text.count("seen     in 3 of the 1,200 cases that the law was asked of") == 2


def test_each_client_is_a_suite_and_no_dot_of_its_version_parts_packages(tmp_path: Path) -> None:
    """Jenkins groups test cases by the dots of their class names."""
    suites = read(tmp_path, result_of(), result_of(client="other 2.0"))
    assert [suite.name for suite in suites] == ["acme 1.2", "other 2.0"]
    assert {case.classname for suite in suites for case in suite} == {"runlaws.acme 1_2", "runlaws.other 2_0"}


def test_a_search_that_ended_early_is_an_error_and_its_laws_are_skipped(tmp_path: Path) -> None:
    """No law passes that was not asked to the end."""
    (suite,) = read(tmp_path, result_of(finding_of(), tallies=(), ended="the search is not complete"))
    by_law = outcomes(suite)
    assert by_law["the whole search"] == [("Error", "the search is not complete")]
    assert by_law["decodes-valid"] == [("Skipped", "the search is not complete")]
    assert by_law["round-trip"] == [("Failure", "/top_p: 0.5 became 1")]


def test_a_law_whose_failures_are_all_known_is_skipped(tmp_path: Path) -> None:
    """As pytest writes an expected failure."""
    tally = Tally("round-trip", 10, 2, {})
    known = KnownSeen("runlaws-known.toml", 1, 1)
    (suite,) = read(tmp_path, evolve(result_of(), tallies=(tally,), known=known))
    assert outcomes(suite) == {
        "round-trip": [("Skipped", "it failed on 2 cases in ways that are known")],
        "known failures are up to date": [],
    }


def test_an_entry_of_known_failures_that_is_out_of_date_is_a_failure(tmp_path: Path) -> None:
    """It makes the exit status 1, so that the report must not be green."""
    (suite,) = read(tmp_path, result_of(known=KnownSeen("known.toml", 1, 0, ("line 3: is fixed", "line 9: too"))))
    assert outcomes(suite)["known failures are up to date"] == [("Failure", "line 3: is fixed; line 9: too")]


def test_nothing_foreign_breaks_the_xml(tmp_path: Path) -> None:
    """Control characters and lone surrogates, which XML cannot hold, are escaped as in JSON."""
    (suite,) = read(tmp_path, hostile_result())
    assert suite.failures == 4
    text = "".join(ET.fromstring(REPORTS["junit"](hostile_result())).itertext())
    assert "\\u001b[31m" in text
    assert "</script><script>alert(1)</script>]]>&amp;" in text
