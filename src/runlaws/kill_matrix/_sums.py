"""What a kill matrix says in all, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.kill_matrix._matrix import Matrix

__all__ = ["sums"]


def sums(matrix: Matrix) -> Iterator[str]:
    """Yield three sentences that sum the matrix up."""
    liars, laws = len(matrix.liars), len(matrix.laws)
    caught = sum(row.example is not None for row in matrix.liars)
    by_others = sum(bool(row.others) for row in matrix.liars)
    yield f"{caught} of {liars} liars are caught by the law that must catch them, {by_others or 'none'} by another law."
    but = f"; not {', '.join(matrix.needless)}" if matrix.needless else ""
    yield f"{laws - len(matrix.needless)} of {laws} laws catch a liar that no other catches{but}."
    clean = sum(row.as_meant for row in matrix.honest)
    yield f"{clean} of {len(matrix.honest)} honest clients keep every law."
