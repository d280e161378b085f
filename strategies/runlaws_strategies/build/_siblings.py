"""Siblings: two documents that differ in exactly one member, and that a client may both accept."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from runlaws.case import Case, Likeness, Twin
from runlaws.contract import Boolean, Choice, Free, Integer, Map, Number, Standing, Text
from runlaws.document import write
from runlaws.values import ABSENT, Absent, Json, Path, at_path, members_of, pointer, replaced, same_json
from runlaws_strategies.build._choosers import Chooser, First
from runlaws_strategies.build._places import Place, place_of
from runlaws_strategies.build._plan import Plan
from runlaws_strategies.build._rows import Computed
from runlaws_strategies.build._sites import Item, Key, Site, find, sites_of, tags_of

__all__ = ["sibling_case"]

_ACCEPTABLE: Final = (Standing.VALID, Standing.QUESTIONABLE)
_AROUND: Final = ("", "null", "set")
"""What the rest of the document has: anything, as little as possible, as much as possible."""


_STEPS: Final = (1, -1, 2, -2, 600, -600)
"""By how much integers differ: of three in a row, a tolerance of one takes two pairs for equal and not the third."""


@frozen
class _MemberChange:
    """A member to change (to another value, slightly, or to null or absent), and the place that it needs."""

    place: Place
    kind: str = "value"
    values: Sequence[Json] = ()
    """What to change it to, if its shape does not say."""


def sibling_case(choose: Chooser, plan: Plan) -> Case:
    """Return the case of a document, with one or two others that differ from it in one member."""
    change = choose.row(_changes(plan))
    around = choose.row(_AROUND)
    only = {**plan.extreme(around), **change.place.only} if around else change.place.only
    tree = plan.tree(choose, change.place.states, only)
    path = _path(tree, change.place.site)
    others = list(itertools.islice(_siblings(plan, tree, path, change), 2))
    if not others:  # where all times of a run are equal, none of them can change alone
        name = _first_text(plan)
        path = (name,)
        texts = (f"{tree[name]}{tail}" for tail in "xy")
        others = [Twin(write({**tree, name: text}), Likeness.DIFFERENT, pointer(path)) for text in texts]
    twin, third = [*others, None][:2]
    label = f"with a copy that differs at {pointer(path)}"
    return Case.of_tree(tree, plan.profile, made=label, twin=twin, third=third).expect(Standing.VALID)


def _siblings(plan: Plan, tree: dict[str, Json], path: Path, change: _MemberChange) -> Iterator[Twin]:
    """Yield documents that differ from a tree, and from each other, in the member at a path."""
    used: list[Json | Absent] = []
    for other in _alternatives(plan, tree, path, change):
        second = members_of(replaced(tree, path, other))
        is_new = not any(same_json(other, value) for value in used)
        if is_new and plan.profile.judge(second).standing in _ACCEPTABLE:
            used.append(other)
            yield Twin(write(second), Likeness.DIFFERENT, pointer(path))


def _first_text(plan: Plan) -> str:
    """Return the first top-level member that always holds text: it can change in every document."""
    members = plan.profile.shape.members.items()
    return next(name for name, member in members if isinstance(member.shape, Text) and member.required)


@functools.cache
def _changes(plan: Plan) -> Sequence[_MemberChange]:
    """Return every member that can change alone."""
    changes = []
    for site in sites_of(plan.profile):
        if isinstance(site.pattern[-1], Item | Key) or not _may_change(plan, site):
            continue
        place = _place(plan, site)
        changes.append(_MemberChange(place, values=_values(plan, site)))
        if _may_vanish(plan, site):
            changes.append(_MemberChange(place, "null or absent", _values(plan, site)))
        if isinstance(site.shape, Text | Number):
            changes.append(_MemberChange(place, "slight"))
    return tuple(changes)


def _may_change(plan: Plan, site: Site) -> bool:
    """Return whether a site holds data that can change alone; a tag cannot, since other members depend on it."""
    if site.pattern[-1] in tags_of(plan.profile) or str(site) in plan.siblings.fixed:
        return False
    if site.pattern == (plan.profile.object.state,):
        return bool(_states(plan))
    if isinstance(site.shape, Choice):
        return len(site.shape.values) > 1
    scalar = isinstance(site.shape, Boolean | Free | Integer | Map | Number | Text)
    return scalar or bool(_values(plan, site))


def _may_vanish(plan: Plan, site: Site) -> bool:
    member = site.member
    kept = (site.pattern[0] in plan.set_when and len(site.pattern) == 1) or str(site) in plan.siblings.kept
    return member is not None and (member.nullable or not member.required) and not kept


def _values(plan: Plan, site: Site) -> Sequence[Json]:
    """Return the values that a top-level member can change to if its shape does not say: those in its pool."""
    name = str(site.pattern[0])
    if len(site.pattern) > 1 or isinstance(site.shape, Boolean | Choice | Free | Integer | Map | Number | Text):
        return ()
    if name in plan.siblings.values:
        return plan.siblings.values[name]
    if name in plan.by_state:
        return [value for value in plan.by_state[name][:2] if not isinstance(value, Computed)]
    values = (row.get(name) for row in plan.rows.get(plan.slot_of(name) or "", ()))
    return list(itertools.islice((value for value in values if value is not None), 8))


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


def _alternatives(plan: Plan, tree: Json, path: Path, change: _MemberChange) -> Iterator[Json | Absent]:
    """Yield values other than the one at a path, the likeliest to fit first."""
    old = at_path(tree, path)
    for option in _options(plan, old, change):
        if not same_json(option, old):
            yield option


def _options(plan: Plan, old: Json | Absent, change: _MemberChange) -> Iterator[Json | Absent]:
    site = change.place.site
    if site.pattern == (plan.profile.object.state,):
        yield from _states(plan).get(str(old), ())
    elif change.kind == "slight":
        yield from _slightly(site, old)
    elif change.kind == "value":
        yield from _others(site, old, change.values)
    else:
        yield from _emptier(site, old, change.values)


def _emptier(site: Site, old: Json | Absent, values: Sequence[Json]) -> Iterator[Json | Absent]:
    member = site.member
    if member is not None and not member.required:
        yield ABSENT
    if member is not None and member.nullable:
        yield None
    if old is None or old is ABSENT:
        yield from _others(site, old, values)


def _others(site: Site, old: Json | Absent, values: Sequence[Json]) -> Iterator[Json]:
    shape = site.shape
    if isinstance(shape, Boolean):
        yield from (True, False)
    elif isinstance(shape, Choice):
        yield from shape.values
    elif isinstance(shape, Text):
        yield from (f"{old}x" if isinstance(old, str) else "x", f"{shape.prefix}x", "y")
    elif isinstance(shape, Integer | Number):
        yield from _near(old, shape.minimum)
    elif isinstance(shape, Free):
        yield from ({"x": 1}, {})
    elif isinstance(shape, Map):
        yield from ({**members_of(old), "k": "w"}, {"k": "x"})
    else:
        yield from values


def _slightly(site: Site, old: Json | Absent) -> Iterator[Json]:
    """Yield values that differ only in white space or the ninth digit."""
    if isinstance(old, str):
        yield f"{old} "
    elif isinstance(old, float):
        yield from (old - 1e-9, old + 1e-9)
    yield from _others(site, old, ())


def _near(old: Json | Absent, minimum: float | None) -> Iterator[Json]:
    if isinstance(old, float):
        yield from (old + 1, old - 1, old / 2)
    elif isinstance(old, int):
        yield from (old + step for step in _STEPS if old + step < 2**53)
    yield from (minimum or 0, (minimum or 0) + 1, 0.5)
