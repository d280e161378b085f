"""Where a client is defined: found in the text of its module, which is not imported for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from runlaws.cli._where import located
from runlaws.finding import SearchResult

SOURCE = """
from elsewhere import imported as other, plain

class Sdk: ...

async def later(): ...
def function(): ...
value = one = Sdk()
typed: Sdk = Sdk()
raise RuntimeError("it was imported")
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with modules in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sdk.py").write_text(SOURCE)
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").write_text(SOURCE)
    (tmp_path / "wrong.py").write_text("def (")
    return tmp_path


def where(spec: str) -> tuple[str, int, bool]:
    result = located(SearchResult("acme 1", "v2", 1, 0, (), spec=spec))
    return result.file, result.line, result.installed


@pytest.mark.parametrize(
    ("spec", "file", "line"),
    [
        ("sdk:Sdk", "sdk.py", 4),
        ("sdk:Sdk.method", "sdk.py", 4),
        ("sdk:later", "sdk.py", 6),
        ("sdk:function", "sdk.py", 7),
        ("sdk:one", "sdk.py", 8),
        ("sdk:typed", "sdk.py", 9),
        ("sdk:other", "sdk.py", 2),
        ("sdk:plain", "sdk.py", 2),
        ("sdk:made_by_the_module", "sdk.py", 1),
        ("python:sdk:function", "sdk.py", 7),
        ("package:function", "package/__init__.py", 7),
        ("wrong:client", "wrong.py", 1),
    ],
)
def test_the_line_is_that_of_the_definition_in_the_file_below_the_working_folder(
    spec: str, file: str, line: int
) -> None:
    """The first line stands for what no statement of the module defines."""
    assert where(spec) == (file, line, False)


def test_a_bundled_client_is_named_from_where_packages_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is that of the function that makes it."""
    monkeypatch.syspath_prepend(str(Path(sys.modules["runlaws"].__file__ or "").parents[1]))
    file, line, installed = where("openai")
    assert (file, installed) == ("runlaws/adapters/openai.py", True)
    assert line > 1


@pytest.mark.parametrize(
    "spec", ["nowhere.to.be.found:client", "", ":", "..", "sdk.nested:client", "sdk.py:client", "\0:a"]
)
def test_nothing_is_said_of_a_module_that_is_not_found(spec: str) -> None:
    """A report then has no file."""
    assert where(spec) == ("", 0, False)


def test_a_module_that_is_installed_and_not_imported_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As that of a client that has a process of its own."""
    (tmp_path / "acme_of_a_folder.py").write_text("import json\n\nclient = json\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    monkeypatch.syspath_prepend(tmp_path)
    result = located(SearchResult("acme 1", "v2", 1, 0, (), spec="acme_of_a_folder:client"))
    assert (result.file, result.line, result.installed) == ("acme_of_a_folder.py", 3, True)


def test_the_command_of_a_worker_is_no_module() -> None:
    result = SearchResult("acme 1", "v2", 1, 0, (), spec="process:python worker.py")
    assert located(result) == result
