"""`runlaws check`: one verdict for each document, and an exit status that a script can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runlaws.values import ABSENT, Absent, Json
from tests.edits import edited
from tests.processes import environment, runlaws
from tests.recordings import recorded

QUEUED = recorded("v2-queued")
VALID = json.dumps(QUEUED).encode()


def written(path: Path, edits: dict[str, Json | Absent]) -> Path:
    path.write_text(json.dumps(edited(QUEUED, edits)))
    return path


@pytest.mark.parametrize(
    ("edits", "standing", "told"),
    [
        ({"/id": "abc"}, "questionable", ("soft  /id: ", "[id.prefix]")),
        ({"/news": 1}, "extended", ("unknown  /news: ", "[unknown-member]")),
        ({"/status": ABSENT}, "invalid", ("hard  /status: ", "[status.required]")),
        ({"/created_at": "now"}, "invalid", ("hard  /created_at: ", "[created_at.type]")),
        ({"/created_at": 2**60}, "ambiguous", ("hard  /created_at: ", "[json.precision]")),
    ],
)
def test_a_document_that_is_not_valid_ends_with_1_and_the_rule_and_place(
    tmp_path: Path, edits: dict[str, Json | Absent], standing: str, told: tuple[str, str]
) -> None:
    written(tmp_path / "run.json", edits)
    done = runlaws("check", "run.json", cwd=tmp_path)
    first, *rest = done.out.splitlines()
    assert (done.status, first, done.err) == (1, f"run.json: {standing} (v2)", "")
    assert any(line.startswith(f"  {told[0]}") and line.endswith(told[1]) for line in rest), done.out


def test_a_valid_document_is_one_line_and_status_0(tmp_path: Path) -> None:
    done = runlaws("check", written(tmp_path / "run.json", {}).name, cwd=tmp_path)
    assert (done.status, done.out, done.err) == (0, "run.json: valid (v2)\n", "")


def test_a_json_value_that_is_no_object_is_no_run_and_malformed_if_all_are_judged(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text("[]")
    done = runlaws("check", "list.json", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (1, "list.json: nothing here looks like a run\n", "")
    done = runlaws("check", "--all", "list.json", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    assert done.out.splitlines()[0] == "list.json: malformed (v2)"
    assert "[json.object]" in done.out


@pytest.mark.parametrize(
    ("allowed", "status"), [((), 1), (("extended",), 1), (("questionable",), 1), (("extended", "questionable"), 0)]
)
def test_allow_counts_a_standing_as_valid(tmp_path: Path, allowed: tuple[str, ...], status: int) -> None:
    written(tmp_path / "soft.json", {"/id": "abc"})
    written(tmp_path / "news.json", {"/news": 1})
    options = [word for standing in allowed for word in ("--allow", standing)]
    assert runlaws("check", *options, "soft.json", "news.json", cwd=tmp_path).status == status


def test_allow_never_lets_an_invalid_document_through(tmp_path: Path) -> None:
    written(tmp_path / "run.json", {"/status": ABSENT})
    done = runlaws("check", "--allow", "extended", "--allow", "questionable", "run.json", cwd=tmp_path)
    assert done.status == 1


def test_json_is_a_list_with_a_verdict_for_each_document(tmp_path: Path) -> None:
    written(tmp_path / "good.json", {})
    written(tmp_path / "bad.json", {"/status": ABSENT, "/news": 1})
    (tmp_path / "text.json").write_text("hello")
    done = runlaws("check", "--json", "good.json", "bad.json", "text.json", cwd=tmp_path)
    assert done.status == 2
    good, bad, text = json.loads(done.out)
    assert good == {"document": "good.json", "profile": "v2", "standing": "valid", "violations": [], "news": []}
    assert bad["standing"] == "invalid"
    assert {"rule", "pointer", "force", "says"} == bad["violations"][0].keys()
    assert [violation["rule"] for violation in bad["violations"]] == ["status.required"]
    assert [news["pointer"] for news in bad["news"]] == ["/news"]
    assert text["standing"] == "malformed"


def test_a_dash_reads_standard_input(tmp_path: Path) -> None:
    done = runlaws("check", "-", cwd=tmp_path, stdin=VALID)
    assert (done.status, done.out) == (0, "standard input: valid (v2)\n")


def test_each_line_of_a_jsonl_file_has_its_verdict_and_empty_lines_count_for_the_number_only(tmp_path: Path) -> None:
    broken = json.dumps(edited(QUEUED, {"/status": ABSENT})).encode()
    (tmp_path / "runs.jsonl").write_bytes(VALID + b"\n\n" + broken + b"\r\n" + VALID)
    done = runlaws("check", "runs.jsonl", cwd=tmp_path)
    assert done.status == 1
    assert [line for line in done.out.splitlines() if not line.startswith(" ")] == [
        "runs.jsonl:1: valid (v2)",
        "runs.jsonl:3: invalid (v2)",
        "runs.jsonl:4: valid (v2)",
        "",
        "3 runs: 2 valid, 1 invalid",
    ]


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_judged(tmp_path: Path) -> None:
    written(tmp_path / "one.json", {})
    written(tmp_path / "two.json", {"/status": ABSENT})
    done = runlaws("check", "one.json", "missing.json", "two.json", cwd=tmp_path)
    assert done.complaint == "missing.json: No such file or directory"
    assert "one.json: valid" in done.out
    assert "two.json: invalid" in done.out


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"hello", "file: nothing here looks like a run: it is not JSON, nor of any other format that is opened"),
        (VALID[:-1], "file must be JSON: "),
        (b"", "file is empty: expected a JSON document"),
        (b" \n", "file is empty: expected a JSON document"),
        (bytes(range(256)), "file must be UTF-8, but byte 128 (0x80) is not"),
        (VALID.decode().encode("utf-16-le"), "file must be UTF-8, but is UTF-16"),
        (VALID.decode().encode("utf-16")[:-1], "file begins as UTF-16, but is not: truncated data at byte "),
    ],
)
def test_a_file_that_is_not_json_is_one_sentence_and_status_2(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "file").write_bytes(content)
    done = runlaws("check", "file", cwd=tmp_path)
    assert done.complaint.startswith(complaint)
    assert done.out == ""


def test_a_folder_without_files_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    assert runlaws("check", ".", cwd=tmp_path).complaint.startswith(".: is a folder without files")


def test_a_file_that_is_too_large_for_a_document_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(VALID[:-1] + b" " * 17 * 2**20 + b"}")
    done = runlaws("check", "large", cwd=tmp_path)
    assert done.complaint == "large is larger than 16 MiB, the most that is read as one document"


def test_what_a_document_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(r'{"\u001b[31m\ud800\u202e": 1, "id": "\u0007\n"}')
    done = runlaws("check", "--all", "run.json", cwd=tmp_path)
    assert done.status == 1
    assert all(line.isprintable() for line in done.out.splitlines())
    assert r"/\u001b[31m\ud800\u202e" in done.out


def test_a_name_that_is_not_text_and_a_terminal_without_utf_8_are_no_trouble(tmp_path: Path) -> None:
    written(tmp_path / "\udcff.json", {"/日本": 1})
    env = environment(LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    done = runlaws("check", "\udcff.json", cwd=tmp_path, env=env)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("\\udcff.json: extended")


def test_auto_judges_each_document_by_the_profile_that_fits_it(tmp_path: Path) -> None:
    written(tmp_path / "new.json", {})
    (tmp_path / "old.json").write_text(json.dumps(recorded("v1-queued")))
    done = runlaws("check", "--profile", "auto", "new.json", "old.json", cwd=tmp_path)
    assert (done.status, done.out) == (0, "new.json: valid (v2)\nold.json: valid (v1)\n\n2 runs: 2 valid\n")
