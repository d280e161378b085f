"""`runlaws replay`: one case again, by id, by file, or from any document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runlaws.case import Case
from tests.processes import runlaws
from tests.recordings import recorded

FAILED = json.dumps(recorded("v2-failed")).encode()


def test_a_plain_document_is_a_case(folder: Path) -> None:
    (folder / "run.json").write_bytes(FAILED)
    done = runlaws("replay", "run.json", "--client", "sdk:forgetful", cwd=folder)
    assert done.status == 1
    assert done.out.startswith("round-trip: ")
    assert "  at       /last_error/message\n" in done.out
    assert done.out.splitlines()[-1] == f"forgetful: 1 broken on case {Case.of_bytes(FAILED).id} (valid, as it came)"


def test_a_client_that_keeps_every_law_on_it_ends_with_0_and_one_line(folder: Path) -> None:
    (folder / "run.json").write_bytes(FAILED)
    done = runlaws("replay", "run.json", "--client", "sdk:honest", cwd=folder)
    case = Case.of_bytes(FAILED).id
    assert (done.status, done.out, done.err) == (
        0,
        f"honest 1.2.3: every law is kept on case {case} (valid, as it came)\n",
        "",
    )


def test_a_kept_case_is_found_by_its_id_and_by_its_file(folder: Path) -> None:
    case = Case.of_bytes(FAILED, made="by hand")
    path = folder / ".runlaws" / "cases" / f"{case.id}.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(case.as_json()))
    by_id = runlaws("replay", case.id, "--client", "sdk:forgetful", cwd=folder)
    by_file = runlaws("replay", path, "--client", "sdk:forgetful", cwd=folder)
    assert by_id.status == 1
    assert "(valid, by hand)" in by_id.out
    assert by_id == by_file


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
        (("run.json",), "Missing option '--client'."),
        (("run.json", "--client", "sdk:honest", "--profile", "v9"), "no profile is named 'v9'"),
        (("spoilt.json", "--client", "sdk:honest"), "expected a case with "),
        (("stranger.json", "--client", "sdk:honest"), "expected a case with "),
    ],
)
def test_a_call_that_cannot_be_carried_out_is_one_sentence_and_status_2(
    folder: Path, args: tuple[str, ...], complaint: str
) -> None:
    (folder / "run.json").write_bytes(FAILED)
    case = Case.of_bytes(FAILED).as_json()
    (folder / "spoilt.json").write_text(json.dumps({**case, "document": 5}))
    (folder / "stranger.json").write_text(json.dumps({**case, "profile": "v9"}))
    done = runlaws("replay", *args, cwd=folder)
    assert done.complaint.startswith(complaint)
    assert done.out == ""
