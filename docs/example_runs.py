"""Run the commands of docs/suite.md anew and write what they print beneath them: `python docs/example_runs.py`.

It takes minutes of CPU, and needs the package `openai`.
"""

from __future__ import annotations

import datetime
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from rich.progress import track

from runlaws.laws import LAWS

PAGE: Final = Path(__file__).with_name("suite.md")

WIDTH: Final = 110

_RUN: Final = re.compile(r"```console\n\$ (pytest --pyargs runlaws\.suite --run-client [^\n]*)\n.*?\n```", re.DOTALL)

_OF_THE_MACHINE: Final = re.compile(r"(platform|rootdir|plugins|configfile|cachedir|hypothesis profile)\b")

_SUITE_FILE: Final = re.compile(r"(SKIPPED \[\d+\]) \S*runlaws/suite\.py(:\d+)?: ")

_DATE: Final = re.compile(r"The runs are of \S+, when there were \d+ laws\.")


def main() -> None:
    """Replace every run on the page, and the sentence that says of when they are."""
    text = PAGE.read_text("utf-8")
    commands = _RUN.findall(text)
    printed = {command: output(command) for command in track(commands, "running")}
    text = _RUN.sub(lambda match: f"```console\n$ {match[1]}\n{printed[match[1]]}\n```", text)
    dated = f"The runs are of {datetime.datetime.now(datetime.UTC).date()}, when there were {len(LAWS)} laws."
    PAGE.write_text(_DATE.sub(dated, text), "utf-8")


def output(command: str) -> str:
    """Return what a command prints in an empty folder, without what is of this machine alone."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "PYTEST_ADDOPTS")}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*shlex.split(command), "-p", "no:cacheprovider"],
            cwd=folder,
            env=variables | {"COLUMNS": str(WIDTH), "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
    lines = [line for line in done.stdout.rstrip().splitlines() if not _OF_THE_MACHINE.match(line)]
    return "\n".join(_short(_SUITE_FILE.sub(r"\1 runlaws/suite.py: ", line)) for line in lines)


def _short(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rstrip()} …"


if __name__ == "__main__":
    main()
