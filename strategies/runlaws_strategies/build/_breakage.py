"""Breakage: named rules broken at named places. Sites × spoils for structure, breaks for relations."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from runlaws.case import Case
from runlaws.contract import Free, Integer, Standing, label
from runlaws.document import write
from runlaws.values import ABSENT, Json, Path, at_path
from runlaws_strategies.build._choosers import MOST_ROWS, Chooser
from runlaws_strategies.build._sites import (
    Item,
    Key,
    Pattern,
    Site,
    find,
    rule_id,
    sites_of,
)
from runlaws_strategies.build._spoils import Spoil, spoils
from runlaws_strategies.objects.run._assemble import CALLS, SET_WHEN, Plan
from runlaws_strategies.objects.run._breaks import RELATION_BREAKS, Break
from runlaws_strategies.objects.run._pools import ERRORS, REASONS, USAGES

__all__ = ["Place", "Spoiling", "broken_case", "place_of", "targets", "wrecked_case"]


@frozen
class Place:
    """A site, with the statuses and the rows of pools in which what it stands in is there."""

    site: Site
    statuses: tuple[str, ...]
    only: Mapping[str, Sequence[Json]] = field(repr=False)


@frozen
class Spoiling:
    """One way to break one structural rule."""

    rule: str
    place: Place
    spoil: Spoil

    def trees(self, choose: Chooser, plan: Plan) -> tuple[bytes, dict[str, Json]]:
        """Build a run, and return it as it is written and with the rule broken in it, and nothing else."""
        tree = plan.tree(choose, self.place.statuses, self.place.only)
        origin = write(tree)
        self.apply(tree)
        return origin, tree

    def apply(self, tree: dict[str, Json]) -> Path:
        """Spoil a tree that has the place, and return where it is."""
        pattern = self.place.site.pattern
        parent = find(tree, pattern[:-1])
        if parent is None:
            msg = f"the site {self.place.site} is not in {tree}"
            raise LookupError(msg)
        return (*parent, _put(at_path(tree, parent), pattern[-1], self.spoil))


def broken_case(choose: Chooser, plan: Plan, standing: Standing) -> Case:
    """Build a run, break one rule of it, and return the case; `standing` is invalid or questionable."""
    target = choose.row(choose.row(targets(plan, standing)))
    origin, tree = target.trees(choose, plan)
    case = Case.of_tree(tree, plan.profile, made=f"with {target.rule} broken", origin=origin)
    return case.expect(standing, frozenset({target.rule}))


def wrecked_case(choose: Chooser, plan: Plan) -> Case:
    """Build a run with as much in it as fits, and break up to sixteen structural rules of it at separate places.

    What another version or another server sends is wrong in many places at once.
    """
    status = choose.row((*plan.statuses, *_MANY_PARTS))
    options = _spoilings_in(plan, status)
    tree = plan.tree(choose, (status,), plan.rich)
    origin = write(tree)
    rules: dict[Path, str] = {}
    for index in range(16):
        group = choose.row(options if not index else (None, *options))
        if group is None:
            continue
        spoiling = choose.row(group)
        pattern = spoiling.place.site.pattern
        if not _holds(tree, pattern[:-1], pattern[-1]) or not _free(tree, pattern, rules):
            continue
        rules[_area(spoiling.apply(tree))] = spoiling.rule
    case = Case.of_tree(tree, plan.profile, made=f"with {len(rules)} rules broken", origin=origin)
    return case.expect(Standing.INVALID, frozenset(rules.values()))


def _free(tree: dict[str, Json], pattern: Pattern, taken: Mapping[Path, str]) -> bool:
    """Tell whether a site is apart from all that were spoiled, so that none of the violations hides another."""
    last, parent = pattern[-1], find(tree, pattern[:-1]) or ()
    holder = at_path(tree, parent)
    if isinstance(last, Item):
        found = find(holder, (last,))
        area = _area((*parent, found[0] if found else 0))
    else:
        area = _area((*parent, str(last)))
    return all(area[: len(other)] != other and other[: len(area)] != area for other in taken)


def _area(path: Path) -> Path:
    """Return the part of a document in which one violation may hide another: all of an object, for its tag."""
    return path[:-1] if path[-1] == "type" else path


@functools.cache
def targets(plan: Plan, standing: Standing) -> Sequence[Sequence[Spoiling | Break]]:
    """Return, for each rule that can be broken so that a document has this standing, the ways to break it.

    Relations stand in it twice where there is room: nothing else breaks them, while wrecked documents break the others.
    """
    known = {relation.rule.id for relation in plan.profile.relations}
    groups: dict[str, list[Spoiling | Break]] = {}
    for spoiling in _spoilings(plan):
        if spoiling.spoil.standing is standing:
            groups.setdefault(spoiling.rule, []).append(spoiling)
    for found in RELATION_BREAKS:
        if found.rule in known and found.standing is standing and set(found.statuses) & set(plan.statuses):
            groups.setdefault(found.rule, []).append(found)
    again = [groups[rule] for rule in groups if rule in known]
    return tuple(map(tuple, (*groups.values(), *(again if len(groups) + len(again) <= MOST_ROWS else ()))))


@functools.cache
def _spoilings_in(plan: Plan, status: str) -> Sequence[Sequence[Spoiling]]:
    """Return the ways to break hard structural rules in a run of a status, by rule."""
    groups: dict[str, list[Spoiling]] = {}
    for spoiling in _spoilings(plan):
        if spoiling.spoil.standing is Standing.INVALID and status in spoiling.place.statuses:
            groups.setdefault(spoiling.rule, []).append(spoiling)
    return tuple(map(tuple, groups.values()))


@functools.cache
def _spoilings(plan: Plan) -> tuple[Spoiling, ...]:
    return tuple(_every_spoiling(plan))


def _every_spoiling(plan: Plan) -> Iterator[Spoiling]:
    for site in sites_of(plan.profile):
        place = place_of(plan, site)
        for spoil in spoils(site):
            if spoil.kind == "max-key-length":
                yield Spoiling(rule_id((*site.pattern, Key()), spoil.kind), place, spoil)
                continue
            at = _with_value(place, plan) if spoil.kind == "spelling" else place
            yield Spoiling(rule_id(site.pattern, spoil.kind), at, spoil)
    for name in plan.profile.gone:
        place = Place(Site((name,), Free(), None), plan.statuses, {})
        yield Spoiling(f"{name}.gone", place, Spoil("gone", []))


def _with_value(place: Place, plan: Plan) -> Place:
    """Return a place narrowed to rows in which an integer stands there, where there are any."""
    top = str(place.site.pattern[0])
    slot = plan.slot_of(top) if top in plan.profile.shape.members and top not in _BUILT else ""
    if not slot or not isinstance(place.site.shape, Integer):
        return place
    rows = [row for row in plan.rows[slot] if isinstance(at_path(row, find(row, place.site.pattern) or ("",)), int)]
    return Place(place.site, place.statuses, {slot: rows}) if rows else place


def _put(holder: Json, last: object, spoil: Spoil) -> str | int:
    """Spoil what stands under the last part of a pattern in its object or list, and return its name or index."""
    if isinstance(last, Item):
        found = find(holder, (last,))
        if not found:
            holder.append(None)
        index = int(found[0]) if found else 0
        holder[index] = spoil.value(holder[index])
        return index
    name = next(iter(holder), "key") if isinstance(last, Key) else str(last)
    value = spoil.value(holder.get(name))
    if value is ABSENT:
        del holder[name]
    else:
        holder[name] = value
    return name


def place_of(plan: Plan, site: Site) -> Place:
    """Return a site with the statuses and rows in which what it stands in is there."""
    top, parent = str(site.pattern[0]), site.pattern[:-1]
    statuses = tuple(status for status in plan.statuses if status in SET_WHEN.get(top, plan.statuses))
    if top == "tools":  # what a call names must stay among the tools
        statuses = tuple(status for status in statuses if status != "requires_action")
    return Place(site, statuses, _only(plan, top, site.pattern) if parent else {})


def _only(plan: Plan, top: str, pattern: Pattern) -> Mapping[str, Sequence[Json]]:
    """Return the rows of a pool that hold what a site stands in, by the name of the pool."""
    parent, last = pattern[1:-1], pattern[-1]
    if top == "required_action":
        made = [(CALLS, _CALL), *((row, row) for row in plan.approvals)]
        return {top: [row for row, action in made if _holds(action, parent, last)]}
    if top in _OUTCOMES:
        slot, rows = top, [row for row in _OUTCOMES[top] if _holds(row, parent, last)]
    else:
        slot = plan.slot_of(top)
        rows = [row for row in plan.rows[slot] if _holds(row, pattern[:-1], last)]
    if not rows:
        msg = f"no row of a pool holds {label(tuple(map(str, pattern)))}: add one, or its rules are never broken"
        raise LookupError(msg)
    return {slot: rows}


def _holds(row: Json, parent: Pattern, last: object) -> bool:
    path = find(row, parent)
    return path is not None and isinstance(at_path(row, path), list if isinstance(last, Item) else dict)


_MANY_PARTS = ("requires_action", "failed", "requires_action", "failed")
_CALL: Json = {
    "type": "submit_tool_outputs",
    "submit_tool_outputs": {"tool_calls": [{"type": "function", "function": {}}]},
}
_OUTCOMES: Mapping[str, Sequence[Json]] = {"last_error": ERRORS, "incomplete_details": REASONS, "usage": USAGES}
_BUILT = frozenset(SET_WHEN) | {"id", "object", "created_at", "assistant_id", "thread_id", "status"}
