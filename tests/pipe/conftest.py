"""What tests of workers leave is cleared by each test."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    """End the processes of clients that nobody holds: later, that would happen within a call of another client."""
    yield
    gc.collect()
