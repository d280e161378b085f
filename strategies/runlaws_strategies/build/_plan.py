"""A plan: what a builder says about a profile's documents. It is all that the build knows about an object."""

from __future__ import annotations

import functools
import importlib
import itertools
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import Factory, evolve, field, frozen

from runlaws.case import Case
from runlaws.contract import Choice, Profile, Standing
from runlaws.objects import ProfileError, to_draw_from
from runlaws.values import Json, leaves, members_of
from runlaws_strategies.build._choosers import ByPool, Chooser
from runlaws_strategies.build._pooled import Draft, Pooled
from runlaws_strategies.build._rows import Computed, Only, Rows, plain
from runlaws_strategies.build._traffic import Traffic

__all__ = [
    "Assemble",
    "Break",
    "Builder",
    "Disputes",
    "Edit",
    "Growth",
    "Plan",
    "Siblings",
    "Tree",
    "plan_of",
    "realistic_plan",
    "states_of",
]

Tree: TypeAlias = dict[str, Any]
Edit: TypeAlias = Callable[[Tree], Tree]
Assemble: TypeAlias = Callable[["Plan", Chooser, str, Only], Tree]
"""Makes the members of a document in a state, in any order, from rows of the plan's pools (`only` limits some)."""

_ALL_ROWS: Final[Only] = {}


@frozen
class Break:
    """One way to break a relation: in which states, and by what change of a valid document."""

    rule: str
    states: tuple[str, ...]
    edit: Edit = field(repr=False)
    standing: Standing = Standing.INVALID

    def drafts(self, choose: Chooser, plan: Plan) -> tuple[Draft, Draft]:
        """Return a valid document, and the same with this relation broken in it and no other rule."""
        states = tuple(state for state in self.states if state in plan.states)
        draft = plan.draft(choose, states, plan.ground)
        return draft, plan.pooled.draft({**self.edit(draft.tree)})


@frozen
class Siblings:
    """Which members cannot change alone, and what others change to; a place is written `usage.total_tokens`."""

    states: Mapping[str, tuple[str, ...]] | None = None
    """By state, those that a document may have instead with no other change; found by trying unless given."""
    values: Mapping[str, Sequence[Json]] = field(factory=dict)
    """The values of top-level members that hold structures; from their pools unless given, none if empty."""
    fixed: frozenset[str] = frozenset()
    """Places that cannot change unless another does."""
    kept: frozenset[str] = frozenset()
    """Places that may have another value but must have one."""


@frozen
class Growth:
    """What a server may add some day."""

    variants: Sequence[tuple[str, Mapping[str, Json]]] = (("brand_new", {}),)
    """Unknown tags, each with the other members of its object."""
    closed: frozenset[str] = frozenset()
    """Top-level members below which no enum gets new values."""


@frozen
class Disputes:
    """Where parsers disagree: members whose numbers and texts can be written oddly, and texts that repeat a name."""

    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    twice: tuple[str, ...]


