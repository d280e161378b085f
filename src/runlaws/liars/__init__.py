"""Clients that lie: each has one fault, of a kind seen in public bug reports, and breaks the one law it names.

They test the kit, and show what it finds: `runlaws fuzz runlaws.liars:DropsParallelToolCalls`. Each is a few lines over
an honest client, and is here by its name.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Final

from runlaws.laws import LAWS
from runlaws.liars import (
    acceptance,
    corruption,
    documented,
    equality,
    fields,
    keeping,
    purity,
    refusal,
    scalars,
    tolerance,
)
from runlaws.liars._honest import Forgetful, Honest, Lenient, Trusting

__all__ = ["HONEST", "LIARS", "Forgetful", "Honest", "Lenient", "Trusting"]

HONEST: Final[tuple[type[Honest], ...]] = (Honest, Lenient, Trusting, Forgetful)
"""Clients that keep every law, over which the others lie."""

_FAMILIES: Final = (
    acceptance,
    refusal,
    tolerance,
    keeping,
    scalars,
    corruption,
    documented,
    fields,
    equality,
    purity,
)
_ORDER: Final = {law.id: number for number, law in enumerate(LAWS)}


def _in(family: ModuleType) -> list[type[Honest]]:
    found = [value for value in vars(family).values() if isinstance(value, type) and issubclass(value, Honest)]
    return [liar for liar in found if liar.law]


LIARS: Final[tuple[type[Honest], ...]] = tuple(
    sorted((liar for family in _FAMILIES for liar in _in(family)), key=lambda liar: _ORDER[liar.law])
)
"""Every liar, in the order of the laws."""

if not TYPE_CHECKING:  # a type checker that saw it would believe in every name

    def __getattr__(name: str) -> object:
        for liar in LIARS:
            if liar.__name__ == name:
                return liar
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted([*__all__, *(liar.__name__ for liar in LIARS)])
