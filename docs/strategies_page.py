"""The page of strategies and of the other names that a test may import, from their docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Final

import runlaws
import runlaws_strategies

__all__ = ["strategies_page"]

_STRATEGIES: Final = (
    "runs",
    "documents",
    "siblings",
    "extended_documents",
    "broken_documents",
    "ambiguous_documents",
    "malformed_documents",
    "cases",
    "cases_for",
    "schema_documents",
    "from_schema",
    "arguments",
)
"""The strategies, from what is most used to what is least."""

_HEAD = """# Strategies

What `runlaws_strategies` draws, for tests of your own with `@given`. [The suite](suite.md#fixtures) has fixtures that
check what is drawn. Made from the docstrings by `python docs/generate.py`.

```python
from hypothesis import given, settings

import runlaws
from runlaws_strategies import siblings


@settings(max_examples=20)
@given(case=siblings())
def test_a_sibling_differs(case: runlaws.Case) -> None:
    assert case.twin is not None
    assert case.twin.document != case.document
```"""


def strategies_page() -> str:
    """Return the page."""
    others = [name for name in runlaws_strategies.__all__ if name not in _STRATEGIES]
    lines = [_HEAD]
    for name in _STRATEGIES:
        lines += ["", f"## `{name}`", "", *_documented(runlaws_strategies, name)]
    lines += ["", "## Without Hypothesis", "", "These draw nothing, and load no Hypothesis.", ""]
    lines += [f"- `{name}`: {_sentence(runlaws_strategies, name)}" for name in others if name != "KINDS"]
    lines += ["", "## From `runlaws`", ""]
    lines += [f"- `{name}`: {_sentence(runlaws, name)}" for name in runlaws.__all__ if name not in _DATA]
    return "\n".join(lines) + "\n"


_DATA: Final = ("LAWS", "__version__", "observe")
"""Names whose value has no docstring of its own."""


def _documented(module: ModuleType, name: str) -> Iterator[str]:
    """Yield the signature of a function and its docstring, its parameters as a list."""
    function = getattr(module, name)
    yield from ("```py", f"{name}({_parameters(function)})", "```", "")
    for line in (inspect.getdoc(function) or "").splitlines():
        parameter, colon, says = line.removeprefix(":param ").partition(": ")
        yield f"- `{parameter}`: {says}" if line.startswith(":param ") and colon else line.removeprefix("  ")


def _parameters(function: object) -> str:
    assert callable(function)
    shown = (_parameter(parameter) for parameter in inspect.signature(function).parameters.values())
    return ", ".join(shown)


def _parameter(parameter: inspect.Parameter) -> str:
    if parameter.kind is parameter.VAR_KEYWORD:
        return f"**{parameter.name}"
    if parameter.default is parameter.empty:
        return parameter.name
    value = "KINDS" if parameter.name == "kinds" else str(parameter.default)
    shown = f'"{value}"' if isinstance(parameter.default, str) and parameter.name != "kinds" else value
    return f"{parameter.name}={shown}"


def _sentence(module: ModuleType, name: str) -> str:
    return " ".join((inspect.getdoc(getattr(module, name)) or "").split("\n\n")[0].split())
