"""Steps of a page: files to write, changes to make and commands to run, in the order in which a reader does them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

__all__ = ["follow"]

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"# (\S+\.\w+)\n")
_PROGRAMS = {"pytest": "pytest", "runlaws": "runlaws", "python": ""}


def follow(page: Path, folder: Path) -> int:
    """Do in a folder what the blocks of a page say, and return the number of commands that were run.

    A block whose first line is a comment with a file's name is that file. A `diff` block names the file at its top and
    changes one place in it. In a `console` block `$ ` begins a command, and the lines below it are among those that it
    prints, in this order; `…` stands for any text.
    """
    commands = 0
    for language, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "diff":
            _change(text, folder)
        elif language == "console":
            commands += _run_all(text, folder)
        elif named := _NAMED.match(text):
            (folder / named[1]).write_text(text, encoding="utf-8")
    return commands


def _change(diff: str, folder: Path) -> None:
    head, *lines = diff.splitlines()
    file = folder / head.removeprefix("--- ")
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[0] in signs) for signs in ("- ", "+ "))
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} must have this once:\n{old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def _run_all(block: str, folder: Path) -> int:
    steps = [step for step in re.split(r"^\$ ", block, flags=re.MULTILINE) if step]
    for step in steps:
        command, _, printed = step.partition("\n")
        _assert_prints(command, printed, folder)
    return len(steps)


def _assert_prints(command: str, printed: str, folder: Path) -> None:
    program, *arguments = shlex.split(command)
    run = [sys.executable, *(["-m", module] if (module := _PROGRAMS[program]) else []), *arguments]
    done = subprocess.run(run, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    output = done.stdout.decode()
    lines = iter(output.splitlines())
    for expected in (line for line in printed.splitlines() if line != "…"):
        pattern = ".*".join(re.escape(part.strip()) for part in expected.split("…"))
        assert any(re.fullmatch(pattern, line.strip()) for line in lines), (
            f"{expected}\nis not where it should be:\n{output}"
        )
