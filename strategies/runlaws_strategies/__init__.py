"""Hypothesis strategies that draw runs: valid, respelled, extended, broken, and bytes that are not JSON at all.

The contract judges every case before it is returned; a label that disagrees is a bug in the kit. Functions that draw
nothing (`make_case`, `simplest`, `catalogue`, the kinds) do not load Hypothesis. Public names are imported when they
are first used, because every `import hypothesis` in the environment loads this package to reach `register`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runlaws_strategies._jsonschema import arguments, from_schema
    from runlaws_strategies._strategies import (
        ambiguous_documents,
        broken_documents,
        cases,
        cases_for,
        documents,
        extended_documents,
        malformed_documents,
        runs,
        schema_documents,
        siblings,
    )
    from runlaws_strategies.build._cases import make_case, simplest
    from runlaws_strategies.build._catalogue import catalogue
    from runlaws_strategies.build._kinds import KINDS, Kind, kinds_for, kinds_for_all, without_plain

__all__ = [
    "KINDS",
    "Kind",
    "ambiguous_documents",
    "arguments",
    "broken_documents",
    "cases",
    "cases_for",
    "catalogue",
    "documents",
    "extended_documents",
    "from_schema",
    "kinds_for",
    "kinds_for_all",
    "make_case",
    "malformed_documents",
    "runs",
    "schema_documents",
    "siblings",
    "simplest",
    "without_plain",
]

_HOME = {
    "KINDS": "build._kinds",
    "Kind": "build._kinds",
    "ambiguous_documents": "_strategies",
    "arguments": "_jsonschema",
    "broken_documents": "_strategies",
    "cases": "_strategies",
    "cases_for": "_strategies",
    "catalogue": "build._catalogue",
    "documents": "_strategies",
    "extended_documents": "_strategies",
    "from_schema": "_jsonschema",
    "kinds_for": "build._kinds",
    "kinds_for_all": "build._kinds",
    "make_case": "build._cases",
    "malformed_documents": "_strategies",
    "runs": "_strategies",
    "schema_documents": "_strategies",
    "siblings": "_strategies",
    "simplest": "build._cases",
    "without_plain": "build._kinds",
}

if not TYPE_CHECKING:  # a type checker that saw it would believe in every name

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
