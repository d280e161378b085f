"""The workers of Node SDKs, each installed once in a session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workers.asking import Command
from tests.workers.installing import installed


@pytest.fixture(scope="session")
def sdk_worker(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Command]:
    """Return how the worker of an SDK is started, after it was installed."""
    folder = tmp_path_factory.mktemp("workers")
    return lambda sdk: Command(["node", "worker.mjs"], installed(sdk, folder))
