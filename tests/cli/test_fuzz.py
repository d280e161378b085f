"""`runlaws fuzz`: what it finds, how it says so, and that its findings can be had again."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.processes import Ended, environment, runlaws

pytestmark = pytest.mark.slow

QUICK = ("--examples", "1", "--law", "never-exits", "--profile", "parcels:PARCEL_V1")
"""For a search that is to find that a client exits: there are a quarter as many fixed cases of parcels as of runs."""


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A search of an SDK that forgets a member, and prints: one for all the tests that look at what it left."""
    folder = tmp_path_factory.mktemp("searched")
    shutil.copy(Path(__file__).with_name("sdk.py"), folder)
    args = ("fuzz", "sdk:forgetful", "--examples", "100", "--seed", "3", "--json", "found.json", "--law", "round-trip")
    return folder, runlaws(*args, cwd=folder)


def lines_of(text: str) -> dict[str, str]:
    """Return the labelled lines of a finding."""
    return dict(line.strip().split(maxsplit=1) for line in text.splitlines() if line.startswith("  "))


def replay_line(text: str) -> list[str]:
    (line,) = (line for line in text.splitlines() if line.startswith("  replay "))
    return shlex.split(line)[1:]


def test_a_client_that_keeps_every_law_ends_with_0_and_one_line(folder: Path) -> None:
    done = runlaws("fuzz", "parcels:honest", "--examples", "1", "--profile", "parcels:PARCEL_V1", cwd=folder)
    assert (done.status, done.err) == (0, "")
    (line,) = done.out.splitlines()
    assert "no findings in" in line
    assert line.endswith("of profile parcels:PARCEL_V1 (seed 0)")


def test_a_finding_tells_the_law_the_place_what_was_sent_and_got_and_how_to_see_it_again(
    searched: tuple[Path, Ended],
) -> None:
    _, done = searched
    assert (done.status, done.err) == (1, "found: round-trip /last_error/message dropped\n")
    heading, finding, summary = done.out.split("\n\n")
    assert heading == "== silent corruption: data is lost, changed or shown wrongly, and nobody is told =="
    assert finding.startswith("round-trip: encoding what was decoded must give the document back\n")
    told = lines_of(finding)
    assert told["at"] == "/last_error/message"
    assert json.loads(told["document"])["last_error"]["message"] == json.loads(told["sent"])
    assert told["got"] == "(not there)    (dropped)"
    assert told["client"] == "forgetful"
    assert told["replay"].endswith(" --client sdk:forgetful")
    count, severities, following = summary.splitlines()
    assert count.startswith("forgetful: 1 finding in ")
    assert count.endswith(" (seed 3)")
    assert severities == "1 silent corruption"
    assert "`runlaws known update sdk:forgetful`" in following


def test_the_command_that_a_finding_prints_shows_it_again(searched: tuple[Path, Ended]) -> None:
    folder, found = searched
    command, *args = replay_line(found.out)
    assert command == "runlaws"
    done = runlaws(*args, cwd=folder)
    assert done.status == 1
    assert lines_of(found.out).keys() - lines_of(done.out).keys() == {"seen"}, "one case is nothing to count"
    assert lines_of(done.out).items() <= lines_of(found.out).items()
    assert done.out.splitlines()[-1].startswith("forgetful: 1 broken on case ")


def test_the_fixed_client_passes_the_case_that_the_broken_one_failed(searched: tuple[Path, Ended]) -> None:
    folder, found = searched
    _, replay, case, *_ = replay_line(found.out)
    done = runlaws(replay, case, "--client", "sdk:honest", cwd=folder)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("honest 1.2.3: every law that speaks of it is kept (")
    assert f"on case {case} (valid" in done.out


def test_the_findings_are_written_as_json(searched: tuple[Path, Ended]) -> None:
    folder, found = searched
    told: dict[str, Any] = json.loads((folder / "found.json").read_text())
    (finding,) = told["findings"]
    assert (told["client"], told["profile"], told["seed"]) == ("forgetful", "v2", 3)
    assert (finding["law"], finding["pointer"], finding["kind"]) == ("round-trip", "/last_error/message", "dropped")
    assert "got" not in finding, "nothing came"
    assert json.loads(finding["case"]["document"])["last_error"]["message"] == finding["sent"]
    assert finding["replay"] in found.out
    assert [path.name for path in folder.glob("*.json")] == ["found.json"]
    assert (folder / "found.json").stat().st_mode & 0o777 == 0o644


def test_a_dash_for_json_prints_the_findings_as_json_and_nothing_else(folder: Path) -> None:
    done = runlaws("fuzz", "sdk:leaving", *QUICK, "--json", "-", cwd=folder)
    assert (done.status, done.err) == (1, "found: never-exits decode: SystemExit\n")
    assert json.loads(done.out)["findings"][0]["law"] == "never-exits"
    assert not (folder / "-").exists()


def test_json_may_go_to_a_device_without_taking_its_place(folder: Path) -> None:
    done = runlaws("fuzz", "sdk:leaving", *QUICK, "--json", "/dev/null", cwd=folder)
    assert done.status == 1
    assert Path("/dev/null").is_char_device()


