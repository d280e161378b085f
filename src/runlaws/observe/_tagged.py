"""Documents with objects in them that a client may remember by their type, or by their key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from runlaws.case import Case
from runlaws.client import spare_part_keys, spare_tags
from runlaws.contract import Either, Items, Named, Shape, Tagged, Text, named_places
from runlaws.values import Json, members_of, path_of, replaced

__all__ = ["MetAgain", "documents_with_keys", "documents_with_tags"]


class MetAgain(NamedTuple):
    """Three documents: one with names of its own, one with other names and data, and the first with those names."""

    alone: Mapping[str, Json]
    other: Mapping[str, Json]
    taken: Mapping[str, Json]


def documents_with_tags(case: Case) -> Iterator[MetAgain]:
    """Yield a case's document with objects of a new variant wherever it may have one, then at each place alone.

    No other document has their tags, which are made from the case. A client may refuse new variants at some places.
    """
    tree = case.tree or {}
    unions = {name: union for name in tree if (union := _union_at(case, name)) is not None}
    for names in (list(unions), *([name] for name in unions if len(unions) > 1)):
        if names:
            places = {name: unions[name] for name in names}
            alone_tag, shared_tag = spare_tags(case.id)
            yield MetAgain(
                _with_objects(tree, places, alone_tag, "second"),
                _with_objects(tree, places, shared_tag, "first"),
                _with_objects(tree, places, shared_tag, "second"),
            )


def _union_at(case: Case, name: str) -> Tagged | None:
    """Return the union that a member's value may be of, or that the items of it may be, if it is not null."""
    member = case.judgement.profile.shape.members.get(name)
    if member is None or (case.tree or {}).get(name) is None:
        return None
    shape: Shape = member.shape.item if isinstance(member.shape, Items) else member.shape
    union = shape.object if isinstance(shape, Either) else shape
    return union if isinstance(union, Tagged) else None


def _with_objects(tree: Mapping[str, Json], places: Mapping[str, Tagged], tag: str, said: str) -> Mapping[str, Json]:
    def put(name: str, union: Tagged) -> Json:
        part: dict[str, Json] = {union.tag: tag, "said": said}
        held = tree[name]
        return [*held, part] if isinstance(held, Sequence) and not isinstance(held, str) else part

    return {**tree, **{name: put(name, union) for name, union in places.items()}}


def documents_with_keys(case: Case) -> MetAgain | None:
    """Return a case's document with keys of their own for the objects in it, or None if no object in it has a key.

    The contract must know the object: an unknown one may have anything under the name of a key.
    """
    key, tree = case.judgement.profile.object.key, case.tree or {}
    alone = other = taken = tree
    for number, part in enumerate(case.named):
        own = part.value.get(key) if isinstance(part.value, dict) and not part.is_free else None
        if isinstance(own, str):
            at_key = (*path_of(tree, part.place), key)
            new, shared = spare_part_keys(case.id, own, number)
            alone = members_of(replaced(alone, at_key, new))
            taken = members_of(replaced(taken, at_key, shared))
            other = members_of(replaced(_with_other_texts(other, part), at_key, shared))
    return None if alone is tree else MetAgain(alone, other, taken)


def _with_other_texts(tree: Json, part: Named) -> Json:
    """Return a document in which the texts of an object are others. What was an object as JSON still is one."""
    for text in named_places(part.value, part.shape):
        if isinstance(text.value, str) and isinstance(text.shape, Text):
            other = f"{text.value} " if text.value.startswith("{") else f"{text.value}2"
            tree = replaced(tree, path_of(tree, f"{part.place}{text.place}"), other)
    return tree
