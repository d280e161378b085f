"""The walls of the house: who may import whom, no circles, and an object's members named in its own room alone."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import pytest

import runlaws.objects.run.model
import runlaws_strategies
from runlaws.objects import PROFILES

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = {
    package.__name__: Path(package.__file__ or "").parent  # where they are installed, if there is no source tree
    for package in (runlaws, runlaws_strategies)
}
MEMBERS_MAY_STAND_IN: Final = {"objects", "adapters", "liars"}

WORDS_OF_OTHERS: Final = {
    # JSON Schema's, and the names of Python and pytest
    *("type", "object", "description", "schema", "name", "index", "function", "param", "line", "arguments"),
    # of our own data: cases, laws, rules, failures, exceptions, entries of known failures, objects
    *("id", "code", "message", "reason", "strict", "model", "json_schema"),
    "metadata",  # what attrs calls the remarks on an attribute
    "extra",  # of every attrs model: what the class does not know
}
"""Members of the run whose names are words of something else too, so that nothing can be told by them."""


def members_of_the_run() -> set[str]:
    """Return the names of all members of the run and of its parts."""
    parts = vars(runlaws.objects.run.model).values()
    classes = [part for part in parts if isinstance(part, type) and attrs.has(part)]
    return {attribute.name for part in classes for attribute in attrs.fields(part)}


def modules() -> Iterator[str]:
    """Yield every module outside of the rooms in which members may be named."""
    for name, folder in SOURCES.items():
        for path in sorted(folder.rglob("*.py")):
            module = path.relative_to(folder)
            if not MEMBERS_MAY_STAND_IN & set(module.parts):
                yield f"{name}/{module}"


def named_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield what a module names as a text by itself, as an attribute and as an argument, with the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.keyword) and node.arg is not None:
            yield node.arg, node.value.lineno


@pytest.mark.parametrize("module", list(modules()))
def test_a_member_of_the_run_is_named_in_its_rooms_alone(module: str) -> None:
    forbidden = members_of_the_run() - WORDS_OF_OTHERS
    if module == "runlaws_strategies/_strategies.py":
        forbidden -= {"status"}  # an argument that users write: runs(status="failed")
    package, _, file = module.partition("/")
    tree = ast.parse((SOURCES[package] / file).read_text(encoding="utf-8"))
    assert [(name, line) for name, line in named_in(tree) if name in forbidden] == []


def test_the_words_of_others_leave_most_members_to_be_held() -> None:
    top = set(PROFILES["v2"].shape.members)
    assert top - WORDS_OF_OTHERS == top - {"id", "object", "model", "metadata"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    grimp = pytest.importorskip("grimp", reason="comes with import-linter, of the extra dev")
    graph = grimp.build_graph("runlaws", "runlaws_strategies", exclude_type_checking_imports=True)
    circles = [
        (module, other)
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
        if not module.startswith(f"{other}.")  # a package's own modules come by it
        and not other.startswith(f"{module}.")
        and graph.chain_exists(other, module)
    ]
    assert circles == []


BROKEN: Final = {
    "An upper layer may import lower ones only": ("runlaws/values/_json.py", "import runlaws.laws"),
    "Only one registry knows the objects": ("runlaws/laws/_round_trip.py", "import runlaws.objects.run._shapes"),
    "Cases are made without Hypothesis": ("runlaws_strategies/build/_spoils.py", "import hypothesis"),
    "Only the strategies, the search and the suite import Hypothesis": ("runlaws/saved.py", "import hypothesis"),
    "The build knows no object": ("runlaws_strategies/build/_cases.py", "import runlaws_strategies.objects.run._pools"),
}
"""For each contract of import-linter a line that breaks it, and the module to add it to."""


@pytest.mark.slow
@pytest.mark.parametrize("contract", BROKEN)
def test_a_contract_between_rooms_fails_when_it_is_broken(contract: str, tmp_path: Path) -> None:
    pytest.importorskip("importlinter", reason="of the extra dev")
    for name, folder in SOURCES.items():
        shutil.copytree(folder, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    module, line = BROKEN[contract]
    path = tmp_path / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    ended = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert f"{contract} BROKEN" in ended.stdout
