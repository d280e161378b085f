"""The names that a client's own values have: what a new member may clash with in that client alone."""

from __future__ import annotations

import itertools
from typing import Final

from runlaws.case import Case
from runlaws.observe._observer import Observer

__all__ = ["names_of"]

_MOST_NAMES: Final = 64


class _Plain:
    """An object of a class with an annotation, whose names every other one has too."""

    annotated: int


_OF_EVERY_OBJECT: Final = frozenset(dir(_Plain())) | {"__annotations__"}


def names_of(observer: Observer, case: Case) -> tuple[str, ...]:
    """Return some names that a client's value of a document has and the contract does not know, always the same.

    Nothing of the client's is raised.
    """
    known = _OF_EVERY_OBJECT.union(case.judgement.profile.shape.members)
    return tuple(itertools.islice((name for name in observer.names(case) if name not in known), _MOST_NAMES))
