"""runlaws: property-based contract tests for the run object of Assistants-style APIs.

Public names are here, and are imported when they are first used: importing `runlaws` alone costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runlaws.adapters import ClientNotFound, PythonClient, find_client
    from runlaws.case import Case
    from runlaws.client import Client, Observation, Policy, PolicyError
    from runlaws.contract import Judgement, Standing, Violation
    from runlaws.corpus import CorpusError, load_corpus
    from runlaws.laws import LAWS, Law
    from runlaws.objects import ProfileError, judge
    from runlaws.objects.run import FailedRun, IncompleteRun, Run, WaitingRun
    from runlaws.observe import observe
    from runlaws.values import ABSENT

    __version__: str
    """The version of the distribution."""

__all__ = [
    "ABSENT",
    "LAWS",
    "Case",
    "Client",
    "ClientNotFound",
    "CorpusError",
    "FailedRun",
    "IncompleteRun",
    "Judgement",
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
]

_HOME = {
    "ABSENT": "values",
    "LAWS": "laws",
    "Case": "case",
    "Client": "client",
    "ClientNotFound": "adapters",
    "CorpusError": "corpus",
    "FailedRun": "objects.run",
    "IncompleteRun": "objects.run",
    "Judgement": "contract",
    "Law": "laws",
    "Observation": "client",
    "Policy": "client",
    "PolicyError": "client",
    "ProfileError": "objects",
    "PythonClient": "adapters",
    "Run": "objects.run",
    "Standing": "contract",
    "Violation": "contract",
    "WaitingRun": "objects.run",
    "find_client": "adapters",
    "judge": "objects",
    "load_corpus": "corpus",
    "observe": "observe",
}


if not TYPE_CHECKING:  # a type checker that saw it would believe in every name

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            return version("runlaws")
        if name not in _HOME:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
