"""Recognizing Hypothesis's error for a flaky test, without importing Hypothesis."""

from __future__ import annotations

import sys

__all__ = ["is_flaky"]


def is_flaky(error: BaseException) -> bool:
    """Return whether an error is Hypothesis's for a flaky test: one that did not do the same twice."""
    errors = sys.modules.get("hypothesis.errors")  # if it is not loaded, it has raised nothing
    return errors is not None and isinstance(error, errors.Flaky)
