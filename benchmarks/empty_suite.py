"""What `runlaws.suite` draws, and nothing done with it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runlaws.laws import LAWS, Law
from runlaws_strategies import cases_for


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_law(law: Law, data: st.DataObject) -> None:
    """Draw."""
    data.draw(cases_for(law))
