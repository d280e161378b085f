"""The kinds of case, and which of them a law applies to."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from runlaws.case import Likeness
from runlaws.client import EVERYTHING, Question
from runlaws.contract import Standing
from runlaws.laws import Law

__all__ = ["KINDS", "Kind", "as_kinds", "kinds_for", "kinds_for_all", "without_plain"]


class Kind(enum.StrEnum):
    """How a case is made; the first three are valid, and the second and third have a twin."""

    VALID = "valid"
    """A valid document, in the plain spelling."""
    RESPELLED = "respelled"
    """A valid document; its twin is the same data in another spelling."""
    SIBLING = "sibling"
    """A valid document; its twin differs from it in one member."""
    QUESTIONABLE = "questionable"
    """One soft rule is broken."""
    EXTENDED = "extended"
    """One unknown member, value or variant is added."""
    INVALID = "invalid"
    """One hard rule is broken."""
    WRECKED = "wrecked"
    """Up to sixteen hard rules are broken, each at a place of its own."""
    AMBIGUOUS = "ambiguous"
    """JSON whose meaning parsers dispute."""
    MALFORMED = "malformed"
    """Not JSON, or JSON that is not an object."""

    @property
    def standing(self) -> Standing:
        """What the contract says of a case of this kind."""
        return _STANDINGS[self]


KINDS: Final = tuple(Kind)
"""Every kind of case."""

_TWINNED: Final = frozenset({Kind.RESPELLED, Kind.SIBLING})
_STANDINGS: Final[Mapping[str, Standing]] = {
    **{standing.value: standing for standing in Standing},
    Kind.RESPELLED: Standing.VALID,
    Kind.SIBLING: Standing.VALID,
    Kind.WRECKED: Standing.INVALID,
}


def as_kinds(kinds: Collection[str]) -> tuple[Kind, ...]:
    """Return the kinds with these names; raises ValueError, which lists all names, for an unknown one or none."""
    if kinds is KINDS:
        return KINDS
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    unknown = [kind for kind in kinds if kind not in set(KINDS)]
    if unknown or not kinds:
        msg = f"kinds must be some of {', '.join(KINDS)}; got {', '.join(map(repr, unknown)) or 'none'}"
        raise ValueError(msg)
    return tuple(map(Kind, kinds))


def kinds_for(law: Law) -> tuple[Kind, ...]:
    """Return the kinds of case that a law applies to."""
    if law.twin is not None:
        more = (Kind.EXTENDED,) if law.alone and Standing.EXTENDED in law.standings else ()
        return (Kind.RESPELLED if law.twin is Likeness.SAME else Kind.SIBLING, *more)
    if law.asks >= EVERYTHING:
        return KINDS
    if Question.DISTURB in law.asks:
        return (Kind.SIBLING, Kind.EXTENDED)  # with another document to decode in between, and with something new
    return tuple(kind for kind in KINDS if kind not in _TWINNED and kind.standing in law.standings)


def kinds_for_all(laws: Iterable[Law]) -> tuple[Kind, ...]:
    """Return the kinds of case that at least one of some laws applies to, each once."""
    wanted = {kind for law in laws for kind in kinds_for(law)}
    return tuple(kind for kind in KINDS if kind in wanted)


def without_plain(kinds: Collection[str]) -> tuple[Kind, ...]:
    """Return the kinds without `valid` if one of them has a twin: its cases are as valid."""
    return tuple(Kind(kind) for kind in kinds if kind != Kind.VALID or _TWINNED.isdisjoint(kinds))
