"""Breakage: sites × spoils, and relations × breaks. One named rule is broken at one named place."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen

from runlaws.case import Case
from runlaws.contract import Free, Standing, label
from runlaws.values import ABSENT, Json, at_path
from runlaws_strategies._build import CALLS, SET_WHEN, Plan
from runlaws_strategies._chooser import Chooser
from runlaws_strategies._pools import ERRORS, REASONS, USAGES
from runlaws_strategies._relations import RELATION_BREAKS, Break
from runlaws_strategies._sites import Item, Key, Pattern, Site, find, sites_of
from runlaws_strategies._spoils import Spoil, spoils

__all__ = ["Breakable", "breakables", "broken_case", "ready"]


@frozen
class Breakable:
    """A site and all the ways to spoil it, with what must be built for the site to be there."""

    site: Site
    ways: tuple[Spoil, ...]
    statuses: tuple[str, ...]
    only: Mapping[str, Sequence[Json]] = field(repr=False)


def broken_case(choose: Chooser, plan: Plan, standing: Standing) -> Case:
    """Build a run, break one rule of it, and return the case; `standing` is invalid or questionable."""
    target = choose.row(_targets(plan, standing))
    if isinstance(target, Break):
        statuses = tuple(status for status in target.statuses if status in plan.statuses)
        tree = target.edit(plan.tree(choose, statuses, {"required_action": (CALLS,)}))
        made = f"with {target.rule} broken"
        case = Case.of_tree(tree, plan.profile, made=made)
        return case.expect(standing, frozenset({target.rule}))
    way = choose.row(target.ways)
    tree = plan.tree(choose, target.statuses, target.only)
    _path, rule = spoil(tree, target.site, way)
    case = Case.of_tree(tree, plan.profile, made=f"with {rule} broken")
    return case.expect(standing, frozenset({rule}))


def spoil(tree: dict[str, Json], site: Site, way: Spoil) -> tuple[tuple[str | int, ...], str]:
    """Spoil a site of a tree in place; return where it is, and the rule that is now broken."""
    parent = find(tree, site.pattern[:-1])
    if parent is None:
        msg = f"the site {site} is not in {tree}"
        raise LookupError(msg)
    holder, last = at_path(tree, parent), site.pattern[-1]
    if isinstance(last, Item):
        place: Any = find(holder, (last,))
        index = place[0] if place else 0
        if not place:
            holder.append(None)
        holder[index] = way.value(holder[index])
        path = (*parent, index)
        rule = f"{label(path)}.{_item_kind(way)}"
    elif isinstance(last, Key):
        name = next(iter(holder), "key")
        holder[name] = way.value(holder.get(name))
        path, rule = (*parent, name), f"{label(parent)}{{}}.{_item_kind(way)}"
    else:
        name = str(last)
        value = way.value(holder.get(name, [] if way.kind == "max-items" else None))
        holder[name] = value
        if value is ABSENT:
            del holder[name]
        path = (*parent, name)
        rule = f"{label(path)}.{way.kind}"
    return path, rule


def _item_kind(way: Spoil) -> str:
    return "type" if way.kind == "not-null" else way.kind


@functools.cache
def _targets(plan: Plan, standing: Standing) -> Sequence[Breakable | Break]:
    """Return what can be broken so that a document has this standing, structural sites before relations."""
    known = {relation.rule.id for relation in plan.profile.relations}
    relations = [
        found
        for found in RELATION_BREAKS
        if found.rule in known and found.standing is standing and not plan.profile_lacks(found.statuses)
    ]
    return (*breakables(plan, standing), *relations)


@functools.cache
def breakables(plan: Plan, standing: Standing) -> tuple[Breakable, ...]:
    """Return the sites of a plan that can be spoiled so that a document has this standing."""
    made = []
    for site in sites_of(plan.profile):
        ways = tuple(way for way in spoils(site) if way.standing is standing)
        if ways:
            made.append(ready(plan, site, ways))
    gone = [Breakable(_gone_site(name), (Spoil("gone", []),), plan.statuses, {}) for name in plan.profile.gone]
    return (*made, *(gone if standing is Standing.INVALID else ()))


def _gone_site(name: str) -> Site:
    return Site((name,), Free(), None)


def ready(plan: Plan, site: Site, ways: tuple[Spoil, ...] = ()) -> Breakable:
    """Return a site with the statuses and rows in which its object is there."""
    top, parent = str(site.pattern[0]), site.pattern[:-1]
    statuses = tuple(status for status in plan.statuses if status in SET_WHEN.get(top, plan.statuses))
    if top == "tools":  # what a call names must stay among the tools
        statuses = tuple(status for status in statuses if status != "requires_action")
    if not parent:
        return Breakable(site, ways, statuses, {})
    return Breakable(site, ways, statuses, _only(plan, top, site.pattern))


def _only(plan: Plan, top: str, pattern: Pattern) -> Mapping[str, Sequence[Json]]:
    """Return the rows of a pool that hold what a site stands in, by the name of the pool."""
    parent = pattern[1:-1]
    if top == "required_action":
        made = [(CALLS, _CALL), *((row, row) for row in plan.approvals)]
        return {top: [row for row, action in made if _holds(action, parent, pattern[-1])]}
    if top in _OUTCOMES:
        rows: Sequence[Json] = [row for row in _OUTCOMES[top] if _holds(row, parent, pattern[-1])]
    else:
        rows = [row for row in plan.rows[plan.slot_of(top)] if _holds(row, pattern[:-1], pattern[-1])]
    if not rows:
        msg = f"no row of a pool holds {'/'.join(map(str, pattern))}: add one, or its rules are never broken"
        raise LookupError(msg)
    return {top if top in _OUTCOMES else plan.slot_of(top): rows}


def _holds(row: Json, parent: Pattern, last: object) -> bool:
    path = find(row, parent)
    return path is not None and isinstance(at_path(row, path), list if isinstance(last, Item) else dict)


_CALL: Json = {
    "type": "submit_tool_outputs",
    "submit_tool_outputs": {"tool_calls": [{"type": "function", "function": {}}]},
}
_OUTCOMES: Mapping[str, Sequence[Json]] = {
    "last_error": ERRORS,
    "incomplete_details": REASONS,
    "usage": USAGES,
}
