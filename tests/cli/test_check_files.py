"""`runlaws check` on folders and on many files: what costs what, and how it ends."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.processes import runlaws
from tests.recordings import recorded

RUN = json.dumps(recorded("v2-queued")).encode()
OLD = json.dumps(recorded("v1-queued")).encode()


def test_a_folder_is_walked_in_order_and_each_broken_file_costs_itself(tmp_path: Path) -> None:
    folder = tmp_path / "held"
    (folder / "sub").mkdir(parents=True)
    (folder / ".hidden").write_bytes(b"{")
    (folder / "a.json").write_bytes(RUN)
    (folder / "b.har").write_bytes(b'{"log": {"entries": [')
    (folder / "notes.md").write_bytes(b"Nothing in it.\n")
    (folder / "sub" / "c.json.gz").write_bytes(gzip.compress(b"[" + RUN + b"," + OLD + b"]"))
    (folder / "sub" / "back").symlink_to(folder)
    (folder / "sub" / "itself").symlink_to(folder / "sub" / "itself")
    (folder / "z.json").write_bytes(b'{"object": "thread"}')
    done = runlaws("check", "held", cwd=tmp_path)
    assert done.status == 2
    assert done.err.splitlines() == [
        "Error: held/sub/back: is a symbolic link to a folder that it is in, which is not followed",
        "Error: held/b.har must be JSON: Expecting value at line 1, column 22",
        "Error: held/sub/itself: Too many levels of symbolic links",
    ]
    first, *_, rule = [line for line in done.out.splitlines() if not line.startswith("  hard")]
    assert first == "held/a.json: valid (v2)"
    assert "held/sub/c.json.gz /0: valid (v2)" in done.out
    assert "held/sub/c.json.gz /1: invalid (v2)\n  fits the profile v1 better, by which it is valid\n" in done.out
    assert "held/z.json: a thread, not a run\nnothing looks like a run in held/notes.md\n" in done.out
    assert "\n3 runs: 2 valid, 1 invalid; 1 is no run; 3 that cannot be read\n" in done.out
    assert rule == "       1 × usage.required"


def test_a_file_that_is_no_run_ends_with_1_unless_all_are_judged_or_there_is_a_run_beside_it(tmp_path: Path) -> None:
    (tmp_path / "lines").write_bytes(b'{"object": "thread"}\n' * 3 + RUN)
    done = runlaws("check", "lines", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[:3] == [
        "lines:1: a thread, not a run",
        "lines:4: valid (v2)",
        "lines: 2 more like this: a thread, not a run",
    ]
    (tmp_path / "thread").write_bytes(b'{"object": "thread"}')
    done = runlaws("check", "thread", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (1, "thread: a thread, not a run\n", "")
    done = runlaws("check", "--all", "thread", cwd=tmp_path)
    assert done.status == 1
    assert done.out.startswith("thread: invalid (v2)\n")


def test_standard_input_is_opened_as_a_file_is_and_json_names_what_is_no_run(tmp_path: Path) -> None:
    done = runlaws("check", "--json", "-", cwd=tmp_path, stdin=gzip.compress(RUN + b"\n{}\n" + RUN[:-1]))
    assert done.complaint.startswith("standard input:3 must be JSON: ")
    first, second, third = json.loads(done.out)
    assert (first["document"], first["standing"]) == ("standard input:1", "valid")
    assert second == {"document": "standard input:2", "not_judged": "nothing here looks like a run"}
    assert (third["standing"], third["error"][:13]) == ("malformed", "must be JSON:")


def test_of_many_broken_lines_the_first_few_are_named_and_all_are_counted(tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").write_bytes((RUN + b"\nx\n") * 8)
    done = runlaws("check", "runs.jsonl", cwd=tmp_path)
    assert done.status == 2
    assert [line.split()[1] for line in done.err.splitlines()] == [
        *(f"runs.jsonl:{number}" for number in (2, 4, 6, 8, 10)),
        "runs.jsonl:",
    ]
    assert done.err.endswith("Error: runs.jsonl: 3 more cannot be read\n")
    assert done.out.endswith("\n8 runs: 8 valid; 8 that cannot be read\n")
    entries = json.loads(runlaws("check", "--json", "runs.jsonl", cwd=tmp_path).out)
    assert len([entry for entry in entries if "error" in entry]) == 8


def test_where_no_file_can_be_read_the_summary_says_that_nothing_was_judged(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"")
    (tmp_path / "page.json").write_bytes(b"<html>\n</html>\n")
    done = runlaws("check", "empty.jsonl", "page.json", "nowhere.json", cwd=tmp_path)
    assert (done.status, done.out) == (2, "\n0 runs: nothing was judged; 3 that cannot be read\n")
