"""The tutorial's SDK goes from nothing to a green suite by the steps of the page, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import follow

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.slow
def test_the_steps_of_the_tutorial_do_what_it_says(tmp_path: Path) -> None:
    assert follow(DOCS / "tutorial.md", tmp_path) == 6
    known = (tmp_path / "runlaws-known.toml").read_text(encoding="utf-8")
    assert known.count("[[known]]") == 1, "one is left, after the other was repaired"
