"""Saved failures: what is written is found again, by a later version too, and what is no such file is told."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from runlaws.case import Case, Likeness, Twin
from runlaws.objects import UnknownProfile
from runlaws.saved import Saved, SavedFileError, find_saved, read_all, read_saved, write_saved
from runlaws_strategies import cases
from tests.recordings import recorded

FAILED = json.dumps(recorded("v2-failed")).encode()
CASE = Case.of_bytes(b'{"id":"run_1","status":"queued","model":"\xc3\xa9"}', made="by hand")
SAVED = Saved("round-trip", "/model", "value changed", "acme", "acme.runs:client", CASE)


def spoilt(path: Path, **changes: Any) -> Path:
    """Write a saved failure with some of its members otherwise; None takes one out."""
    data = json.loads(write_saved(path, SAVED).read_text()) | changes
    file = path / "spoilt.json"
    file.write_text(json.dumps({name: value for name, value in data.items() if value is not None}))
    return file


def test_a_file_is_named_by_law_and_case_and_can_be_read_by_a_person(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    path = write_saved(tmp_path / "deep", SAVED)
    assert path == tmp_path / "deep" / f"round-trip-{CASE.id}.json"
    assert path.read_text(encoding="utf-8") == snapshot


@pytest.mark.parametrize(
    ("law", "name"), [("", CASE.id), ("../of mine/é", f"_of_mine_-{CASE.id}"), ("a_b-c", f"a_b-c-{CASE.id}")]
)
def test_the_name_of_a_file_is_one_whatever_the_law_is_called(tmp_path: Path, law: str, name: str) -> None:
    path = write_saved(tmp_path, evolve(SAVED, law=law))
    assert path == tmp_path / f"{name}.json"
    assert read_saved(path).law == law


TEXTS = st.text() | st.sampled_from(["\ud800", "\x00", "round-trip"])


@given(TEXTS, TEXTS, cases())
def test_what_is_written_is_read(law: str, text: str, case: Case) -> None:
    saved = Saved(law, f"/{text}", text, text, text, case)
    with tempfile.TemporaryDirectory() as folder:
        path = write_saved(Path(folder), saved)
        assert read_saved(path) == find_saved(case.id, Path(folder)) == saved
        assert read_saved(path).case.origin == case.origin


def test_a_file_depends_on_nothing_but_bytes_and_names(tmp_path: Path) -> None:
    case = {"made": "long ago", "profile": "v2", "document": "{}", "standing": "unheard of", "id": "0", "news": 5}
    path = spoilt(tmp_path, case=case, shown=None, client=None, more=1)
    saved = read_saved(path)
    assert saved == Saved("round-trip", "/model", "value changed", "", "acme.runs:client", saved.case)
    assert saved.case == Case.of_bytes(b"{}", made="long ago")


def test_a_law_that_is_no_more_or_not_yet_is_no_error(tmp_path: Path) -> None:
    path = write_saved(tmp_path, evolve(SAVED, law="of-tomorrow"))
    assert not read_saved(path).law_known
    assert SAVED.law_known


def test_what_parsers_dispute_is_not_shown_as_if_it_were_clear(tmp_path: Path) -> None:
    for document in (b'{"id":1,"id":2}', b'{"id":"\\ud800"}', b"\xff", b"[]"):
        path = write_saved(tmp_path, evolve(SAVED, case=Case.of_bytes(document)))
        assert "shown" not in json.loads(path.read_text())
        assert read_saved(path).case.document == document


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": 2}, "expected a saved failure of format 1, got format 2: another version of runlaws wrote it"),
        ({"format": None}, "expected a saved failure of format 1, got an object without format"),
        ({"kind": 5}, "expected a saved failure of format 1, got 5 as its kind"),
        ({"case": {"profile": "v2", "made": ""}}, "expected an object with 'document', or with document_hex or "),
        ({"case": {"profile": 2, "made": "", "document": ""}}, "expected a text at /case/profile, got 2"),
        ({"case": {"profile": "v2", "document": ""}}, "expected an object with 'made' at /case, got one without"),
        (
            {"case": {"profile": "v2", "made": "", "document": "", "twin": {"document": "", "likeness": "odd"}}},
            """expected 'same' or 'different' at /case/twin/likeness, got "odd\"""",
        ),
        (
            {"case": {"profile": "v2", "made": "", "document": "", "before": ["{}"]}},
            'expected an object at /case/before/0, got "{}"',
        ),
        ({"case": None}, "expected a saved failure of format 1, got an object without case"),
        ({"case": []}, "expected an object at /case, got an array"),
        ({"case": {"profile": "v2", "made": "", "document_hex": "x"}}, "expected hexadecimal digits at /case/doc"),
        ({"case": {"profile": "v2", "made": "", "document": "\ud800"}}, "expected a text without lone surrogates at "),
    ],
)
def test_a_file_that_is_spoilt_is_told_in_a_sentence(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    path = spoilt(tmp_path, **changes)
    with pytest.raises(SavedFileError) as caught:
        read_saved(path)
    assert str(caught.value).startswith(f"{path}: {told}")
    with pytest.raises(SavedFileError):
        read_all(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"5", FAILED, b"[" * 100_000, b"{"])
