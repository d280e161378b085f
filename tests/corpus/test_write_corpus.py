"""A corpus from cases of any source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from runlaws.case import Case, Likeness, Twin
from runlaws.corpus import CASES, MANIFEST, write_corpus
from tests.recordings import V2_RECORDINGS

RECORDED = [Case.of_bytes(recording.document, made="recorded") for recording in V2_RECORDINGS]


def test_every_case_can_be_read_back(tmp_path: Path) -> None:
    twin = Case(RECORDED[0].document, RECORDED[0].judgement, "by hand", Twin(b"\xff{}", Likeness.DIFFERENT, "/a"))
    cases = [
        *RECORDED,
        twin,
        Case.of_bytes(b"\xff\x00"),
        Case.of_bytes(b""),
        Case.of_bytes('{"a": "é\u2028"}'.encode()),
    ]
    write_corpus(tmp_path / "out", cases, seed=0, profile="v2")
    lines = (tmp_path / "out" / CASES).read_bytes().splitlines()
    assert [Case.from_json(json.loads(line)) for line in lines] == cases
    assert [json.loads(line)["id"] for line in lines] == [case.id for case in cases]


def test_the_manifest_that_is_returned_is_the_one_that_is_written(tmp_path: Path) -> None:
    manifest = write_corpus(tmp_path / "out", RECORDED, seed=3, profile="v2")
    assert json.loads((tmp_path / "out" / MANIFEST).read_bytes()) == manifest
    assert manifest["count"] == len(RECORDED)
    assert sum(manifest["standings"].values()) == len(RECORDED)
    assert (manifest["format"], manifest["seed"], manifest["profile"]) == (1, 3, "v2")
    assert manifest["versions"]["runlaws"] == version("runlaws")
    content = (tmp_path / "out" / CASES).read_bytes()
    assert manifest["files"][CASES]["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_files_are_ascii_with_a_line_end_at_the_end(tmp_path: Path) -> None:
    write_corpus(tmp_path / "out", [Case.of_bytes('{"a": "é\u2028\\ud800"}'.encode())], seed=0, profile="v2")
    for path in (tmp_path / "out").iterdir():
        assert path.read_text(encoding="ascii").endswith("\n")
    assert (tmp_path / "out" / CASES).read_bytes().count(b"\n") == 1


def test_a_source_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def cases() -> Iterator[Case]:
        yield from RECORDED
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_corpus(tmp_path / "deep" / "out", cases(), seed=0, profile="v2")
    assert list(tmp_path.iterdir()) == []


def test_a_corpus_of_no_cases_is_a_corpus(tmp_path: Path) -> None:
    manifest = write_corpus(tmp_path / "out", [], seed=0, profile="v2")
    assert (manifest["count"], manifest["standings"], manifest["rules"]) == (0, {}, {})
    assert (tmp_path / "out" / CASES).read_bytes() == b""
