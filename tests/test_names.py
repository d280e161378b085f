"""What is promised of names: a variable says what its value is, a class has one meaning, an ignore has its reason."""

from __future__ import annotations

import ast
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "strategies").rglob("*.py")])

SAY_NOTHING = {"found", "told", "mine", "one", "made", "what", "thing"}
ALLOWED = {("case.py", "made")}
"""A case says how it was made under this name, in a corpus too."""

_IGNORE = re.compile(r"#\s*(?:type:|pyright:|noqa:)\s*(?:ignore)?\s*[\w\[\], -]*")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_variable_says_what_its_value_is(path: Path) -> None:
    names = set(bound_names(ast.parse(path.read_text(encoding="utf-8"))))
    assert {name for name in names & SAY_NOTHING if (path.name, name) not in ALLOWED} == set()


def test_no_two_classes_have_one_name() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes[node.name.strip("_")].append(str(path.relative_to(ROOT)))
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_ignore_has_its_reason(path: Path) -> None:
    """In the comment behind the ignore, or on the line above it where there is no room."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for line, comment in comments(path):
        if re.match(r"#\s*(type|pyright|noqa):", comment):
            reason = _IGNORE.sub("", comment).strip("# ()")
            assert reason or lines[line - 2].lstrip().startswith("#"), f"{path}:{line}: {comment}"


def bound_names(tree: ast.AST) -> Iterator[str]:
    """Yield the names of variables and parameters, without the underscores around them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id.strip("_")
        elif isinstance(node, ast.arg):
            yield node.arg.strip("_")
        elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name.strip("_")


def comments(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line number and the text of each comment."""
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
