"""A client that remembers: its findings have what it must have seen before, and can be tried again by anybody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runlaws.known import KNOWN_FILE
from tests.processes import runlaws

REMEMBERS = """
import runlaws
from runlaws.liars import Honest
from runlaws.liars._edits import Tree

class Interns(Honest):
    spelled = {}

    def taken(self, tree):
        model = tree["model"]
        return {**tree, "model": self.spelled.setdefault(model.casefold(), model)}

class Leaks(Honest):
    met = {}

    def taken(self, tree):
        error = tree.get("last_error")
        if isinstance(error, dict):
            self.met.update({name: value for name, value in error.items() if name not in ("code", "message")})
            tree = {**tree, "last_error": {**self.met, **error}}
        return tree

interns, leaks = Interns(), Leaks()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("client", "laws", "place"),
    [
        ("interns", {"round-trip-text"}, "/model"),
        ("leaks", {"decoding-is-repeatable"}, "/last_error"),
    ],
)
def test_what_depends_on_an_earlier_document_is_told_by_one_law_and_shows_again_in_another_process(
    tmp_path: Path, client: str, laws: set[str], place: str
) -> None:
    (tmp_path / "sdk.py").write_text(REMEMBERS)
    asked = [word for law in ("decoding-is-repeatable", "round-trip", "round-trip-text") for word in ("--law", law)]
    searched = runlaws("fuzz", f"sdk:{client}", "--examples", "1", *asked, cwd=tmp_path)
    told = [line for line in searched.out.splitlines() if line.startswith("  replay")]
    assert {path.stem.rpartition("-")[0] for path in (tmp_path / ".runlaws" / "cases").iterdir()} == laws
    assert place in searched.out
    for line in told:
        again = runlaws(*line.split()[2:], cwd=tmp_path)
        assert again.status == 1, again


@pytest.mark.slow
def test_what_turns_out_to_be_known_is_left_out(tmp_path: Path) -> None:
    """The leak is known as what makes the client unrepeatable; what the other law sees of it is that."""
    (tmp_path / "sdk.py").write_text(REMEMBERS)
    how = ("--examples", "1", "--law", "decoding-is-repeatable", "--law", "round-trip")
    runlaws("known", "update", "sdk:leaks", *how, cwd=tmp_path)
    known = tmp_path / KNOWN_FILE
    text, other, _ = known.read_text().partition('\n[[known]]\nlaw = "round-trip"')
    assert other, "the suite, which asks one process, needs that entry"
    known.write_text(text)
    report = json.loads(runlaws("fuzz", "sdk:leaks", *how, "--json", "-", cwd=tmp_path).out)
    places = {each["pointer"] for finding in report["findings"] for each in (finding, *finding.get("also", ()))}
    assert "/last_error" not in places
    assert "round-trip" not in {finding["law"] for finding in report["findings"]}
