"""Checking a profile of the user's own: what is broken in it, where, and what was expected.

Objects and profiles are plain data and are not checked when they are made; tests check ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from runlaws.contract._containers import Either, Items, Map, Member, Record, Tagged
from runlaws.contract._life import Life
from runlaws.contract._object import Object
from runlaws.contract._profile import Profile
from runlaws.contract._rule import Force, MapKey, Relation, Rule, Source, rule_place
from runlaws.contract._scalars import Boolean, Choice, Free, Integer, Number, Text
from runlaws.values import Path, shortened

__all__ = ["profile_faults"]

_Faults: TypeAlias = Iterator[str]


def profile_faults(profile: Profile) -> _Faults:
    """Yield what is broken in a profile, each as a sentence: where, what was expected, what was got."""
    return _profile_faults(profile)


def _profile_faults(profile: Any) -> _Faults:  # Any, since the annotations of a Profile may not hold
    if not (isinstance(profile.name, str) and profile.name):
        yield _fault("its name", "a text", profile.name)
    if not isinstance(profile.says, str):
        yield _fault("its `says`", "a text", profile.says)
    if not isinstance(profile.shape, Record):
        yield _fault("its shape", "a Record", profile.shape)
        return
    shape_faults = list(_shape_faults(profile.shape, (), ()))
    yield from shape_faults
    yield from _gone_faults(profile.gone, _names(profile.shape), "its gone members")
    yield from _relation_faults(profile)
    if not isinstance(profile.object, Object):
        yield _fault("its object", "an Object", profile.object)
    elif not shape_faults:
        yield from _object_faults(profile.object, profile.shape)


def _fault(where: str, expected: str, got: object) -> str:
    return f"{where}: expected {expected}, got {_shown(got)}"


def _shown(value: object) -> str:
    if value is None or type(value) in (bool, int, float, str):
        text = repr(value)
        return shortened(text, 60)
    if type(value) in (tuple, frozenset, list, set) and not value:
        return f"an empty {type(value).__name__}"
    return f"a value of type {type(value).__name__}"


def _at(path: Path, part: str = "") -> str:
    place = rule_place(path) or "the top"
    return f"{part} of {place}" if part else place


def _is(value: Any, kind: type) -> bool:
    """Return whether a value is of a class; type checkers believe the annotation, and would call the check needless."""
    return isinstance(value, kind)


def _names(shape: Any) -> set[Any]:
    return set(shape.members) if isinstance(shape.members, Mapping) else set()


# -- shapes -----------------------------------------------------------------------------------------------------------


def _shape_faults(shape: object, path: Path, above: tuple[int, ...]) -> _Faults:
    """Yield the faults of a shape and of those in it; `above` has the ids of the shapes around it."""
    if id(shape) in above:
        yield f"{_at(path)}: expected a tree of shapes, got one that is inside itself"
        return
    check = _CHECKS.get(type(shape))
    if check is None:
        yield _fault(_at(path), "a shape (Text, Integer, Record, …)", shape)
        return
    yield from check(shape, path, (*above, id(shape)))


def _text_faults(shape: Any, path: Path, _: tuple[int, ...]) -> _Faults:
    yield from _count_faults(shape, path, "min_length", "max_length")
    if isinstance(shape.min_length, int) and isinstance(shape.max_length, int) and shape.min_length > shape.max_length:
        yield _fault(_at(path, "max_length"), f"at least min_length ({shape.min_length})", shape.max_length)
    if not isinstance(shape.prefix, str):
        yield _fault(_at(path, "prefix"), "a text", shape.prefix)


def _number_faults(shape: Any, path: Path, _: tuple[int, ...]) -> _Faults:
    bounds = {name: getattr(shape, name) for name in ("minimum", "maximum")}
    for name, bound in bounds.items():
        if bound is not None and (not isinstance(bound, int | float) or isinstance(bound, bool) or math.isnan(bound)):
            yield _fault(_at(path, name), "a number or None", bound)
            return
    if None not in bounds.values() and bounds["minimum"] > bounds["maximum"]:
        yield _fault(_at(path, "maximum"), f"at least minimum ({bounds['minimum']})", bounds["maximum"])
    if not isinstance(shape.soft, frozenset | set) or not shape.soft <= bounds.keys():
        yield _fault(_at(path, "soft"), "some of 'minimum' and 'maximum'", shape.soft)


def _choice_faults(shape: Any, path: Path, _: tuple[int, ...]) -> _Faults:
    values = shape.values
    if not isinstance(values, tuple) or not values or not all(isinstance(value, str) for value in values):
        yield _fault(_at(path, "values"), "a tuple of texts, one or more", values)
    elif len(set(values)) < len(values):
        twice = next(value for value in values if values.count(value) > 1)
        yield _fault(_at(path, "values"), "each text once", twice)


def _items_faults(shape: Any, path: Path, above: tuple[int, ...]) -> _Faults:
    yield from _count_faults(shape, path, "max_items")
    yield from _shape_faults(shape.item, (*path, 0), above)


def _map_faults(shape: Any, path: Path, above: tuple[int, ...]) -> _Faults:
    yield from _count_faults(shape, path, "max_properties", "max_key_length")
    yield from _shape_faults(shape.value, (*path, MapKey("any")), above)


def _count_faults(shape: object, path: Path, *names: str) -> _Faults:
    for name in names:
        count = getattr(shape, name)
        if count is not None and (not isinstance(count, int) or isinstance(count, bool) or count < 0):
            yield _fault(_at(path, name), "a count, 0 or more, or None", count)


def _record_faults(shape: Any, path: Path, above: tuple[int, ...]) -> _Faults:
    if not isinstance(shape.members, Mapping):
        yield _fault(_at(path, "members"), "a mapping of names to Member", shape.members)
        return
    for name, member in shape.members.items():
        if not isinstance(name, str):
            yield _fault(_at(path, "a name among the members"), "a text", name)
        elif not isinstance(member, Member):
            yield _fault(_at((*path, name)), "a Member", member)
        else:
            if not _is(member.source, Source):
                yield _fault(_at((*path, name), "source"), "a Source", member.source)
            yield from _shape_faults(member.shape, (*path, name), above)


def _tagged_faults(shape: Any, path: Path, above: tuple[int, ...]) -> _Faults:
    if not (isinstance(shape.tag, str) and shape.tag):
        yield _fault(_at(path, "tag"), "the name of a member", shape.tag)
        return
    if not isinstance(shape.variants, Mapping) or not shape.variants:
        yield _fault(_at(path, "variants"), "a mapping of tags to Record, one or more", shape.variants)
        return
    for tag, variant in shape.variants.items():
        if not isinstance(variant, Record):
            yield _fault(_at(path, f"variant {tag!r}"), "a Record", variant)
            continue
        yield from _shape_faults(variant, path, above)
        members: Any = variant.members
        member = members.get(shape.tag) if isinstance(members, Mapping) else None
        if not isinstance(member, Member) or not isinstance(member.shape, Choice) or tag not in member.shape.values:
            got = member.shape if isinstance(member, Member) else member
            yield _fault(_at((*path, shape.tag), f"variant {tag!r}"), f"a Choice that has {tag!r}", got)
    yield from _gone_faults(shape.gone, set(shape.variants), _at(path, "gone tags"))


def _either_faults(shape: Any, path: Path, above: tuple[int, ...]) -> _Faults:
    if not isinstance(shape.text, Choice):
        yield _fault(_at(path, "text"), "a Choice", shape.text)
    else:
        yield from _shape_faults(shape.text, path, above)
    if not isinstance(shape.object, Record | Tagged):
        yield _fault(_at(path, "object"), "a Record or a Tagged", shape.object)
    else:
        yield from _shape_faults(shape.object, path, above)


def _no_faults(_: object, __: Path, ___: tuple[int, ...]) -> _Faults:
    return iter(())


_CHECKS: Mapping[type, Callable[[Any, Path, tuple[int, ...]], _Faults]] = {
    Text: _text_faults,
    Integer: _number_faults,
    Number: _number_faults,
    Boolean: _no_faults,
    Free: _no_faults,
    Choice: _choice_faults,
    Items: _items_faults,
    Map: _map_faults,
    Record: _record_faults,
    Tagged: _tagged_faults,
    Either: _either_faults,
}


# -- the rest of a profile --------------------------------------------------------------------------------------------


def _gone_faults(gone: object, known: set[Any], where: str) -> _Faults:
    if not isinstance(gone, Mapping):
        yield _fault(where, "a mapping of names to the reason", gone)
        return
    for name, why in gone.items():
        if name in known:
            yield _fault(where, "no name that is also known", name)
        if not isinstance(name, str) or not isinstance(why, str):
            yield _fault(where, "a text for each name", why if isinstance(name, str) else name)


def _relation_faults(profile: Any) -> _Faults:
    if not isinstance(profile.relations, tuple):
        yield _fault("its relations", "a tuple of Relation", profile.relations)
        return
    members = _names(profile.shape)
    seen: set[str] = set()
    for number, relation in enumerate(profile.relations):
        if not isinstance(relation, Relation) or not _is(relation.rule, Rule):
            yield _fault(f"relation {number}", "a Relation with its Rule", relation)
            continue
        name = f"relation {relation.rule.id}"
        if relation.rule.id in seen:
            yield f"{name}: expected a unique id, got one that occurs twice"
        seen.add(relation.rule.id)
        for kind, value in ((Force, relation.rule.force), (Source, relation.rule.source)):
            if not _is(value, kind):
                yield _fault(name, f"a {kind.__name__}", value)
        if not callable(relation.breaches):
            yield _fault(f"{name}, breaches", "a function", relation.breaches)
        for unknown in sorted(map(str, set(relation.reads) - members)):
            yield _fault(f"{name}, reads", "members of the shape", unknown)


def _object_faults(kind: Any, shape: Record) -> _Faults:
    for name in ("name", "says"):
        if not isinstance(getattr(kind, name), str):
            yield _fault(f"the {name} of its object", "a text", getattr(kind, name))
    for name in ("model", "builder"):
        text = getattr(kind, name)
        if not isinstance(text, str) or not all(text.partition(":")):
            yield _fault(f"the {name} of its object", "a text package.module:ATTRIBUTE", text)
    if not isinstance(kind.sentences, Mapping):
        yield _fault("the sentences of its object", "a mapping of places to sentences", kind.sentences)
    if not isinstance(kind.life, Life):
        yield _fault("the life of its object", "a Life", kind.life)
    else:
        yield from _life_faults(kind.life, shape)


def _life_faults(life: Any, shape: Record) -> _Faults:
    where = "the life of its object"
    states = set(life.states)
    if life.state not in shape.members:
        yield _fault(f"{where}, state", "a member of the shape", life.state)
        return
    choice = shape.members[life.state].shape
    if not isinstance(choice, Choice):
        yield _fault(f"{where}, state {life.state!r}", "a Choice as its shape", choice)
        return
    for name, group in (("states", set(choice.values)), ("terminal", set(life.terminal))):
        for unknown in sorted(group - states):
            yield f"{where}, {name}: expected only {', '.join(life.states)}, got {unknown!r}"
    for presence in life.presences:
        for unknown in sorted((presence.set_in | presence.either_in) - states):
            yield f"{where}, {presence.member}: expected only states of the life, got {unknown!r}"
