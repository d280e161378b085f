"""Servers on this machine for the tests of corpora elsewhere: each is ended with the test, whatever happens."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest

from tests.processes import environment

__all__ = ["free_port", "needs_module", "running", "s3_server", "scheduler", "worker"]

_SECONDS: Final = 60

_ENDS_WITH_ITS_PARENT: Final = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGKILL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Runs Python in a process that the system kills when its parent ends, so that none is left after a killed test."""


def needs_module(*names: str) -> None:
    """Skip the test where a library is not installed that an extra of ours, or .ci/run, installs."""
    for name in names:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"needs {name}, which only .ci/run installs")


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        port: int = here.getsockname()[1]
        return port


@contextlib.contextmanager
def running(*args: str | Path, cwd: Path) -> Generator[subprocess.Popen[bytes]]:
    """Run Python with some arguments, and kill it and its children at the end."""
    starter = [sys.executable, "-c", _ENDS_WITH_ITS_PARENT] if sys.platform == "linux" else [sys.executable]
    with (cwd / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [*starter, *map(str, args)],
            cwd=cwd,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    pytest.fail(f"nothing listens at {port} after {_SECONDS} s: {log.read_text()}")


@contextlib.contextmanager
def scheduler(cwd: Path) -> Generator[str]:
    """Run `dask scheduler`, and yield its address."""
    port = free_port()
    args = ("-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    with running(*args, cwd=cwd) as process:
        _wait_for(port, process, cwd / "log.txt")
        yield f"tcp://127.0.0.1:{port}"


@contextlib.contextmanager
def worker(address: str, cwd: Path) -> Generator[subprocess.Popen[bytes]]:
    """Run `dask worker` with one thread and no nanny, which would start it again."""
    args = ("-m", "dask", "worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0")
    with running(*args, "--local-directory", cwd, cwd=cwd) as process:
        yield process


@contextlib.contextmanager
def s3_server(cwd: Path) -> Generator[str]:
    """Run moto's server, and yield its URL."""
    port = free_port()
    with running("-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), cwd=cwd) as process:
        _wait_for(port, process, cwd / "log.txt")
        yield f"http://127.0.0.1:{port}"
