"""`runlaws replay`: one case again, by id, by file, or from any document."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from runlaws.case import Case
from runlaws.laws import find_law
from runlaws.liars.purity import FillsInWhatItReadBefore
from runlaws.observe import InProcess
from runlaws.saved import Saved, write_saved
from runlaws.search import finding_of, minimal
from runlaws.trial import Trial
from runlaws_strategies import make_case
from runlaws_strategies.build import controls
from tests.processes import runlaws
from tests.raising import RAISING
from tests.recordings import recorded

FAILED = json.dumps(recorded("v2-failed")).encode()


def test_a_plain_document_is_a_case(folder: Path) -> None:
    (folder / "run.json").write_bytes(FAILED)
    done = runlaws("replay", "run.json", "--client", "sdk:forgetful", cwd=folder)
    assert done.status == 1
    assert done.out.startswith("round-trip: ")
    assert "  at       /last_error/message\n" in done.out
    assert done.out.splitlines()[-1] == f"forgetful: 1 broken on case {Case.of_bytes(FAILED).id} (valid, as given)"


def test_a_client_that_keeps_every_law_on_it_ends_with_0_and_one_line(folder: Path) -> None:
    (folder / "run.json").write_bytes(FAILED)
    done = runlaws("replay", "run.json", "--client", "sdk:honest", cwd=folder)
    case = Case.of_bytes(FAILED).id
    assert (done.status, done.out, done.err) == (
        0,
        f"honest 1.2.3: every law that speaks of it is kept (27 of 41) on case {case} (valid, as given)\n",
        "",
    )


def saved_of(client: str, *, spec: str) -> Saved:
    case = Case.of_bytes(FAILED, made="by hand")
    return Saved("round-trip", "/last_error/message", "dropped", client, spec, case)


def test_a_kept_case_is_found_by_its_id_and_by_its_file(folder: Path) -> None:
    saved = saved_of("forgetful", spec="sdk:forgetful")
    case, path = saved.case, write_saved(folder / ".runlaws" / "cases", saved)
    by_id = runlaws("replay", case.id, "--client", "sdk:forgetful", cwd=folder)
    by_file = runlaws("replay", path, "--client", "sdk:forgetful", cwd=folder)
    assert by_id.status == 1
    assert "(valid, by hand)" in by_id.out
    assert by_id == by_file


def test_what_depends_on_the_document_before_is_shown_again_in_another_process(folder: Path) -> None:
    law, client = find_law("decoding-is-repeatable"), FillsInWhatItReadBefore()
    trial = Trial(InProcess(client), [law], controls)
    failure, case = next(
        (failure, case)
        for case in (make_case(0, index, kinds=("valid",)) for index in range(200))
        for _, verdict in trial.verdicts(case)
        for failure in verdict.failures
    )
    finding = finding_of(*minimal(trial, failure, case), client.name, replay="")
    spec = "runlaws.liars:FillsInWhatItReadBefore"
    saved = Saved(failure.law, failure.pointer, failure.kind, client.name, spec, finding.case)
    path = write_saved(folder / "saved", saved)
    assert finding.case.before, "the documents that were decoded before are a part of it"
    done = runlaws("replay", path, cwd=folder)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("decoding-is-repeatable: ")
    assert done.out.splitlines()[-1].startswith("FillsInWhatItReadBefore: 1 broken on case ")


def test_a_saved_case_says_itself_which_client_to_try(folder: Path) -> None:
    path = write_saved(folder / "saved", saved_of("forgetful", spec="sdk:forgetful"))
    done = runlaws("replay", path, cwd=folder)
    assert done.status == 1
    assert "  at       /last_error/message\n" in done.out
    assert done == runlaws("replay", path, "--client", "sdk:forgetful", cwd=folder)


@pytest.mark.slow
def test_what_fuzz_keeps_says_it_too(folder: Path) -> None:
    quick = ("--examples", "1", "--law", "never-exits", "--profile", "parcels:PARCEL_V1")
    assert runlaws("fuzz", "sdk:leaving", *quick, cwd=folder).status == 1
    kept, *_ = sorted((folder / ".runlaws" / "cases").iterdir())
    done = runlaws("replay", kept.stem.rpartition("-")[2], cwd=folder)
    assert (done.status, done.err) == (1, "")
    assert "  client   leaving\n" in done.out


def test_another_client_can_be_tried_on_a_saved_case(folder: Path) -> None:
    path = write_saved(folder, saved_of("forgetful", spec="sdk:forgetful"))
    done = runlaws("replay", path, "--client", "sdk:honest", cwd=folder)
    assert (done.status, done.out.split(":")[0]) == (0, "honest 1.2.3")


def test_a_case_of_a_corpus_is_a_case(folder: Path) -> None:
    (folder / "case.json").write_text(json.dumps(Case.of_bytes(FAILED, made="for a corpus").as_json()))
    done = runlaws("replay", "case.json", "--client", "sdk:forgetful", cwd=folder)
    assert done.status == 1
    assert "(valid, for a corpus)" in done.out


@pytest.mark.parametrize("document", [b"", b"\xff\x00", b"[]", b"null", b'{"made": 1}'])
def test_whatever_a_file_holds_is_a_document(folder: Path, document: bytes) -> None:
    (folder / "run.json").write_bytes(document)
    done = runlaws("replay", "run.json", "--client", "sdk:honest", cwd=folder)
    assert (done.status, done.err) == (0, "")


def test_a_client_cannot_steer_the_terminal_by_its_name(folder: Path) -> None:
    (folder / "run.json").write_bytes(FAILED)
    done = runlaws("replay", "run.json", "--client", "sdk:escaping", cwd=folder)
    assert done.status == 1
    assert all(line.isprintable() for line in done.out.splitlines())


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (("0123456789abcdef", "--client", "sdk:honest"), "no case '0123456789abcdef': "),
        ((".", "--client", "sdk:honest"), "no case '.': "),
        (("run.json", "--client", "nope"), "'nope' is no client: expected one of "),
        (("run.json",), "Missing option '--client': run.json does not name the client that it was found with."),
        (("unnamed.json",), "Missing option '--client': unnamed.json does not name the client that it was found with."),
        (("run.json", "--client", "sdk:honest", "--profile", "v9"), "no profile is named 'v9'"),
        (("spoilt.json", "--client", "sdk:honest"), "spoilt.json: expected a text at /document, got 5"),
        (
            ("stranger.json", "--client", "sdk:honest"),
            "stranger.json: expected a profile at /profile: no profile is named 'v9'",
        ),
    ],
)
def test_a_call_that_cannot_be_carried_out_is_one_sentence_and_status_2(
    folder: Path, args: tuple[str, ...], complaint: str
) -> None:
    (folder / "run.json").write_bytes(FAILED)
    case = Case.of_bytes(FAILED).as_json()
    (folder / "spoilt.json").write_text(json.dumps({**case, "document": 5}))
    (folder / "stranger.json").write_text(json.dumps({**case, "profile": "v9"}))
    write_saved(folder, saved_of("sdk:honest", spec="")).rename(folder / "unnamed.json")
    done = runlaws("replay", *args, cwd=folder)
    assert done.complaint.startswith(complaint)
    assert done.out == ""


@pytest.mark.parametrize("left_out", ["format", "law", "pointer", "kind"])
def test_a_saved_failure_from_which_something_was_deleted_is_no_document(folder: Path, left_out: str) -> None:
    path = write_saved(folder / "elsewhere", saved_of("forgetful", spec="sdk:forgetful"))
    data = json.loads(path.read_bytes())
    renamed = folder / "mine.json"
    renamed.write_text(json.dumps({name: item for name, item in data.items() if name not in (left_out, "format")}))
    assert "expected a saved failure of format" in runlaws("replay", "mine.json", cwd=folder).complaint


def test_a_file_of_many_cases_says_what_tries_them_all(folder: Path) -> None:
    line = json.dumps(Case.of_bytes(FAILED).as_json())
    (folder / "cases.jsonl").write_text(f"{line}\n{line}\n")
    said = runlaws("replay", "cases.jsonl", "--client", "sdk:honest", cwd=folder).complaint
    assert said.endswith("`runlaws fuzz CLIENT --corpus cases.jsonl` tries them all")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}"])
def test_of_what_is_no_run_few_laws_speak_and_their_number_is_said(folder: Path, content: bytes) -> None:
    (folder / "none.json").write_bytes(content)
    done = runlaws("replay", "none.json", "--client", "reference", cwd=folder)
    asked = int(done.out.partition("is kept (")[2].partition(" of ")[0])
    assert 0 < asked < 10


def test_the_whole_traceback_is_shown_and_recorded_when_it_is_asked_for(folder: Path) -> None:
    """Without it, a failure shows the innermost frame of the client, and values are cut."""
    long = json.dumps({**recorded("v2-failed"), "instructions": "x" * 5000})
    (folder / "run.json").write_text(long)
    (folder / "raising.py").write_text(RAISING)
    args = ("replay", "run.json", "--client", "raising:client")
    short, whole = runlaws(*args, cwd=folder), runlaws(*args, "--traceback", "--record", "seen.json", cwd=folder)
    assert (short.status, whole.status) == (1, 1)
    assert "Traceback" not in short.out
    assert long not in short.out
    assert long in whole.out
    lines = [line.strip() for line in whole.out.splitlines()]
    assert lines.count("Traceback (most recent call last):") == 2, "of the exception, and of its cause"
    assert f'File "{folder / "raising.py"}", line 4, in status_of' in lines
    assert "KeyError: 'failed'" in lines
    assert f"LookupError: {'no such status ' * 30}".strip() in lines
    assert runlaws("replay", "seen.json", "--traceback", cwd=folder).out.count("KeyError: 'failed'") == 2


@pytest.mark.parametrize(
    ("profile", "more"), [((), ""), (("--profile", "v1-late"), " --profile v1-late")], ids=["v2", "v1-late"]
)
def test_the_command_that_is_printed_tries_the_same_file_again(
    profile: tuple[str, ...], more: str, tmp_path: Path
) -> None:
    """The document of a file is not saved: an id would name nothing."""
    (tmp_path / "sdk.py").write_text(RAISING)
    (tmp_path / "a run.json").write_text(json.dumps(recorded("v2-failed")))
    first = runlaws("replay", "a run.json", "--client", "sdk:client", *profile, cwd=tmp_path)
    (command,) = {line.split(maxsplit=1)[1] for line in first.out.splitlines() if line.startswith("  replay")}
    assert command == f"runlaws replay 'a run.json' --client sdk:client{more}"
    again = runlaws(*shlex.split(command)[1:], cwd=tmp_path)
    assert (again.status, again.out) == (first.status, first.out) == (1, first.out)
