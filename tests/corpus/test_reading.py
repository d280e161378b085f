"""What was edited, cut or is no corpus is an error that names the file and the line; all else is read lazily."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import runlaws
from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.corpus import LAYOUTS, MANIFEST, CorpusError, MissingExtra, load_corpus, write_corpus
from tests.corpus.examples import ODD_ONES, RECORDED, needs

CASES = [*ODD_ONES, *RECORDED[:3]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "out", CASES, profile="v2")
    return tmp_path / "out"


def complaint(path: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        list(load_corpus(path))
    return str(caught.value)


def change(path: Path, number: int, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change the data of a line."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    data = json.loads(lines[number - 1])
    edit(data)
    lines[number - 1] = json.dumps(data) + "\n"
    path.write_text("".join(lines), encoding="utf-8")


def test_the_package_offers_it() -> None:
    assert (runlaws.load_corpus, runlaws.CorpusError) == (load_corpus, CorpusError)


def test_a_corpus_its_manifest_and_its_file_are_one_corpus(corpus: Path) -> None:
    for path in (corpus, str(corpus), corpus / MANIFEST, corpus / "cases.jsonl"):
        assert list(load_corpus(path)) == CASES


@pytest.mark.parametrize("layout", LAYOUTS)
def test_without_a_manifest_each_case_is_judged_again(layout: str, tmp_path: Path) -> None:
    needs(layout)
    write_corpus(tmp_path / "out", CASES, profile="v2", layout=layout)
    (tmp_path / "out" / MANIFEST).unlink()
    assert sorted(case.id for case in load_corpus(tmp_path / "out")) == sorted(case.id for case in CASES)


def test_a_single_case_is_a_corpus(tmp_path: Path) -> None:
    write_corpus(tmp_path, CASES, profile="v2", layout="files")
    path = next(tmp_path.glob("malformed/*/*.json"))
    assert [case.id for case in load_corpus(path)] == [path.stem]


def test_cases_are_read_one_after_another_and_documents_when_they_are_needed(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runlaws.case.read", lambda _: pytest.fail("read too early"))
    assert [case.standing for case in islice(load_corpus(corpus), 3)] == [case.standing for case in CASES[:3]]


def test_labels_of_another_version_stay_where_the_manifest_vouches_for_them(tmp_path: Path) -> None:
    case = Case.of_bytes(b"{}", made="as given")
    other = Case(case.document, runlaws.Judgement(case.judgement.profile, Standing.VALID))
    write_corpus(tmp_path, [other], profile="v2")
    assert [read.standing for read in load_corpus(tmp_path)] == [Standing.VALID]


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda data: data.update(document="{}"), "its id is '"),
        (lambda data: data.update(document_base64="?", document=None), "expected a text at /document, got null"),
        (lambda data: data.update(standing="fine"), "expected 'valid' or 'questionable' or 'extended' or "),
        (lambda data: data.update(standing="extended"), "it is labelled with another standing than the contract gives"),
        (lambda data: data.update(violations=[]), "it is labelled with another violations than the contract gives it"),
        (lambda data: data.update(state="done"), "it is labelled with another state than the contract gives it"),
        (lambda data: data["expected"].update(strict="accept"), "it is labelled with another expected than the con"),
        (lambda data: data.update(profile="v9"), "no profile is named 'v9'"),
        (lambda data: data.pop("made"), "expected a case, got an object without made"),
    ],
)
@pytest.mark.parametrize("manifest", [True, False])
def test_an_edited_case_is_named(
    corpus: Path, edit: Callable[[dict[str, Any]], object], says: str, manifest: bool
) -> None:
    number = 1 + next(index for index, case in enumerate(CASES) if case.standing is Standing.INVALID)
    change(corpus / "cases.jsonl", number, edit)
    if not manifest:
        (corpus / MANIFEST).unlink()
    assert complaint(corpus).startswith(f"{corpus / 'cases.jsonl'}:{number}: {says}")


def test_a_file_that_was_cut_is_named_with_its_last_line(corpus: Path) -> None:
    path = corpus / "cases.jsonl"
    content = path.read_bytes()
    path.write_bytes(content[:-5])
    assert complaint(corpus) == f"{path}:{len(CASES)}: the line has no end: the file was cut"
    path.write_bytes(b"".join(content.splitlines(keepends=True)[:-2]))
    assert complaint(corpus) == (
        f"{path}:{len(CASES) - 2}: it ends here, with {len(CASES) - 2} of {len(CASES)} cases: it was edited"
    )


def test_lines_in_another_order_are_other_bytes(corpus: Path) -> None:
    path = corpus / "cases.jsonl"
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    assert complaint(corpus) == f"{path}: it has other bytes than {MANIFEST} says, though each case is one by itself"


def test_an_edited_file_of_a_case_is_named(tmp_path: Path) -> None:
    write_corpus(tmp_path, CASES, profile="v2", layout="files")
    path = next(tmp_path.glob("malformed/*/*.json"))
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert complaint(tmp_path).startswith(f"{path}: it is not the file that is listed in cases.sha256:")


@pytest.mark.parametrize("layout", ["jsonl.zst", "parquet"])
def test_a_packed_file_that_was_cut_is_named(layout: str, tmp_path: Path) -> None:
    needs(layout)
    write_corpus(tmp_path, CASES, profile="v2", layout=layout)
    path = tmp_path / f"cases.{layout}"
    path.write_bytes(path.read_bytes()[:-20])
    assert complaint(tmp_path).startswith(str(path))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"format": 1}', "expected a manifest of format 2, got 1, which an older runlaws wrote"),
        ('{"format": 3}', "expected a manifest of format 2, got 3, which a newer runlaws wrote"),
        ('{"format": 2}', "expected an object with 'count' at the top, got one without"),
        ('{"format": 2, "count": "5"}', 'expected a whole number from 0 at /count, got "5"'),
        (
            '{"format": 2, "count": 5, "counts": {"a": {"b": null}}}',
            "expected a whole number from 0 at /counts/a/b, got ",
        ),
        ('{"format": 2, "count": 5, "counts": {}, "parts": [5]}', "expected an object at /parts/0, got 5"),
        ('{"format": [2]}', "expected the manifest of a corpus, got something else: expected a whole number from 0 at"),
        ("[]", "expected the manifest of a corpus, got something else: expected an object at the top, got an array"),
        ("{", "expected the manifest of a corpus, got something else: "),
    ],
)
def test_another_manifest_is_refused(corpus: Path, content: str, says: str) -> None:
    (corpus / MANIFEST).write_text(content, encoding="utf-8")
    assert complaint(corpus).startswith(f"{corpus / MANIFEST}: {says}")


def test_a_part_outside_the_folder_is_refused(corpus: Path) -> None:
    path = corpus / MANIFEST
    path.write_text(path.read_text(encoding="utf-8").replace('"cases.jsonl"', '"../cases.jsonl"'), encoding="utf-8")
    assert "a part is called '../cases.jsonl'" in complaint(corpus)


def test_what_is_no_corpus_is_refused(tmp_path: Path) -> None:
    assert complaint(tmp_path).startswith(f"{tmp_path}: expected a corpus, but it has no {MANIFEST}")
    (tmp_path / "case.txt").write_text("{}")
    assert complaint(tmp_path / "case.txt").startswith(f"{tmp_path / 'case.txt'}: expected a corpus: a folder, or")
    (tmp_path / "run.json").write_text('{"id": "run_1"}')
    without = "profile, made, standing, violations, news"
    assert complaint(tmp_path) == f"{tmp_path / 'run.json'}: expected a case, got an object without {without}"
    (tmp_path / "run.json").write_text("[]")
    assert complaint(tmp_path) == f"{tmp_path / 'run.json'}: expected a case, got JSON of another type"
    with pytest.raises(FileNotFoundError):
        load_corpus(tmp_path / "nowhere")


@pytest.mark.parametrize("layout", [[], {}, None, 5, "odd"])
def test_a_layout_that_is_none_is_refused(corpus: Path, layout: object) -> None:
    manifest = json.loads((corpus / MANIFEST).read_bytes())
    (corpus / MANIFEST).write_text(json.dumps({**manifest, "layout": layout}))
    assert "layout" in complaint(corpus) or "format" in complaint(corpus)


def test_a_missing_part_is_the_systems_error(corpus: Path) -> None:
    (corpus / "cases.jsonl").unlink()
    with pytest.raises(FileNotFoundError):
        list(load_corpus(corpus))


@pytest.mark.parametrize(("layout", "module"), [("jsonl.zst", "zstandard"), ("parquet", "pyarrow")])
def test_a_library_that_is_missing_is_named_with_its_extra(
    layout: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    extra = {"jsonl.zst": "zstd", "parquet": "parquet"}[layout]
    with pytest.raises(MissingExtra, match=rf"the format {layout} needs the extra {extra}: pip install"):
        write_corpus(tmp_path / "out", CASES, profile="v2", layout=layout)
    assert list(tmp_path.iterdir()) == []
    shutil.copy(__file__, tmp_path / f"cases.{layout}")
    with pytest.raises(MissingExtra):
        list(load_corpus(tmp_path / f"cases.{layout}"))
