"""The scripts of the matrix show what they say, with the SDK alone."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

FINDINGS: Final = Path(__file__).parents[2] / "examples" / "findings"
FOLDERS: Final = sorted(path.parent for path in FINDINGS.glob("*/sdk.py"))


def installed(distribution: str) -> str:
    """Return the version of an installed distribution, or an empty text."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_script_shows_a_defect(folder: Path) -> None:
    """Where the SDK is there in the version that the folder names; runlaws need not be."""
    name, _, version = folder.name.rpartition("-")
    distribution = name.removesuffix("-strict") if name.startswith("openai-s") else name
    if installed(distribution) != version:
        pytest.skip(f"needs {distribution} {version}")
    command = [sys.executable, "-I", str(FINDINGS / "all.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_a_script_that_shows_nothing_is_named(tmp_path: Path) -> None:
    """One that ends with an error says that the defect is gone, and the others run all the same."""
    (tmp_path / "gone.py").write_text("assert False, 'mended'\n")
    (tmp_path / "there.py").write_text("print('as it says')\n")
    done = subprocess.run([sys.executable, FINDINGS / "all.py", tmp_path], capture_output=True, text=True, check=False)
    *failed, sums = done.stdout.splitlines()
    assert done.returncode == 1
    assert failed == [f"{tmp_path / 'gone.py'}: AssertionError: mended"]
    assert sums == "1 of 2 scripts show what they say"


def test_an_error_that_is_not_raised_is_no_defect(tmp_path: Path) -> None:
    """Nor is one of another class."""
    (tmp_path / "none.py").write_text("from finding import raises\nwith raises('KeyError'):\n    pass\n")
    (tmp_path / "other.py").write_text("from finding import raises\nwith raises('KeyError'):\n    [][0]\n")
    code = f"import sys; sys.path.append({str(FINDINGS)!r}); sys.argv = ['all.py', {str(tmp_path)!r}]\n"
    code += f"import runpy; runpy.run_path({str(FINDINGS / 'all.py')!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "none.py: AssertionError: expected KeyError, and nothing was raised" in done.stdout
    assert "other.py: IndexError" in done.stdout
    assert done.returncode == 1
