"""Siblings: two documents that differ in exactly one member, and that a client may both accept."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from runlaws.case import Case, Likeness, Shared, Twin
from runlaws.contract import Boolean, Choice, Free, Integer, Items, Map, Number, Standing, Text
from runlaws.values import ABSENT, Absent, Json, Path, at_path, items_of, json_key, members_of, pointer, replaced
from runlaws_strategies.build._choosers import Chooser, First
from runlaws_strategies.build._lookalikes import Group, empty_values, groups_of, in_groups, of_lists
from runlaws_strategies.build._places import Place, place_of
from runlaws_strategies.build._plan import Plan
from runlaws_strategies.build._pooled import Draft, Look
from runlaws_strategies.build._rows import Computed, Same, plain
from runlaws_strategies.build._sites import Item, Key, Site, find, sites_of, tags_of

__all__ = ["sibling_case"]

_ACCEPTABLE: Final = (Standing.VALID, Standing.QUESTIONABLE)
_AROUND: Final = ("", "null", "set")
"""What the rest of the document has: anything, as little as possible, as much as possible."""
_SCALARS: Final = Boolean | Choice | Free | Integer | Map | Number | Text
"""The shapes that say what values they have."""
_MOST: Final = 3
_SOME: Final = 8
"""About how many values of a pool are used."""
_MOST_GROUPS: Final = 2**9
"""For how many values at some place the groups around them are kept."""
_MOST_LOOKS: Final = 2**9
"""For how many groups the members that hold their values are kept."""


@frozen(eq=False)
class _Variation:
    """A member to change, the place that it needs, and whether it can be null or absent."""

    place: Place
    may_vanish: bool


def sibling_case(choose: Chooser, plan: Plan) -> Case:
    """Return the case of a document, with one or two others that differ from it, and from each other, in one member.

    What the three hold there are values that some client takes for equal.
    """
    change = choose.row(_changes(plan))
    around = choose.row(_AROUND)
    only = {**plan.extreme(around), **change.place.only} if around else change.place.only
    draft = plan.draft(choose, change.place.states, only)
    tree = draft.tree
    path = _path(tree, change.place.site)
    fitting = _fitting(plan, draft, path, choose.row(_groups(plan, change, tree, path)))
    if len(fitting) < 2:  # where all times of a run are equal, none of them can change alone
        path = (_first_text(plan),)
        fitting = _fitting(plan, draft, path, tuple(f"{tree[str(path[0])]}{tail}" for tail in ("", "x", "y")))
    return _case(fitting, path)


def _case(drafts: Sequence[Draft], path: Path) -> Case:
    place = pointer(path)
    first, *others = drafts
    twin, third = [*(Twin(other.document, Likeness.DIFFERENT, place) for other in others), None][:2]
    how = f"with a copy that differs at {place}"
    case = Case(first.document, first.judgement, how, twin, third, tree=Shared(first.tree))
    return case.expect(Standing.VALID)


def _fitting(plan: Plan, draft: Draft, path: Path, group: Group) -> list[Draft]:
    """Return a draft with each of the first three values of a group that fit at a path; a valid one comes first."""
    fitting: dict[object, Draft] = {}
    name = str(path[0])
    around = draft.tree[name] if len(path) > 1 else None
    for key, look in _looks(plan, path, Same(around), Same(group)):
        other = plan.pooled.changed(draft, {name: look})
        if other.judgement.standing in _ACCEPTABLE:
            fitting.setdefault(key, other)
        if len(fitting) == _MOST:
            break
    in_order = sorted(fitting.values(), key=lambda other: other.judgement.standing is not Standing.VALID)
    return in_order if in_order and in_order[0].judgement.standing is Standing.VALID else []


@functools.lru_cache(maxsize=_MOST_LOOKS)
def _looks(plan: Plan, path: Path, around: Same[Json], group: Same[Group]) -> Sequence[tuple[object, Look]]:
    """Return a member with each value of a group at a path, after a key of that value; `around` is it as it was."""
    name, *rest = path

    def member(value: Json | Absent) -> Json | Absent:
        return replaced(around.value, tuple(rest), value) if rest else value

    return [
        (ABSENT if value is ABSENT else json_key(value), plan.pooled.look_at(str(name), member(value)))
        for value in group.value
    ]


def _groups(plan: Plan, change: _Variation, tree: Json, path: Path) -> Sequence[Group]:
    """Return groups of values for a place in a tree, at least one; those that never fit are left out."""
    return _groups_around(plan, change, Same(at_path(tree, path)))


@functools.lru_cache(maxsize=_MOST_GROUPS)
def _groups_around(plan: Plan, change: _Variation, around: Same[Json | Absent]) -> Sequence[Group]:
    site, old = change.place.site, around.value
    if site.pattern == (plan.profile.object.state,):
        return [(old, *_states(plan).get(str(old), ()))]
    groups = [*_listed(plan, change, old), *groups_of(site.shape, old)]
    return [*groups, *_emptier(change, old)] or [(old,)]


def _first_text(plan: Plan) -> str:
    """Return the first top-level member that always holds text: it can change in every document."""
    members = plan.profile.shape.members.items()
    return next(name for name, member in members if isinstance(member.shape, Text) and member.required)


@functools.cache
def _changes(plan: Plan) -> Sequence[_Variation]:
    """Return every member that can change alone."""
    return tuple(
        _Variation(_place(plan, site), _may_vanish(plan, site))
        for site in sites_of(plan.profile)
        if _may_change(plan, site)
    )


def _may_change(plan: Plan, site: Site) -> bool:
    """Return whether a site is a member that can change alone; a tag cannot, since other members depend on it."""
    if isinstance(site.pattern[-1], Item | Key) or site.pattern[-1] in tags_of(plan.profile):
        return False
    if str(site) in plan.siblings.fixed:
        return False
    if site.pattern == (plan.profile.object.state,):
        return bool(_states(plan))
    if isinstance(site.shape, Choice):
        return len(site.shape.values) > 1
    known = isinstance(site.shape, _SCALARS | Items)
    return known or _may_vanish(plan, site) or bool(_values(plan, site))


def _may_vanish(plan: Plan, site: Site) -> bool:
    member = site.member
    kept = (site.pattern[0] in plan.set_when and len(site.pattern) == 1) or str(site) in plan.siblings.kept
    return member is not None and (member.nullable or not member.required) and not kept


def _values(plan: Plan, site: Site) -> Sequence[Json]:
    """Return the values that a top-level member can change to if its shape does not say: those in its pool."""
    name = str(site.pattern[0])
    given = plan.siblings.values.get(name, None)
    if len(site.pattern) > 1 or given == ():
        return ()
    rows = (row.get(name) for row in plain(plan.rows.get(plan.slot_of(name) or "", ())))
    pool = [
        value
        for value in (*plan.by_state.get(name, ()), *rows)
        if not isinstance(value, Computed) and value is not None
    ]
    return [*(given or ()), *pool[:: max(1, len(pool) // _SOME)]]


def _listed(plan: Plan, change: _Variation, old: Json | Absent) -> Iterator[Group]:
    """Yield groups of values of a list, or of a structure whose values only a pool knows."""
    site = change.place.site
    if isinstance(site.shape, Items):
        yield from of_lists(_items(plan, site, site.shape, old))
    elif not isinstance(site.shape, _SCALARS):
        yield from in_groups((*_vanishing(change), *empty_values(site.shape), old, *_values(plan, site)))


def _items(plan: Plan, site: Site, shape: Items, old: Json | Absent) -> Sequence[Json]:
    """Return items for a list, one of each kind: those of its pool, or those that stand in it."""
    if isinstance(shape.item, Text):
        return [f"{shape.item.prefix}{letter}" for letter in "abc"]
    kinds: dict[str, Json] = {}
    for item in [item for value in _values(plan, site) for item in items_of(value)] or items_of(old):
        kinds.setdefault(str([text for text in members_of(item).values() if isinstance(text, str)]), item)
    return list(kinds.values()) or [{"a": "x"}]


def _vanishing(change: _Variation) -> Iterator[Json | Absent]:
    member = change.place.site.member
    if change.may_vanish and member is not None:
        yield from ((ABSENT,) if not member.required else ())
        yield from ((None,) if member.nullable else ())


def _emptier(change: _Variation, old: Json | Absent) -> Iterator[Group]:
    """Yield groups of the ways in which nothing, or little, can stand at a place, and of what stands there."""
    shape = change.place.site.shape
    if change.may_vanish and isinstance(shape, _SCALARS | Items):
        some = (value for group in groups_of(shape, old) for value in group if value)
        yield from in_groups((*_vanishing(change), *empty_values(shape), old, *itertools.islice(some, 1)))


def _states(plan: Plan) -> Mapping[str, Sequence[str]]:
    """Return, for each state, those that can replace it in a document with no other change."""
    return _interchangeable(plan) if plan.siblings.states is None else plan.siblings.states


@functools.cache
def _interchangeable(plan: Plan) -> Mapping[str, Sequence[str]]:
    """Return, for each state, those in which its simplest document is valid too."""
    trees = {state: plan.tree(First(), (state,)) for state in plan.states}
    name = plan.profile.object.state

    def fits(tree: Mapping[str, Json], state: str) -> bool:
        return tree[name] != state and plan.profile.judge({**tree, name: state}).standing is Standing.VALID

    fitting = {state: tuple(other for other in trees if fits(tree, other)) for state, tree in trees.items()}
    return {state: others for state, others in fitting.items() if others}


def _place(plan: Plan, site: Site) -> Place:
    place = place_of(plan, site)
    if site.pattern == (plan.profile.object.state,):
        return Place(site, tuple(_states(plan)), {})
    if str(site) in plan.siblings.kept:
        only = {slot: [row for row in rows if _holds_value(row, site)] for slot, rows in place.only.items()}
        return evolve(place, only=only)
    return place


def _holds_value(row: Json | Computed, site: Site) -> bool:
    if isinstance(row, Computed):
        return False
    path = find(row, site.pattern)
    return path is not None and at_path(row, path) is not None


def _path(tree: Json, site: Site) -> Path:
    parent = find(tree, site.pattern[:-1])
    return (*(parent or ()), str(site.pattern[-1]))
