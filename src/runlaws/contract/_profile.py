"""A profile: the contract of one wire version, as data; and its judgement of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from runlaws.contract._containers import Either, Free, Items, Map, Notes, Record, Shape, Tagged
from runlaws.contract._habits import Habit, without_habits
from runlaws.contract._life import Facts
from runlaws.contract._object import Object
from runlaws.contract._rule import Force, News, NewsKind, Relation, Rule, Source, Standing, Violation
from runlaws.values import Absent, Json, Path, at_path, pattern, pointer, steps_of

__all__ = ["Judgement", "Profile", "standing_of"]


_NONE: frozenset[str] = frozenset()


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

    @cached_property
    def _facts(self) -> Facts:
        return Facts.among(self.relations, self.object.life)

    @cached_property
    def _not_facts(self) -> tuple[Relation, ...]:
        return tuple(relation for relation in self.relations if relation.fact not in self._facts)

    @cached_property
    def _alone(self) -> Mapping[str, tuple[Relation, ...]]:
        """By the member, the relations that read no other one: between its own parts."""
        alone: dict[str, tuple[Relation, ...]] = {}
        for relation in self._not_facts:
            if len(relation.reads) == 1:
                name = next(iter(relation.reads))
                alone[name] = (*alone.get(name, ()), relation)
        return alone

    @cached_property
    def _between(self) -> tuple[Relation, ...]:
        return tuple(relation for relation in self._not_facts if len(relation.reads) != 1)

    @cached_property
    def _nothing_wrong(self) -> Judgement:
        return Judgement(self, Standing.VALID)

    def judge(self, tree: Mapping[str, Json], doubts: Mapping[str, Notes] | None = None) -> Judgement:
        """Return the judgement of a document that has been read as an object.

        Structural rules come first; a relation is asked only when no member it reads breaks one of them. `doubts` has
        what was noted of each member that may not be sound (`doubts_about`), if the caller has asked about all.
        """
        if doubts is not None and not doubts and self._holds(tree):
            return self._nothing_wrong
        tree, notes = self._structure(tree, doubts)
        news = [item for item in notes.news if item.pointer[1:] not in self.gone]
        for name in tree.keys() & self.gone.keys():
            notes.hard((name,), "gone", self.gone[name])
        violations = notes.violations
        spoiled = {steps_of(violation.pointer)[0] for violation in violations if violation.force is Force.HARD}
        spoiled.update(steps_of(item.pointer)[0] for item in news if item.kind is not NewsKind.UNKNOWN_MEMBER)
        for relation in self._doubtful_relations(tree, None if self.habits else doubts, spoiled):
            if not spoiled or spoiled.isdisjoint(relation.reads):
                for path, says in relation.breaches(tree):
                    violations.append(Violation(relation.rule.id, pointer(path), says, relation.rule.force))
        if not violations and not news:
            return self._nothing_wrong
        if self.softened:
            violations = [evolve(v, force=Force.SOFT) if v.rule in self.softened else v for v in violations]
        return Judgement(self, standing_of(tuple(violations), tuple(news)), tuple(violations), tuple(news))

    def _structure(
        self, tree: Mapping[str, Json], doubts: Mapping[str, Notes] | None
    ) -> tuple[Mapping[str, Json], Notes]:
        """Return what is meant by a document, and what to note of its structure."""
        notes = Notes()
        if self.habits:
            tree, of_habits = without_habits(tree, self.habits)
            notes.violations.extend(of_habits)
        if self.habits or doubts is None:  # what is meant is not what the caller has asked about
            self.shape.check_members(tree, (), notes)
        else:
            for noted in doubts.values():
                notes.violations.extend(noted.violations)
                notes.news.extend(noted.news)
        self.shape.check_presence(tree, (), notes)
        return tree, notes

    def doubts_about(self, name: str, value: Json) -> Notes | None:
        """Return what to note of a member alone: None if it is sound, that is breaks no rule of it and is not new.

        A rule between its own parts that it breaks is not noted: only `judge` knows whether that is to be asked.
        """
        member = self.shape.members.get(name)
        fits = member is not None and (member.nullable if value is None else member.shape.fits(value))
        if fits and not any(True for relation in self._alone.get(name, ()) for _ in relation.breaches({name: value})):
            return None
        notes = Notes()
        self.shape.check_members({name: value}, (), notes)
        return notes

    def is_apart(self, name: str) -> bool:
        """Return whether no rule between several members is about a member."""
        return name not in self._together

    @cached_property
    def _together(self) -> frozenset[str]:
        several = (relation for relation in self.relations if len(relation.reads) != 1)
        return frozenset().union(*(relation.reads for relation in several))

    def _holds(self, tree: Mapping[str, Json]) -> bool:
        """Return whether a document of sound members is certain to be valid."""
        return (
            not self.habits
            and self.shape.has_required(tree)
            and self.gone.keys().isdisjoint(tree.keys())
            and self._facts.hold(tree, _NONE)
            and not any(True for relation in self._between for _ in relation.breaches(tree))
        )

    def _doubtful_relations(
        self, tree: Mapping[str, Json], doubts: Mapping[str, Notes] | None, spoiled: set[str]
    ) -> Iterable[Relation]:
        """Return the relations that a document may break, as far as that is seen at once, in their order."""
        if not self._facts.hold(tree, spoiled):
            return self.relations
        if doubts is None:
            return self._not_facts
        if self._alone.keys().isdisjoint(doubts.keys()):
            return self._between
        return (r for r in self._not_facts if len(r.reads) != 1 or not r.reads.isdisjoint(doubts))

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

    def wide_pattern(self, tree: Mapping[str, Json], path: Path) -> str:
        """Return the pattern of a path with `*` for each name that is data, and `**` for all that is below free JSON.

        Such names are a user's, and not the contract's.
        """
        steps = ""
        for length, step in enumerate(path):
            around = self.shape_at(tree, path[:length])
            if isinstance(around, Free):
                return f"{steps}/**"
            if self.shape_at(tree, path[: length + 1]) is None:
                return f"{steps}/*" if length + 1 == len(path) else f"{steps}/**"
            steps += "/*" if isinstance(around, Map) else pattern((step,))
        return steps


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
