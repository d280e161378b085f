"""A profile: the contract of one wire version, as data; and its judgement of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, field, frozen

from runlaws.contract._containers import Either, Items, Map, Notes, Record, Shape, Tagged
from runlaws.contract._habits import Habit, without_habits
from runlaws.contract._object import Object
from runlaws.contract._rule import Force, News, NewsKind, Relation, Rule, Source, Standing, Violation
from runlaws.values import Absent, Json, Path, at_path, pointer, steps_of

__all__ = ["Judgement", "Profile", "standing_of"]


@frozen
class Judgement:
    """What the contract says of one document: its standing, every violation, and everything new in it."""

    profile: Profile
    standing: Standing
    violations: tuple[Violation, ...] = ()
    news: tuple[News, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the judgement as JSON data."""
        return {
            "profile": self.profile.spec,
            "standing": self.standing.value,
            "violations": [
                {"rule": v.rule, "pointer": v.pointer, "force": v.force.value, "says": v.says} for v in self.violations
            ],
            "news": [{"kind": n.kind.value, "pointer": n.pointer, "says": n.says} for n in self.news],
        }


def standing_of(violations: tuple[Violation, ...], news: tuple[News, ...]) -> Standing:
    """Return the standing of an unambiguous document with these violations and news."""
    if any(violation.force is Force.HARD for violation in violations):
        return Standing.INVALID
    if news:
        return Standing.EXTENDED
    return Standing.QUESTIONABLE if violations else Standing.VALID


@frozen(eq=False, repr=False)
class Profile:
    """The contract of one wire version: a shape, and relations between members.

    `gone` maps members that only other wires have to the reason.
    """

    name: str
    says: str
    object: Object
    shape: Record
    relations: tuple[Relation, ...]
    gone: Mapping[str, str] = field(factory=dict)
    home: str = ""
    """`package.module:ATTRIBUTE` of a profile that is not one of ours."""
    marks: frozenset[str] = frozenset()
    """Members that documents of this wire have in practice though they are not required: they identify the wire."""
    habits: tuple[Habit, ...] = ()
    """Ways of writing that are understood, and are soft violations; the rest is held to what is meant by them."""
    softened: frozenset[str] = frozenset()
    """The ids of rules that are soft under this profile whatever they are elsewhere."""

    @property
    def spec(self) -> str:
        """The text that `find_profile` takes for this profile, in any process."""
        return self.home or self.name

    def __repr__(self) -> str:
        return f"<Profile {self.name}>"

    def judge(self, tree: Mapping[str, Json]) -> Judgement:
        """Return the judgement of a document that has been read as an object.

        Structural rules come first; a relation is asked only when no member it reads breaks one of them.
        """
        notes = Notes()
        if self.habits:
            tree, of_habits = without_habits(tree, self.habits)
            notes.violations.extend(of_habits)
        self.shape.check(tree, (), notes)
        news = [item for item in notes.news if item.pointer[1:] not in self.gone]
        for name in tree.keys() & self.gone.keys():
            notes.hard((name,), "gone", self.gone[name])
        violations = notes.violations
        spoiled = {steps_of(violation.pointer)[0] for violation in violations if violation.force is Force.HARD}
        spoiled.update(steps_of(item.pointer)[0] for item in news if item.kind is not NewsKind.UNKNOWN_MEMBER)
        for relation in self.relations:
            if not spoiled or spoiled.isdisjoint(relation.reads):
                for path, says in relation.breaches(tree):
                    violations.append(Violation(relation.rule.id, pointer(path), says, relation.rule.force))
        if self.softened:
            violations = [evolve(v, force=Force.SOFT) if v.rule in self.softened else v for v in violations]
        return Judgement(self, standing_of(tuple(violations), tuple(news)), tuple(violations), tuple(news))

    def rules(self) -> Iterator[Rule]:
        """Yield every rule of this profile, with its citation and its count.

        Structural rules come first, in the order of the shape, then relations.
        """
        for rule in map(self.object.provenance.of, self._rules()):
            yield evolve(rule, force=Force.SOFT) if rule.id in self.softened else rule

    def _rules(self) -> Iterator[Rule]:
        seen: set[str] = set()
        for rule in self.shape.rules(()):
            if rule.id not in seen:
                seen.add(rule.id)
                yield rule
        for name, why in self.gone.items():
            yield Rule(f"{name}.gone", why, source=Source.WIRE)
        for relation in self.relations:
            yield relation.rule
        for habit in self.habits:
            yield habit.rule

    def shape_at(self, tree: Mapping[str, Json], path: Path) -> Shape | None:
        """Return the shape that the contract has for a place in a document, or None if it has none."""
        shape: Shape | None = self.shape
        value: Json | Absent = tree
        for part in path:
            shape = _inner(shape, value, part)
            if shape is None:
                return None
            value = at_path(value, (part,))
        return shape


def _inner(shape: Shape | None, value: Json | Absent, part: str | int) -> Shape | None:
    """Return the shape one step down, given the value at `shape`."""
    if isinstance(shape, Either):
        shape = shape.object
    if isinstance(shape, Tagged):
        tag = value.get(shape.tag) if isinstance(value, Mapping) else None
        shape = shape.variants.get(tag) if isinstance(tag, str) else None
    if isinstance(shape, Record):
        member = shape.members.get(str(part))
        return member.shape if member else None
    if isinstance(shape, Items):
        return shape.item
    if isinstance(shape, Map):
        return shape.value
    return None
