"""Clients of parcels, for commands that are to be quick: there are a quarter as many fixed cases of these as of runs.

The first keeps everything, the second loses the weight and the third is as the first. The second waits for a signal
where the environment says so: at its document with a number, or when the first is asked no more.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tests.second_object import parcels

__all__ = ["CLIENTS", "HOW", "write_clients"]

CLIENTS: Final = ("three:first", "three:second", "three:third")
HOW: Final = ("--profile", "parcels:PARCEL_V1", "--examples", "1", "--law", "round-trip")

_MODULE: Final = """
import json, pathlib, time

asked = pathlib.Path("asked")

class first:
    name, version = "first", "1"

    def decode(self, document):
        value = json.loads(document)
        with asked.open("a") as file:
            file.write(".")
        return value

    def encode(self, value):
        return json.dumps(value)

class second:
    name, version = "second", "2"
    documents, alone, size = 0, 0, 0

    def decode(self, document):
        value = json.loads(document)
        self.documents += 1
        before, self.size = self.size, asked.stat().st_size if asked.exists() else 0
        self.alone = self.alone + 1 if self.size == before else 0
        if {waits}:
            pathlib.Path("began").touch()
            while True:
                time.sleep(0.01)
        return value

    def encode(self, value):
        return json.dumps({{name: item for name, item in value.items() if name != "weight"}})

class third(first):
    name, version = "third", "3"
"""


def write_clients(folder: Path, *, waits: str = "False") -> None:
    """Write the clients, and the profile, to a folder; the second waits where an expression of its own is true."""
    shutil.copy(parcels.__file__, folder / "parcels.py")
    (folder / "three.py").write_text(_MODULE.format(waits=waits))
