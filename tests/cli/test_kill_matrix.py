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
    assert {failure.message for case in suites["liars"] for failure in case.result} == {
        "equality-transitive does not catch it"
    }
    assert not any(case.result for case in suites["honest clients"])
    assert len(suites["laws"]) == 1


def test_a_junit_file_that_cannot_be_written_is_said_at_once(tmp_path: Path) -> None:
    """Before the minutes that a matrix takes."""
    done = runlaws("kill-matrix", "--junit", "no/matrix.xml", cwd=tmp_path)
    assert done.complaint == "--junit no/matrix.xml: there is no folder no"


def test_a_law_that_does_not_exist_is_one_sentence_with_those_that_do(tmp_path: Path) -> None:
    done = runlaws("kill-matrix", "--law", "no-such-law", cwd=tmp_path)
    assert done.complaint.startswith(f"no law is named 'no-such-law'; there is {LAWS[0].id},")
