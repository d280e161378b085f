"""Contract coverage: which parts of a contract a set of cases exercised, as a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from attrs import field, frozen

from runlaws.case import Case
from runlaws.contract import (
    Either,
    Items,
    Map,
    Profile,
    Record,
    Shape,
    Standing,
    Tagged,
)
from runlaws.values import ABSENT, ARRAYS, Json

__all__ = ["ASPECTS", "Coverage", "Meter", "coverage_of"]

ASPECTS: Final = ("statuses", "states", "branches", "rules", "kinds", "standings")
"""What is counted: states of the object's life (statuses); members that are set, null or absent (states); branches of
unions; rules that are broken; kinds of rule that are broken; standings of documents."""


@frozen
class Coverage:
    """For each aspect, what there is (`known`) and what was met (`seen`)."""

    profile: Profile
    known: Mapping[str, frozenset[str]] = field(repr=False)
    seen: Mapping[str, frozenset[str]] = field(repr=False)

    def share(self, aspect: str) -> float:
        """Return the share of an aspect that was met, 0 to 1 (1 if there is nothing to meet).

        Raises KeyError for an unknown aspect.
        """
        known = self.known[aspect]
        return len(known & self.seen[aspect]) / len(known) if known else 1.0

    @property
    def shares(self) -> Mapping[str, float]:
        """The share of each aspect that was met."""
        return {aspect: self.share(aspect) for aspect in ASPECTS}

    def missing(self, aspect: str) -> frozenset[str]:
        """Return what of an aspect was not met."""
        return self.known[aspect] - self.seen[aspect]

    def as_json(self) -> dict[str, Any]:
        """Return the shares and what is missing as JSON data."""
        return {
            "profile": self.profile.spec,
            "share": {aspect: round(share, 4) for aspect, share in self.shares.items()},
            "missing": {aspect: sorted(self.missing(aspect)) for aspect in ASPECTS},
        }


class Meter:
    """Gathers, case by case, which parts of a profile's contract the cases exercise.

    States, branches and statuses count where the document has the right shape; a rule counts when it is broken.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.cases = 0
        self._members = {place: tuple(members) for place, members in _members_by_place(profile.shape, "")}
        self._seen: dict[str, set[str]] = {aspect: set() for aspect in ASPECTS}

    def add(self, case: Case) -> None:
        """Count a case."""
        self.cases += 1
        seen = self._seen
        seen["standings"].add(case.standing.value)
        for violation in case.judgement.violations:
            seen["rules"].add(violation.rule)
            seen["kinds"].add(_kind(violation.rule))
        if case.tree is not None and case.standing not in (Standing.AMBIGUOUS, Standing.MALFORMED):
            self._meet(self.profile.shape, case.tree, "")
            state = case.tree.get(self.profile.object.state)
            if isinstance(state, str):
                seen["statuses"].add(state)

    def coverage(self) -> Coverage:
        """Return what was met so far."""
        seen = {aspect: frozenset(names) for aspect, names in self._seen.items()}
        return Coverage(self.profile, _known(self.profile), seen)

    def seen(self) -> dict[str, list[str]]:
        """Return what was met as JSON data, for another process to add with `add_seen`."""
        return {aspect: sorted(names) for aspect, names in self._seen.items()}

    def add_seen(self, seen: Mapping[str, Iterable[str]], cases: int) -> None:
        """Add what another process met."""
        self.cases += cases
        for aspect, names in seen.items():
            self._seen[aspect].update(names)

    def _meet(self, shape: Shape, value: Json, place: str) -> None:
        """Note what a value meets at a place. It adds to sets and yields nothing: a suite calls it for every case."""
        if isinstance(shape, Record):
            if isinstance(value, dict):
                self._meet_members(value, place)
        elif isinstance(shape, Either):
            if isinstance(value, str):
                self._seen["branches"].add(f"{place}={value}")
            else:
                self._meet(shape.object, value, place)
        elif isinstance(shape, Items):
            if isinstance(value, ARRAYS):
                for item in value:
                    self._meet(shape.item, item, f"{place}[]")
        elif isinstance(shape, Tagged) and isinstance(value, dict):
            tag = value.get(shape.tag)
            if isinstance(tag, str) and tag in shape.variants:
                self._seen["branches"].add(f"{place}<{tag}>")
                self._meet(shape.variants[tag], value, f"{place}<{tag}>")

    def _meet_members(self, value: Mapping[str, Json], place: str) -> None:
        states = self._seen["states"]
        for name, shape, inner, is_absent, is_null, is_set in self._members[place]:
            item = value.get(name, ABSENT)
            if item is ABSENT:
                states.add(is_absent)
            elif item is None:
                states.add(is_null)
            else:
                states.add(is_set)
                if shape is not None:
                    self._meet(shape, item, inner)


