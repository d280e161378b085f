"""The profiles as parameters of tests that take seconds for each."""

from __future__ import annotations

import pytest

from runlaws.objects import PROFILES

EACH_PROFILE = [name if name == "v2" else pytest.param(name, marks=pytest.mark.slow) for name in PROFILES]
"""All profiles; those but the default one are left to the tests that take long."""
