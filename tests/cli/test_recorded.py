"""What a client did is recorded in a file by `replay --record`, and judged from it where the client is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.processes import Ended, runlaws
from tests.recordings import recorded

CLIENT = """
import json

from runlaws import Policy, PythonClient


def decode(document):
    value = json.loads(document)
    return {name: item for name, item in value.items() if name != "model"}


client = PythonClient(decode=decode, encode=json.dumps, policy=Policy(hashable=False), name="forgets-the-model")
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A file that records what a client did with a run, in a folder in which the client is no more."""
    (tmp_path / "sdk.py").write_text(CLIENT)
    (tmp_path / "run.json").write_text(json.dumps(recorded("v2-queued")))
    ended = runlaws("replay", "run.json", "--client", "sdk:client", "--record", "record.json", cwd=tmp_path)
    assert (ended.status, "at       /model" in ended.out) == (1, True), ended
    (tmp_path / "sdk.py").unlink()
    return tmp_path / "record.json"


def replayed(record: Path) -> Ended:
    return runlaws("replay", record.name, cwd=record.parent)


def edit(record: Path, **members: Any) -> None:
    data = json.loads(record.read_text())
    record.write_text(json.dumps({**data, "observation": {**data["observation"], **members}}))


def test_a_record_gives_the_verdict_that_was_given_live(record: Path) -> None:
    ended = replayed(record)
    assert ended.status == 1
    assert ended.out.startswith("round-trip: ")
    assert "at       /model" in ended.out
    assert "client   forgets-the-model" in ended.out
    assert ended.out.splitlines()[-1].startswith("forgets-the-model: 1 broken on case ")


def test_a_record_of_a_newer_version_is_one_sentence(record: Path) -> None:
    edit(record, version=99)
    assert replayed(record).complaint == (
        "record.json: observation: expected version 1 of the form at /version, got 99 of a newer runlaws"
    )


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"decoded": 5}, "expected an object at /decoded, got 5"),
        ({"client": None}, "expected a text at /client, got null"),
    ],
)
def test_a_record_that_does_not_fit_its_schema_is_one_sentence_with_the_place(
    record: Path, members: dict[str, Any], sentence: str
) -> None:
    edit(record, **members)
    assert replayed(record).complaint == f"record.json: observation: {sentence}"
