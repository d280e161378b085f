"""Odd cases: at each place of a document what its shape allows and clients change, refuse, or take for something else.

Many odd values share a document where none can hide another. One that may make a client refuse a document, which hides
all others in it, is also in one of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from runlaws.case import Case
from runlaws.contract import Choice, Free, Integer, Items, Map, Number, Record, Standing, Tagged, Text
from runlaws.document import write
from runlaws.values import ABSENT, Json, Path, at_path, members_of, pattern, places, replaced
from runlaws_strategies.build._choosers import First
from runlaws_strategies.build._misses import another
from runlaws_strategies.build._oddities import INTEGERS, LENGTHS, LISTS, LONG_TEXTS, MAPS, NUMBERS, PUMPS, TEXTS, chunks
from runlaws_strategies.build._places import place_of
from runlaws_strategies.build._plan import Plan, Tree
from runlaws_strategies.build._schemas import NESTED, NUMBERS_IN_FREE_DATA, SCHEMAS, holding
from runlaws_strategies.build._sites import Key, Site, path_to, sites_of
from runlaws_strategies.build._spoils import least

__all__ = ["odd_cases"]

_LONGEST_LIST: Final = 20
_FEW_NAMES: Final = 12


def odd_cases(plan: Plan, standing: Standing) -> Iterator[Case]:
    """Yield the odd cases of a standing; each was made of a simple document by changing what is odd in it."""
    for origin, tree in _odd_trees(plan):
        case = Case.of_tree(tree, plan.profile, made="valid")
        if case.standing is not standing:
            continue
        if standing is Standing.VALID:
            yield case
        else:
            rules = sorted({violation.rule for violation in case.judgement.violations})
            yield Case.of_tree(tree, plan.profile, made=f"with {', '.join(rules)} broken", origin=write(origin))


def _odd_trees(plan: Plan) -> Iterator[tuple[Tree, Tree]]:
    """Yield simple documents, each with what became of it."""
    yield from _texts_everywhere(plan)
    for site in sites_of(plan.profile):
        yield from _at_site(plan, site)
        yield from _with_own_names(plan, site)
    for number, members in enumerate(plan.odd):
        yield from _with_members(plan, members, number)


def _texts_everywhere(plan: Plan) -> Iterator[tuple[Tree, Tree]]:
    """Yield full documents in which every text that may be any text is the same odd one."""
    for origin, paths in _full_of_texts(plan):
        for text in (*TEXTS, *PUMPS):
            yield origin, functools.reduce(functools.partial(_put, value=text), paths, origin)
        for length in LENGTHS:
            yield origin, functools.reduce(functools.partial(_lengthen, plan, length), paths, origin)


def _full_of_texts(plan: Plan) -> Sequence[tuple[Tree, list[Path]]]:
    """Return a full document, or several in different states, with the places of any text that no other one has."""
    origins = [plan.tree(First(), (state,), plan.rich) for state in plan.rich_states or plan.states[:1]]
    full: list[tuple[Tree, list[Path]]] = []
    seen: set[str] = set()
    for origin, paths in sorted(((each, _free_texts(plan, each)) for each in origins), key=lambda each: -len(each[1])):
        if not {pattern(path) for path in paths} <= seen:
            seen |= {pattern(path) for path in paths}
            full.append((origin, paths))
    return full


def _lengthen(plan: Plan, length: int, tree: Tree, path: Path) -> Tree:
    """Return a tree with a text of this length at a path, or of the greatest that its shape allows."""
    shape = plan.profile.shape_at(tree, path)
    bound = shape.max_length if isinstance(shape, Text) else None
    return _put(tree, path, "x" * (length if bound is None else min(length, bound)))


def _free_texts(plan: Plan, tree: Tree) -> list[Path]:
    """Return the places of a document at which any text may stand if it stands at all of them."""
    paths: list[Path] = []
    for path, value in places(tree):
        shape = plan.profile.shape_at(tree, path)
        if not isinstance(value, str) or not isinstance(shape, Text) or shape.prefix:
            continue
        attempt = _put(tree, path, "any text")
        if plan.profile.judge(attempt).standing is Standing.VALID:
            paths.append(path)
    return paths


def _at_site(plan: Plan, site: Site) -> Iterator[tuple[Tree, Tree]]:
    """Yield documents with an odd value at a site, each in another of the states in which there is one."""
    values = _values(plan, site)
    if not values or isinstance(site.pattern[-1], Key):
        return
    place = place_of(plan, site)
    for number, value in enumerate(values):
        state = place.states[number % len(place.states)]
        origin = plan.tree(First(), (state,), place.only)
        path = path_to(origin, site)
        if path is not None:
            if isinstance(site.shape, Free) and number % 2:
                origin = _with_all_beside(plan, origin, path)
            yield origin, _put(origin, path, value)


def _with_own_names(plan: Plan, site: Site) -> Iterator[tuple[Tree, Tree]]:
    """Yield documents with the names of the object's own members in data that comes first.

    A client that looks for a name in the text of a document meets that one.
    """
    if not isinstance(site.shape, Map | Free) or isinstance(site.pattern[-1], Key):
        return
    names = [name for name, member in plan.profile.shape.members.items() if isinstance(member.shape, Text | Choice)]
    place = place_of(plan, site)
    origin = plan.tree(First(), place.states[:1], place.only)
    path = path_to(origin, site)
    if not path:
        return
    for some in chunks(names, _FEW_NAMES):
        tree = _put(origin, path, dict.fromkeys(some, "own_name"))
        first = str(path[0])
        yield origin, {first: tree[first], **tree}


def _with_all_beside(plan: Plan, origin: Tree, path: Path) -> Tree:
    """Return a document with a value for every member beside a place, if it is valid: they may say how to read it."""
    shape = plan.profile.shape_at(origin, path[:-1])
    full = origin
    for name, member in shape.members.items() if isinstance(shape, Record) and len(path) > 1 else ():
        if members_of(at_path(full, path[:-1])).get(name) is None:
            full = _put(full, (*path[:-1], name), another(member.shape, ABSENT))
    return full if plan.profile.judge(full).standing is Standing.VALID else origin


def _values(plan: Plan, site: Site) -> Sequence[Json]:
    shape, is_top = site.shape, len(site.pattern) == 1
    if isinstance(shape, Integer):
        return [number for number in INTEGERS if number >= (shape.minimum or 0)]
    if isinstance(shape, Number):
        return [number for number in NUMBERS if shape.minimum is None or number >= shape.minimum]
    if isinstance(shape, Text) and is_top and not shape.prefix:
        return (*TEXTS, *PUMPS, *LONG_TEXTS)
    if isinstance(shape, Map):
        return MAPS
    if isinstance(shape, Free):
        return (*SCHEMAS, *(odd for copy in plan.copies for odd in holding(copy)))
    return _lists(shape, is_top=is_top) if isinstance(shape, Items) else ()


def _lists(shape: Items, *, is_top: bool) -> Sequence[Json]:
    """Return lists that are out of order, have repeats, or have things of every two tags next to each other."""
    if isinstance(shape.item, Text):
        return LISTS
    if isinstance(shape.item, Free):
        return ([{"b": 1}, {"a": 1}, {"b": 1}, {}, {"a": None}], [*NUMBERS_IN_FREE_DATA], [*NESTED])
    if isinstance(shape.item, Tagged) and is_top:
        return list(_next_to_each_other([least(variant) for variant in shape.item.variants.values()]))
    return ()


def _next_to_each_other(items: Sequence[Json]) -> Iterator[list[Json]]:
    half = _LONGEST_LIST // 2
    for item in items:
        for start in range(0, len(items), half):
            yield [each for other in items[start : start + half] for each in (item, other)]


def _put(tree: Tree, path: Path, value: Json) -> Tree:
    return dict(members_of(replaced(tree, path, value)))


def _with_members(plan: Plan, members: Mapping[str, Json], number: int) -> Iterator[tuple[Tree, Tree]]:
    """Yield a simple document and the same with some members set, if the profile knows them all."""
    known, name = plan.profile.shape.members, plan.profile.object.state
    if not members.keys() <= known.keys():
        return
    states = [str(members[name])] if name in members else _states_for(plan, members)
    if states and states[0] in plan.states:
        origin = plan.tree(First(), (states[number % len(states)],))
        yield origin, {**origin, **members}


def _states_for(plan: Plan, members: Mapping[str, Json]) -> Sequence[str]:
    """Return the states in which some members may be set without any other change."""
    return [state for state in plan.states if all(state in plan.states_of(member) for member in members)]
