"""Breakage: named rules broken at named places. Sites × spoils for structure, breaks for relations."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import Factory, evolve, field, frozen

from runlaws.case import Case
from runlaws.contract import Free, Integer, Standing
from runlaws.values import ABSENT, Absent, Json, Path, at_path, inserted, members_of, replaced
from runlaws_strategies.build._breaks import every_break
from runlaws_strategies.build._choosers import MOST_ROWS, Chooser
from runlaws_strategies.build._places import Place, can_hold, place_of
from runlaws_strategies.build._plan import Break, Plan, Tree
from runlaws_strategies.build._pooled import Draft, Look
from runlaws_strategies.build._rows import Same
from runlaws_strategies.build._sites import Is, Item, Key, Site, Spot, find, rule_id, sites_of, spot_of, tags_of
from runlaws_strategies.build._spoils import Spoil, spoils

__all__ = ["Spoiling", "broken_case", "targets", "wrecked_case"]

_MOST_SPOILED: Final = 2**10
"""Of how many values of pools it is kept what spoiling them makes: as many as come often."""


@frozen(eq=False)
class Spoiling:
    """One way to break one structural rule."""

    rule: str
    place: Place
    spoil: Spoil
    member: str = field(
        init=False, repr=False, default=Factory(lambda self: str(self.place.site.pattern[0]), takes_self=True)
    )
    """The member of the top in which the rule is broken."""

    def drafts(self, choose: Chooser, plan: Plan) -> tuple[Draft, Draft]:
        """Return a valid document, and the same with this rule broken in it and no other."""
        draft = plan.draft(choose, self.place.states, self.place.only)
        spoiled = _spoiled_in(plan, self, draft.tree, draft.tree, lambda _: True)
        if spoiled is None:
            msg = f"the site {self.place.site} is not in {draft.tree}"
            raise LookupError(msg)
        return draft, plan.pooled.changed(draft, {self.member: spoiled.look(plan)})

    def at(self, spot: Spot, tree: Mapping[str, Json]) -> tuple[Path, Tree]:
        """Return the path of the value that is spoiled at a spot of a tree, and the tree with it spoiled."""
        path, holder = spot
        last, value = _spoiled(holder, self.place.site.pattern[-1], self.spoil)
        return (*path, last), _with(tree, (*path, last), value, holder)


def broken_case(choose: Chooser, plan: Plan, standing: Standing) -> Case:
    """Return the case of a document with one rule broken; `standing` is invalid or questionable."""
    target = choose.row(choose.row(targets(plan, standing)))
    origin, broken = target.drafts(choose, plan)
    case = broken.case(f"with {target.rule} broken", origin.document)
    return case.expect(standing, frozenset({target.rule}))


def wrecked_case(choose: Chooser, plan: Plan) -> Case:
    """Return the case of a full document with up to sixteen structural rules broken, each at a place of its own.

    Another version or another server sends documents that are wrong in many places at once.
    """
    state = choose.row((*plan.states, *plan.rich_states))
    options = _spoilings_in(plan, state)
    draft = plan.draft(choose, (state,), plan.rich)
    tree = dict(draft.tree)
    rules: dict[Path, str] = {}
    changes: dict[str, _Spoiled] = {}
    around: set[Path] = set()

    def is_free(paths: Sequence[Path]) -> bool:
        """Return whether a part is neither around nor inside a spoiled one, so that no violation hides another."""
        return paths[-1] not in around and rules.keys().isdisjoint(paths)

    for groups in (options, *(((None, *options),) * 15)):
        group = choose.row(groups)
        spoiling = None if group is None else choose.row(group)
        if spoiling is None or (spoiling.member,) in rules:
            continue
        spoiled = _spoiled_in(plan, spoiling, draft.tree, tree, is_free)
        if spoiled is not None:
            rules[spoiled.becomes[-1]] = spoiling.rule
            around.update(spoiled.becomes)
            changes[spoiling.member] = spoiled
            _set(tree, spoiling.member, spoiled.value)
    if not rules:  # not even the full document has the place of any that was chosen
        return broken_case(choose, plan, Standing.INVALID)
    wrecked = plan.pooled.changed(draft, {member: spoiled.look(plan) for member, spoiled in changes.items()})
    case = wrecked.case(f"with {len(rules)} rules broken", draft.document)
    return case.expect(Standing.INVALID, frozenset(rules.values()))


def _set(tree: Tree, name: str, value: Json | Absent) -> None:
    if value is ABSENT:
        tree.pop(name, None)
    else:
        tree[name] = value


@frozen
class _Spoiled:
    """A member of the top with a value in it spoiled, and the part of the document in which that may hide others."""

    member: str
    value: Json | Absent
    inside: Sequence[Path]
    """The paths of all that the part is in, and last its own."""
    becomes: Sequence[Path]
    """The same, where it has become another part by being spoiled."""
    known: Look | None = None
    """What there is to know of the member, if somebody has looked."""

    def look(self, plan: Plan) -> Look:
        """Return what there is to know of the member."""
        return self.known or plan.pooled.look_at(self.member, self.value)


_IsFree: TypeAlias = Callable[[Sequence[Path]], bool]
"""Whether a part may be spoiled, given the paths of all that it is in, and last its own."""


def _spoiled_in(
    plan: Plan, spoiling: Spoiling, origin: Mapping[str, Json], tree: Mapping[str, Json], is_free: _IsFree
) -> _Spoiled | None:
    """Return what spoiling a place in a tree makes of its member; None where that place is not, or not free.

    What it makes of a value of a pool is made once: documents are put together of few.
    """
    pattern, member = spoiling.place.site.pattern, spoiling.member
    value = tree.get(member, ABSENT)
    if len(pattern) == 1 and not callable(spoiling.spoil.put):
        spoiled = _spoiled_once(plan, spoiling, Same(None))  # whatever stands there
    elif len(pattern) > 1 and value is origin.get(member, ABSENT) and value in plan.pooled:
        spoiled = _spoiled_once(plan, spoiling, Same(value))
    else:
        return _spoiled_member(plan, spoiling, value, is_free)
    return spoiled if spoiled is not None and is_free(spoiled.inside) else None


@functools.lru_cache(maxsize=_MOST_SPOILED)
def _spoiled_once(plan: Plan, spoiling: Spoiling, value: Same[Json | Absent]) -> _Spoiled | None:
    spoiled = _spoiled_member(plan, spoiling, value.value, lambda _: True)
    return None if spoiled is None else evolve(spoiled, known=spoiled.look(plan))


def _spoiled_member(plan: Plan, spoiling: Spoiling, value: Json | Absent, is_free: _IsFree) -> _Spoiled | None:
    pattern, member, tags = spoiling.place.site.pattern, spoiling.member, tags_of(plan.profile)
    tree: Tree = {} if value is ABSENT else {member: value}
    spot = spot_of(tree, pattern[:-1])
    if spot is None or not can_hold(spot[1], pattern[-1]):
        return None
    inside = _prefixes(_area(_place_in(spot, pattern[-1]), tags))
    if not is_free(inside):
        return None
    path, other = spoiling.at(spot, tree)
    area = _area(path, tags)
    return _Spoiled(member, other.get(member, ABSENT), inside, inside if area == inside[-1] else _prefixes(area))


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
        for spoil in map(functools.partial(_kept, plan), spoils(site)):
            if spoil.kind == "max-key-length":
                yield Spoiling(rule_id((*site.pattern, Key()), spoil.kind), place, spoil)
                continue
            at = _with_value(place, plan) if spoil.kind == "spelling" else place
            yield Spoiling(rule_id(site.pattern, spoil.kind), at, spoil)
    for name in plan.profile.gone:
        place = Place(Site((name,), Free(), None), plan.states, {})
        yield Spoiling(f"{name}.gone", place, Spoil("gone", []))


def _kept(plan: Plan, spoil: Spoil) -> Spoil:
    """Return a spoil whose value, if it is always the same, is among those that are written and looked at once."""
    if spoil.put is ABSENT or callable(spoil.put):
        return spoil
    return evolve(spoil, put=plan.pooled.keep(spoil.put))


def _with_value(place: Place, plan: Plan) -> Place:
    """Return a place narrowed to the rows that have an integer there, if any have."""
    slot = plan.slot_of(str(place.site.pattern[0]))
    if slot is None or not isinstance(place.site.shape, Integer):
        return place
    rows = [row for row in plan.rows[slot] if isinstance(at_path(row, find(row, place.site.pattern) or ("",)), int)]
    return evolve(place, only={slot: rows}) if rows else place


def _spoiled(holder: Json | Absent, last: object, spoil: Spoil) -> tuple[str | int, Json | Absent]:
    """Return the name or index of what the last part of a pattern means in its object or list, and what to put there.

    Of an empty list that is a first item.
    """
    if isinstance(last, Item) and isinstance(holder, list):
        path = find(holder, (last,))
        return (int(path[0]), _present(spoil.value(holder[int(path[0])]))) if path else (0, _present(spoil.value(None)))
    if not isinstance(holder, dict):
        msg = f"{last} is in no {type(holder).__name__}"
        raise LookupError(msg)
    name = next(iter(holder), "key") if isinstance(last, Key) else str(last)
    return name, spoil.value(holder.get(name))


def _with(tree: Mapping[str, Json], path: Path, value: Json | Absent, holder: Json | Absent) -> Tree:
    """Return a tree with a value at a path in a holder: if that is an empty list, as its first item."""
    if holder == [] and value is not ABSENT:
        return dict(members_of(inserted(tree, path, value)))
    return dict(members_of(replaced(tree, path, value)))


def _present(value: Json | Absent) -> Json:
    if value is ABSENT:
        msg = "an item cannot be absent"
        raise LookupError(msg)
    return value
