"""The JSON report: everything that searches found, for programs; `read_results` returns it unchanged."""

from __future__ import annotations

import json
from typing import Any, Final

from runlaws.finding import SearchResult
from runlaws.reports._form import DEFINITIONS, RESULT
from runlaws.values import items_of, members_of

__all__ = ["VERSION", "as_json", "render", "results_schema"]

VERSION: Final = 1
"""The version of the form: raised by a change that older versions cannot read."""


def render(*results: SearchResult) -> str:
    """Return the results of searches as the text of a JSON document."""
    return json.dumps(as_json(*results), indent=2, allow_nan=False)


def as_json(*results: SearchResult) -> dict[str, Any]:
    """Return results as JSON data that fits `findings.schema.json`: one as it is, several in an array `results`."""
    written = [members_of(RESULT.write(result)) for result in results]
    return {"version": VERSION, **(written[0] if len(written) == 1 else {"results": written})}


def results_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `as_json` returns: what `findings.schema.json` holds."""
    alone = RESULT.schema
    required = items_of(alone["required"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:runlaws:findings:{VERSION}",
        "title": "findings",
        "description": "Everything that a search found; or, under `results`, that several searches found.",
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            **members_of(alone["properties"]),
        },
        "required": ["version"],
        "oneOf": [{"required": ["results"], "maxProperties": 2}, {"required": required}],
        "additionalProperties": False,
        "$defs": {**DEFINITIONS, "result": alone},
    }
