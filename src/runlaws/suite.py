"""One test for each law, for the client that the fixture `run_client` gives.

Run it as it is, `pytest --pyargs runlaws.suite --run-client openai`, or take it into a test module of your
own with `from runlaws.suite import *`. Hypothesis's settings and options apply.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runlaws.case import Case
from runlaws.client import Client
from runlaws.laws import LAWS, Law
from runlaws_strategies import cases_for

__all__ = ["test_law"]

_SUPPRESSED = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.function_scoped_fixture,  # a run_client without a scope: one client for all examples is what is meant
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
@settings(deadline=None, suppress_health_check=_SUPPRESSED)
@given(data=st.data())
def test_law(law: Law, run_client: Client, run_law: Callable[[Client, Law, Case], None], data: st.DataObject) -> None:
    """The client keeps the law on every case that the law speaks of."""
    run_law(run_client, law, data.draw(cases_for(law)))