_WITH_MORE_INSIDE: Final = (Record, Either, Items, Tagged)


class _MemberAtPlace(NamedTuple):
    """A member at some place, with the names of its three states, made once since every case needs them."""

    name: str
    shape: Shape | None
    """What may be inside; None if nothing is."""
    place: str
    is_absent: str
    is_null: str
    is_set: str


def coverage_of(cases: Iterable[Case], profile: Profile) -> Coverage:
    """Return which parts of a profile's contract some cases exercise; see `Meter`."""
    meter = Meter(profile)
    for case in cases:
        meter.add(case)
    return meter.coverage()


def _members_by_place(shape: Shape, place: str) -> Iterator[tuple[str, list[_MemberAtPlace]]]:
    """Yield the members of every object at a place and below."""
    if isinstance(shape, Record):
        members: list[_MemberAtPlace] = []
        for name, member in shape.members.items():
            inner = f"{place}.{name}" if place else name
            inside = member.shape if isinstance(member.shape, _WITH_MORE_INSIDE) else None
            members.append(_MemberAtPlace(name, inside, inner, f"{inner} absent", f"{inner} null", f"{inner} set"))
            yield from _members_by_place(member.shape, inner)
        yield place, members
    elif isinstance(shape, Tagged):
        for tag, variant in shape.variants.items():
            yield from _members_by_place(variant, f"{place}<{tag}>")
    elif isinstance(shape, Either):
        yield from _members_by_place(shape.object, place)
    elif isinstance(shape, Items):
        yield from _members_by_place(shape.item, f"{place}[]")


def _kind(rule: str) -> str:
    return rule.rsplit(".", 1)[-1]


def _known(contract: Profile) -> Mapping[str, frozenset[str]]:
    rules = frozenset(rule.id for rule in contract.rules())
    possible: dict[str, set[str]] = {"states": set(), "branches": set()}
    for aspect, name in _possible(contract.shape, ""):
        possible[aspect].add(name)
    return {
        **{aspect: frozenset(names) for aspect, names in possible.items()},
        "statuses": frozenset(getattr(contract.shape.members[contract.object.state].shape, "values", ())),
        "rules": rules,
        "kinds": frozenset(map(_kind, rules)),
        "standings": frozenset(standing.value for standing in Standing),
    }


def _possible(shape: Shape, place: str) -> Iterator[tuple[str, str]]:
    """Yield everything that can be met at a place and below it, each with its aspect."""
    if isinstance(shape, Record):
        for name, member in shape.members.items():
            inner = f"{place}.{name}" if place else name
            yield "states", f"{inner} set"
            if member.nullable:
                yield "states", f"{inner} null"
            if not member.required:
                yield "states", f"{inner} absent"
            yield from _possible(member.shape, inner)
    elif isinstance(shape, Tagged):
        for tag, variant in shape.variants.items():
            yield "branches", f"{place}<{tag}>"
            yield from _possible(variant, f"{place}<{tag}>")
    elif isinstance(shape, Either):
        yield from (("branches", f"{place}={value}") for value in shape.text.values)
        yield from _possible(shape.object, place)
    elif isinstance(shape, Items | Map):
        yield from _possible(shape.item if isinstance(shape, Items) else shape.value, f"{place}[]")