@frozen(eq=False, repr=False, kw_only=True)
class Plan:
    """What to build for a profile. A profile and the `rows` of its members are enough; all else has a default."""

    profile: Profile
    rows: Mapping[str, Rows]
    """Pools of the members that do not depend on the state, each pool under a name of its own."""
    states: tuple[str, ...] = Factory(lambda self: states_of(self.profile), takes_self=True)
    """The states, the simplest first."""
    by_state: Only = field(factory=dict)
    """Pools of the values of members that depend on the state, by the name of the member."""
    assemble: Assemble = Factory(lambda: assembled)
    breaks: Sequence[Break] = ()
    """Ways to break the relations that do not follow from the object's life."""
    edits: Mapping[str, Edit] = field(factory=dict)
    """How to break a fact of the object's life where the default way would break another rule too.

    The key is the member that is set where it must be null, or the id of an order's rule.
    """
    spared: Mapping[str, frozenset[str]] = field(factory=dict)
    """By member, states in which it must be null and is never set to break that."""
    ground: Only = _ALL_ROWS
    """Rows of some pools in which every relation can be broken."""
    bound: Mapping[str, frozenset[str]] = field(factory=dict)
    """By member, states in which it must stay as it was built, since another member depends on it."""
    rich: Only = _ALL_ROWS
    """Rows in which as much as possible is set, so that a document has room for many faults."""
    rich_states: tuple[str, ...] = ()
    """The states in which the most is set."""
    siblings: Siblings = Siblings()
    growth: Growth = Growth()
    disputes: Disputes | None = None
    """Derived from the shapes of the top-level members unless given."""
    odd: Sequence[Mapping[str, Json]] = ()
    """Members of odd documents, which the catalogue puts into the simplest one of a state: the one that is among them,
    or any in which they may be set."""
    copies: Sequence[Json] = ()
    """Objects of the API, which documents hold copies of where anything may be."""
    traffic: Traffic | None = None
    """What realistic documents are like, if that is known."""
    simplest: bool = False
    """Whether to build the simplest documents only, whatever the chooser would choose."""
    base: ByPool = field(factory=lambda: ByPool({}))
    """What chooses the simplest documents: rows other than the first for a client that does not accept those."""
    set_when: Mapping[str, frozenset[str]] = field(
        init=False, default=Factory(lambda self: _set_when(self.profile), True)
    )
    """By member that depends on the state, the states in which it is certain to be set."""
    order: tuple[str, ...] = field(init=False, default=Factory(lambda self: tuple(self.profile.shape.members), True))
    pooled: Pooled = field(init=False, default=Factory(lambda self: Pooled(self.profile, _values(self)), True))
    _kept: dict[Hashable, Tree] = field(init=False, factory=dict)

    def __repr__(self) -> str:
        return f"<Plan {self.profile.name}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(repr(self))  # Hypothesis would print every field

    def tree(self, choose: Chooser, states: Sequence[str] | None = None, only: Only = _ALL_ROWS) -> Tree:
        """Return the tree of `draft`; what is in it is not to be changed."""
        return {**self.draft(choose, states, only).tree}

    def draft(self, choose: Chooser, states: Sequence[str] | None = None, only: Only = _ALL_ROWS) -> Draft:
        """Return a valid document in one of the states (all unless given); `only` limits some pools to these rows."""
        if self.simplest:
            choose = self.base
        members = self.assemble(self, choose, choose.row(states or self.states), only)
        return self.pooled.draft({name: members[name] for name in self.order if name in members}, choose)

    def kept(self, make: Callable[..., Tree], *arguments: Hashable) -> Tree:
        """Return the members that a function makes of some arguments; it is called once for each of few arguments.

        What it returns is shared by all documents.
        """
        members = self._kept.get((make, arguments))
        if members is None:
            members = make(*arguments)
            members = self._kept[make, arguments] = {name: self.pooled.keep(item) for name, item in members.items()}
        return members

    def case(self, tree: Mapping[str, Json], how: str, *, origin: bytes | None = None) -> Case:
        """Return the case of a tree."""
        return self.pooled.draft({**tree}).case(how, origin)

    def states_with(self, member: str) -> tuple[str, ...]:
        """Return the states in which a top-level member is certain to have a value from its pool."""
        return tuple(state for state in self.states if state in self.set_when.get(member, self.states))

    def states_of(self, member: str) -> tuple[str, ...]:
        """Return the states of `states_with` in which the member may be changed alone."""
        bound = self.bound.get(member, frozenset())
        return tuple(state for state in self.states_with(member) if state not in bound)

    def as_states(self, states: Collection[str]) -> tuple[str, ...]:
        """Return one state or several as a tuple; raises ValueError, which lists the profile's, for an unknown one."""
        wanted = (states,) if isinstance(states, str) else tuple(states)
        unknown = [state for state in wanted if state not in self.states]
        if unknown or not wanted:
            state, name = self.profile.object.state, self.profile.name
            got = ", ".join(map(repr, unknown)) or "none"
            msg = f"{state} must be among those of profile {name!r} ({', '.join(self.states)}); got {got}"
            raise ValueError(msg)
        return wanted

    def slot_of(self, member: str) -> str | None:
        """Return the name of the pool that a top-level member is in, or None if it is made in another way."""
        return _slots(self).get(member)

    def extreme(self, which: str) -> Only:
        """Return, for every pool, the row in which least is set (`null`), most is (`set`), or most parts (`wide`)."""
        return _extreme(self, which)


