"""The catalogue: a fixed, enumerated set of cases, the same on every machine and with every Hypothesis.

For a profile it has every status with every row of every pool (so every member absent, null, typical, least and
greatest, and every branch of every union), every spelling, every sibling, every rule broken in every way, every kind of
news, and every ambiguous and malformed document. A case's id is made from its content, so a new member or rule adds
cases and changes no other id.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.objects import as_profile
from runlaws.values import ABSENT
from runlaws_strategies.build._cases import MAKERS
from runlaws_strategies.build._choosers import Scripted
from runlaws_strategies.build._kinds import KINDS, Kind, as_kinds
from runlaws_strategies.build._plan import Plan, plan_of
from runlaws_strategies.build._rows import Combined

__all__ = ["catalogue"]

_MANY_IDS: Final = 256
_ENUMERATED: Final = tuple(kind for kind in KINDS if kind is not Kind.WRECKED)


def catalogue(*, profile: str | Profile = "v2", kinds: Collection[str] = KINDS) -> Iterator[Case]:
    """Yield the cases of a profile's catalogue, each once, in a fixed order; raises `UnknownProfile`.

    :param kinds: only cases of these kinds; see `cases`.
    """
    return _cases(plan_of(as_profile(profile)), as_kinds(kinds) if kinds else ())


def _cases(plan: Plan, kinds: Collection[Kind]) -> Iterator[Case]:
    plain = _plain(plan)
    seen: set[str] = set()
    for kind in (kind for kind in _ENUMERATED if kind in kinds):
        for case in _enumerate(kind, plan if kind is Kind.VALID else plain):
            name = case.id
            if name not in seen:
                seen.add(name)
                yield case


@functools.cache
def _plain(plan: Plan) -> Plan:
    """Return the plan that builds only the simplest documents; cached, as are its results."""
    return evolve(plan, simplest=True)


def _enumerate(kind: Kind, plan: Plan) -> Iterator[Case]:
    """Yield a case for every row of the first choice, each with every row of every other choice, one at a time."""
    for first in _first_rows(kind, plan):
        chooser = Scripted((first,))
        yield MAKERS[kind](chooser, plan)
        for position, rows in enumerate(chooser.choices[1:], 1):
            for row in _alone(rows):
                yield MAKERS[kind](Scripted((first, *(0,) * (position - 1), row)), plan)


def _alone(rows: Sequence[object]) -> Iterator[int]:
    """Yield the indices of the rows that differ from the first in one part only; for the 256 ids, a few."""
    if isinstance(rows, Combined):
        yield from _single_changes(rows)
    else:
        yield from range(1, 4 if len(rows) == _MANY_IDS else len(rows))


@functools.lru_cache(maxsize=64)
def _single_changes(rows: Combined) -> tuple[int, ...]:
    """Return the indices of rows in which one part differs, each row once though a pool may repeat it."""
    indices: dict[str, int] = {}
    for index in range(1, len(rows)):
        if _parts_that_differ(rows[0], rows[index]) == 1:
            indices.setdefault(repr(rows[index]), index)
    return tuple(indices.values())


def _parts_that_differ(row: Any, other: Any) -> int:
    if isinstance(row, dict):
        return sum(row.get(name, ABSENT) is not other.get(name, ABSENT) for name in row.keys() | other.keys())
    return sum(part is not first_part for part, first_part in zip(row, other, strict=True))


def _first_rows(kind: Kind, plan: Plan) -> range:
    """Return the indices of the rows of the first choice."""
    chooser = Scripted(())
    MAKERS[kind](chooser, plan)
    return range(len(chooser.choices[0]))
