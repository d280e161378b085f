"""Hypothesis strategies that draw run objects: valid, respelled, extended, broken, and no JSON at all.

Every case is judged by the contract before it leaves; a label that disagrees is an error of ours.
"""

from runlaws_strategies._cases import KINDS, kinds_for_all
from runlaws_strategies._jsonschema import arguments, from_schema
from runlaws_strategies._strategies import (
    broken_documents,
    cases,
    cases_for,
    documents,
    make_case,
    runs,
    siblings,
    simplest,
)

__all__ = [
    "KINDS",
    "arguments",
    "broken_documents",
    "cases",
    "cases_for",
    "documents",
    "from_schema",
    "kinds_for_all",
    "make_case",
    "runs",
    "siblings",
    "simplest",
]
