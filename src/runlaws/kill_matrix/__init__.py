"""The kill matrix: which law catches which liar, and how many examples that takes; and the reports on it."""

from runlaws.kill_matrix._html import html
from runlaws.kill_matrix._junit import junit
from runlaws.kill_matrix._markdown import markdown
from runlaws.kill_matrix._matrix import Liar, Matrix, Row, caught_by, drawn_for, kill_matrix
from runlaws.kill_matrix._sarif import sarif
from runlaws.kill_matrix._sums import sums

__all__ = [
    "Liar",
    "Matrix",
    "Row",
    "caught_by",
    "drawn_for",
    "html",
    "junit",
    "kill_matrix",
    "markdown",
    "sarif",
    "sums",
]
