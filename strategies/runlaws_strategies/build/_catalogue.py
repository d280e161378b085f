"""The catalogue: a fixed, enumerated set of cases, the same on every machine and with every Hypothesis.

For a profile it has every row of every pool alone (so every member absent, null, typical, least and greatest, and every
branch of every union), all pairs of them that are few enough and of each with every state, every spelling, every
sibling, every rule broken in every way, what is odd at each place, every kind of news under every odd name, and every
ambiguous and malformed document. A case's id is made from its content, so it is the same wherever the case is made.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.contract import Profile
from runlaws.objects import as_profile
from runlaws_strategies.build._bodies import wrapped
from runlaws_strategies.build._cases import MAKERS
from runlaws_strategies.build._choosers import ByPool, First, Scripted, Seeded, Then
from runlaws_strategies.build._kinds import KINDS, Kind, as_kinds
from runlaws_strategies.build._news import listed_news
from runlaws_strategies.build._odd_cases import odd_cases
from runlaws_strategies.build._pairs import Factor, covering
from runlaws_strategies.build._plan import Plan, plan_of
from runlaws_strategies.build._rows import Alone, Combined

__all__ = ["catalogue", "catalogue_of"]

_MANY_IDS: Final = 256
_FULL_ONES: Final = 6
_ENUMERATED: Final = tuple(kind for kind in KINDS if kind is not Kind.WRECKED)


def catalogue(
    *, profile: str | Profile = "v2", kinds: Collection[str] = KINDS, names: Collection[str] = ()
) -> Iterator[Case]:
    """Yield the cases of a profile's catalogue, each once, in a fixed order; raises `UnknownProfile`.

    :param kinds: only cases of these kinds; see `cases`.
    :param names: further names for unknown members, such as the attributes of a client's own values.
    """
    return catalogue_of(plan_of(as_profile(profile)), kinds, names)


def catalogue_of(plan: Plan, kinds: Collection[str], names: Collection[str] = ()) -> Iterator[Case]:
    """Yield the cases of the catalogue that a plan makes."""
    return _cases(plan, as_kinds(kinds) if kinds else (), names)


def _cases(plan: Plan, kinds: Collection[Kind], names: Collection[str]) -> Iterator[Case]:
    seen: set[str] = set()
    for kind in (kind for kind in _ENUMERATED if kind in kinds):
        for case in _of_kind(kind, plan, names):
            name = case.id
            if name not in seen:
                seen.add(name)
                yield case


def _of_kind(kind: Kind, plan: Plan, names: Collection[str]) -> Iterator[Case]:
    if kind is Kind.VALID:
        yield from _alone_and_in_pairs(plan)
        yield from odd_cases(_plain(plan), kind.standing)
        return
    if kind is Kind.EXTENDED:
        yield from listed_news(_plain(plan), names)
        return
    yield from _enumerate(kind, _plain(plan))
    if kind is Kind.RESPELLED:
        yield from _full_ones_respelled(plan)
    if kind is Kind.INVALID:
        yield from wrapped(plan.tree(First()), plan.profile)
    if kind is Kind.QUESTIONABLE:
        yield from odd_cases(_plain(plan), kind.standing)


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
            for row in _singles(rows):
                yield MAKERS[kind](Scripted((first, *(0,) * (position - 1), row)), plan)


def _full_ones_respelled(plan: Plan) -> Iterator[Case]:
    """Yield every spelling of a few documents in which much is set: the simplest ones hold little to spell."""
    for first in _first_rows(Kind.RESPELLED, plan):
        for number in range(_FULL_ONES):
            yield MAKERS[Kind.RESPELLED](Then(first, Seeded(0, number)), plan)


def _first_rows(kind: Kind, plan: Plan) -> range:
    """Return the indices of the rows of the first choice."""
    chooser = Scripted(())
    MAKERS[kind](chooser, plan)
    return range(len(chooser.choices[0]))


def _singles(rows: Sequence[object]) -> Iterator[int]:
    """Yield the indices of the rows that differ from the first in one part only; for the 256 ids, a few."""
    if isinstance(rows, Combined):
        yield from rows.singles()
    else:
        yield from range(1, 4 if len(rows) == _MANY_IDS else len(rows))


@frozen
class _Pool:
    """A pool that valid documents are made of, and the states in which it is."""

    rows: Sequence[object]
    states: list[int]


def _alone_and_in_pairs(plan: Plan) -> Iterator[Case]:
    """Yield the simplest document of every state, every other row of a pool in one state, and pairs of them."""

    def made(state: int, indices: dict[int, int]) -> Case:
        chosen = {**plan.base.indices, id(plan.states): state, **indices}
        return MAKERS[Kind.VALID](ByPool(chosen, "drawn text"), plan)

    for state in range(len(plan.states)):
        yield made(state, {})
    pools = _pools(plan)
    for pool in pools:
        for number, index in enumerate(_singles(pool.rows)):
            yield made(pool.states[number % len(pool.states)], {id(pool.rows): index})
    yield from (made(state, indices) for state, indices in _pairs(plan, pools))


def _pools(plan: Plan) -> list[_Pool]:
    """Return the pools that valid documents are made of."""
    pools: dict[int, _Pool] = {}
    for state in range(len(plan.states)):
        chooser = Scripted((state,))
        MAKERS[Kind.VALID](chooser, plan)
        for rows in chooser.choices[1:]:
            pools.setdefault(id(rows), _Pool(rows, [])).states.append(state)
    return list(pools.values())


def _pairs(plan: Plan, pools: Sequence[_Pool]) -> Iterator[tuple[int, dict[int, int]]]:
    """Yield a state and the index of a row of each pool, so that pairs of rows, or of their parts, occur."""
    paired = [pool for pool in pools if not isinstance(pool.rows, Alone) and len(pool.rows) != _MANY_IDS]
    parts = [(pool, count, stride) for pool in paired for count, stride in _parts(pool.rows)]
    for state, *choices in covering(
        len(plan.states), [Factor(count, frozenset(pool.states)) for pool, count, _ in parts]
    ):
        indices: dict[int, int] = {}
        for (pool, _, stride), choice in zip(parts, choices, strict=True):
            indices[id(pool.rows)] = indices.get(id(pool.rows), 0) + choice * stride
        yield state, indices


def _parts(rows: Sequence[object]) -> list[tuple[int, int]]:
    """Return for each part of a pool how many values it has, and by how much an index grows from one to the next."""
    return list(zip(rows.counts, rows.strides, strict=True)) if isinstance(rows, Combined) else [(len(rows), 1)]
