"""A kill matrix as SARIF: what is not as it is meant to be, at the class of the client that shows it."""

from __future__ import annotations

import json
from typing import Any

from runlaws.kill_matrix._matrix import Matrix, Row
from runlaws.reports import sarif_of

__all__ = ["sarif"]


def sarif(matrix: Matrix) -> str:
    """Return the matrix as SARIF 2.1.0: a rule for each law, a result for each that does not do as meant."""
    rules = list(matrix.laws)
    results = [
        _result(law, says, rules, row) for row in (*matrix.liars, *matrix.honest) for law, says in row.wrong.items()
    ]
    results += [_result(law, f"no liar is caught by {law} alone", rules, None) for law in matrix.needless]
    properties = {"examples": matrix.examples, "seed": matrix.seed}
    return json.dumps(sarif_of("kill-matrix", rules, results, properties), indent=2)


def _result(law: str, says: str, rules: list[str], row: Row | None) -> dict[str, Any]:
    locations: list[dict[str, Any]] = []
    if row is not None:
        locations = [{"logicalLocations": [{"name": row.client, "kind": "type"}]}]
        if row.file:
            artifact = {"uri": row.file, "uriBaseId": "PACKAGES"}
            locations[0]["physicalLocation"] = {"artifactLocation": artifact, "region": {"startLine": row.line}}
    return {
        "ruleId": law,
        "ruleIndex": rules.index(law),
        "level": "error",
        "message": {"text": says},
        "locations": locations,
    }
