"""The schemas of results as files: `python -m runlaws.reports._schema` writes them beside this module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from runlaws.reports._comparison_json import comparison_schema
from runlaws.reports._json import results_schema

__all__ = ["COMPARISON_FILE", "FILE", "comparison_schema_text", "schema_text"]

FILE: Final = Path(__file__).with_name("findings.schema.json")
COMPARISON_FILE: Final = Path(__file__).with_name("comparison.schema.json")


def schema_text() -> str:
    """Return the content that the file should have."""
    return json.dumps(results_schema(), indent=2) + "\n"


def comparison_schema_text() -> str:
    """Return the content that the file about comparisons should have."""
    return json.dumps(comparison_schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
    COMPARISON_FILE.write_text(comparison_schema_text(), encoding="utf-8")
