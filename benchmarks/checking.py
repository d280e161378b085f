"""What `runlaws check` makes of many runs in one file of JSON lines: runs a second of CPU, and memory.

Run it from the root of the clone: `python -m benchmarks.checking`. It asserts nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from benchmarks.measuring import machine, show
from tests.recordings import RECORDINGS

_COMMAND = (sys.executable, "-m", "runlaws", "check")


def measured(file: Path) -> tuple[float, int]:
    """Return the seconds of CPU and the kilobytes of memory that a check of a file takes, as a process of its own."""
    with subprocess.Popen([*_COMMAND, str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


@click.command
@click.option("--runs", default=10_000, show_default=True, help="How many runs the longer file has.")
def main(runs: int) -> None:
    """Check files of one run, of a tenth of the runs and of all of them."""
    lines = [json.dumps(json.loads(recording.document)).encode() for recording in RECORDINGS]
    rows: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (1, runs // 10, runs):
            file = Path(folder) / f"{count}.jsonl"
            with file.open("wb") as stream:  # not at once: a child's memory is counted from its parent's on
                stream.writelines(lines[number % len(lines)] + b"\n" for number in range(count))
            seconds, memory = measured(file)
            rows.append((f"{count:,}", f"{seconds:.2f} s", f"{count / seconds:,.0f}", f"{memory / 1024:.0f} MiB"))
    title = f"{machine()}; goals: 3,000 runs a second, memory the same for any number"
    show(title, ("runs in the file", "CPU", "runs a second", "memory"), rows)


if __name__ == "__main__":
    main()
