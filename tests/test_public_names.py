"""What is public, and nothing by accident: the names of `runlaws`, and the modules that are not private by name."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import runlaws
from tests.processes import python

PUBLIC = {
    "ABSENT",
    "Case",
    "Client",
    "ClientNotFound",
    "CorpusError",
    "FailedRun",
    "IncompleteRun",
    "Judgement",
    "LAWS",
    "Law",
    "Observation",
    "Policy",
    "PolicyError",
    "ProfileError",
    "PythonClient",
    "Run",
    "Standing",
    "Violation",
    "WaitingRun",
    "__version__",
    "find_client",
    "judge",
    "load_corpus",
    "observe",
}
"""All that `runlaws` offers: a name that comes or goes is a decision, and stands in the changelog."""

MODULES = {
    "adapters",
    "adapters.azure_ai_agents",
    "adapters.azure_ai_projects",
    "adapters.dashscope",
    "adapters.openai",
    "adapters.openai_python_client",
    "adapters.openai_strict",
    "adapters.portkey_ai",
    "adapters.reference",
    "case",
    "cli",
    "client",
    "contract",
    "corpus",
    "comparing",
    "comparison",
    "coverage",
    "document",
    "files",
    "environments",
    "finding",
    "grouping",
    "kill_matrix",
    "known",
    "laws",
    "liars",
    "objects",
    "objects.run",
    "observe",
    "observe.pipe",
    "observe.smoke",
    "offline",
    "probe",
    "pytest_plugin",
    "reports",
    "requirements",
    "recorded",
    "recordings",
    "saved",
    "search",
    "suite",
    "trial",
    "values",
    "verdict",
    "worker",
}
"""The rooms: what each exports is in its `__all__`, for the other rooms and for whoever extends the kit."""

DATA = ("ABSENT", "LAWS", "__version__")


def public_modules() -> Iterator[str]:
    """Yield the modules without an underscore in their path; what is below liars and an object is data of theirs."""
    for module in pkgutil.walk_packages(runlaws.__path__, "runlaws."):
        name = module.name.removeprefix("runlaws.")
        if not any(part.startswith("_") for part in name.split(".")) and not re.match(r"liars\.|objects\.run\.", name):
            yield name


def test_the_names_of_the_package_are_these_and_dir_agrees() -> None:
    assert set(runlaws.__all__) == PUBLIC
    assert dir(runlaws) == sorted(PUBLIC)
    assert len(runlaws.__all__) == len(PUBLIC)


def test_the_version_is_that_of_the_distribution() -> None:
    assert runlaws.__version__ == version("runlaws")


def test_importing_the_package_reads_no_metadata(tmp_path: Path) -> None:
    done = python(
        "import sys, runlaws; assert 'importlib.metadata' not in sys.modules; runlaws.__version__", cwd=tmp_path
    )
    assert (done.status, done.err) == (0, "")


def test_a_name_that_is_not_there_is_an_attribute_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match="module 'runlaws' has no attribute 'nope'"):
        _ = runlaws.nope  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", sorted(PUBLIC - set(DATA)))
def test_a_public_name_has_a_docstring_and_every_annotation(name: str) -> None:
    value = getattr(runlaws, name)
    assert inspect.getdoc(value), f"{name} has a docstring"
    for function in functions_of(value):
        hints = typing.get_type_hints(function)
        parameters = [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]
        assert [name for name in (*parameters, "return") if name not in hints] == [], (
            f"{function.__qualname__} is annotated"
        )
        assert function.__name__.startswith("_") or inspect.getdoc(function), f"{function.__qualname__} has a docstring"


def functions_of(value: Any) -> Iterator[Callable[..., Any]]:
    """Yield a function, or the public methods and properties that a class of ours defines, and how one is made."""
    if inspect.isfunction(value):
        yield value
        return
    for name, member in vars(value).items():
        function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if inspect.isfunction(function) and function.__module__.startswith("runlaws") and not name.startswith("_"):
            yield function


def test_a_module_is_private_by_its_name_or_one_of_these() -> None:
    assert set(public_modules()) == MODULES


@pytest.mark.parametrize("name", sorted(MODULES - {"adapters.openai"}))
def test_a_public_module_says_what_it_is_and_lists_what_it_exports(name: str) -> None:
    module = importlib.import_module(f"runlaws.{name}")
    assert module.__doc__
    exported = module.__all__
    assert len(set(exported)) == len(exported)
    assert [name for name in exported if not hasattr(module, name)] == []
