"""The workers of Node SDKs, each installed once in a session; what tests leave of them is cleared by each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from filelock import FileLock

from tests.processes import workers_ended
from tests.workers.asking import Command
from tests.workers.installing import installed


@pytest.fixture(scope="session")
def sdk_worker(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Command]:
    """Return how the worker of an SDK is started, after it was installed: once for all processes of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "workers"
    folder.mkdir(exist_ok=True)

    def worker(sdk: str) -> Command:
        with FileLock(folder / "lock"):
            return Command(["node", "worker.mjs"], installed(sdk, folder))

    return worker


@pytest.fixture(autouse=True)
def _no_worker_is_left() -> Iterator[None]:
    with workers_ended():
        yield
