"""Hypothesis's word for a test that did not do the same twice, understood without importing Hypothesis."""

from __future__ import annotations

import sys

__all__ = ["is_flaky"]


def is_flaky(error: BaseException) -> bool:
    """Return whether Hypothesis says by an error that a test did not do the same twice."""
    errors = sys.modules.get("hypothesis.errors")  # where it is not loaded, nothing of it was raised
    return errors is not None and isinstance(error, errors.Flaky)
