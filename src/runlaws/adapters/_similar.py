"""What a misspelt client may have been meant to be: modules and files with similar names."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from runlaws.values import likely

__all__ = ["inner_module", "instead_of", "similar_file", "similar_module", "with_a_colon"]

_ALIKE: Final = 0.75
"""How similar the name of a module must be to suggest it: an environment has hundreds."""

_DOTTED = re.compile(r"([^\W\d]\w*(?:\.\w+)*)\.(\w+)")


def similar_module(missing: str, wanted: str) -> str:
    """Return a question that names modules like one that is missing, or an empty text.

    A module that is missing where another one imports it, which is `wanted`, was not misspelt by the user.
    """
    if f"{wanted}.".startswith(f"{missing}."):
        around, _, name = missing.rpartition(".")
        return likely(name, _modules_in(around), least=_ALIKE)
    return ""


def _modules_in(package: str) -> Iterator[str]:
    """Yield the names of the modules in a package, or of those at the top if it is an empty text."""
    where = getattr(importlib.import_module(package), "__path__", []) if package else None
    yield from (module.name for module in pkgutil.iter_modules(where) if not module.name.startswith("_"))


def similar_file(path: str) -> str:
    """Return a question that names Python files like one that does not exist, or an empty text."""
    file = Path(path if path.endswith(".py") else f"{path}.py")
    if file.exists() or not file.parent.is_dir():
        return ""
    return likely(file.name, sorted(other.name for other in file.parent.glob("[!_]*.py")))


def instead_of(path: str, attribute: str) -> str:
    """Return what to write in place of a path (`./sdk/runs.py`), or the path itself unchanged if it is none.

    An existing file somewhere else is a module of the innermost folder around it that is no package.
    """
    if "/" not in path and "\\" not in path and not path.endswith(".py"):
        return f"{path}:{attribute}"
    file = Path(path if path.endswith(".py") else f"{path}.py")
    if not (file.is_absolute() and file.is_file()):
        parts = path.removesuffix(".py").replace("\\", "/").split("/")
        return f"{'.'.join(part for part in parts if part not in ('', '.'))}:{attribute}"
    top = file.parent
    while (top / "__init__.py").is_file():
        top = top.parent
    where = "" if top == Path.cwd() else f" in {top}"
    return f"{'.'.join(file.relative_to(top).with_suffix('').parts)}:{attribute}{where}"


def inner_module(module: str, attribute: str) -> str:
    """Return a question that names a module in a package, where an attribute begins with its name, or an empty text."""
    name, _, rest = attribute.partition(".")
    return f": is it {module}.{name}:{rest}?" if rest and name in _modules_in(module) else ""


def with_a_colon(spec: str) -> str:
    """Return a question that names what a dotted name without a colon most likely means, or an empty text."""
    dotted = _DOTTED.fullmatch(spec)
    return f": is it {dotted[1]}:{dotted[2]}?" if dotted else ""
