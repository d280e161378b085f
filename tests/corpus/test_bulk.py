"""Many cases: the same bytes by any number of processes and after any end, no case twice."""

from __future__ import annotations

import errno
import hashlib
import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from runlaws.contract import Standing
from runlaws.corpus import LAYOUTS, MANIFEST, CorpusError, Recipe, load_corpus, write_numbered
from runlaws.corpus._form import as_bytes, as_line, checked_case_of
from runlaws.objects import PROFILES
from tests.corpus.examples import needs
from tests.processes import environment

COMMAND = "runlaws corpus OUT --count 200"

SCRIPT = """
import sys
from pathlib import Path
from runlaws.corpus import Recipe, _shards

_shards.PART = 40
if __name__ == "__main__":
    _shards.write_numbered(Path(sys.argv[1]), Recipe(7), 200, command={command!r}, jobs=int(sys.argv[2]))
"""


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlaws.corpus._shards.PART", 40)


def write(folder: Path, seed: int = 7, count: int = 200, **settings: Any) -> None:
    write_numbered(folder, Recipe(seed), count, command=settings.pop("command", COMMAND), **settings)


def content_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a corpus of 200 cases holds that one process has written at once."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("runlaws.corpus._shards.PART", 40)
        write(folder)
    return content_of(folder)


def test_the_parts_are_complete_and_in_order(whole: dict[str, bytes]) -> None:
    manifest = json.loads(whole[MANIFEST])
    names = [f"cases-{number:05}.jsonl" for number in range(5)]
    assert sorted(whole) == [*names, MANIFEST]
    assert [(part["name"], part["count"]) for part in manifest["parts"]] == [(name, 40) for name in names]
    assert all(hashlib.sha256(whole[part["name"]]).hexdigest() == part["sha256"] for part in manifest["parts"])
    assert manifest["count"] == sum(manifest["counts"]["standing"].values()) == 200
    lines = [json.loads(line) for name in names for line in whole[name].splitlines()]
    assert [line["id"] for line in lines] == [Recipe(7).case(number).id for number in range(200)]


def test_two_processes_write_the_same(tmp_path: Path, whole: dict[str, bytes]) -> None:
    counted = Counter[str]()
    write(tmp_path / "out", jobs=2, on_cases=lambda cases: counted.update(cases=cases))
    assert content_of(tmp_path / "out") == whole
    assert counted["cases"] == 200


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_after_a_kill_there_are_complete_parts_only_and_the_same_command_goes_on(
    jobs: str, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    (tmp_path / "script.py").write_text(SCRIPT.format(command=COMMAND))
    out = tmp_path / "out"
    process = subprocess.Popen([sys.executable, "script.py", str(out), jobs], cwd=tmp_path, env=environment())
    while not (out / ".unfinished" / "1.json").exists():
        assert process.poll() is None, "it ended before it was killed"
        time.sleep(0.005)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    parts = {path.name: path.read_bytes() for path in out.glob("*.jsonl")}
    assert parts.items() <= whole.items()
    assert len(parts) >= 1
    with pytest.raises(
        CorpusError, match=f"is half-made: this goes on where it stopped: runlaws corpus {out} --count 200"
    ):
        load_corpus(out)
    time.sleep(0.2)  # the processes of the one that was killed end, too
    counted: list[int] = []
    write(out, on_cases=counted.append)
    assert content_of(out) == whole
    assert counted[0] >= 40
    assert sum(counted) == 200


def test_what_another_process_is_writing_is_left_to_it(tmp_path: Path, whole: dict[str, bytes]) -> None:
    (tmp_path / "script.py").write_text(SCRIPT.format(command=COMMAND))
    out = tmp_path / "out"
    process = subprocess.Popen([sys.executable, "script.py", str(out), "1"], cwd=tmp_path, env=environment())
    while not (out / ".unfinished" / "1.json").exists():
        assert process.poll() is None, "it ended before another one began"
        time.sleep(0.005)
    process.send_signal(signal.SIGSTOP)
    with pytest.raises(CorpusError, match="out is being written by another process: wait for it"):
        write(out)
    process.send_signal(signal.SIGCONT)
    assert process.wait() == 0
    assert content_of(out) == whole


def test_a_part_that_was_edited_meanwhile_is_written_again(tmp_path: Path, whole: dict[str, bytes]) -> None:
    stopped_after(90, tmp_path / "out")
    (tmp_path / "out" / "cases-00000.jsonl").write_bytes(b"")
    write(tmp_path / "out")
    assert content_of(tmp_path / "out") == whole


class _Ended(BaseException):
    """What ends a command from outside."""


def stopped_after(cases: int, folder: Path, error: BaseException | None = None) -> None:
    """Begin a corpus and end it when so many cases are written."""
    seen = Counter[str]()

    def on_cases(number: int) -> None:
        seen["cases"] += number
        if seen["cases"] >= cases:
            raise error or _Ended

    with pytest.raises(type(error) if error else _Ended):
        write(folder, on_cases=on_cases)


def test_what_ends_it_leaves_complete_parts_and_nothing_where_there_are_none(tmp_path: Path) -> None:
    stopped_after(100, tmp_path / "out")
    assert sorted(content_of(tmp_path / "out")) == [
        *(f".unfinished/{number}.json" for number in range(2)),
        ".unfinished/settings.json",
        *(f"cases-{number:05}.jsonl" for number in range(2)),
    ]
    full = OSError(errno.ENOSPC, "No space left on device")
    stopped_after(1, tmp_path / "deep" / "other", full)
    assert full.filename == str(tmp_path / "deep" / "other")
    assert not (tmp_path / "deep").exists()
    (tmp_path / "empty").mkdir()
    stopped_after(1, tmp_path / "empty", full)
    assert list((tmp_path / "empty").iterdir()) == []


def test_the_same_command_again_has_nothing_to_do(tmp_path: Path, whole: dict[str, bytes]) -> None:
    write(tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    write(tmp_path / "out")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before
    assert content_of(tmp_path / "out") == whole


def test_another_corpus_in_the_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    stopped_after(90, tmp_path / "half")
    write(tmp_path / "whole", count=40)
    for name, says in (("half", "holds a half-made corpus of other settings"), ("whole", "holds another corpus")):
        before = content_of(tmp_path / name)
        with pytest.raises(CorpusError, match=f"{name} {says} [(]{COMMAND}[)]: name a new folder, or delete it"):
            write(tmp_path / name, command="runlaws corpus OUT --count 201")
        assert content_of(tmp_path / name) == before
    (tmp_path / "half" / ".unfinished" / "settings.json").write_text("{")
    with pytest.raises(CorpusError, match="whose settings cannot be read"):
        write(tmp_path / "half")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    with pytest.raises(FileExistsError, match="is there already, and is not an empty folder"):
        write(tmp_path / "other")


def test_one_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "out", count=40)
    monkeypatch.setattr("runlaws.corpus._shards.own_version", lambda: {"runlaws": "99"})
    with pytest.raises(CorpusError, match=r"holds another corpus: it was made by runlaws .*: name a new folder"):
        write(tmp_path / "out", count=40)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "jsonl"])
