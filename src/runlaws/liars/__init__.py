"""Clients that lie: each has one fault, of a kind seen in public bug reports, and breaks the one law it names.

They test the kit, and show what it finds: `runlaws fuzz runlaws.liars:DropsParallelToolCalls`. Each is a few lines over
an honest client, and is here by its name.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Final

from runlaws.adapters.reference import ReferenceClient
from runlaws.client import Client
from runlaws.laws import LAWS
from runlaws.liars import (
    acceptance,
    bodies,
    classes,
    contents,
    corruption,
    documented,
    encoders,
    equality,
    faces,
    fields,
    hiding,
    keeping,
    likeness,
    naming,
    purity,
    refusal,
    scalars,
    sharing,
    surviving,
    tags,
    tolerance,
)
from runlaws.liars._honest import PROFILE, Forgetful, Honest, Lenient, Trusting
from runlaws.liars._promises import PROMISING
from runlaws.liars._readers import KnowsOneWire, NeedsAnIdOfEachCall, ReadsOnly
from runlaws.liars.sharing import HandsOutCopies, MayBeChanged

__all__ = ["HONEST", "LIARS", "PROFILE", "Forgetful", "Honest", "Lenient", "Trusting", "honest_clients"]

HONEST: Final[tuple[type[Honest], ...]] = (
    *(Honest, Lenient, Trusting, Forgetful),
    *PROMISING,
    *(KnowsOneWire, NeedsAnIdOfEachCall, ReadsOnly),
    *(HandsOutCopies, MayBeChanged),
)
"""Clients that keep every law: those over which the others lie, and those whose policy says what they do instead."""


def honest_clients() -> tuple[Client, ...]:
    """Return the clients that keep every law: the reference client, and each of `HONEST`."""
    return ReferenceClient(PROFILE), *(kind() for kind in HONEST)


_FAMILIES: Final = (
    acceptance,
    refusal,
    bodies,
    tolerance,
    tags,
    keeping,
    contents,
    naming,
    scalars,
    corruption,
    documented,
    fields,
    hiding,
    classes,
    equality,
    likeness,
    purity,
    surviving,
    sharing,
    encoders,
    faces,
)
_ORDER: Final = {law.id: number for number, law in enumerate(LAWS)}


def _in(family: ModuleType) -> list[type[Honest]]:
    clients = [value for value in vars(family).values() if isinstance(value, type) and issubclass(value, Honest)]
    return [client for client in clients if client.law]


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