def test_a_file_of_something_else_is_no_saved_failure(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(content)
    with pytest.raises(SavedFileError, match="expected a saved failure of format 1, got "):
        read_saved(path)


def test_all_of_a_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("not one")
    (tmp_path / "below.json").mkdir()
    saved = [evolve(SAVED, law=law) for law in ("b", "a", "c")]
    for one in saved:
        write_saved(tmp_path, one)
    assert [one.law for one in read_all(tmp_path)] == ["a", "b", "c"]
    assert read_all(tmp_path / "nowhere") == []


def test_one_is_found_by_the_id_of_its_case_and_by_its_file(tmp_path: Path) -> None:
    path = write_saved(tmp_path / "cases", SAVED)
    write_saved(tmp_path / "cases", evolve(SAVED, case=Case.of_bytes(FAILED)))
    assert find_saved(CASE.id, tmp_path / "cases") == find_saved(str(path), tmp_path / "nowhere") == SAVED


def test_one_that_is_kept_for_no_law_is_found_by_its_id(tmp_path: Path) -> None:
    write_saved(tmp_path, evolve(SAVED, law=""))
    assert find_saved(CASE.id, tmp_path).case == CASE


def test_a_case_of_a_corpus_and_a_document_are_found_by_their_file(tmp_path: Path) -> None:
    twin = Twin(b"{ }", Likeness.SAME)
    (tmp_path / "case.json").write_text(json.dumps(evolve(CASE, twin=twin).as_json()))
    (tmp_path / "run.json").write_bytes(FAILED)
    of_a_corpus = find_saved(str(tmp_path / "case.json"), tmp_path / "nowhere")
    assert of_a_corpus == Saved("", "", "", "", "", evolve(CASE, twin=twin))
    assert find_saved(str(tmp_path / "run.json"), tmp_path / "nowhere", "v1").case == Case.of_bytes(FAILED, "v1")


@pytest.mark.parametrize("document", [b"", b"\xff\x00", b"[]", b'{"format": 1}', b'{"made": 1}', b"[" * 100_000])
def test_whatever_else_a_file_holds_is_a_document(tmp_path: Path, document: bytes) -> None:
    (tmp_path / "file").write_bytes(document)
    assert find_saved(str(tmp_path / "file"), tmp_path).case.document == document


@pytest.mark.parametrize("name", ["0123456789abcdef", "", ".", "*", "../saved"])
def test_what_is_nowhere_is_told_with_both_places_that_were_looked_at(tmp_path: Path, name: str) -> None:
    write_saved(tmp_path, SAVED)
    with pytest.raises(FileNotFoundError) as caught:
        find_saved(name, tmp_path)
    assert caught.value.args[0] == (
        f"no case {name!r}: neither a case with that id in {tmp_path} nor a file of that name"
    )


def test_a_document_is_judged_by_a_profile_that_there_is(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes(FAILED)
    with pytest.raises(UnknownProfile):
        find_saved(str(tmp_path / "run.json"), tmp_path, "v9")


@pytest.mark.parametrize("length", [0, 1, 20, 300, -2])
def test_what_was_cut_is_an_error_that_names_the_file(tmp_path: Path, length: int) -> None:
    path = write_saved(tmp_path, SAVED)
    path.write_bytes(path.read_bytes()[:length])
    renamed = tmp_path / "other" / "mine.json"
    renamed.parent.mkdir()
    shutil.copy(path, renamed)
    for name in (CASE.id, str(path), *([str(renamed)] if length > 100 else [])):
        with pytest.raises(SavedFileError, match=re.escape(".json: expected a saved failure of format 1, got what is")):
            find_saved(name, tmp_path)
    with pytest.raises(SavedFileError, match=re.escape(path.name)):
        read_all(tmp_path)


@pytest.mark.parametrize(("before", "after", "part"), [("queued", "failed", "case"), ("round-trip", "prints", "law")])
def test_what_was_edited_is_an_error_that_names_the_file(tmp_path: Path, before: str, after: str, part: str) -> None:
    path = write_saved(tmp_path, SAVED)
    edited = path.read_text().replace(before, after)
    assert edited != path.read_text()
    path.write_text(edited)
    for name, folder in ((CASE.id, tmp_path), (str(path), tmp_path / "nowhere")):
        with pytest.raises(SavedFileError, match=f"{path.name}: .* got another {part} than its name says"):
            find_saved(name, folder)
