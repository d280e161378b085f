"""What type checkers make of the example that users copy, and of a status that decides what a run has."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKERS = {
    "mypy": ("--strict", "--no-error-summary"),
    "pyright": ("--pythonpath", sys.executable),
}

NARROWED = """
from typing import assert_type

from hypothesis.strategies import SearchStrategy
from runlaws import FailedRun, IncompleteRun, Run, WaitingRun
from runlaws_strategies import runs

assert_type(runs(), SearchStrategy[Run])
assert_type(runs(status=["failed", "expired"]), SearchStrategy[Run])
assert_type(runs(status="failed", metadata={}), SearchStrategy[FailedRun])
assert_type(runs(status="incomplete", profile="any"), SearchStrategy[IncompleteRun])
assert_type(runs(status="requires_action"), SearchStrategy[WaitingRun])


def calls(run: WaitingRun) -> str:
    return run.required_action.type


def reason(run: IncompleteRun) -> object:
    return run.incomplete_details.reason
"""


def readme_example() -> str:
    blocks: list[str] = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    (block,) = [block for block in blocks if "broken_documents" in block]
    return block


@pytest.mark.slow  # each checker reads all of the package anew
@pytest.mark.parametrize("checker", CHECKERS)
def test_the_examples_type_check_as_written(tmp_path: Path, checker: str) -> None:
    pytest.importorskip(checker)
    (tmp_path / "readme.py").write_text(readme_example())
    (tmp_path / "narrowed.py").write_text(NARROWED)
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    command = [sys.executable, "-m", checker, *CHECKERS[checker], "readme.py", "narrowed.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
