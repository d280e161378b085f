"""What every command has in common: help, statuses, lists, and an end from outside."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from runlaws.laws import LAWS
from runlaws.objects import find_profile
from runlaws.requirements import since
from tests.processes import SCRIPT, environment, runlaws

COMMANDS = ("fuzz", "replay", "check", "corpus")


def test_version_is_that_of_the_package(tmp_path: Path) -> None:
    done = runlaws("--version", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (0, f"runlaws, version {version('runlaws')}\n", "")


def test_python_m_runlaws_is_the_same_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "runlaws", "--version"], cwd=tmp_path, env=environment(), capture_output=True, check=True
    )
    assert done.stdout.decode() == runlaws("--version", cwd=tmp_path).out


def test_the_help_lists_every_command_and_what_a_client_is(tmp_path: Path) -> None:
    done = runlaws("--help", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert all(f"\n  {name} " in done.out for name in (*COMMANDS, "laws", "rules", "schema", "catalogue"))
    laid_out = "  CLIENT is  openai            an installed package; README.md has all that can be named so\n"
    assert laid_out in done.out, "as it was written"
    assert "\\b" not in done.out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_of_a_command_says_what_each_exit_status_means(tmp_path: Path, command: str) -> None:
    done = runlaws(*command.split(), "--help", cwd=tmp_path)
    text = " ".join(done.out.split())
    assert done.status == 0
    assert "Exit status: 0 " in text
    assert ", 2 " in text


def test_without_a_command_the_help_is_shown_with_status_2(tmp_path: Path) -> None:
    done = runlaws(cwd=tmp_path)
    assert done.status == 2
    assert "Commands:" in done.out + done.err


def test_an_unknown_command_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    assert runlaws("frobnicate", cwd=tmp_path).complaint.startswith("No such command 'frobnicate'.")


def test_laws_are_listed_by_family_each_with_its_sentence_its_reason_and_what_it_needs(tmp_path: Path) -> None:
    done = runlaws("laws", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    titles = [line.strip() for line in done.out.splitlines() if line.startswith("  ") and line[2] != " "]
    assert titles == [f"{law.id}  ({law.severity.value}, since {since(law)})" for law in LAWS]
    for law in LAWS:
        needs = "; ".join(law.conditions())
        title = f"{law.id}  ({law.severity.value}, since {since(law)})"
        assert f"  {title}\n    {law.says}\n    {law.why}\n    needs {needs}\n" in done.out
    data = json.loads(runlaws("laws", "--json", cwd=tmp_path).out)
    assert [(law["id"], law["says"], law["why"]) for law in data] == [(law.id, law.says, law.why) for law in LAWS]
    assert [law["needs"] for law in data] == [list(law.conditions()) for law in LAWS]
    assert all((Path(__file__).parents[2] / law["page"]).is_file() for law in data)


def test_laws_may_be_named_and_a_wrong_name_is_told_with_those_there_are(tmp_path: Path) -> None:
    assert "round-trip-text" not in runlaws("laws", "round-trip", cwd=tmp_path).out
    assert runlaws("laws", "round-trap", cwd=tmp_path).complaint.startswith("no law is named 'round-trap'; there is ")


@pytest.mark.slow
def test_a_client_is_measured_and_its_policy_printed(tmp_path: Path) -> None:
    done = runlaws("probe", "reference", "--profile", "v1", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("# reference ")
    assert 'invalid="refuse"' in done.out
    assert done.out.endswith("The client's present policy promises exactly that.\n")
    assert runlaws("probe", "nope", cwd=tmp_path).complaint.startswith("'nope' is no client")


@pytest.mark.parametrize("profile", ["v2", "v1"])
def test_rules_are_listed_with_force_source_and_what_they_say(tmp_path: Path, profile: str) -> None:
    text = runlaws("rules", "--profile", profile, cwd=tmp_path)
    assert (text.status, text.err) == (0, "")
    rules = json.loads(runlaws("rules", "--profile", profile, "--json", cwd=tmp_path).out)
    known = {rule["id"]: rule for rule in rules}
    assert len(known) == len(rules) == len(text.out.splitlines())
    assert {rule.id for rule in find_profile(profile).rules()} <= known.keys()
    assert known["json.syntax"] == {
        "id": "json.syntax",
        "force": "hard",
        "source": "json",
        "says": "is JSON",
        "cite": "RFC 8259, section 2",
        "recordings": None,
        "member": "",
    }
    assert known["failed_at.type"]["member"].startswith("when the run failed, in seconds")
    assert known["failed_at.only-when-failed"]["recordings"] == [14, 14]
    assert all(rule["cite"] in text.out for rule in rules)


@pytest.mark.slow
def test_the_catalogue_is_listed_as_text_and_as_the_lines_of_a_corpus(tmp_path: Path) -> None:
    text = runlaws("catalogue", cwd=tmp_path)
    assert (text.status, text.err) == (0, "")
    cases = [json.loads(line) for line in runlaws("catalogue", "--json", cwd=tmp_path).out.splitlines()]
    assert [line.split()[:2] for line in text.out.splitlines()] == [[case["id"], case["standing"]] for case in cases]
    assert len({case["id"] for case in cases}) == len(cases)


def test_a_profile_is_printed_as_json_schema(tmp_path: Path) -> None:
    done = runlaws("schema", "--profile", "v1", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("command", ["rules", "schema", "catalogue"])
def test_a_profile_that_does_not_exist_is_one_sentence_with_those_that_do(tmp_path: Path, command: str) -> None:
    assert runlaws(command, "--profile", "v9", cwd=tmp_path).complaint.startswith("no profile is named 'v9'; there is")


def test_auto_is_no_profile_where_nothing_is_judged_and_the_profiles_are_named(tmp_path: Path) -> None:
    complaint = runlaws("schema", "--profile", "auto", cwd=tmp_path).complaint
    assert complaint.startswith("profile 'auto' chooses among profiles for each document that is judged")
    assert complaint.endswith(
        "here: v2, azure-agents, v1, v1-late, any, or one of your own as package.module:ATTRIBUTE"
    )


@pytest.mark.parametrize(
    "args",
    [("rules",), ("rules", "--json"), ("laws",), ("check", *["run.json"] * 200), ("check", "--json", "run.json")],
)
def test_a_reader_that_goes_away_is_no_error_of_ours(tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "run.json").write_text("{}")
    with subprocess.Popen(
        [SCRIPT, *args], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (141, b"")
