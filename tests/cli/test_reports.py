"""Reports on the command line: several at once, tried out before the search, and made again of a file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import junitparser
import pytest

from runlaws.cli._reports import Reports
from runlaws.finding import SearchResult
from tests.processes import Ended, runlaws

pytestmark = pytest.mark.slow

FORMATS = ("json", "junit", "sarif", "markdown", "html")
QUICK = ("--examples", "1", "--law", "never-exits")


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A search that wrote every report: one for all the tests that look at what it left."""
    folder = tmp_path_factory.mktemp("searched")
    shutil.copy(Path(__file__).with_name("sdk.py"), folder)
    reports = [option for name in FORMATS for option in (f"--{name}", f"report.{name}")]
    return folder, runlaws("fuzz", "sdk:forgetful", "--examples", "20", "--law", "round-trip", *reports, cwd=folder)


def test_several_reports_are_written_at_once_and_the_text_is_printed_too(searched: tuple[Path, Ended]) -> None:
    """And no temporary file is left behind."""
    folder, done = searched
    assert (done.status, done.err) == (1, "found: round-trip /last_error/message dropped\n")
    assert done.out.startswith("== silent corruption: ")
    assert {path.name for path in folder.iterdir() if path.is_file()} == {
        "sdk.py",
        *(f"report.{name}" for name in FORMATS),
    }
    (suite,) = junitparser.JUnitXml.fromfile(str(folder / "report.junit"))
    assert [(case.name, len(case.result)) for case in suite] == [("round-trip", 1)]
    assert "forgetful" in (folder / "report.html").read_text()
    assert (folder / "report.markdown").read_text().startswith("# /last\\_error/message: dropped\n")


def test_code_scanning_is_led_to_the_line_that_defines_the_client(searched: tuple[Path, Ended]) -> None:
    """By a path from the folder in which the command was started."""
    folder, _ = searched
    (run,) = json.loads((folder / "report.sarif").read_text())["runs"]
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "sdk.py", "uriBaseId": "%SRCROOT%"}
    line = (folder / "sdk.py").read_text().splitlines()[place["physicalLocation"]["region"]["startLine"] - 1]
    assert line.startswith("forgetful = ")


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_the_file_is_that_of_the_search(searched: tuple[Path, Ended], name: str) -> None:
    """No search is needed for another report."""
    folder, _ = searched
    done = runlaws("report", "report.json", f"--{name}", "-", cwd=folder)
    assert (done.status, done.err) == (0, "")
    assert done.out == (folder / f"report.{name}").read_text()


def test_without_an_option_a_report_is_the_text_of_the_search(searched: tuple[Path, Ended]) -> None:
    """As `fuzz` has printed it."""
    folder, done = searched
    assert runlaws("report", "report.json", cwd=folder).out == done.out


def test_results_of_several_clients_are_one_matrix(searched: tuple[Path, Ended], tmp_path: Path) -> None:
    """And one file of several clients can be read again."""
    folder, _ = searched
    other = tmp_path / "other.json"
    assert (
        runlaws("fuzz", "sdk:honest", "--examples", "1", "--law", "round-trip", "--json", other, cwd=folder).status == 0
    )
    done = runlaws(
        "report", "report.json", other, "--html", tmp_path / "a.html", "--json", tmp_path / "a.json", cwd=folder
    )
    assert (done.status, done.out, done.err) == (0, "", "")
    page = (tmp_path / "a.html").read_text()
    assert "<title>Which clients keep which laws?</title>" in page
    assert "kept: passed in " in page
    again = runlaws("report", tmp_path / "a.json", "--html", "-", cwd=folder)
    assert again.out == page


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("folder", "--{name} folder is a folder: expected a file to write"),
        ("no/file", "--{name} no/file: there is no folder no"),
    ],
)
def test_a_report_that_cannot_be_written_is_said_before_the_search(
    folder: Path, name: str, path: str, complaint: str
) -> None:
    """The client is not even imported."""
    (folder / "folder").mkdir()
    (folder / "raises.py").write_text("raise RuntimeError('it was imported')")
    done = runlaws("fuzz", "raises:client", f"--{name}", path, cwd=folder)
    assert done.complaint == complaint.format(name=name)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--json", "-", "--html", "-"), "--json and --html both name -: expected a place of its own for each"),
        (("--junit", "a", "--sarif", "./a"), "--junit and --sarif both name a: expected a place of its own for each"),
    ],
)
def test_two_reports_in_one_place_are_refused(folder: Path, options: tuple[str, ...], complaint: str) -> None:
    """One would take the place of the other."""
    assert runlaws("fuzz", "sdk:honest", *options, cwd=folder).complaint == complaint


def test_a_client_that_ends_the_process_is_in_every_report(folder: Path) -> None:
    """They are written by the process that is left."""
    (folder / "leaves.py").write_text(
        "import os\nclass client:\n    decode = staticmethod(lambda document: os.kill(os.getpid(), 9))\n"
    )
    reports = [option for name in FORMATS for option in (f"--{name}", f"report.{name}")]
    done = runlaws("fuzz", "leaves:client", "--in-process", *QUICK, *reports, cwd=folder)
    assert done.status == 1, done
    (suite,) = junitparser.JUnitXml.fromfile(str(folder / "report.junit"))
    assert {case.name: type(case.result[0]).__name__ for case in suite if case.result}["the whole search"] == "Error"
    (run,) = json.loads((folder / "report.sarif").read_text())["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}


def test_two_clients_with_one_name_are_refused(searched: tuple[Path, Ended]) -> None:
    """Nobody could tell them apart in a matrix."""
    folder, _ = searched
    done = runlaws("report", "report.json", "./report.json", cwd=folder)
    assert done.complaint == "two clients with one name: 'forgetful' is twice in report.json"


def test_a_results_file_of_a_newer_version_is_one_sentence(folder: Path) -> None:
    """And nothing is written."""
    (folder / "new.json").write_text('{"version": 99}')
    done = runlaws("report", "new.json", "--html", "new.html", cwd=folder)
    assert done.complaint == "new.json: expected version 1 of the form at /version, got 99 of a newer runlaws"
    assert not (folder / "new.html").exists()


def test_a_report_that_cannot_be_written_after_all_keeps_no_other_back(tmp_path: Path) -> None:
    """A disk may fill up while a search goes on."""
    (tmp_path / "file").write_text("where a folder was")
    reports = Reports({"json": tmp_path / "file" / "report.json", "html": tmp_path / "report.html"})
    with pytest.raises(NotADirectoryError):
        reports.write(SearchResult("acme 1", "v2", 1, 0, ()))
    assert (tmp_path / "report.html").read_text().startswith("<!doctype html>")
