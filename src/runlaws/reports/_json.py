"""The JSON report: everything that searches found, for programs; `read_results` returns it as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from runlaws.client._forms import Misfit, misfit
from runlaws.finding import SearchResult
from runlaws.reports._form import DEFINITIONS, RESULT
from runlaws.values import Json, items_of, members_of

__all__ = ["ResultsError", "as_json", "read_results", "render", "results_schema"]

_VERSION: Final = 1
"""The version of the form: raised by a change that older versions cannot read."""


class ResultsError(ValueError):
    """A file holds no results that this version can read; the text says which file, what was expected, and where."""


def render(*results: SearchResult) -> str:
    """Return the results of searches as the text of a JSON document."""
    return json.dumps(as_json(*results), indent=2, allow_nan=False)


def as_json(*results: SearchResult) -> dict[str, Any]:
    """Return results as JSON data that fits `findings.schema.json`: one as it is, several in an array `results`."""
    written = [members_of(RESULT.write(result)) for result in results]
    return {"version": _VERSION, **(written[0] if len(written) == 1 else {"results": written})}


def read_results(path: Path) -> tuple[SearchResult, ...]:
    """Return the results in a file that `runlaws fuzz --json` wrote; raises `ResultsError` or OSError."""
    content = path.read_bytes()
    try:
        return _results_of(json.loads(content))
    except (Misfit, ValueError, RecursionError) as error:
        msg = f"{path}: {error}" if isinstance(error, ValueError) else f"{path}: it is nested too deeply"
        raise ResultsError(msg) from error


def _results_of(data: Json) -> tuple[SearchResult, ...]:
    if not isinstance(data, dict) or "version" not in data:
        misfit("an object with a version, as `runlaws fuzz --json` writes it,", (), data)
    version = data["version"]
    if isinstance(version, bool) or not isinstance(version, int):
        misfit(f"the version of the form, {_VERSION}", ("version",), version)
    if version != _VERSION:
        newer = " of a newer runlaws" if version > _VERSION else ""
        misfit(f"version {_VERSION} of the form", ("version",), version, newer)
    held: Mapping[str, Json] = {name: value for name, value in data.items() if name != "version"}
    if "results" not in held:
        return (RESULT.read(dict(held), ()),)
    results = held["results"]
    for name in held.keys() - {"results"}:
        misfit("no member but version and results", (name,), held[name])
    if not isinstance(results, list):
        misfit("an array", ("results",), results)
    return tuple(RESULT.read(result, ("results", index)) for index, result in enumerate(results))


def results_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `as_json` returns: what `findings.schema.json` holds."""
    alone = RESULT.schema
    required = items_of(alone["required"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:runlaws:findings:{_VERSION}",
        "title": "findings",
        "description": "Everything that a search found; or, under `results`, that several searches found.",
        "type": "object",
        "properties": {
            "version": {"const": _VERSION},
            "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            **members_of(alone["properties"]),
        },
        "required": ["version"],
        "oneOf": [{"required": ["results"], "maxProperties": 2}, {"required": required}],
        "additionalProperties": False,
        "$defs": {**DEFINITIONS, "result": alone},
    }
