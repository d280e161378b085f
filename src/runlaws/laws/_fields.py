"""Laws about what a client shows of what it has read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from runlaws.case import Case
from runlaws.client import NOT_SHOWN, Observation, Opaque, Question, Seen, Thrown, places
from runlaws.contract import Either, Number, Relation, Tagged
from runlaws.laws._changes import failures_at, lost_places, told, within
from runlaws.laws._law import ACCEPTABLE, UNAMBIGUOUS, Family, law
from runlaws.values import Json, Path, at_path, leaves, pointer
from runlaws.values._difference import Difference, differences
from runlaws.verdict import Failure, Words

__all__ = ["field_invariants", "reads_fields", "reads_types", "tag_matches_class"]

_TYPES = frozenset({"type confused", "integer made float"})
_SHOWN = (Question.SHOW, Question.ENCODE)


@law(
    "reads-fields",
    "what a client shows must be what was sent",
    family=Family.FIELDS,
    why="This is what callers act on.",
    standings=ACCEPTABLE,
    asks=_SHOWN,
)
def reads_fields(case: Case, seen: Observation) -> Iterator[Failure]:
    """Every value that was sent, at every place the client shows; what it loses in writing too is not told twice."""
    for place, thrown in seen.shown.items():
        if isinstance(thrown, Thrown) and not seen.policy.omitted(place):
            yield Failure("reads-fields", place, f"raised {thrown.type}", Words("a place to read"), Words(thrown))
    yield from failures_at("reads-fields", (one for one in _differences(case, seen) if one.kind not in _TYPES))


@law(
    "reads-types",
    "a client must show a value in the type in which it was sent",
    family=Family.FIELDS,
    why="`True == 1` and `'5' < '10'` is false: a value of another type goes wrong late, and elsewhere.",
    standings=ACCEPTABLE,
    asks=_SHOWN,
)
def reads_types(case: Case, seen: Observation) -> Iterator[Failure]:
    """An integer is no boolean, no text and no fraction. An enum counts as its value, a time as its seconds."""
    yield from failures_at("reads-types", (one for one in _differences(case, seen) if one.kind in _TYPES))


@law(
    "tag-matches-class",
    "an object must be of the class that is for its tag",
    family=Family.FIELDS,
    why="Callers ask `isinstance(tool, FunctionTool)` and take what they get at its word.",
    standings=UNAMBIGUOUS,
    asks=[Question.SHOW],
)
def tag_matches_class(case: Case, seen: Observation) -> Iterator[Failure]:
    """Its class may allow no other tag; and a tag nobody knows may not pass for one that has a class of its own."""
    tagged = list(_tagged(case, seen))
    for one in tagged:
        allows = one.kind.allows.get(one.shape.tag, ())
        if allows and one.tag not in allows:
            wrong = Words(f"a {one.kind.type}, whose {one.shape.tag} is {' or '.join(map(repr, allows))}")
        elif one.tag not in one.shape.variants and (others := _tags_with_classes_of_their_own(one, tagged)):
            wrong = Words(f"a {one.kind.type}, as for {one.shape.tag} {others[0]!r}")
        else:
            continue
        sent = Words(f"{one.shape.tag} {one.tag!r}")
        yield Failure("tag-matches-class", pointer(one.path), "wrong variant", sent, wrong)


@law(
    "field-invariants",
    "null must be shown as null, and the relations between members must hold on what is shown",
    family=Family.FIELDS,
    why="`if run.last_error` and `run.completed_at is None` are how callers find out what happened.",
    standings=ACCEPTABLE,
    asks=_SHOWN,
)
def field_invariants(case: Case, seen: Observation) -> Iterator[Failure]:
    """A default that the client invents for an empty member is found here."""
    tree, lost = case.tree or {}, lost_places(case, seen)
    invented = {
        path: seen.shown[pointer(path)]
        for path in _empty(case, tree)
        if not isinstance(seen.shown.get(pointer(path)), Thrown | None) and not within(pointer(path), lost)
    }
    if not invented:
        return
    broken = _broken_relations(case, tree, invented)
    nulls = {path for path, value in leaves(tree) if value is None}
    for path, shown in invented.items():
        place = pointer(path)
        if not seen.policy.omitted(place):
            kind = broken.get(place, "null shown as a value" if path in nulls else "")
            if kind:
                yield Failure("field-invariants", place, kind, None, told(shown))


def _differences(case: Case, seen: Observation) -> Iterator[Difference]:
    """Yield where a client shows another value than was sent; what its own encoding has lost is told already."""
    lost = lost_places(case, seen)
    profile = case.judgement.profile
    for path, sent in places(case.tree):
        place = pointer(path)
        shown = seen.shown.get(place, NOT_SHOWN)
        if sent is None or shown is NOT_SHOWN or isinstance(shown, Thrown):
            continue
        if seen.policy.omitted(place) or within(place, lost):
            continue
        if isinstance(shown, Opaque):
            yield Difference(path, "type confused", sent, told(shown))
            continue
        shape = profile.shape_at(case.tree or {}, path)
        for one in differences(sent, shown, path):
            as_a_number = one.kind == "integer made float" and isinstance(shape, Number)
            if not as_a_number and not within(one.pointer, lost):
                yield one


@frozen
class _TaggedObject:
    """An object with a tag: its place, the tag, the shape that it is a variant of, the class that is shown."""

    path: Path
    tag: str
    shape: Tagged
    kind: Seen


def _tagged(case: Case, seen: Observation) -> Iterator[_TaggedObject]:
    profile, tree = case.judgement.profile, case.tree or {}
    for path, value in places(tree):
        kind = seen.classes.get(pointer(path))
        if kind is None or seen.policy.omitted(pointer(path)):
            continue
        shape = profile.shape_at(tree, path)
        shape = shape.object if isinstance(shape, Either) else shape
        if isinstance(shape, Tagged) and isinstance(tag := at_path(value, (shape.tag,)), str):
            yield _TaggedObject(path, tag, shape, kind)


def _tags_with_classes_of_their_own(one: _TaggedObject, tagged: Iterable[_TaggedObject]) -> list[str]:
    """Return the known tags of a shape whose class an object has, where each that is seen has a class of its own."""
    of_tag: dict[str, set[str]] = defaultdict(set)
    for other in tagged:
        if other.shape is one.shape and other.tag in other.shape.variants:
            of_tag[other.tag].add(other.kind.type)
    classes = [name for names in of_tag.values() for name in names]
    if len(of_tag) < 2 or len(set(classes)) < len(classes):
        return []
    return [tag for tag, names in of_tag.items() if one.kind.type in names]


def _empty(case: Case, tree: Mapping[str, Json]) -> Iterator[Path]:
    """Yield the places a document leaves empty: nulls, and members of the profile that it does not have."""
    yield from (path for path, value in leaves(tree) if value is None)
    members = case.judgement.profile.shape.members
    yield from ((name,) for name in members if name not in tree)


def _broken_relations(case: Case, tree: Mapping[str, Json], invented: Mapping[Path, Any]) -> dict[str, str]:
    """Return, by place, the relation that is broken when the invented values stand where they are shown."""
    known = {violation.rule for violation in case.judgement.violations}
    broken: dict[str, str] = {}
    for path, shown in invented.items():
        if len(path) != 1:
            continue
        for found in case.judgement.profile.relations:
            if found.rule.id in known or path[0] not in found.reads:
                continue
            for violation in _violations(found, {**tree, str(path[0]): shown}):
                broken.setdefault(violation, f"shown against {found.rule.id}")
    return broken


def _violations(relation: Relation, tree: Mapping[str, Json]) -> list[str]:
    try:
        return [pointer(path) for path, _ in relation.breaches(tree)]
    except (TypeError, KeyError, AttributeError):  # the shown value is opaque: only its presence can be judged
        return []
