"""`runlaws kill-matrix`: a line for each liar, the sums, and what the status says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import junitparser
import pytest
from syrupy.assertion import SnapshotAssertion

from runlaws.laws import LAWS
from tests.processes import runlaws

pytestmark = pytest.mark.slow

TWO_LAWS = ("--law", "equality-reflexive", "--law", "reads-types")


def without_numbers(text: str) -> str:
    """Return what is printed without the numbers of examples, and of honest clients where none is accused."""
    text = re.sub(r"^(\d+) of \1 honest", "N of N honest", text, flags=re.MULTILINE)
    return re.sub(r"example \d+$", "example N", text, flags=re.MULTILINE)


def test_it_prints_a_line_for_each_liar_and_the_sums(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    done = runlaws("kill-matrix", *TWO_LAWS, cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert without_numbers(done.out) == snapshot
    assert all(len(line) <= 100 for line in done.out.splitlines())


def test_a_liar_that_is_missed_is_status_1(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    done = runlaws("kill-matrix", "--law", "equality-transitive", "--examples", "1", "--drawn-only", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    assert without_numbers(done.out) == snapshot


def test_as_json_it_prints_data_in_the_order_of_the_laws(tmp_path: Path) -> None:
    done = runlaws("kill-matrix", "--json", "--examples", "20", *TWO_LAWS[2:], *TWO_LAWS[:2], cwd=tmp_path)
    data = json.loads(done.out)
    assert data["as_meant"] is True
    assert data["laws"] == [law.id for law in LAWS if law.id in TWO_LAWS]
    assert all(list(row["caught"]) == [row["law"]] for row in data["liars"])


def test_as_markdown_it_prints_the_page_of_the_documentation(tmp_path: Path) -> None:
    done = runlaws("kill-matrix", "--markdown", "--examples", "20", *TWO_LAWS, cwd=tmp_path)
    assert done.status == 0
    assert done.out.startswith("# Kill matrix\n")
    assert done.out.count("\n## ") == 2


def test_as_junit_each_liar_honest_client_and_law_is_a_test_case(tmp_path: Path) -> None:
    """A liar that is missed fails, and so does the law that should have caught it."""
    missing = ("--law", "equality-transitive", "--examples", "1", "--drawn-only")
    done = runlaws("kill-matrix", *missing, "--junit", "matrix.xml", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    suites = {suite.name: list(suite) for suite in junitparser.JUnitXml.fromfile(str(tmp_path / "matrix.xml"))}
    assert list(suites) == ["liars", "honest clients", "laws"]
    missed = [line.split()[1] for line in done.out.splitlines() if line.endswith("MISSED")]
    assert missed
    assert [case.name for case in suites["liars"] if case.result] == missed
    messages = [failure.message for case in suites["liars"] for failure in case.result]
    assert messages == [f"equality-transitive does not catch {name}" for name in missed]
    assert not any(case.result for case in suites["honest clients"])
    assert len(suites["laws"]) == 1


def test_what_is_not_as_it_is_meant_to_be_is_in_the_sarif_log_and_open_on_the_page(tmp_path: Path) -> None:
    """Each result is at the class of the liar; the page says it first."""
    missing = ("--law", "equality-transitive", "--law", "fails-cleanly", "--examples", "1", "--drawn-only")
    done = runlaws("kill-matrix", *missing, "--sarif", "matrix.sarif", "--html", "matrix.html", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    (run,) = json.loads((tmp_path / "matrix.sarif").read_text("utf-8"))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["fails-cleanly", "equality-transitive"]
    missed = [line.split()[:2] for line in done.out.splitlines() if line.endswith("MISSED")]
    said = [f"{law} does not catch {name}" for law, name in missed]
    assert [result["message"]["text"] for result in run["results"]][: len(said)] == said
    first = run["results"][0]["locations"][0]
    assert first["logicalLocations"] == [{"name": missed[0][1], "kind": "type"}]
    assert first["physicalLocation"]["artifactLocation"]["uri"].startswith("runlaws/liars/")
    page = (tmp_path / "matrix.html").read_text("utf-8")
    assert all(f'<p class="note">{sentence}</p>' in page for sentence in said)
    assert page.count('<details class="law"') == 2


def test_a_report_that_goes_to_standard_output_is_all_that_is_printed(tmp_path: Path) -> None:
    done = runlaws("kill-matrix", "--examples", "20", *TWO_LAWS, "--sarif", "-", cwd=tmp_path)
    assert json.loads(done.out)["runs"][0]["results"] == []


@pytest.mark.parametrize("flag", ["--json", "--markdown"])
def test_two_reports_on_standard_output_are_refused_at_once(tmp_path: Path, flag: str) -> None:
    done = runlaws("kill-matrix", flag, "--sarif", "-", cwd=tmp_path)
    assert done.complaint == f"{flag} prints to standard output, where another report is to go"


def test_a_junit_file_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    """Before the minutes that a matrix takes."""
    done = runlaws("kill-matrix", "--junit", "no/matrix.xml", cwd=tmp_path)
    assert done.complaint == "--junit no/matrix.xml: there is no folder no"


def test_a_law_that_does_not_exist_is_one_sentence_with_those_that_do(tmp_path: Path) -> None:
    done = runlaws("kill-matrix", "--law", "no-such-law", cwd=tmp_path)
    assert done.complaint.startswith(f"no law is named 'no-such-law'; there is {LAWS[0].id},")
