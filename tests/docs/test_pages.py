"""The pages made from data are what the data makes them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from runlaws.laws import LAWS
from runlaws.liars import LIARS

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def made() -> Mapping[str, Callable[[], str]]:
    """What makes each page, by its name."""
    sys.path.insert(0, str(DOCS))
    try:
        generate = importlib.import_module("generate")
    finally:
        sys.path.remove(str(DOCS))
    pages: Mapping[str, Callable[[], str]] = generate.pages()
    return pages


@pytest.mark.parametrize(
    "page", ["rules.md", "run.md", "strategies.md", "policy.md", "laws.md", *(f"laws/{law.id}.md" for law in LAWS)]
)
def test_the_page_is_up_to_date(page: str, made: Mapping[str, Callable[[], str]]) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == made[page](), "run: python docs/generate.py"


def test_there_is_a_page_for_each_law_and_for_no_other() -> None:
    assert {page.stem for page in (DOCS / "laws").iterdir()} == {law.id for law in LAWS}


def test_every_liar_is_in_the_kill_matrix() -> None:
    """Its figures are not held: another Hypothesis draws other examples."""
    page = (DOCS / "kill-matrix.md").read_text(encoding="utf-8")
    assert all(f"| `{liar.__name__}` |" in page for liar in LIARS)
    assert "| missed |" not in page
