"""A kill matrix as a page that is whole in itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from runlaws.kill_matrix._markdown import caught_on
from runlaws.kill_matrix._matrix import Matrix, Row
from runlaws.kill_matrix._sums import sums
from runlaws.laws import find_law
from runlaws.reports import page_template

__all__ = ["html"]


def html(matrix: Matrix) -> str:
    """Return the matrix as a page: each law with its liars and what caught them, open if not as meant."""
    wrong = [says for row in (*matrix.liars, *matrix.honest) for says in row.wrong.values()]
    text: str = page_template("kill_matrix.html").render(
        title="Do the laws catch what they must?",
        sums=list(sums(matrix)),
        examples=matrix.examples,
        wrong=[*wrong, *(f"no liar is caught by {law} alone" for law in matrix.needless)],
        laws=list(_laws(matrix)),
        honest=[{"client": row.client, "caught": ", ".join(row.others) or "no law"} for row in matrix.honest],
    )
    return text


def _laws(matrix: Matrix) -> Iterator[Mapping[str, Any]]:
    for id in matrix.laws:
        law, rows = find_law(id), [row for row in matrix.liars if row.law == id]
        as_meant = sum(row.as_meant for row in rows)
        yield {
            "id": id,
            "says": law.says,
            "why": law.why,
            "rows": [_row(row, matrix.examples) for row in rows],
            "sum": f"{as_meant} of {len(rows)} liars caught by it alone",
            "as_meant": as_meant == len(rows) and id not in matrix.needless,
        }


def _row(row: Row, examples: int) -> Mapping[str, Any]:
    return {
        "client": row.client,
        "fault": row.fault,
        "caught": caught_on(row, examples),
        "others": ", ".join(f"{law} ({number})" for law, number in row.others.items()) or "none",
        "kind": "good" if row.as_meant else "bad",
        "mark": "✓" if row.as_meant else "✗",
        "seen": row.seen,
    }
