"""Places: sites, with the states and the rows of pools in which their parent is present."""

from __future__ import annotations

from attrs import field, frozen

from runlaws.contract import rule_place
from runlaws.values import Json
from runlaws_strategies.build._plan import Plan
from runlaws_strategies.build._rows import Computed, Only, form_of, plain
from runlaws_strategies.build._sites import Item, Pattern, Site, spot_of

__all__ = ["Place", "can_hold", "holds", "place_of"]


@frozen
class Place:
    """A site, with the states and the rows of pools in which its parent is present."""

    site: Site
    states: tuple[str, ...]
    only: Only = field(repr=False)


def place_of(plan: Plan, site: Site) -> Place:
    """Return a site with the states and rows in which its parent is present."""
    nested = len(site.pattern) > 1
    return Place(site, plan.states_of(str(site.pattern[0])), _only(plan, site.pattern) if nested else {})


def _only(plan: Plan, pattern: Pattern) -> Only:
    """Return the rows that hold the parent of a site, by the name of their pool."""
    top, parent, last = str(pattern[0]), pattern[:-1], pattern[-1]
    slot = plan.slot_of(top) or top
    rows: list[Json | Computed]
    if top in plan.by_state:
        rows = [row for row in plan.by_state[top] if holds(form_of(row), parent[1:], last)]
    else:
        rows = [row for row in plain(plan.rows.get(slot, ())) if holds(row, parent, last)]
    if not rows:
        msg = f"no row of a pool holds {rule_place(tuple(map(str, pattern)))}: add one, or its rules are never broken"
        raise LookupError(msg)
    return {slot: rows}


def holds(tree: Json, parent: Pattern, last: object) -> bool:
    """Return whether a tree has, at `parent`, the list or object that the last part of a pattern belongs to."""
    spot = spot_of(tree, parent)
    return spot is not None and can_hold(spot[1], last)


def can_hold(value: object, last: object) -> bool:
    """Return whether a value is the list or the object that the last part of a pattern belongs to."""
    return isinstance(value, list if isinstance(last, Item) else dict)
