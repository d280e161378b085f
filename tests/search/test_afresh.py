"""A client that remembers: its findings have what it must have seen before, and can be tried again by anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

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
