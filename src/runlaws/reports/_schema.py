"""The schema of results as a file: `python -m runlaws.reports._schema` writes it beside this module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from runlaws.reports._json import results_schema

__all__ = ["FILE", "schema_text"]

FILE: Final = Path(__file__).with_name("findings.schema.json")


def schema_text() -> str:
    """Return the content that the file should have."""
    return json.dumps(results_schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
