"""Where the client that a user names is defined, for reports that point into files."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from attrs import evolve

from runlaws.adapters import BUNDLED, PROCESS, name_in
from runlaws.finding import SearchResult

__all__ = ["located"]

_NAME: Final = re.compile(r"\w+(?:\.\w+)*")
"""The name of a module; what a user types may be something else."""


def located(result: SearchResult) -> SearchResult:
    """Return a result with the file and the line of the definition of its client, if they can be found.

    The text is read, and nothing is imported: of a client that ended the process, nothing may be.
    """
    module, _, attribute = name_in(result.spec).removeprefix("python:").partition(":")
    if result.spec.startswith(PROCESS):
        return result
    if module in BUNDLED:
        module, attribute = f"runlaws.adapters.{module}", "client"
    for file in _files_of(module) if _NAME.fullmatch(module) else ():
        if file.is_file():
            name, installed = _name_of(file)
            return evolve(result, file=name, installed=installed, line=_line_of(file, attribute.partition(".")[0]))
    return result


def _files_of(module: str) -> Iterator[Path]:
    """Yield where a module may be: below the working folder, where packages are, or where it was imported from."""
    way = Path(*module.split("."))
    for folder in (Path.cwd(), *filter(Path.is_dir, map(Path, filter(None, sys.path)))):
        yield from (folder / way.with_suffix(".py"), folder / way / "__init__.py")
    imported: Any = vars(sys.modules[module]).get("__file__") if module in sys.modules else None
    if isinstance(imported, str):
        yield Path(imported)
    if module.startswith("runlaws."):
        yield Path(__file__).parents[2] / way.with_suffix(".py")


def _name_of(file: Path) -> tuple[str, bool]:
    """Return the name of a file from the working folder, or from where packages are, and whether it is the latter."""
    if file.is_relative_to(Path.cwd()):
        return file.relative_to(Path.cwd()).as_posix(), False
    folders = [Path(folder) for folder in sys.path if folder and file.is_relative_to(folder)]
    if folders:
        return file.relative_to(max(folders, key=lambda folder: len(folder.parts))).as_posix(), True
    return file.as_posix(), False


def _line_of(file: Path, name: str) -> int:
    """Return the line on which a module defines a name, or the first one."""
    try:
        body = ast.parse(file.read_bytes()).body
    except (OSError, SyntaxError, ValueError):
        return 1
    return next((statement.lineno for statement in body if name in _defined_by(statement)), 1)


def _defined_by(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        yield statement.name
    elif isinstance(statement, ast.Assign):
        yield from (target.id for target in statement.targets if isinstance(target, ast.Name))
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target.id
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name for alias in statement.names)
