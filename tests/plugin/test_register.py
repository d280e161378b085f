"""`st.from_type(Run)` draws valid runs, in whatever order things are imported."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.processes import python

pytestmark = pytest.mark.slow

DRAW = """
from hypothesis import HealthCheck, given, settings, strategies as st
from runlaws.contract import Standing
from runlaws.document import unstructure
from runlaws.objects import judge
from runlaws.objects.run import Run

statuses = set()

@settings(max_examples=60, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(run=st.from_type(Run))
def draw(run):
    assert judge(unstructure(run)).standing is Standing.VALID
    statuses.add(run.status)

draw()
assert len(statuses) > 4, statuses
"""

IMPORTS = ("import hypothesis", "import runlaws.objects.run.model", "import runlaws_strategies")


@pytest.mark.parametrize("imports", list(itertools.permutations(IMPORTS)), ids="; ".join)
def test_the_order_of_imports_does_not_matter(tmp_path: Path, imports: tuple[str, ...]) -> None:
    done = python("\n".join((*imports, DRAW)), cwd=tmp_path)
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("first", [*IMPORTS, "import runlaws.objects.run"])
def test_one_import_is_enough(tmp_path: Path, first: str) -> None:
    done = python(f"{first}\n{DRAW}", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")


def test_hypothesis_alone_loads_neither_the_model_nor_its_libraries(tmp_path: Path) -> None:
    absent = {"runlaws.objects.run.model", "cattrs", "runlaws_strategies.build"}
    code = f"import hypothesis, sys; assert not {absent} & set(sys.modules)"
    done = python(code, cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
