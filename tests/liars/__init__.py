"""Clients that lie: each has one fault, of a kind seen in public bug reports, and breaks the one law it names."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from tests.liars import acceptance, equality, keeping
from tests.miniatures import Honest

__all__ = ["LIARS"]


def _in(module: ModuleType) -> list[type[Honest]]:
    found = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Honest)]
    return [liar for liar in found if liar.law]


LIARS: Final[tuple[type[Honest], ...]] = (*_in(acceptance), *_in(keeping), *_in(equality))
"""Every liar, in the order of the laws."""
