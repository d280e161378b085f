"""The life of an object: its states, the members that are set in each of them, and the order of its times.

All of it is data, and each fact is one line. Its relation is derived from it here; how a valid document is built, and
both ways to break the relation, are derived from the same line in the strategies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from runlaws.contract._rule import Breach, Force, Relation, Rule, Source, number

__all__ = ["Life", "Order", "Presence"]

_NONE: frozenset[str] = frozenset()
_Tree = Mapping[str, Any]


@frozen
class Presence:
    """The states in which a member is set: always in `set_in`, perhaps in `either_in`, and in no other known state.

    `kind` is the last part of the rule's id. An `optional` member is held to this only if it is present; any other
    counts as null if it is absent. An unknown state requires nothing.
    """

    member: str
    kind: str
    says: str
    set_in: frozenset[str]
    either_in: frozenset[str] = _NONE
    optional: bool = False
    force: Force = Force.HARD
    source: Source = Source.WIRE
    cite: str = ""
    held: tuple[int, int] | None = None

    @property
    def rule(self) -> Rule:
        """The rule that a document breaks if this does not hold."""
        return Rule(f"{self.member}.{self.kind}", self.says, self.force, self.source, self.cite, self.held)


@frozen
class Order:
    """The time that another must not precede: the first of `after` that is set. If `strict`, they must not be equal."""

    member: str
    after: tuple[str, ...]
    strict: bool = False
    source: Source = Source.WIRE

    @property
    def word(self) -> str:
        """The comparison in words, as rules and violations have it."""
        return "after" if self.strict else "at or after"

    @property
    def rule(self) -> Rule:
        """The rule that a document breaks if this does not hold."""
        return Rule(f"{self.member}.order", f"is {self.word} {self.after[0]}", source=self.source)


@frozen
class Life:
    """The states of an object, which its member `state` names, and what holds in each of them."""

    state: str
    states: tuple[str, ...]
    terminal: frozenset[str] = _NONE
    presences: tuple[Presence, ...] = ()
    orders: tuple[Order, ...] = ()

    @property
    def live(self) -> frozenset[str]:
        """The states that are not terminal."""
        return frozenset(self.states) - self.terminal

    def null_in(self, presence: Presence) -> frozenset[str]:
        """Return the states in which a member is certain to be null."""
        return frozenset(self.states) - presence.set_in - presence.either_in

    def relations(self) -> Iterator[Relation]:
        """Yield the relation that each fact implies: those of presences first, then those of orders."""
        for presence in self.presences:
            yield _presence_relation(self, presence)
        for order in self.orders:
            yield _order_relation(order)


def _presence_relation(life: Life, presence: Presence) -> Relation:
    state, member, optional = life.state, presence.member, presence.optional
    set_in, null_in = presence.set_in, life.null_in(presence)

    def breaches(tree: _Tree) -> Iterable[Breach]:
        now = tree.get(state)
        if tree.get(member) is None:
            if now in set_in and (not optional or member in tree):
                return [((member,), f"must not be null when {state} is {now!r}")]
        elif now in null_in:
            hint = "" if tree[member] else f", but is {json.dumps(tree[member])} (null stands for no value)"
            return [((member,), f"must be null when {state} is {now!r}{hint}")]
        return ()

    return Relation(presence.rule, frozenset({state, member}), breaches)


def _order_relation(order: Order) -> Relation:
    member, strict = order.member, order.strict

    def breaches(tree: _Tree) -> Iterable[Breach]:
        later = tree.get(member)
        if later is None:
            return ()
        for earlier in order.after:
            if tree.get(earlier) is not None:
                break
        else:
            return ()
        if later > tree[earlier] or (later == tree[earlier] and not strict):
            return ()
        return [((member,), f"must be {order.word} {earlier} ({number(tree[earlier])}), but is {number(later)}")]

    return Relation(order.rule, frozenset({member, *order.after}), breaches)
