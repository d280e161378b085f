"""What a newcomer is told to type is what CI types."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def lines(name: str) -> list[str]:
    return [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_page_has_the_test_command_that_ci_runs(page: str) -> None:
    (command,) = (line for line in lines(".ci/run") if line.startswith("python -m venv .venv && "))
    assert command in lines(page), f"{page} must have the line: {command}"
