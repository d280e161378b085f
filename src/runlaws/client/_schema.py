"""The schema of an observation as a file: `python -m runlaws.client._schema` writes it beside this module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from runlaws.client._observation import observation_schema

__all__ = ["FILE", "schema_text"]

FILE: Final = Path(__file__).with_name("observation.schema.json")


def schema_text() -> str:
    """Return the content that the file should have."""
    return json.dumps(observation_schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
