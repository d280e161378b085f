"""Start `runlaws` and Python as a user does: as processes of their own."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

__all__ = [
    "SCRIPT",
    "Ended",
    "environment",
    "interrupted",
    "living_in",
    "python",
    "runlaws",
    "started",
    "workers_ended",
]

SCRIPT: Final = shutil.which("runlaws", path=str(Path(sys.executable).parent)) or "runlaws"
"""The console script of the environment that runs the tests."""

_OF_THE_TERMINAL = ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "LINES", "PYTEST_ADDOPTS", "TERM")


@frozen
class Ended:
    """What a process left: its exit status, and what it wrote as text."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one sentence of a call that cannot be carried out."""
        assert self.status == 2, self
        assert "Traceback" not in self.err, self.err
        (line,) = (line for line in self.err.splitlines() if line.startswith("Error: "))
        assert self.err.endswith(f"{line}\n"), self.err
        return line.removeprefix("Error: ")


def environment(**more: str) -> Mapping[str, str]:
    """Return this process's environment without what would change how text is laid out."""
    return {name: value for name, value in os.environ.items() if name not in _OF_THE_TERMINAL} | more


def runlaws(*args: str | Path, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> Ended:
    """Run the command in a folder and wait for its end."""
    return _run([SCRIPT, *map(str, args)], cwd, stdin, env or environment())


def python(code: str, *, cwd: Path, env: Mapping[str, str] | None = None) -> Ended:
    """Run some lines of Python in a new interpreter."""
    return _run([sys.executable, "-c", code], cwd, b"", env or environment())


def started(command: list[str], *, cwd: Path, stdin: int | None = None) -> subprocess.Popen[str]:
    """Start a command that is to be interrupted. It hears Ctrl-C even where this process was told not to, as one
    that a shell has started in the background is.
    """
    return subprocess.Popen(
        command,
        cwd=cwd,
        env=environment(),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 (no thread of this process has locks that the child would need)
    )


def interrupted(*args: str, cwd: Path, number: signal.Signals) -> Ended:
    """Start `runlaws`, send it a signal once a client has made the file `began`, and wait for its end."""
    with started([SCRIPT, *args, "--deadline", "3600"], cwd=cwd) as process:
        while not (cwd / "began").exists():
            assert process.poll() is None, "it ended before it asked the client"
            time.sleep(0.01)
        process.send_signal(number)
        out, err = process.communicate()
    return Ended(process.returncode, out, err)


def living_in(group: int) -> list[int]:
    """Return the processes of a group that have not ended; nothing may have waited yet for one that has."""
    living: list[int] = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, its_group = file.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                living.append(int(file.parent.name))
    return living


@contextlib.contextmanager
def workers_ended() -> Generator[None]:
    """End the processes of clients that nobody holds: later, that would happen within a call of another client.

    What was there before is not looked through, which takes a second where ten thousand tests were collected.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.collect()
        gc.unfreeze()


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _run(command: list[str], cwd: Path, stdin: bytes, env: Mapping[str, str]) -> Ended:
    done = subprocess.run(command, cwd=cwd, input=stdin, env=env, capture_output=True, timeout=900, check=False)
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
