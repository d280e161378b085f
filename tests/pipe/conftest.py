"""What tests of workers leave is cleared by each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.processes import workers_ended


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    with workers_ended():
        yield
