"""Comparing clients: the same cases for all, and what they do differently."""

from runlaws.comparing._compare import Comparing, cases_for, compare
from runlaws.comparing._side_by_side import SideBySide

__all__ = ["Comparing", "SideBySide", "cases_for", "compare"]
