"""A corpus from cases of any source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from runlaws.case import Case, Likeness, Twin
from runlaws.corpus import LAYOUTS, MANIFEST, load_corpus, write_corpus
from tests.corpus.examples import ODD_ONES, RECORDED, needs


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_case_can_be_read_back_from_every_format(layout: str, tmp_path: Path) -> None:
    needs(layout)
    cases = [*RECORDED, *ODD_ONES]
    write_corpus(tmp_path / "out", cases, profile="v2", layout=layout)
    read = list(load_corpus(tmp_path / "out"))
    assert read == cases
    for case, original in zip(read, cases, strict=True):
        assert (case.id, case.tree, case.origin, case.before) == (
            original.id,
            original.tree,
            original.origin,
            original.before,
        )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_manifest_that_is_returned_is_the_one_that_is_written(layout: str, tmp_path: Path) -> None:
    needs(layout)
    manifest = write_corpus(
        tmp_path / "out", [*RECORDED, *ODD_ONES], seed=3, profile="v2", layout=layout, command="runlaws x"
    )
    data = json.loads((tmp_path / "out" / MANIFEST).read_bytes())
    assert manifest.as_json() == data
    assert (data["format"], data["seed"], data["profile"], data["layout"], data["command"]) == (
        2,
        3,
        "v2",
        layout,
        "runlaws x",
    )
    assert data["count"] == data["parts"][0]["count"] == len([*RECORDED, *ODD_ONES])
    assert sum(data["counts"]["standing"].values()) == data["count"]
    assert data["versions"]["runlaws"] == version("runlaws")
    content = (tmp_path / "out" / data["parts"][0]["name"]).read_bytes()
    assert data["parts"][0]["sha256"] == hashlib.sha256(content).hexdigest()


def test_a_rule_that_is_broken_twice_in_a_case_counts_once(tmp_path: Path) -> None:
    case = Case.of_bytes(b'{"tools":[1,2]}')
    assert [violation.rule for violation in case.judgement.violations].count("tools[].type") == 2
    manifest = write_corpus(tmp_path / "out", [case], profile="v2")
    assert manifest.census.labels["rule"]["tools[].type"] == 1


def test_the_lines_are_ascii_with_a_line_end_at_the_end(tmp_path: Path) -> None:
    write_corpus(tmp_path / "out", [Case.of_bytes('{"a": "é\u2028\\ud800"}'.encode())], seed=0, profile="v2")
    for path in (tmp_path / "out").iterdir():
        assert path.read_text(encoding="ascii").endswith("\n")
    assert (tmp_path / "out" / "cases.jsonl").read_bytes().count(b"\n") == 1


def test_a_line_says_what_clients_should_do(tmp_path: Path) -> None:
    cases = [
        Case.of_bytes(b"\xff"),
        Case.of_bytes(b'{"id": 1}'),
        Case.of_bytes(b'{"id": 1, "id": 2}'),
        *(case for case in RECORDED if case.tree and case.tree["status"] == "failed"),
    ]
    write_corpus(tmp_path / "out", cases[:4], profile="v2")
    lines = [json.loads(line) for line in (tmp_path / "out" / "cases.jsonl").read_bytes().splitlines()]
    assert [(line["standing"], line["state"], *line["expected"].values()) for line in lines] == [
        ("malformed", None, "refuse", "refuse"),
        ("invalid", None, "refuse", "accept"),
        ("ambiguous", None, "either", "either"),
        (cases[3].standing.value, "failed", "accept", "accept"),
    ]
    assert (lines[0]["document_base64"], "document" in lines[0]) == ("/w==", False)


def test_a_file_for_each_case_stands_by_its_standing_and_its_rule(tmp_path: Path) -> None:
    cases = [Case.of_bytes(b"{"), Case.of_bytes(b'{"tools":[1]}'), RECORDED[0]]
    write_corpus(tmp_path, cases, profile="v2", layout="files")
    rule = cases[1].judgement.violations[0].rule
    names = [
        f"malformed/json.syntax/{cases[0].id}.json",
        f"invalid/{rule}/{cases[1].id}.json",
        f"{cases[2].standing.value}/{cases[2].id}.json",
    ]
    listing = (tmp_path / "cases.sha256").read_text(encoding="utf-8").splitlines()
    assert [line.partition("  ")[2] for line in listing] == names
    assert json.loads((tmp_path / names[2]).read_bytes())["shown"] == cases[2].tree


def test_a_source_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def cases() -> Iterator[Case]:
        yield from RECORDED
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_corpus(tmp_path / "deep" / "out", cases(), seed=0, profile="v2")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_corpus_of_no_cases_is_a_corpus(layout: str, tmp_path: Path) -> None:
    needs(layout)
    manifest = write_corpus(tmp_path / "out", [], profile="v2", layout=layout)
    assert (manifest.census.count, manifest.as_json()["counts"]["standing"]) == (0, {})
    assert list(load_corpus(tmp_path / "out")) == []


def test_twins_are_among_the_labels(tmp_path: Path) -> None:
    twin = Case(RECORDED[0].document, RECORDED[0].judgement, "by hand", Twin(b"\xff{}", Likeness.DIFFERENT, "/a"))
    assert write_corpus(tmp_path / "out", [twin], profile="v2").as_json()["counts"]["twin"] == {"different": 1}
