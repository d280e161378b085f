"""The life of an object: its states, the members that are set in each of them, and the order of its times.

All of it is data, and each fact is one line. Its relation is derived from it here; how a valid document is built, and
both ways to break the relation, are derived from the same line in the strategies.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

from attrs import Factory, field, frozen

from runlaws.contract._rule import Breach, Force, Relation, Rule, Source, number

__all__ = ["Facts", "Life", "Order", "Presence"]

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
    reads: frozenset[str] = field(
        init=False, eq=False, repr=False, default=Factory(lambda self: frozenset({self.member, *self.after}), True)
    )
    """The members that it is about."""

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

    return Relation(presence.rule, frozenset({state, member}), breaches, presence)


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

    return Relation(order.rule, order.reads, breaches, order)


@frozen
class Facts:
    """The facts of an object's life that a profile holds its documents to, for asking whether all of them hold.

    Nearly every document that is judged has all facts right. To see that takes a fifth of the time of asking each
    relation where it is broken.
    """

    life: Life
    presences: tuple[Presence, ...]
    orders: tuple[Order, ...]
    _set: Mapping[str, tuple[tuple[str, bool], ...]] = field(
        init=False, default=Factory(lambda self: self._by_state(lambda presence: presence.set_in), takes_self=True)
    )
    """By state, the members that must be set, and whether each is held to that only if it is present."""
    _null: Mapping[str, tuple[tuple[str, bool], ...]] = field(
        init=False, default=Factory(lambda self: self._by_state(self.life.null_in), takes_self=True)
    )
    """By state, the members that must not be set."""

    @classmethod
    def among(cls, relations: Iterable[Relation], life: Life) -> Facts:
        """Return the facts of a life that some relations follow from."""
        facts = [relation.fact for relation in relations]
        presences = tuple(fact for fact in life.presences if fact in facts)
        return cls(life, presences, tuple(fact for fact in life.orders if fact in facts))

    def __contains__(self, fact: object) -> bool:
        return fact in self.presences or fact in self.orders

    def _by_state(self, states_of: Callable[[Presence], Set[str]]) -> dict[str, tuple[tuple[str, bool], ...]]:
        return {
            state: tuple((fact.member, fact.optional) for fact in self.presences if state in states_of(fact))
            for state in self.life.states
        }

    def hold(self, tree: _Tree, spoiled: Set[str]) -> bool:
        """Return whether every fact holds in a document; one about a member among `spoiled` is not asked."""
        return (self.life.state in spoiled or self._present(tree, spoiled)) and self._in_order(tree, spoiled)

    def _present(self, tree: _Tree, spoiled: Set[str]) -> bool:
        state: Any = tree.get(self.life.state)
        for member, optional in self._set.get(state, ()):
            if tree.get(member) is None and member not in spoiled and (not optional or member in tree):
                return False
        for member, _ in self._null.get(state, ()):
            if tree.get(member) is not None and member not in spoiled:
                return False
        return True

    def _in_order(self, tree: _Tree, spoiled: Set[str]) -> bool:
        for order in self.orders:
            later = tree.get(order.member)
            if later is not None and (not spoiled or spoiled.isdisjoint(order.reads)):
                earlier = tree.get(order.after[0])
                for name in order.after[1:] if earlier is None else ():
                    earlier = tree.get(name) if earlier is None else earlier
                if earlier is not None and (later < earlier or (later == earlier and order.strict)):
                    return False
        return True
