"""The catalogue: a fixed, enumerated set of cases, the same on every machine and with every Hypothesis.

It holds, for a profile: every status with every row of every pool (so every member absent, null, typical, least and
greatest, and every branch of every union), every spelling, every sibling, every rule broken in every way, every kind of
news, and every ambiguous and malformed document. A case's id is made from its content: a new member or rule adds
cases and changes no other id.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, TypeVar

from attrs import evolve

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.objects import as_profile
from runlaws.values import ABSENT
from runlaws_strategies.build._cases import KINDS
from runlaws_strategies.objects.run._assemble import Plan, plan_of
from runlaws_strategies.objects.run._pools import Combined

__all__ = ["catalogue"]

_T = TypeVar("_T")

_MANY_IDS: Final = 256
_ENUMERATED: Final = tuple(kind for kind in KINDS if kind not in ("valid", "wrecked"))


def catalogue(*, profile: str | Profile = "v2", kinds: Collection[str] = tuple(KINDS)) -> Iterator[Case]:
    """Yield the cases of a profile's catalogue, each once, in a fixed order; raises `UnknownProfile`.

    :param kinds: only cases made in these ways, see `cases`.
    """
    plan = plan_of(as_profile(profile))
    plain = evolve(plan, simplest=True)
    seen: set[str] = set()
    for kind in (kind for kind in ("valid", *_ENUMERATED) if kind in kinds):
        for case in _enumerate(kind, plan if kind == "valid" else plain):
            name = case.id
            if name not in seen:
                seen.add(name)
                yield case


def _enumerate(kind: str, plan: Plan) -> Iterator[Case]:
    """Yield a case for every row of the first choice, and under each for every row of every other choice alone."""
    for first in _rows_of(kind, plan, ()):
        script = (first,)
        chooser = _Script(script)
        yield KINDS[kind](chooser, plan)
        for position, rows in enumerate(chooser.choices[1:], 1):
            for row in _alone(rows):
                yield KINDS[kind](_Script((first, *(0,) * (position - 1), row)), plan)


def _alone(rows: Sequence[object]) -> Iterator[int]:
    """Yield the indices of rows that differ from the first in one part alone; of the 256 ids, a few."""
    if isinstance(rows, Combined):
        yield from _single_changes(rows)
    else:
        yield from range(1, 4 if len(rows) == _MANY_IDS else len(rows))


@functools.lru_cache(maxsize=64)
def _single_changes(rows: Combined) -> tuple[int, ...]:
    """Return the indices of rows in which one part is new, each once though a pool may repeat it."""
    found: dict[str, int] = {}
    for index in range(1, len(rows)):
        if _parts_that_differ(rows[0], rows[index]) == 1:
            found.setdefault(repr(rows[index]), index)
    return tuple(found.values())


def _parts_that_differ(row: Any, other: Any) -> int:
    if isinstance(row, dict):
        return sum(row.get(name, ABSENT) is not other.get(name, ABSENT) for name in row.keys() | other.keys())
    return sum(mine is not its for mine, its in zip(row, other, strict=True))


def _rows_of(kind: str, plan: Plan, script: tuple[int, ...]) -> range:
    """Return the indices of the rows that the choice after a script is among."""
    chooser = _Script(script)
    KINDS[kind](chooser, plan)
    return range(len(chooser.choices[len(script)]))


class _Script:
    """Chooses the rows that a script names, and the first ones after its end; remembers all it chose from."""

    def __init__(self, script: tuple[int, ...]) -> None:
        self._script = script
        self.choices: list[Sequence[object]] = []

    def row(self, rows: Sequence[_T]) -> _T:
        """Return the row that the script names for this choice."""
        position = len(self.choices)
        self.choices.append(rows)
        return rows[self._script[position]] if position < len(self._script) else rows[0]

    def text(self) -> str:
        """Return a text that stands for any."""
        return "drawn text"