def test_every_format_has_parts(layout: str, tmp_path: Path) -> None:
    needs(layout)
    write(tmp_path / "out", count=100, layout=layout)
    assert len(json.loads((tmp_path / "out" / MANIFEST).read_bytes())["parts"]) == 3
    assert [case.id for case in load_corpus(tmp_path / "out")] == [Recipe(7).case(number).id for number in range(100)]
    assert not (tmp_path / "out" / ".unfinished").exists()


# -- recipes


def ids_of(recipe: Recipe, indices: Iterable[int]) -> list[str]:
    return [recipe.case(index).id for index in indices]


@pytest.mark.parametrize("profile", [name for name in PROFILES if not PROFILES[name].habits])
def test_no_case_comes_twice_and_each_is_judged_as_labelled(profile: str) -> None:
    ids: set[str] = set()
    for number in range(700):
        case = Recipe(3, profile).case(number)
        ids.add(case.id)
        assert json.dumps(checked_case_of(as_line(case), {}).tree) == json.dumps(case.tree)  # NaN is unlike itself
    assert len(ids) == 700


@pytest.mark.parametrize("profile", ["v2", "any"])
def test_the_text_of_a_line_is_what_a_general_encoder_makes_of_its_data(profile: str) -> None:
    """A line is put together of parts: to the byte what Python's `json` writes."""
    for number in range(400):
        case = Recipe(5, profile).case(number)
        assert as_bytes(case) == json.dumps(as_line(case), separators=(",", ":")).encode()


def test_a_line_has_the_documents_to_decode_before() -> None:
    case = evolve(Recipe(5).case(0), before=(b"{}", b"\xff"))
    assert as_bytes(case) == json.dumps(as_line(case), separators=(",", ":")).encode()
    assert as_line(case)["before"] == [{"document": "{}"}, {"document_base64": "/w=="}]


@pytest.mark.parametrize("standing", Standing)
def test_one_standing_alone_has_no_case_twice(standing: Standing) -> None:
    cases = [Recipe(0, standings=(standing,)).case(number) for number in range(300)]
    assert {case.standing for case in cases} == {standing}
    assert len({case.id for case in cases}) == 300


def test_one_state_alone(tmp_path: Path) -> None:
    recipe = Recipe(0, states=("failed", "expired"))
    cases = [recipe.case(number) for number in range(150)]
    assert {as_line(case)["state"] for case in cases} == {"failed", "expired"}
    assert len({case.standing for case in cases}) == 5
    assert ids_of(recipe, range(100, 110)) == [case.id for case in cases[100:110]]
    with pytest.raises(ValueError, match="status must be among those of profile 'v2'"):
        write_numbered(tmp_path / "out", Recipe(0, states=("done",)), 10)
    with pytest.raises(CorpusError, match="a document that is malformed has no state"):
        write_numbered(tmp_path / "out", Recipe(0, standings=(Standing.MALFORMED,), states=("failed",)), 10)
    assert list(tmp_path.iterdir()) == []
