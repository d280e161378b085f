"""A comparison that ends before its time: what was found is printed and written, and who was not tried is said."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.parcels import CLIENTS, HOW, write_clients
from tests.processes import Ended, interrupted, runlaws

AMONG_ALL = "self.documents == 2000"
ALONE = "self.alone == 200"
"""What is true of the second client while all are compared; and of the one that is then held to the laws by itself."""


def ended(folder: Path, *, waits: str, number: signal.Signals) -> tuple[Ended, dict[str, Any]]:
    """Return how a comparison that a signal has ended was left, and the data that it wrote."""
    write_clients(folder, waits=waits)
    reports = ("--json", "out.json", "--html", "out.html", "--junit", "out.xml", "--sarif", "out.sarif")
    done = interrupted("compare", *CLIENTS, *HOW, *reports, cwd=folder, number=number)
    data: dict[str, Any] = json.loads((folder / "out.json").read_text())
    assert f"\n{data['ended']}\n" in done.out, done
    for name in ("out.html", "out.xml", "out.sarif"):
        assert "is not complete" in (folder / name).read_text()
    return done, data


Left = tuple[Path, Ended, dict[str, Any]]


@pytest.fixture(scope="module")
def interrupted_among_all(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """A comparison that Ctrl-C has ended while all clients were compared."""
    folder = tmp_path_factory.mktemp("interrupted")
    return folder, *ended(folder, waits=AMONG_ALL, number=signal.SIGINT)


@pytest.fixture(scope="module")
def terminated_among_all(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """The same, ended by SIGTERM."""
    folder = tmp_path_factory.mktemp("terminated")
    return folder, *ended(folder, waits=AMONG_ALL, number=signal.SIGTERM)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("left", "status", "sentence"),
    [("interrupted_among_all", 130, "Interrupted."), ("terminated_among_all", 143, "Terminated.")],
)
def test_a_signal_ends_a_comparison_with_what_the_clients_did_until_then(
    request: pytest.FixtureRequest, left: str, status: int, sentence: str
) -> None:
    folder, done, data = request.getfixturevalue(left)
    assert (done.status, done.err) == (status, f"{sentence}\n")
    sides = [each["sides"] for each in data["disagreements"] if each["pointer"] == "/weight"]
    assert [["first 1", "third 3"], ["second 2"]] in [[side["clients"] for side in each] for each in sides]
    word, cases = sentence.rstrip(".").lower(), data["cases"]
    assert data["ended"].startswith(f"the comparison is not complete: {word} after {cases} cases; the last document ")
    assert data["ended"].endswith("; no client was held to the laws")
    assert [result["ended"] for result in data["results"]] == [data["ended"]] * 3
    assert "== laws and clients: " not in done.out
    (last,) = (word for word in data["ended"].split() if (folder / ".runlaws" / "cases" / f"{word}.json").exists())
    assert runlaws("replay", last, "--client", "three:first", cwd=folder).status in (0, 1)


@pytest.mark.slow
def test_a_signal_ends_a_comparison_with_the_clients_that_are_done_and_a_part_of_the_one_in_hand(
    tmp_path: Path,
) -> None:
    done, data = ended(tmp_path, waits=ALONE, number=signal.SIGINT)
    assert (done.status, done.err) == (130, "Interrupted.\n")
    assert data["ended"] == (
        "the comparison is not complete: interrupted while second 2 was held to the laws; not held to the laws: third 3"
    )
    first, second, third = data["results"]
    assert (first.get("ended"), first["findings"]) == (None, [])
    assert second["ended"].startswith("second 2: the search is not complete: interrupted after ")
    assert {finding["pointer"] for finding in second["findings"]} == {"/weight"}
    assert (third["ended"], third["examples"]) == (data["ended"], 0)
    assert "\n  round-trip: kept | broken, 1 way | not tried\n" in done.out


@pytest.mark.slow
def test_what_a_comparison_that_was_ended_has_written_can_be_reported_again(interrupted_among_all: Left) -> None:
    folder, done, _ = interrupted_among_all
    again = runlaws("report", "out.json", "--html", "again.html", cwd=folder)
    assert (again.status, again.out, again.err) == (0, "", "")
    assert (folder / "again.html").read_bytes() == (folder / "out.html").read_bytes()
    assert runlaws("report", "out.json", cwd=folder).out == done.out
