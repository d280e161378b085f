"""Breaking the facts of an object's life: each in both directions, and no other rule with it."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.contract import Force, Order, Presence, Standing
from runlaws.values import ABSENT, Absent, Json
from runlaws_strategies.build._plan import Break, Edit, Plan, Tree
from runlaws_strategies.build._rows import Computed
from runlaws_strategies.build._spoils import least

__all__ = ["every_break"]


def every_break(plan: Plan) -> Iterator[Break]:
    """Yield every way to break a relation of a plan's profile: those that its life implies, then the plan's own."""
    members = plan.profile.shape.members
    life = plan.profile.object.life
    for presence in life.presences:
        if presence.member in members:
            yield from _presence_breaks(plan, presence)
    for order in life.orders:
        if order.member in members:
            edit = plan.edits.get(order.rule.id, _too_early(order))
            yield Break(order.rule.id, plan.states_with(order.member), edit)
    yield from plan.breaks


def _presence_breaks(plan: Plan, presence: Presence) -> Iterator[Break]:
    """Yield both ways to break it: null (or absent) where the member must be set, and set where it must be null."""
    name = presence.member
    member = plan.profile.shape.members[name]
    rule, standing = presence.rule, Standing.INVALID if presence.force is Force.HARD else Standing.QUESTIONABLE
    if member.nullable or not (member.required or presence.optional):
        yield Break(rule.id, plan.states_with(name), _set(name, None if member.nullable else ABSENT), standing)
    if member.nullable and not member.required and not presence.optional:
        yield Break(rule.id, plan.states_with(name), _set(name, ABSENT), standing)
    null_in = plan.profile.object.life.null_in(presence) - plan.spared.get(name, frozenset())
    states = tuple(state for state in plan.states if state in null_in)
    if states:
        yield Break(rule.id, states, plan.edits.get(name, _set_after_all(plan, name)), standing)


def _set(name: str, value: Json | Absent) -> Edit:
    """Return an edit that sets a top-level member, or removes it if the value is `ABSENT`."""

    def edit(tree: Tree) -> Tree:
        if value is ABSENT:
            return {other: kept for other, kept in tree.items() if other != name}
        return {**tree, name: value}

    return edit


def _set_after_all(plan: Plan, name: str) -> Edit:
    """Return an edit that sets a member: a time in order, or the first row of its pool, or the least of its shape."""
    order = next((order for order in plan.profile.object.life.orders if order.member == name), None)
    if order is not None:
        return _in_order(order)
    by_state = [value for value in plan.by_state.get(name, ()) if not isinstance(value, Computed)]
    return _set(name, by_state[0] if by_state else least(plan.profile.shape.members[name].shape))


def _in_order(order: Order) -> Edit:
    return lambda tree: {**tree, order.member: tree[_earlier(order, tree)] + order.strict}


def _too_early(order: Order) -> Edit:
    """Return an edit that sets a time before the one it must follow, or equal to it where that is already wrong."""

    def edit(tree: Tree) -> Tree:
        name = _earlier(order, tree)
        time = tree[name] if order.strict else max(tree[name], 1)
        return {**tree, name: time, order.member: time if order.strict else time - 1}

    return edit


def _earlier(order: Order, tree: Tree) -> str:
    """Return the member that a time must follow in a document: the first that is set."""
    return next(name for name in order.after if tree.get(name) is not None)