Builder: TypeAlias = Callable[[Profile], Plan]
"""The function that the `builder` of an `Object` names: it returns the plan of each of the object's profiles."""


@functools.cache
def plan_of(profile: Profile) -> Plan:
    """Return the plan of a profile, made by its object's builder, which is imported when it is first needed.

    Raises `ProfileError` if the builder cannot be found, or if the profile only judges.
    """
    spec = to_draw_from(profile).object.builder
    module, _, attribute = spec.partition(":")
    try:
        builder: Builder = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        msg = f"object {profile.object.name!r} must have its builder at {spec!r} (package.module:ATTRIBUTE): {error}"
        raise ProfileError(msg) from error
    return builder(profile)


@functools.cache
def realistic_plan(profile: Profile) -> Plan:
    """Return the plan of a profile's realistic documents; raises `ProfileError` if no traffic is known for it."""
    plan = plan_of(profile)
    traffic = plan.traffic
    if traffic is None:
        msg = f"no traffic was recorded from which realistic documents of profile {profile.name!r} could be made"
        raise ProfileError(msg)

    def assemble(_: Plan, choose: Chooser, state: str, only: Only) -> Tree:
        del only
        return traffic.assemble(choose, state)

    return evolve(plan, states=traffic.states, rows={}, by_state={}, assemble=assemble)


def assembled(plan: Plan, choose: Chooser, state: str, only: Only) -> Tree:
    """Return a document made from a row of every pool; members that its state leaves unset are null or absent."""
    tree: Tree = {plan.profile.object.state: state}
    for slot, rows in plan.rows.items():
        tree.update(members_of(choose.row(only.get(slot, rows))))
    for member, values in plan.by_state.items():
        if state in plan.set_when.get(member, plan.states):
            tree[member] = choose.row(only.get(member, values))
        elif plan.profile.shape.members[member].nullable:
            tree[member] = None
    return tree


def states_of(profile: Profile) -> tuple[str, ...]:
    """Return the states that a profile knows, in the order of its shape."""
    shape = profile.shape.members[profile.object.state].shape
    return shape.values if isinstance(shape, Choice) else ()


def _set_when(profile: Profile) -> Mapping[str, frozenset[str]]:
    return {presence.member: presence.set_in for presence in profile.object.life.presences}


def _values(plan: Plan) -> Iterator[Json]:
    """Yield what stands in the pools of a plan."""
    if plan.traffic is not None:
        yield from plan.traffic.parts
    for slot, rows in itertools.chain(plan.rows.items(), plan.rich.items(), plan.by_state.items()):
        for row in rows:
            if slot in plan.by_state:
                yield from (() if isinstance(row, Computed) else (row,))
            else:
                yield from members_of(row).values()


@functools.cache
def _slots(plan: Plan) -> Mapping[str, str]:
    return {member: slot for slot, rows in plan.rows.items() for row in rows for member in row}


@functools.cache
def _extreme(plan: Plan, which: str) -> Only:
    best = min if which == "null" else max
    weight = _breadth if which == "wide" else _weight
    return {slot: [best(plain(rows), key=weight)] for slot, rows in plan.rows.items()}


def _weight(row: Mapping[str, Json]) -> int:
    """Return how much is set in a row."""
    return sum(len(str(value)) for value in row.values() if value not in (None, [], {}))


def _breadth(row: Mapping[str, Json]) -> int:
    """Return how many values there are in a row."""
    return sum(1 for _ in leaves(row))
