"""`runlaws compare`: what it says, what it keeps, how it ends, and that one client costs the others nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runlaws.requirements import REVISIONS
from tests.cli.parcels import CLIENTS, HOW, write_clients
from tests.processes import Ended, environment, runlaws
from tests.thorough import THOROUGH
from tests.wheels import NEEDED, offline, toy_openai, wheel_of_installed


@pytest.mark.parametrize(
    ("clients", "says"),
    [
        (["reference"], "expected two clients at least to compare, got 'reference' alone"),
        (["reference", "reference"], "two clients with one name: 'reference' is given 2 times"),
        (["no.such:one", "reference"], "expected two clients at least to compare: client 'no.such:one': there is no"),
        (["openai==new", "reference"], "expected two clients at least to compare: client 'openai==new': expected a"),
    ],
)
def test_too_few_clients_are_refused_in_one_sentence(clients: list[str], says: str, tmp_path: Path) -> None:
    assert runlaws("compare", *clients, cwd=tmp_path).complaint.startswith(says)


def test_a_report_that_cannot_be_written_is_said_before_the_work(tmp_path: Path) -> None:
    done = runlaws("compare", "reference", "openai", "--html", "no/page.html", cwd=tmp_path)
    assert done.complaint == "--html no/page.html: there is no folder no"


REPORTS = ("json", "junit", "sarif", "markdown", "html")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A comparison of two that part, and of a third that is not there, with every report."""
    folder = tmp_path_factory.mktemp("compared")
    write_clients(folder)
    first, second, _ = CLIENTS
    return folder, runlaws("compare", first, second, "no.such:client", *HOW, *_to("first", *REPORTS), cwd=folder)


def _to(stem: str, *formats: str) -> list[str]:
    return [word for name in formats for word in (f"--{name}", f"{stem}.{name}")]


@pytest.mark.slow
def test_two_that_part_end_with_1_and_a_document_that_can_be_replayed(compared: tuple[Path, Ended]) -> None:
    folder, done = compared
    assert done.status == 1
    assert done.err == "left out: client 'no.such:client': there is no module 'no'\n"
    data = json.loads((folder / "first.json").read_bytes())
    parted = next(each for each in data["disagreements"] if each["pointer"] == "/weight")
    assert parted["aspect"] == "keeps, drops or changes"
    again = runlaws("replay", parted["case"]["id"], "--client", CLIENTS[1], cwd=folder)
    assert (again.status, "round-trip: " in again.out) == (1, True)


@pytest.mark.slow
def test_a_client_agrees_with_itself_and_the_two_are_told_apart_by_what_was_typed(tmp_path: Path) -> None:
    write_clients(tmp_path)
    first, *_ = CLIENTS
    done = runlaws("compare", first, f"python:{first}", *HOW, "--json", "-", cwd=tmp_path)
    data = json.loads(done.out)
    assert (done.status, done.err, data["disagreements"]) == (0, "", [])
    assert data["clients"] == ["first 1 (three:first)", "first 1 (python:three:first)"]


@pytest.mark.slow
def test_versions_of_an_sdk_are_compared_in_environments_of_their_own(tmp_path: Path) -> None:
    links = tmp_path / "links"
    links.mkdir()
    for name in NEEDED:
        wheel_of_installed(links, name)
    toy_openai(links, "1.56")
    toy_openai(links, "10.0", drops=("weight",))
    env = environment(**offline(links, tmp_path / "cache"))
    write_clients(tmp_path)
    done = runlaws("compare", "openai==10.0", "openai==1.56", *HOW, cwd=tmp_path, env=env)
    assert done.status == 1
    assert done.err.count("making an environment") == 2
    assert "== openai 1.56 → openai 10.0 ==\n" in done.out
    assert "  now drops it, before keeps it as it is: a known member (integer) at /weight" in done.out


@pytest.mark.slow
@pytest.mark.sdk("openai")
@pytest.mark.skipif(not THOROUGH, reason="with the profile thorough: above, packages that are quickly installed")
def test_the_openai_package_is_compared_with_an_older_version(tmp_path: Path) -> None:
    write_clients(tmp_path)
    done = runlaws("compare", "openai==1.109.1", "openai", *HOW, "--json", "compared.json", cwd=tmp_path)
    data = json.loads((tmp_path / "compared.json").read_bytes())
    assert data["clients"][0] == "openai 1.109.1"
    assert data["versions"] == [data["clients"]]
    assert done.status == (1 if data["disagreements"] else 0)


@pytest.mark.slow
def test_reports_of_what_a_comparison_has_written_are_those_that_it_made(compared: tuple[Path, Ended]) -> None:
    folder, done = compared
    again = runlaws("report", "first.json", *_to("second", *REPORTS), cwd=folder)
    assert (again.status, again.out, again.err) == (0, "", "")
    for name in REPORTS:
        assert (folder / f"second.{name}").read_bytes() == (folder / f"first.{name}").read_bytes()
    assert runlaws("report", "first.json", cwd=folder).out == done.out
    printed = runlaws("report", "first.json", "--markdown", "-", cwd=folder)
    assert printed.out == (folder / "first.markdown").read_text()


REFUSING = """
class first:
    name = "first"

    def decode(self, document):
        raise ValueError("no")

class second(first):
    name = "second"
"""
"""Two clients that are quickly asked: what they refuse, they are asked nothing more about."""


@pytest.mark.slow
def test_with_requirements_a_comparison_has_the_frozen_cases_and_no_random_ones(tmp_path: Path) -> None:
    frozen = REVISIONS[0]
    how = ("--requirements", frozen.name, "--profile", "v1", "--law", "decodes-valid", "--json", "-")
    (tmp_path / "refusing.py").write_text(REFUSING)
    done = runlaws("compare", "refusing:first", "refusing:second", *how, cwd=tmp_path)
    data = json.loads(done.out)
    assert data["cases"] == frozen.profiles["v1"].cases
    assert [result["examples"] for result in data["results"]] == [data["cases"]] * 2
