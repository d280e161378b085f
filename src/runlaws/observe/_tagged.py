"""Documents with objects of a new type in them, which a client may remember by that type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from runlaws.case import Case
from runlaws.client import spare_tags
from runlaws.contract import Either, Items, Shape, Tagged
from runlaws.values import Json

__all__ = ["WithTags", "documents_with_tags"]


class WithTags(NamedTuple):
    """Three documents: one with a tag of its own, one with another tag and other data, and the first with that tag."""

    alone: Mapping[str, Json]
    other: Mapping[str, Json]
    taken: Mapping[str, Json]


def documents_with_tags(case: Case) -> Iterator[WithTags]:
    """Yield a case's document with objects of a new variant wherever it may have one, then at each place alone.

    No other document has their tags, which are made from the case. A client may refuse new variants at some places.
    """
    tree = case.tree or {}
    unions = {name: union for name in tree if (union := _union_at(case, name)) is not None}
    for names in (list(unions), *([name] for name in unions if len(unions) > 1)):
        if names:
            places = {name: unions[name] for name in names}
            alone_tag, shared_tag = spare_tags(case.id)
            yield WithTags(
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
