"""`runlaws judge`: a worker that is asked by files, with nothing of this kit where it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.processes import runlaws
from tests.workers.asking import EXAMPLES

LAW = ("--law", "refuses-malformed")
HELLO = '{"id": 0, "hello": {"protocol": 1, "name": "mine", "offers": []}}\n'


def answer(folder: Path) -> None:
    """Have the template of a worker answer what is to be asked next, and add both to the files."""
    more = (folder / "more.jsonl").read_bytes()
    worker = [sys.executable, str(EXAMPLES / "template.py")]
    replies = subprocess.run(worker, input=more, capture_output=True, check=True).stdout
    for name, content in (("requests.jsonl", more), ("answers.jsonl", replies)):
        with (folder / name).open("ab") as file:
            file.write(content)


def findings(text: str) -> list[tuple[str, ...]]:
    """Return the law, the place and the document of each finding in a report as JSON."""
    data: Any = json.loads(text)
    return [(each["law"], each["pointer"], json.dumps(each["case"])) for each in data["findings"]]


@pytest.mark.slow
def test_rounds_of_files_find_what_fuzz_finds(tmp_path: Path) -> None:
    """Asked by files until nothing is left, a worker has the findings that fuzz has of it, with the same documents."""
    first = runlaws("catalogue", "--requests", "more.jsonl", cwd=tmp_path)
    assert first.status == 0, first
    rounds, out = 0, ""
    how = ("requests.jsonl", "answers.jsonl", "--more", "more.jsonl", "--examples", "1")
    while (tmp_path / "more.jsonl").read_bytes():
        answer(tmp_path)
        judged = runlaws("judge", *how, *LAW, "--json", "-", cwd=tmp_path)
        assert judged.status == 1, judged
        rounds, out = rounds + 1, judged.out
    assert 2 < rounds < 10
    spec = f"process:{sys.executable} {EXAMPLES / 'template.py'}"
    at_once = runlaws("fuzz", spec, *LAW, "--examples", "1", "--json", "-", cwd=tmp_path)
    assert findings(out) == findings(at_once.out) != []
    assert not json.loads(out).get("ended")

    added = runlaws("known", "update", spec, *LAW, "--examples", "1", cwd=tmp_path)
    assert added.status == 0, added
    beside_known = runlaws("judge", *how, *LAW, cwd=tmp_path)
    assert "known failures" in beside_known.out, beside_known
    assert beside_known.status == 0
    assert runlaws("judge", *how, *LAW, "--no-known", "--json", "-", cwd=tmp_path).out == out


def test_what_is_not_answered_is_said_with_numbers(tmp_path: Path) -> None:
    """A report of answers that are not all there says so, and the command says what to do."""
    (tmp_path / "q").write_text('{"id": 0, "hello": {"protocol": 1, "profile": "v2"}}\n{"id": 1, "ask": []}\n')
    (tmp_path / "a").write_text(HELLO)
    judged = runlaws("judge", "q", "a", *LAW, cwd=tmp_path)
    assert judged.status == 1
    assert "the search is not complete: " in judged.out
    assert "a: 1 of the 1 request in q have no answer, the first is 1" in judged.err
    assert "are to be answered next: `--more FILE` writes them" in judged.err


@pytest.mark.slow
def test_requests_for_a_known_hello_are_all_written_at_once(tmp_path: Path) -> None:
    """With the worker's reply to the hello, the first file has the whole catalogue."""
    (tmp_path / "hello").write_text(HELLO)
    assert runlaws("catalogue", "--profile", "v1", "--requests", "q", "--hello", "hello", cwd=tmp_path).status == 0
    messages = [json.loads(line) for line in (tmp_path / "q").read_bytes().splitlines()]
    assert messages[0]["hello"]["profile"] == "v1"
    assert len(messages) > 2000
    assert all(message["ask"][0] == {"do": "drop"} for message in messages[1:])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (("judge", "q", "a", "--more", "q"), "--more q is one of the files that are read: expected another one, to be"),
        (("judge", "q", "a", "--more", "none/m"), "--more none/m: there is no folder none"),
        (("judge", "q", "a", "--json", "none/j"), "--json none/j: there is no folder none"),
        (("judge", "none", "a"), "Invalid value for 'REQUESTS': File 'none' does not exist."),
        (("judge", "a", "q"), "a, line 1: the worker's hello, expected a request: are the two files changed over?"),
        (("judge", "q", "q"), 'q, line 1: expected the reply to the hello, got a hello without "name"'),
        (("catalogue", "--hello", "a"), "--hello is for requests: give --requests FILE, too"),
        (("catalogue", "--requests", "none/q"), "--requests none/q: there is no folder none"),
        (("catalogue", "--requests", "x", "--hello", "q"), "q, line 1: expected the reply to the hello"),
    ],
)
def test_bad_input_is_one_sentence(call: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    """What cannot be judged or written is refused before the work, with nothing written."""
    (tmp_path / "q").write_text('{"id": 0, "hello": {"protocol": 1, "profile": "v2"}}\n')
    (tmp_path / "a").write_text(HELLO)
    refused = runlaws(*call, cwd=tmp_path)
    assert refused.complaint.startswith(sentence)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "q"]
