"""`runlaws corpus`: labelled cases on disk, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from runlaws.case import bytes_in
from runlaws.objects import judge
from tests.processes import SCRIPT, environment, runlaws, started


def lines_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "cases.jsonl").read_text().splitlines()]


def test_the_manifest_says_what_the_cases_are(tmp_path: Path) -> None:
    done = runlaws("corpus", "out", "--count", "300", "--seed", "7", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    cases = lines_of(tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["count"], manifest["seed"], manifest["profile"]) == (len(cases), 7, "v2") == (300, 7, "v2")
    standings = Counter(case["standing"] for case in cases)
    assert manifest["counts"]["standing"] == standings
    assert len(standings) == 6, "every standing is there"
    rules = Counter(rule for case in cases for rule in {violation["rule"] for violation in case["violations"]})
    assert manifest["counts"]["rule"] == rules
    content = (tmp_path / "out" / "cases.jsonl").read_bytes()
    assert manifest["parts"] == [{"name": "cases.jsonl", "count": 300, "sha256": hashlib.sha256(content).hexdigest()}]
    assert done.out.startswith("out: 300 cases in cases.jsonl (")
    assert all(f"{count} {standing}" in done.out for standing, count in standings.items())


def test_every_label_is_what_the_oracle_says_of_the_document(tmp_path: Path) -> None:
    runlaws("corpus", "out", "--count", "300", cwd=tmp_path)
    for case in lines_of(tmp_path / "out"):
        said = judge(bytes_in(case, "document"), case["profile"]).as_json()
        assert {name: case[name] for name in said} == said, case["made"]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others(tmp_path: Path) -> None:
    for out, seed, hash_seed in (("one", "5", "1"), ("two", "5", "2"), ("three", "6", "1")):
        env = environment(PYTHONHASHSEED=hash_seed)
        runlaws("corpus", out, "--count", "100", "--seed", seed, cwd=tmp_path, env=env)
    one, two, three = (
        [(tmp_path / out / name).read_bytes() for name in ("cases.jsonl", "manifest.json")]
        for out in ("one", "two", "three")
    )
    assert one == two
    assert one[0] != three[0]


def test_a_longer_corpus_of_a_seed_begins_with_the_shorter_one(tmp_path: Path) -> None:
    for count in ("50", "80"):
        runlaws("corpus", count, "--count", count, cwd=tmp_path)
    assert lines_of(tmp_path / "80")[:50] == lines_of(tmp_path / "50")


def test_a_folder_with_something_in_it_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    done = runlaws("corpus", "out", cwd=tmp_path)
    assert done.complaint == "out is there already, and is not an empty folder"
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert runlaws("corpus", "out", "--count", "5", cwd=tmp_path).status == 0
    assert len(lines_of(tmp_path / "out")) == 5


def test_an_interrupted_writing_without_a_complete_part_leaves_nothing(tmp_path: Path) -> None:
    command = [SCRIPT, "corpus", "deep/out", "--count", "10000000", "--jobs", "1"]
    with started(command, cwd=tmp_path) as process:
        while not list(tmp_path.glob("deep/out/.unfinished/*/cases-00000.jsonl")):
            assert process.poll() is None, "it ended before it began to write"
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (130, "Interrupted.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        ((".",), ". is "),
        (("file",), "file is there already, and is not an empty folder"),
        (("file/out",), "Not a directory"),
        (
            ("out", "--count", "0"),
            "Invalid value for '--count': expected a whole number from 1 to 1,000,000,000, got '0'",
        ),
        (
            ("out", "--count", "9" * 20),
            f"Invalid value for '--count': expected a whole number from 1 to 1,000,000,000, got '{'9' * 20}'",
        ),
        (("",), "expected a folder, a file or a URL, got an empty text"),
        (("out", "--profile", "v9"), "no profile is named 'v9'"),
        (("out", "--status", "done"), "status must be among those of profile 'v2'"),
        (("out", "--status", "failed", "--standing", "malformed"), "a document that is malformed has no state"),
        (("out", "--format", "xml"), "Invalid value for '--format': 'xml' is not one of"),
        (("out", "--npm"), "--npm is for the catalogue as JSON lines: give --catalogue, and leave out --format"),
        (("out", "--catalogue", "--count", "5"), "--catalogue has the same cases every time: leave out --count"),
        ((), "Missing argument 'OUT'."),
    ],
)
def test_a_call_that_cannot_be_carried_out_is_one_sentence_and_status_2(
    tmp_path: Path, args: tuple[str, ...], complaint: str
) -> None:
    (tmp_path / "file").write_text("mine")
    done = runlaws("corpus", *args, cwd=tmp_path)
    assert complaint in done.complaint
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_command_in_the_manifest_makes_the_same_corpus_again(tmp_path: Path) -> None:
    args = ("--count", "40", "--standing", "valid", "--standing", "extended", "--status", "failed", "--jobs", "1")
    assert runlaws("corpus", "one", *args, cwd=tmp_path).status == 0
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_bytes())
    assert set(manifest["counts"]["standing"]) == {"valid", "extended"}
    assert manifest["counts"]["state"] == {"failed": 40}
    command = shlex.split(manifest["command"].replace("OUT", "two"))
    assert command[0] == "runlaws"
    assert runlaws(*command[1:], cwd=tmp_path).status == 0
    for name in ("cases.jsonl", "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    again = runlaws("corpus", "write", "two", "--count", "41", cwd=tmp_path)
    assert again.complaint.startswith("two holds another corpus (runlaws corpus OUT --count 40 --seed 0 ")


def test_a_library_that_is_not_installed_is_named_with_its_extra(tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError")
    done = runlaws(
        "corpus", "out", "--format", "parquet", cwd=tmp_path, env=environment(PYTHONPATH=python_path(tmp_path))
    )
    assert done.complaint == "the format parquet needs the extra parquet: pip install 'runlaws[parquet]'"
    assert not (tmp_path / "out").exists()


def python_path(folder: Path) -> str:
    return os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])


@pytest.mark.slow
def test_the_catalogue_is_a_corpus_the_same_whatever_the_hashes_are(tmp_path: Path) -> None:
    contents = []
    for out, hashes in (("one", "1"), ("two", "2")):
        env = environment(PYTHONHASHSEED=hashes)
        done = runlaws("corpus", out, "--catalogue", "--standing", "questionable", cwd=tmp_path, env=env)
        assert (done.status, done.err) == (0, "")
        contents.append([(tmp_path / out / name).read_bytes() for name in ("cases.jsonl", "manifest.json")])
    assert contents[0] == contents[1]
    manifest = json.loads(contents[0][1])
    assert (manifest["seed"], list(manifest["counts"]["standing"])) == (None, ["questionable"])


@pytest.mark.slow
def test_a_corpus_is_checked_compared_and_shown(tmp_path: Path) -> None:
    for out, count in (("one", "30"), ("two", "33")):
        runlaws("corpus", out, "--count", count, cwd=tmp_path)
    done = runlaws("corpus", "lint", "one", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("one: 30 cases are what they say, by the contract")
    done = runlaws("corpus", "diff", "one", "two", cwd=tmp_path)
    assert (done.status, done.err, len(done.out.splitlines())) == (1, "", 4)
    assert done.out.endswith("one: 30 cases; two: 33 cases; 0 removed, 3 added, 0 labelled otherwise\n")
    done = runlaws("corpus", "stats", "two", "--svg", "two.svg", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("33 cases\n\n| standing ")
    assert (tmp_path / "two.svg").read_text(encoding="utf-8").startswith("<svg ")
    (tmp_path / "one" / "cases.jsonl").write_text("{}\n")
    done = runlaws("corpus", "lint", "one", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("one/cases.jsonl:1: ")
    assert runlaws("corpus", "stats", "one", cwd=tmp_path).complaint.startswith("one/cases.jsonl:1: expected a case")
    assert runlaws("corpus", "lint", "none", cwd=tmp_path).complaint.startswith("none: ")
