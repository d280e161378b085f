"""Contract coverage: which parts of a contract a set of cases exercised, as a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

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
from runlaws.objects import as_profile
from runlaws.values import Json

__all__ = ["ASPECTS", "Coverage", "Meter", "coverage_of"]

ASPECTS: Final = ("statuses", "states", "branches", "rules", "kinds", "standings")
"""What is counted: the values of enums at the top that relations read (statuses), members that are set, null or
absent (states), branches of unions, rules broken, kinds of rule broken, standings of documents."""


@frozen
class Coverage:
    """For each aspect, what there is (`known`) and what was met (`seen`)."""

    profile: Profile
    known: Mapping[str, frozenset[str]] = field(repr=False)
    seen: Mapping[str, frozenset[str]] = field(repr=False)

    def share(self, aspect: str) -> float:
        """Return the part of an aspect that was met, from 0 to 1; raises KeyError for what is no aspect."""
        known = self.known[aspect]
        return len(known & self.seen[aspect]) / len(known)

    def missing(self, aspect: str) -> frozenset[str]:
        """Return what of an aspect was not met."""
        return self.known[aspect] - self.seen[aspect]

    def as_json(self) -> dict[str, Any]:
        """Return the shares and what is missing as JSON data."""
        return {
            "profile": self.profile.spec,
            "share": {aspect: round(self.share(aspect), 4) for aspect in ASPECTS},
            "missing": {aspect: sorted(self.missing(aspect)) for aspect in ASPECTS},
        }


class Meter:
    """Gathers what cases exercise of a profile's contract, one after another.

    States, branches and statuses count where the document holds to its shape there; a rule counts when it is broken.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.cases = 0
        self._shape = profile.shape
        self._seen: dict[str, set[str]] = {aspect: set() for aspect in ASPECTS}

    def add(self, case: Case) -> None:
        """Count a case in."""
        self.cases += 1
        seen = self._seen
        seen["standings"].add(case.standing.value)
        for violation in case.judgement.violations:
            seen["rules"].add(violation.rule)
            seen["kinds"].add(_kind(violation.rule))
        if case.tree is not None and case.standing not in (Standing.AMBIGUOUS, Standing.MALFORMED):
            _meet(self._shape, case.tree, "", seen)

    def coverage(self) -> Coverage:
        """Return what was met so far."""
        seen = {aspect: frozenset(names) for aspect, names in self._seen.items()}
        return Coverage(self.profile, _known(self.profile), seen)

    def seen(self) -> dict[str, list[str]]:
        """Return what was met as JSON data, for another process to count in with `add_seen`."""
        return {aspect: sorted(names) for aspect, names in self._seen.items()}

    def add_seen(self, seen: Mapping[str, Iterable[str]], cases: int) -> None:
        """Count in what another process met."""
        self.cases += cases
        for aspect, names in seen.items():
            self._seen[aspect].update(names)


def coverage_of(cases: Iterable[Case], profile: str | Profile = "v2") -> Coverage:
    """Return what some cases exercise of a profile's contract; raises `UnknownProfile`. See `Meter`."""
    meter = Meter(as_profile(profile))
    for case in cases:
        meter.add(case)
    return meter.coverage()


def _kind(rule: str) -> str:
    return rule.rsplit(".", 1)[-1]


def _known(contract: Profile) -> Mapping[str, frozenset[str]]:
    rules = frozenset(rule.id for rule in contract.rules())
    found: dict[str, set[str]] = {"states": set(), "branches": set(), "statuses": set()}
    for aspect, name in _possible(contract.shape, ""):
        found[aspect].add(name)
    standings = frozenset(standing.value for standing in Standing)
    kinds = frozenset(map(_kind, rules))
    return {
        **{name: frozenset(names) for name, names in found.items()},
        "rules": rules,
        "kinds": kinds,
        "standings": standings,
    }


def _possible(shape: Shape, place: str) -> Iterator[tuple[str, str]]:
    """Yield all that can be met at a place and below."""
    if isinstance(shape, Record):
        for name, member in shape.members.items():
            inner = f"{place}.{name}" if place else name
            yield "states", f"{inner} set"
            if member.nullable:
                yield "states", f"{inner} null"
            if not member.required:
                yield "states", f"{inner} absent"
            yield from _possible(member.shape, inner)
            if inner == "status":
                yield from (("statuses", value) for value in getattr(member.shape, "values", ()))
    elif isinstance(shape, Tagged):
        for tag, variant in shape.variants.items():
            yield "branches", f"{place}<{tag}>"
            yield from _possible(variant, f"{place}<{tag}>")
    elif isinstance(shape, Either):
        yield from (("branches", f"{place}={value}") for value in shape.text.values)
        yield from _possible(shape.object, place)
    elif isinstance(shape, Items | Map):
        yield from _possible(shape.item if isinstance(shape, Items) else shape.value, f"{place}[]")


def _meet(shape: Shape, value: Json, place: str, seen: Mapping[str, set[str]]) -> None:
    """Note what a value meets of what is possible at a place: into sets, for it is asked of every case of a suite."""
    if isinstance(shape, Record):
        if isinstance(value, dict):
            _meet_members(shape, value, place, seen)
    elif isinstance(shape, Either):
        if isinstance(value, str):
            seen["branches"].add(f"{place}={value}")
        else:
            _meet(shape.object, value, place, seen)
    elif isinstance(shape, Items):
        if isinstance(value, list | tuple):
            for item in value:
                _meet(shape.item, item, f"{place}[]", seen)
    elif isinstance(shape, Tagged) and isinstance(value, dict):
        tag = value.get(shape.tag)
        if isinstance(tag, str) and tag in shape.variants:
            seen["branches"].add(f"{place}<{tag}>")
            _meet(shape.variants[tag], value, f"{place}<{tag}>", seen)


def _meet_members(shape: Record, value: Mapping[str, Json], place: str, seen: Mapping[str, set[str]]) -> None:
    states = seen["states"]
    for name, member, inner, absent, null, is_set in _names_of(shape, place):
        if name not in value:
            states.add(absent)
            continue
        item = value[name]
        if item is None:
            states.add(null)
            continue
        states.add(is_set)
        if isinstance(member, _INNER):
            _meet(member, item, inner, seen)
        elif inner == "status" and isinstance(item, str):
            seen["statuses"].add(item)


_INNER = (Record, Either, Items, Tagged)
_NAMES: dict[tuple[int, str], tuple[Record, list[tuple[str, Shape, str, str, str, str]]]] = {}


def _names_of(shape: Record, place: str) -> list[tuple[str, Shape, str, str, str, str]]:
    """Return the members of an object with the names of their states, made once: a suite asks for each case."""
    key = id(shape), place
    if key not in _NAMES:
        rows = []
        for name, member in shape.members.items():
            inner = f"{place}.{name}" if place else name
            rows.append((name, member.shape, inner, f"{inner} absent", f"{inner} null", f"{inner} set"))
        _NAMES[key] = shape, rows  # the shape too, so that no other gets its id
    return _NAMES[key][1]
