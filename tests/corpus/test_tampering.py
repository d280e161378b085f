"""What was done to a corpus after it was written is named: which line, which file, which word of the manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runlaws.contract import Standing
from runlaws.corpus import (
    LAYOUTS,
    MANIFEST,
    CorpusError,
    Lint,
    Recipe,
    load_corpus,
    stats_of,
    write_corpus,
    write_numbered,
)
from tests.corpus.examples import needs
from tests.corpus.test_looking import edit_manifest, problems

COUNT = 25
COMMAND = f"runlaws corpus OUT --count {COUNT} --seed 7 --profile v2 --format jsonl"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlaws.corpus._shards.PART", 10)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus in three parts, whose command can be made again."""
    write_numbered(tmp_path / "out", Recipe(7), COUNT, command=COMMAND)
    return tmp_path / "out"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The same, a file for each case."""
    write_numbered(tmp_path / "files", Recipe(7), COUNT, layout="files", command=COMMAND.replace("jsonl", "files"))
    return tmp_path / "files"


def edit_lines(path: Path, edit: Callable[[list[bytes]], list[bytes]]) -> None:
    path.write_bytes(b"".join(edit(path.read_bytes().splitlines(keepends=True))))


def rehash(corpus: Path, name: str) -> None:
    """Give the manifest the hash that a part has now."""
    data = json.loads((corpus / MANIFEST).read_bytes())
    for part in data["parts"]:
        if part["name"] == name:
            part["sha256"] = hashlib.sha256((corpus / name).read_bytes()).hexdigest()
    (corpus / MANIFEST).write_text(json.dumps(data), encoding="utf-8")


def case_id(number: int) -> str:
    return Recipe(7).case(number).id


def test_a_corpus_as_it_was_written_has_no_problem_in_any_number_of_processes(corpus: Path, files: Path) -> None:
    for path in (corpus, files):
        for jobs in (1, 2):
            seen: list[int] = []
            check = Lint(path, seen.append, jobs)
            assert list(check) == []
            assert (check.census.count, sum(seen)) == (COUNT, COUNT)


def test_two_processes_find_what_one_does_in_the_same_order(corpus: Path) -> None:
    edit_lines(corpus / "cases-00000.jsonl", lambda lines: [*lines[:2], b"{}\n", *lines[3:]])
    edit_lines(corpus / "cases-00002.jsonl", lambda lines: [b"[1,\n", *lines, lines[0]])
    alone, together = list(Lint(corpus)), list(Lint(corpus, jobs=2))
    assert alone == together
    places = [problem.partition(": ")[0].rpartition("/")[2] for problem in alone]
    assert list(dict.fromkeys(places)) == [
        "cases-00000.jsonl:3",
        "cases-00002.jsonl:1",
        "cases-00002.jsonl:7",
        MANIFEST,
    ]


def test_a_case_that_comes_again_in_another_part_is_named(corpus: Path) -> None:
    """Each process knows the ids of its own parts alone: that a case is in two of them is found at the end."""
    copied = (corpus / "cases-00000.jsonl").read_bytes().splitlines(keepends=True)[4]
    edit_lines(corpus / "cases-00001.jsonl", lambda lines: [*lines, copied])
    assert f"cases-00001.jsonl:11: its id {case_id(4)} is that of a case before it" in [
        problem.replace(f"{corpus}/", "") for problem in Lint(corpus, jobs=2)
    ]


def test_lines_that_were_deleted_are_named_with_what_stood_there(corpus: Path) -> None:
    edit_lines(corpus / "cases-00001.jsonl", lambda lines: [*lines[:3], *lines[5:9]])
    assert [problem for problem in problems(corpus) if "cases-00001" in problem] == [
        f"cases-00001.jsonl:4: before this line the case {case_id(13)} and 1 more was deleted",
        f"cases-00001.jsonl:7: behind this line the case {case_id(19)} was deleted",
    ]


def test_a_part_without_any_line_says_how_many_cases_it_lacks(corpus: Path) -> None:
    edit_lines(corpus / "cases-00001.jsonl", lambda _: [])
    says = f"its SHA-256 is not the one in {MANIFEST}: it has 0 cases in place of 10"
    assert problems(corpus)[0] == f"cases-00001.jsonl: {says}"


def test_lines_in_another_order_are_named_with_where_they_belong(corpus: Path) -> None:
    edit_lines(corpus / "cases-00001.jsonl", lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]])
    (problem,) = problems(corpus)
    assert problem in (
        f"cases-00001.jsonl:3: the case {case_id(13)} belongs in line 4: lines were reordered",
        f"cases-00001.jsonl:4: the case {case_id(12)} belongs in line 3: lines were reordered",
    )


def test_a_sound_line_of_another_corpus_is_named(corpus: Path) -> None:
    write_numbered(corpus.parent / "other", Recipe(8), 10, command="another")
    added = (corpus.parent / "other" / "cases.jsonl").read_bytes().splitlines(keepends=True)[0]
    edit_lines(corpus / "cases-00002.jsonl", lambda lines: [lines[0], added, *lines[1:]])
    assert problems(corpus)[0] == (
        f"cases-00002.jsonl:2: the command of {MANIFEST} makes no such case: it was added, or the command edited"
    )


def test_words_of_a_line_that_are_no_labels_are_held_to_the_command(corpus: Path) -> None:
    """How a case was made is no label that the contract could judge."""
    edit_lines(corpus / "cases-00000.jsonl", lambda lines: [lines[0].replace(b'"made":"', b'"made":"not '), *lines[1:]])
    assert problems(corpus) == [
        f"cases-00000.jsonl:1: it is not the line that the command of {MANIFEST} writes: it was edited"
    ]


def test_without_a_command_a_part_of_another_length_says_how_many_cases_it_has(tmp_path: Path) -> None:
    write_numbered(tmp_path / "out", Recipe(7), 10, command=None)
    edit_lines(tmp_path / "out" / "cases.jsonl", lambda lines: lines[1:])
    assert problems(tmp_path / "out")[0] == (
        f"cases.jsonl: its SHA-256 is not the one in {MANIFEST}: it has 9 cases in place of 10"
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"seed": 7', '"seed": 8', "it says seed 8, and in its command --seed 7"),
        ('"profile": "v2"', '"profile": "v1"', "it says profile v1, and in its command --profile v2"),
        ("--seed 7", "--seed 9", "it says seed 7, and in its command --seed 9"),
        (f"--count {COUNT}", "--count 26", f"it says count {COUNT}, and in its command --count 26"),
    ],
)
def test_a_manifest_that_contradicts_its_command_is_named(corpus: Path, old: str, new: str, says: str) -> None:
    edit_manifest(corpus, lambda text: text.replace(old, new, 1))
    assert problems(corpus)[0] == f"{MANIFEST}: {says}"


def test_a_seed_that_was_edited_everywhere_makes_other_cases(corpus: Path) -> None:
    edit_manifest(corpus, lambda text: text.replace('"seed": 7', '"seed": 8').replace("--seed 7", "--seed 8"))
    assert problems(corpus) == [f"{MANIFEST}: its command makes other cases than these: it was edited"]


def test_a_corpus_without_cases_has_no_problem(tmp_path: Path) -> None:
    """A catalogue of which nothing was wanted is one."""
    write_corpus(tmp_path / "out", [], profile="v2")
    assert list(Lint(tmp_path / "out")) == []


def test_a_profile_that_no_case_has_is_named(corpus: Path) -> None:
    edit_manifest(
        corpus, lambda text: text.replace(f'"{COMMAND}"', "null").replace('"profile": "v2"', '"profile": "v1"')
    )
    assert problems(corpus) == [f"{MANIFEST}: it says profile v1, there are only cases of v2"]


def test_stats_are_not_shown_of_a_corpus_whose_manifest_has_other_counts(corpus: Path) -> None:
    listed = json.loads((corpus / MANIFEST).read_bytes())["counts"]["standing"]["invalid"]
    edit_manifest(corpus, lambda text: text.replace(f'"invalid": {listed}', '"invalid": 99', 1))
    with pytest.raises(CorpusError, match=rf"manifest\.json: it says 99 of standing invalid, there are {listed}"):
        stats_of(corpus)
    assert stats_of(corpus / "cases-00000.jsonl").census.count == 10  # one part has its own counts


# -- a file for each case


def test_every_bad_file_of_a_case_is_named_and_one_that_was_added(files: Path) -> None:
    every = sorted(path for path in files.rglob("*.json") if path.name != MANIFEST)
    edited, cut, gone = every[0], every[7], every[-1]
    edited.write_text(edited.read_text(encoding="utf-8").replace("made", "maid", 1), encoding="utf-8")
    cut.write_bytes(cut.read_bytes()[:-30])
    gone.unlink()
    added = files / "valid" / "added.json"
    added.parent.mkdir(exist_ok=True)
    added.write_text("{}", encoding="utf-8")
    named = [problem.partition(": ") for problem in Lint(files)]
    said = {Path(place).name: says for place, _, says in named}
    assert said[edited.name].endswith("it was edited or cut")
    assert said[cut.name].endswith("it was edited or cut")
    assert "it is not there, but listed in cases-0000" in said[gone.name]
    assert said["added.json"] == "it is not among the files of the corpus"
    with pytest.raises(CorpusError, match=r"it was edited or cut|it is not there"):
        list(load_corpus(files))


def test_a_file_that_is_no_json_though_it_is_listed_stops_nothing(files: Path) -> None:
    every = sorted(path for path in files.rglob("*.json") if path.name != MANIFEST)
    for listing in files.glob("*.sha256"):
        for path in (every[0], every[1]):
            old = hashlib.sha256(path.read_bytes()).hexdigest().encode()
            listing.write_bytes(listing.read_bytes().replace(old, hashlib.sha256(b"nothing").hexdigest().encode()))
    for path in (every[0], every[1]):
        path.write_bytes(b"nothing")
    said = [problem for problem in Lint(files) if "expected a case, got what is not JSON" in problem]
    assert sorted(problem.partition(": ")[0] for problem in said) == [str(every[0]), str(every[1])]


def test_lines_behind_one_that_is_no_json_are_checked(corpus: Path) -> None:
    edit_lines(corpus / "cases-00000.jsonl", lambda lines: [b"nothing\n", lines[1], b"{}\n", *lines[3:]])
    places = {problem.partition(": ")[0] for problem in problems(corpus)}
    assert {"cases-00000.jsonl:1", "cases-00000.jsonl:3"} <= places


# -- tables


def test_a_table_without_the_columns_of_a_corpus_is_one_sentence(tmp_path: Path) -> None:
    needs("parquet")
    pyarrow: Any = pytest.importorskip("pyarrow", reason="of the extra parquet")
    parquet: Any = pytest.importorskip("pyarrow.parquet", reason="of the extra parquet")
    path = tmp_path / "cases.parquet"
    parquet.write_table(pyarrow.table({"id": ["a"], "news": [1]}), path)
    assert next(iter(Lint(path))) == (
        f"{path}: expected the columns of a corpus, got a table without profile, made, standing, state, strict, "
        "lenient, violations, document, twin, third, origin, before"
    )
    with pytest.raises(CorpusError, match="expected the columns of a corpus"):
        list(load_corpus(path))


def test_a_table_with_a_column_of_another_type_or_that_was_cut_is_one_sentence(tmp_path: Path) -> None:
    needs("parquet")
    parquet: Any = pytest.importorskip("pyarrow.parquet", reason="of the extra parquet")
    write_numbered(tmp_path / "out", Recipe(7), 10, layout="parquet", command=None)
    path = tmp_path / "out" / "cases.parquet"
    content, table = path.read_bytes(), parquet.read_table(path)
    path.write_bytes(content[: len(content) // 2])
    assert "cases.parquet: expected a table of cases, got what cannot be read: " in problems(tmp_path / "out")[0]
    other = table.set_column(table.schema.get_field_index("made"), "made", [list(range(10))])
    parquet.write_table(other, path)
    assert problems(tmp_path / "out")[0] == "cases.parquet: expected the columns of a corpus, got made of type int64"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_format_is_checked_by_two_processes_as_by_one(layout: str, tmp_path: Path) -> None:
    needs(layout)
    recipe = Recipe(7, standings=(Standing.VALID,))
    write_numbered(tmp_path / "out", recipe, 20, layout=layout, command=None)
    assert list(Lint(tmp_path / "out", jobs=2)) == []
    assert [case.id for case in load_corpus(tmp_path / "out")] == [recipe.case(number).id for number in range(20)]
