"""Corpora looked at: whether one is what it says, what two do not share, and what is in one."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.corpus import (
    LAYOUTS,
    MANIFEST,
    Comparison,
    CorpusError,
    Lint,
    MissingExtra,
    as_svg,
    stats_of,
    write_corpus,
)
from runlaws.coverage import ASPECTS
from runlaws_strategies import make_case
from tests.corpus.examples import ODD_ONES, RECORDED, needs

CASES = [*ODD_ONES, *RECORDED[:3]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "out", CASES, profile="v2")
    return tmp_path / "out"


def problems(path: Path) -> list[str]:
    return [problem.replace(f"{path}/", "") for problem in Lint(path)]


def change(corpus: Path, number: int, edit: Callable[[dict[str, Any]], object], *, hashed: bool = True) -> None:
    """Change the data of a line, and the manifest's hash of it if that is wanted."""
    path = corpus / "cases.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    data = json.loads(lines[number - 1])
    edit(data)
    lines[number - 1] = json.dumps(data) + "\n"
    path.write_text("".join(lines), encoding="utf-8")
    if hashed:
        listed = json.loads((corpus / MANIFEST).read_bytes())["parts"][0]["sha256"]
        actual = hashlib.sha256(path.read_bytes()).hexdigest()
        edit_manifest(corpus, lambda text: text.replace(listed, actual))


def edit_manifest(corpus: Path, edit: Callable[[str], str]) -> None:
    path = corpus / MANIFEST
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_corpus_as_it_was_written_has_no_problems(layout: str, tmp_path: Path) -> None:
    needs(layout)
    cases = {case.id: case for case in (*CASES, *(make_case(5, index) for index in range(100)))}
    write_corpus(tmp_path / "out", cases.values(), profile="v2", layout=layout)
    check = Lint(tmp_path / "out")
    assert list(check) == []
    assert check.census.count == len(cases)


