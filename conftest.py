"""What every test run shares: settings of Hypothesis, examples in Markdown, and what a machine may lack.

Our own pytest plugin is not named here: it is an entry point, and is loaded from there as it is for a user.
"""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser

pytest_plugins = ["pytester"]

# The tests start hundreds of processes: without this each would compile all that it imports anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No deadline: the first draw imports what later ones have at hand. On a busy machine, a test does not fail for slow
# draws either. `thorough` is for a night: pytest --hypothesis-profile=thorough
_PATIENT = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("local", _PATIENT)
settings.register_profile("thorough", _PATIENT, max_examples=5000)
if "CI" not in os.environ:  # there Hypothesis loads its own profile `ci`: the same examples on every machine
    settings.load_profile("local")


class _ExampleAlone(PythonEvaluator):
    """Runs an example with no name of the examples before it, which another worker may have run."""

    def __call__(self, example: Example) -> None:
        example.namespace.clear()
        super().__call__(example)


# Blocks marked ```python are run; those marked ```py, which need a reader's own files, are only shown.
pytest_collect_file = Sybil(parsers=[CodeBlockParser("python", _ExampleAlone())], patterns=["*.md"]).pytest()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("sdk"):
        pytest.importorskip(marker.args[0], reason=f"needs the SDK {marker.args[0]}: see the extras")
    for marker in item.iter_markers("toolchain"):
        if shutil.which(marker.args[0]) is None:
            pytest.skip(f"needs {marker.args[0]} on the PATH")
