"""What runs with the Hypothesis profile `thorough` only: what others show already, with more clients or more seeds."""

from __future__ import annotations

from typing import Final

from hypothesis import settings

__all__ = ["THOROUGH"]

THOROUGH: Final = settings().max_examples > 1000
"""Whether the tests are run for a night. Chosen by it is who is asked or how often, never what is held."""
