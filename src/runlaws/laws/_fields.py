"""Laws about what a client shows of what it has read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from runlaws.client import Opaque, Question, ShownClass, Thrown
from runlaws.contract import Relation, Tagged
from runlaws.laws._law import ACCEPTABLE, UNAMBIGUOUS, Broken, Family, Need, broken_at, law
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.values import Change, Json, Path, members_of, pointer, within
from runlaws.verdict import Words

__all__ = ["declared_classes", "field_invariants", "reads_fields", "reads_types", "tag_matches_class"]

_TYPES: Final = frozenset({Change.TYPE_CONFUSED, Change.INTEGER_MADE_FLOAT})
_SHOWN: Final = (Question.SHOW, Question.ENCODE)


@law(
    "reads-fields",
    "a client must show what was sent",
    family=Family.FIELDS,
    severity=Severity.CORRUPTION,
    why="Callers act on what they are shown.",
    standings=ACCEPTABLE,
    asks=_SHOWN,
)
def reads_fields(view: View) -> Iterator[Broken]:
    """Every value, at every place that the client shows.

    A value that it also loses in writing is reported by the laws of the round trip.
    """
    for place, shown in view.observation.shown.items():
        if isinstance(shown, Thrown) and not view.omitted(place):
            yield Broken(place, f"raised {shown.type}", Words("a member to read"), shown)
    yield from broken_at(difference for difference in view.misread if difference.kind not in _TYPES)


@law(
    "reads-types",
    "a client must show a value in the type in which it was sent",
    family=Family.FIELDS,
    severity=Severity.CORRUPTION,
    why="`True == 1`, and `'5' < '10'` is false: a value of the wrong type does harm late, and elsewhere.",
    standings=ACCEPTABLE,
    asks=_SHOWN,
)
def reads_types(view: View) -> Iterator[Broken]:
    """An integer is not a boolean, a text or a fraction. An enum counts as its value, a time as its seconds."""
    return broken_at(difference for difference in view.misread if difference.kind in _TYPES)


@law(
    "tag-matches-class",
    "an object must be an instance of the class for its tag",
    family=Family.FIELDS,
    severity=Severity.CORRUPTION,
    why="Callers check `isinstance(tool, FunctionTool)` and rely on the answer.",
    standings=UNAMBIGUOUS,
    asks=_SHOWN,
)
def tag_matches_class(view: View) -> Iterator[Broken]:
    """The tag is the member that says which variant an object is, such as `type`.

    A class that allows only other tags is wrong; for an unknown tag, so is the class that belongs to a known one. Where
    another tag is written, too, the laws of the round trip report it.
    """
    tagged = list(_tagged(view))
    for shown in tagged:
        allows = shown.kind.allows.get(shown.shape.tag, ())
        if allows and shown.tag not in allows:
            wrong = Words(f"a {shown.kind.type}, whose {shown.shape.tag} is {' or '.join(map(repr, allows))}")
        elif shown.tag not in shown.shape.variants and (others := _tags_with_classes_of_their_own(shown, tagged)):
            wrong = Words(f"a {shown.kind.type}, as for {shown.shape.tag} {others[0]!r}")
        else:
            continue
        yield Broken(shown.place, Change.WRONG_VARIANT, Words(f"{shown.shape.tag} {shown.tag!r}"), wrong)


@law(
    "declared-classes",
    "an object must be an instance of a class that is declared for its place",
    family=Family.FIELDS,
    severity=Severity.CORRUPTION,
    why="Code that a type checker has passed dies all the same: `run.usage.total_tokens`, where `usage` is a dict.",
    standings=ACCEPTABLE,
    asks=_SHOWN,
    needs=[Need.DECLARED],
    gives_way_to=(reads_types, tag_matches_class),
)
def declared_classes(view: View) -> Iterator[Broken]:
    """Asked where the class of what holds an object is annotated with classes for it: of a member, or of its list.

    An annotation that allows any object, or that cannot be evaluated while the program runs, says nothing. Of a client
    behind a pipe, only the names of classes are known.
    """
    for place, kind, declared in view.declared:
        if not {kind.type, *kind.bases}.intersection(declared):
            how = "left as a dict" if kind.type == "dict" else "of another class"
            yield Broken(place, how, _declared_as(declared), Words(f"a {kind.type}"))


def _declared_as(names: Sequence[str]) -> Words:
    return Words(f"an object declared as {' or '.join(names)}")


@law(
    "field-invariants",
    "null must be shown as null, and the relations between members must hold on what is shown",
    family=Family.FIELDS,
    severity=Severity.CORRUPTION,
    why="`if run.last_error` and `run.completed_at is None` are how callers find out what happened.",
    standings=ACCEPTABLE,
    asks=_SHOWN,
)
def field_invariants(view: View) -> Iterator[Broken]:
    """This finds defaults that a client invents for members that are null or absent."""
    invented = _invented(view)
    if not invented:
        return
    against = _broken_relations(view, invented)
    nulls = {path for path, _, value in view.case.places if value is None}
    for path, shown in invented.items():
        place = pointer(path)
        kind = against.get(place, "null shown as a value" if path in nulls else "")
        if kind and not view.omitted(place):
            yield Broken(place, kind, None, shown)


@frozen
class _TaggedObject:
    """An object with a tag: its place, the tag, the shape that it is a variant of, the class that is shown."""

    place: str
    tag: str
    shape: Tagged
    kind: ShownClass


def _tagged(view: View) -> Iterator[_TaggedObject]:
    classes = view.observation.classes
    for named in view.case.named if classes else ():
        shape, kind = named.shape, classes.get(named.place)
        if kind is None or not isinstance(shape, Tagged) or view.omitted(named.place):
            continue
        written = not view.lost or not within(f"{named.place}{pointer((shape.tag,))}", view.lost)
        if written and isinstance(tag := members_of(named.value).get(shape.tag), str):
            yield _TaggedObject(named.place, tag, shape, kind)


def _tags_with_classes_of_their_own(shown: _TaggedObject, tagged: Sequence[_TaggedObject]) -> list[str]:
    """Return the known tags of a shape whose class an object has, where each that is seen has a class of its own.

    A class that another one is derived from is no tag's own: an SDK may show it for every tag that it does not know.
    """
    of_tag: dict[str, set[str]] = defaultdict(set)
    if any(shown.kind.type in other.kind.bases for other in tagged if other.shape is shown.shape):
        return []
    for other in tagged:
        if other.shape is shown.shape and other.tag in other.shape.variants:
            of_tag[other.tag].add(other.kind.type)
    classes = [name for names in of_tag.values() for name in names]
    if len(of_tag) < 2 or len(set(classes)) < len(classes):
        return []
    return [tag for tag, names in of_tag.items() if shown.kind.type in names]


def _invented(view: View) -> Mapping[Path, Json | Opaque | Thrown]:
    """Return what the client shows at the places that a document leaves empty, less what it has written there too."""
    shown = view.observation.shown
    return {
        path: part
        for path, place in _empty(view)
        if (part := shown.get(place)) is not None and not isinstance(part, Thrown) and not within(place, view.lost)
    }


def _empty(view: View) -> Iterator[tuple[Path, str]]:
    """Yield the places a document leaves empty: nulls, and members of the profile that it does not have."""
    yield from ((path, place) for path, place, value in view.case.places if value is None)
    yield from (((name,), pointer((name,))) for name in view.profile.shape.members if name not in view.tree)


def _broken_relations(view: View, invented: Mapping[Path, Any]) -> Mapping[str, str]:
    """Return, by place, the relation that is broken when the invented values stand where they are shown."""
    known = {violation.rule for violation in view.case.judgement.violations}
    against: dict[str, str] = {}
    for path, shown in invented.items():
        if len(path) != 1:
            continue
        for relation in view.profile.relations:
            if relation.rule.id in known or path[0] not in relation.reads:
                continue
            for place in _breaches(relation, {**view.tree, str(path[0]): shown}):
                against.setdefault(place, f"shown against {relation.rule.id}")
    return against


def _breaches(relation: Relation, tree: Mapping[str, Json]) -> list[str]:
    try:
        return [pointer(path) for path, _ in relation.breaches(tree)]
    except (TypeError, KeyError, AttributeError):  # the shown value is opaque: only its presence can be judged
        return []
