"""Draw the terminal of README.md: `python docs/picture.py` runs the command and writes `docs/fuzz-openai.svg`.

One finding is shown of what it prints, and the end, from the table of laws on. It takes a minute of CPU, and needs the
package `openai`.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

PICTURE: Final = Path(__file__).with_name("fuzz-openai.svg")

COMMAND: Final = ("runlaws", "fuzz", "openai")

WIDTH: Final = 100

SHOWN: Final = "tag-matches-class: "
"""How the finding begins that is shown."""

TABLE: Final = " severity "
"""How the table of broken laws begins."""

_FONT_FACE: Final = re.compile(r"@font-face \{.*?\}", re.DOTALL)


def main() -> None:
    """Run the command, and draw what it prints."""
    lines = list(Text.from_ansi(output()).split("\n"))
    begins = next(number for number, line in enumerate(lines) if line.plain.startswith(SHOWN))
    ends = next(number for number in range(begins, len(lines)) if not lines[number].plain.strip())
    table = next(number for number, line in enumerate(lines) if line.plain.startswith(TABLE))
    left_out = [Text("…", style="dim"), Text()]
    shown = [lines[0], *left_out, *lines[begins:ends], Text(), *left_out, *lines[table:]]
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {' '.join(COMMAND)}", style="bold green"))
    for line in shown:
        console.print(line)
    drawn = console.export_svg(title=" ".join(COMMAND), theme=MONOKAI, unique_id="runlaws")
    PICTURE.write_text(_FONT_FACE.sub("", drawn), "utf-8")  # whoever looks at a picture asks no font server


def output() -> str:
    """Return what the command prints on a terminal, in an empty folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    colours = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": str(WIDTH), "PATH": path}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            COMMAND, cwd=folder, env={**os.environ, **colours}, stdout=subprocess.PIPE, text=True, check=False
        )
    return done.stdout.rstrip()


if __name__ == "__main__":
    main()