def test_the_same_seed_finds_the_same(folder: Path) -> None:
    def found(hash_seed: str) -> str:
        env = environment(PYTHONHASHSEED=hash_seed)
        done = runlaws(
            "fuzz",
            "sdk:incomparable",
            "--examples",
            "150",
            "--seed",
            "7",
            "--law",
            "equality-total",
            "--profile",
            "parcels:PARCEL_V1",
            cwd=folder,
            env=env,
        )
        assert (done.status, done.err) == (1, "found: equality-total raised RuntimeError\n")
        return done.out

    first = found("1")
    assert (
        "equality-total: == must give an answer for any other value, and no value of another kind may be equal" in first
    )
    assert "RuntimeError: not comparable" in first
    assert first == found("2")


def test_what_a_client_prints_does_not_come_between_the_findings(searched: tuple[Path, Ended]) -> None:
    _, done = searched
    assert not [line for line in done.out.splitlines() if line in ("a line", "bytes", "to the descriptor")]
    assert "surrogate" not in done.out


def test_a_client_that_ends_the_process_is_a_finding_and_does_not_end_ours(folder: Path) -> None:
    done = runlaws("fuzz", "sdk:leaving", *QUICK, cwd=folder)
    assert (done.status, done.err) == (1, "found: never-exits decode: SystemExit\n")
    assert "got      SystemExit: no    (decode: SystemExit)" in done.out
    assert done.out.splitlines()[-3].startswith("leaving: ")


def test_findings_are_told_even_where_no_case_can_be_kept(folder: Path) -> None:
    (folder / ".runlaws").write_text("no folder")
    done = runlaws("fuzz", "sdk:leaving", *QUICK, cwd=folder)
    assert done.status == 1
    assert done.out.startswith("== crash: ")
    assert "\nnever-exits: " in done.out
    assert done.err.endswith("\n.runlaws/cases: Not a directory: nothing is saved for `runlaws replay`\n")


_STRANGE = """
from runlaws import Policy, PythonClient

misnamed = PythonClient(decode=bytes, policy=Policy(errors="sdk.NoSuchError"))

class Nameless:
    version, policy, encodes = "", Policy(), False
    encode = read = None
    name = property(lambda self: (_ for _ in ()).throw(OSError("no")))
    def decode(self, document): return document

nameless = Nameless()
"""


@pytest.mark.parametrize(
    ("client", "complaint"),
    [
        ("nope", "'nope' is no client: expected one of "),
        ("", "'' is no client: expected one of "),
        ("sdk:nope", "client 'sdk:nope': "),
        ("nowhere.to_be_found:client", "client 'nowhere.to_be_found:client': there is no module 'nowhere'"),
        ("sdk:no_client", "client 'sdk:no_client' is a dict without `decode`"),
        ("raises:client", "client 'raises:client': "),
        ("leaves:client", "client 'leaves:client': "),
        ("misspelt:client", "client 'misspelt:client': "),
        ("sdk:decode_and_exit", "client 'sdk:decode_and_exit': "),
        ("strange:misnamed", "client 'client': expected each of policy.errors to name an exception class "),
        ("strange:nameless", "client "),
    ],
)
def test_a_client_that_cannot_be_had_is_one_sentence_and_status_2(folder: Path, client: str, complaint: str) -> None:
    (folder / "raises.py").write_text("raise RuntimeError('first line\\nsecond line')")
    (folder / "leaves.py").write_text("import sys; sys.exit('gone')")
    (folder / "misspelt.py").write_text("clas Client: pass")
    (folder / "strange.py").write_text(_STRANGE)
    done = runlaws("fuzz", client, "--examples", "1", cwd=folder)
    assert done.complaint.startswith(complaint)
    assert done.out == ""


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("--profile", "v9"), "no profile is named 'v9'; there is v2"),
        (("--json", "."), "--json . is a folder: expected a file to write"),
        (("--json", ""), "--json . is a folder: expected a file to write"),
        (("--json", "no/folder.json"), "--json no/folder.json: there is no folder no"),
        (("--json", "/proc/out.json"), "/proc/out.json: No such file or directory"),
        (("--examples", "0"), "Invalid value for '--examples': expected a whole number of at least 1, got '0'"),
        (("--examples", "many"), "Invalid value for '--examples': expected a whole number of at least 1, got 'many'"),
        (("--seed", "-1"), "Invalid value for '--seed': expected a whole number of at least 0, got '-1'"),
        (("--sead", "1"), "No such option"),
        (("--law", "round-tripp"), "no law is named 'round-tripp'"),
        (("two",), "Got unexpected extra argument (two)"),
    ],
)
def test_a_call_that_cannot_be_carried_out_is_refused_before_the_search(
    folder: Path, args: tuple[str, ...], complaint: str
) -> None:
    done = runlaws("fuzz", "reference", *args, cwd=folder)
    assert done.complaint.startswith(complaint)
    assert done.out == ""
    assert not (folder / ".runlaws").exists()


def test_a_module_of_the_working_folder_hides_no_library_of_ours(folder: Path) -> None:
    for name in ("click", "attrs", "attr", "cattrs", "rich", "hypothesis"):
        (folder / f"{name}.py").write_text("raise RuntimeError('the wrong one')")
    assert runlaws("laws", cwd=folder).status == 0