@pytest.mark.parametrize("library", [True, False])
def test_an_edited_line_is_named_also_when_the_hash_was_edited(
    corpus: Path, library: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if library:
        pytest.importorskip("jsonschema_rs", reason="of the extra bench")
    else:
        monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    change(corpus, 2, lambda data: data.update(standing="valid"))
    change(corpus, 5, lambda data: data.pop("made"))
    first, second, counted = problems(corpus)
    assert first == "cases.jsonl:2: it is labelled with another standing than the contract gives it (malformed)"
    schema = 'it does not fit case.schema.json at /: "made" is a required property'
    assert second == f"cases.jsonl:5: {schema if library else 'expected a case, got an object without made'}"
    assert counted == f"manifest.json: it says {len(CASES)} cases, {len(CASES) - 2} are sound"


def test_the_other_validator_disputes_what_the_contract_says(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jsonschema_rs", reason="of the extra bench")
    monkeypatch.setattr("runlaws.corpus._checking.json_schema", lambda _: {"type": "object", "required": ["brand_new"]})
    valid = [number for number, case in enumerate(CASES, 1) if case.standing is Standing.VALID]
    says = "by jsonschema-rs it breaks the structural rules of v2, by the contract it does not"
    assert f"cases.jsonl:{valid[0]}: {says}" in problems(corpus)


def test_a_format_that_cannot_be_read_here_is_no_fault_of_the_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("jsonl.zst")
    write_corpus(tmp_path / "out", CASES, profile="v2", layout="jsonl.zst")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(MissingExtra, match=r"the format jsonl.zst needs the extra zstd"):
        list(Lint(tmp_path / "out"))


def test_a_damaged_table_is_named_by_whatever_reads_it(tmp_path: Path) -> None:
    needs("parquet")
    write_corpus(tmp_path / "out", CASES, profile="v2", layout="parquet")
    part = tmp_path / "out" / "cases.parquet"
    content = bytearray(part.read_bytes())
    content[2000:2008] = b"\xff" * 8
    part.write_bytes(content)
    with pytest.raises(OSError, match=r"cases\.parquet"):
        stats_of(tmp_path / "out")


def test_a_case_that_comes_twice_is_named(tmp_path: Path) -> None:
    write_corpus(tmp_path, [*CASES[:3], CASES[1]], profile="v2")
    assert problems(tmp_path) == [f"cases.jsonl:4: its id {CASES[1].id} is that of a case before it"]


def test_a_case_that_comes_twice_far_apart_is_named_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlaws.corpus._numbers._CHUNK", 2)
    write_corpus(tmp_path, [*CASES[:7], CASES[1], *CASES[7:]], profile="v2")
    assert problems(tmp_path) == [f"cases.jsonl:8: its id {CASES[1].id} is that of a case before it"]


def test_what_was_cut_reordered_left_out_or_added_is_named(corpus: Path) -> None:
    path, content = corpus / "cases.jsonl", (corpus / "cases.jsonl").read_bytes()
    path.write_bytes(content[:-1])
    assert problems(corpus)[0] == f"cases.jsonl:{len(CASES)}: the line has no end: the file was cut"
    path.write_bytes(b"".join(reversed(content.splitlines(keepends=True))))
    assert problems(corpus) == [
        f"cases.jsonl: its SHA-256 is not the one in {MANIFEST}: lines were deleted, added or reordered"
    ]
    path.rename(corpus / "more.jsonl")
    assert problems(corpus) == [
        "cases.jsonl: No such file or directory",
        f"{MANIFEST}: it says {len(CASES)} cases, 0 are sound",
        f"more.jsonl: it is not among the parts in {MANIFEST}",
    ]


def test_counts_that_are_not_those_of_the_cases_are_named(corpus: Path) -> None:
    listed = json.loads((corpus / MANIFEST).read_bytes())["counts"]["standing"]["malformed"]
    edit_manifest(corpus, lambda text: text.replace(f'"malformed": {listed}', '"malformed": 99'))
    assert problems(corpus) == [f"{MANIFEST}: it says 99 of standing malformed, there are {listed}"]


@pytest.mark.parametrize("content", ["{", '{"format": 3}', "[]"])
def test_a_manifest_that_is_none_is_an_error_for_whoever_looks(corpus: Path, content: str) -> None:
    """There is nothing to check: that is bad input, and no problem of a corpus."""
    edit_manifest(corpus, lambda _: content)
    for look in (lambda: list(Lint(corpus)), lambda: stats_of(corpus), lambda: list(Comparison(corpus, corpus))):
        with pytest.raises(CorpusError, match=r"manifest\.json: expected "):
            look()


# -- two corpora


def test_what_two_corpora_do_not_share_is_listed_by_id(tmp_path: Path) -> None:
    first, second, third = CASES[1], CASES[4], CASES[5]
    relabelled = evolve(second, judgement=evolve(second.judgement, standing=Standing.EXTENDED))
    write_corpus(tmp_path / "old", [first, second], profile="v2")
    write_corpus(tmp_path / "new", [relabelled, third], profile="v2")
    comparison = Comparison(tmp_path / "old", tmp_path / "new")
    verdicts = "expected strict accept, lenient accept → strict refuse, lenient accept"
    assert [str(item) for item in comparison] == [
        f"+ {third.id}  {third.standing.value}, {third.made}",
        f"- {first.id}  {first.standing.value}, {first.made}",
        f"~ {second.id}  standing {second.standing.value} → extended; {verdicts}",
    ]
    assert (comparison.count_old, comparison.count_new) == (2, 2)
    assert list(Comparison(tmp_path / "old", tmp_path / "old")) == []


@pytest.mark.parametrize("chunk", [1, 2, 3, 50_000])
def test_any_two_corpora_are_compared_in_pieces_as_at_once(
    chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runlaws.corpus._numbers._CHUNK", chunk)
    write_corpus(tmp_path / "old", CASES[:20], profile="v2")
    relabelled = evolve(CASES[12], judgement=evolve(CASES[12].judgement, standing=Standing.QUESTIONABLE))
    write_corpus(tmp_path / "new", [*CASES[20:5:-1], relabelled], profile="v2")
    comparison = Comparison(tmp_path / "old", tmp_path / "new")
    kinds = [(change.kind, change.id) for change in comparison]
    assert kinds == [("added", CASES[20].id), *(("removed", case.id) for case in CASES[:6])]
    assert (comparison.count_old, comparison.count_new) == (20, 16)
    write_corpus(tmp_path / "third", [*CASES[:12], relabelled, *CASES[13:20]], profile="v2")
    assert [(change.kind, change.id) for change in Comparison(tmp_path / "old", tmp_path / "third")] == [
        ("changed", CASES[12].id)
    ]


def test_a_corpus_in_another_format_has_the_same_cases(tmp_path: Path) -> None:
    write_corpus(tmp_path / "lines", CASES, profile="v2")
    write_corpus(tmp_path / "files", CASES, profile="v2", layout="files")
    assert list(Comparison(tmp_path / "lines", tmp_path / "files")) == []


# -- what is in one


def test_the_numbers_are_those_of_the_manifest_and_of_the_contract(corpus: Path) -> None:
    stats = stats_of(corpus)
    data = stats.as_json()
    manifest = json.loads((corpus / MANIFEST).read_bytes())
    assert (data["count"], data["counts"]) == (manifest["count"], manifest["counts"])
    assert [entry["profile"] for entry in data["coverage"]] == ["v2"]
    assert set(data["coverage"][0]["share"]) == set(ASPECTS)
    lines = list(stats.lines())
    assert lines[0] == f"{len(CASES)} cases"
    assert sum(line.startswith("| standings |") for line in lines) == 1


def test_the_picture_is_xml_with_every_label(tmp_path: Path) -> None:
    write_corpus(tmp_path, [*CASES, Case.of_bytes(b'{"status":"<&>"}')], profile="v2")
    stats = stats_of(tmp_path)
    texts = [element.text for element in ElementTree.fromstring(as_svg(stats, "a < b")).iter() if element.text]
    assert {"a < b", "malformed", "<&>", *ASPECTS} <= set(texts)
