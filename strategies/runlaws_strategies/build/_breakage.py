"""Breakage: named rules broken at named places. Sites × spoils for structure, breaks for relations."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from runlaws.case import Case
from runlaws.contract import Free, Integer, Standing
from runlaws.document import write
from runlaws.values import ABSENT, Absent, Json, Path, at_path
from runlaws_strategies.build._breaks import every_break
from runlaws_strategies.build._choosers import MOST_ROWS, Chooser
from runlaws_strategies.build._places import Place, can_hold, place_of
from runlaws_strategies.build._plan import Break, Plan, Tree
from runlaws_strategies.build._sites import Is, Item, Key, Site, Spot, find, rule_id, sites_of, spot_of, tags_of
from runlaws_strategies.build._spoils import Spoil, spoils

__all__ = ["Spoiling", "broken_case", "targets", "wrecked_case"]


@frozen
class Spoiling:
    """One way to break one structural rule."""

    rule: str
    place: Place
    spoil: Spoil

    def trees(self, choose: Chooser, plan: Plan) -> tuple[bytes, Tree]:
        """Return a valid document as bytes, and its tree with this rule broken in it and no other."""
        tree = plan.tree(choose, self.place.states, self.place.only)
        origin = write(tree)
        self.apply(tree)
        return origin, tree

    def apply(self, tree: Tree) -> Path:
        """Spoil a tree in place, and return the path; raises LookupError if the tree does not have the place."""
        spot = spot_of(tree, self.place.site.pattern[:-1])
        if spot is None:
            msg = f"the site {self.place.site} is not in {tree}"
            raise LookupError(msg)
        return self.at(spot)

    def at(self, spot: Spot) -> Path:
        """Spoil the value in an object or list, which is changed in place, and return its path."""
        path, holder = spot
        return (*path, _put(holder, self.place.site.pattern[-1], self.spoil))


def broken_case(choose: Chooser, plan: Plan, standing: Standing) -> Case:
    """Return the case of a document with one rule broken; `standing` is invalid or questionable."""
    target = choose.row(choose.row(targets(plan, standing)))
    origin, tree = target.trees(choose, plan)
    case = Case.of_tree(tree, plan.profile, made=f"with {target.rule} broken", origin=origin)
    return case.expect(standing, frozenset({target.rule}))


def wrecked_case(choose: Chooser, plan: Plan) -> Case:
    """Return the case of a full document with up to sixteen structural rules broken, each at a place of its own.

    Another version or another server sends documents that are wrong in many places at once.
    """
    state = choose.row((*plan.states, *plan.rich_states))
    options = _spoilings_in(plan, state)
    tree = plan.tree(choose, (state,), plan.rich)
    origin = write(tree)
    tags = tags_of(plan.profile)
    rules: dict[Path, str] = {}
    around: set[Path] = set()
    for groups in (options, *(((None, *options),) * 15)):
        group = choose.row(groups)
        spoiling = None if group is None else choose.row(group)
        spot = None if spoiling is None else spot_of(tree, spoiling.place.site.pattern[:-1])
        if spoiling is None or spot is None or not can_hold(spot[1], spoiling.place.site.pattern[-1]):
            continue
        area = _area(_place_in(spot, spoiling.place.site.pattern[-1]), tags)
        # Neither around nor inside a spoiled one, so that no violation hides another.
        if area not in around and rules.keys().isdisjoint(_prefixes(area)):
            area = _area(spoiling.at(spot), tags)
            rules[area] = spoiling.rule
            around.update(_prefixes(area))
    if not rules:  # not even the full document has the place of any that was chosen
        return broken_case(choose, plan, Standing.INVALID)
    case = Case.of_tree(tree, plan.profile, made=f"with {len(rules)} rules broken", origin=origin)
    return case.expect(Standing.INVALID, frozenset(rules.values()))


def _place_in(spot: Spot, last: str | Item | Key | Is) -> Path:
    """Return the path at which the last part of a pattern will be spoiled, in the object or list at a spot."""
    path, holder = spot
    if isinstance(last, Item):
        return (*path, *(find(holder, (last,)) or (0,)))
    return (*path, str(last))


def _prefixes(path: Path) -> list[Path]:
    """Return the paths of all that a place is in, and its own."""
    return [path[:length] for length in range(len(path) + 1)]


def _area(path: Path, tags: frozenset[str]) -> Path:
    """Return the part of a document in which a violation at a path may hide others: for a tag, its whole object."""
    return path[:-1] if path[-1] in tags else path


@functools.cache
def targets(plan: Plan, standing: Standing) -> Sequence[Sequence[Spoiling | Break]]:
    """Return, for each rule that can be broken so that a document has this standing, the ways to break it.

    Relations are in it twice where there is room: nothing else breaks them, while wrecked documents break the others.
    """
    relations = {relation.rule.id for relation in plan.profile.relations}
    groups: dict[str, list[Spoiling | Break]] = {}
    for spoiling in _spoilings(plan):
        if spoiling.spoil.standing is standing:
            groups.setdefault(spoiling.rule, []).append(spoiling)
    for way in every_break(plan):
        if way.rule in relations and way.standing is standing and set(way.states) & set(plan.states):
            groups.setdefault(way.rule, []).append(way)
    repeated = [groups[rule] for rule in groups if rule in relations]
    return tuple(map(tuple, (*groups.values(), *(repeated if len(groups) + len(repeated) <= MOST_ROWS else ()))))


@functools.cache
def _spoilings_in(plan: Plan, state: str) -> Sequence[Sequence[Spoiling]]:
    """Return the ways to break hard structural rules in documents of a state, grouped by rule."""
    groups: dict[str, list[Spoiling]] = {}
    for spoiling in _spoilings(plan):
        if spoiling.spoil.standing is Standing.INVALID and state in spoiling.place.states:
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
        place = Place(Site((name,), Free(), None), plan.states, {})
        yield Spoiling(f"{name}.gone", place, Spoil("gone", []))


def _with_value(place: Place, plan: Plan) -> Place:
    """Return a place narrowed to the rows that have an integer there, if any have."""
    slot = plan.slot_of(str(place.site.pattern[0]))
    if slot is None or not isinstance(place.site.shape, Integer):
        return place
    rows = [row for row in plan.rows[slot] if isinstance(at_path(row, find(row, place.site.pattern) or ("",)), int)]
    return evolve(place, only={slot: rows}) if rows else place


def _put(holder: Json | Absent, last: object, spoil: Spoil) -> str | int:
    """Spoil the value that the last part of a pattern means in its object or list, and return its name or index."""
    if isinstance(last, Item) and isinstance(holder, list):
        path = find(holder, (last,))
        if not path:
            holder.append(None)
        index = int(path[0]) if path else 0
        holder[index] = _present(spoil.value(holder[index]))
        return index
    if not isinstance(holder, dict):
        msg = f"{last} is in no {type(holder).__name__}"
        raise LookupError(msg)
    name = next(iter(holder), "key") if isinstance(last, Key) else str(last)
    value = spoil.value(holder.get(name))
    if value is ABSENT:
        del holder[name]
    else:
        holder[name] = value
    return name


def _present(value: Json | Absent) -> Json:
    if value is ABSENT:
        msg = "an item cannot be absent"
        raise LookupError(msg)
    return value
