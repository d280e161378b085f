"""Sites: every place that the contract has rules for, as patterns that can be found in a document.

A pattern is a path in which an `Item` is any item of a list (or any with a certain tag) and a `Key` any name in a map.
Sites are derived from the profile, so a new member has its sites at once.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen

from runlaws.contract import Choice, Either, Items, Map, MapKey, Member, Profile, Record, Shape, Tagged, rule_place
from runlaws.values import Absent, Json, Path, at_path

__all__ = [
    "Is",
    "Item",
    "Key",
    "Pattern",
    "Site",
    "Spot",
    "find",
    "path_to",
    "rule_id",
    "sites_of",
    "spot_of",
    "tags_of",
]


@frozen
class Item:
    """An item of a list, with this tag where one is given; `tagged_by` is the member that holds tags."""

    tag: str = ""
    tagged_by: str = ""

    def __str__(self) -> str:
        return f"[{self.tag}]"


@frozen
class Key:
    """A name in a map."""

    def __str__(self) -> str:
        return "{}"


@frozen
class Is:
    """The object here has this tag; no step is taken."""

    tag: str
    tagged_by: str

    def __str__(self) -> str:
        return f"<{self.tag}>"


Pattern: TypeAlias = tuple[str | Item | Key | Is, ...]

Spot: TypeAlias = tuple[Path, Json | Absent]
"""A place in a document, with the value there."""


@frozen
class Site:
    """A place: its pattern, the shape that the contract gives it, and its `Member` (None for an item or a key)."""

    pattern: Pattern
    shape: Shape
    member: Member | None
    is_tag: bool = False

    def __str__(self) -> str:
        return "".join(f".{part}" if isinstance(part, str) else str(part) for part in self.pattern).lstrip(".")


def sites_of(profile: Profile) -> Iterator[Site]:
    """Yield every site of a profile, in the order of its shape."""
    yield from _members(profile.shape, ())


@functools.cache
def tags_of(profile: Profile) -> frozenset[str]:
    """Return the names of the members that are tags in a profile."""
    return frozenset(str(site.pattern[-1]) for site in sites_of(profile) if site.is_tag)


def _members(shape: Record, pattern: Pattern, skip: str = "") -> Iterator[Site]:
    for name, member in shape.members.items():
        if name != skip:
            inner = (*pattern, name)
            yield Site(inner, member.shape, member)
            yield from _below(member.shape, inner)


def _below(shape: Shape, pattern: Pattern) -> Iterator[Site]:
    if isinstance(shape, Record):
        yield from _members(shape, pattern)
    elif isinstance(shape, Either):
        yield from _below(shape.object, pattern)
    elif isinstance(shape, Tagged):
        yield Site(
            (*pattern, shape.tag), Choice(tuple(shape.variants)), Member(Choice(()), shape.tag_required), is_tag=True
        )
        for tag, variant in shape.variants.items():
            yield from _members(variant, (*pattern, Is(tag, shape.tag)), skip=shape.tag)
    elif isinstance(shape, Items):
        yield Site((*pattern, Item()), shape.item, None)
        if isinstance(shape.item, Tagged):
            yield from _tagged_items(shape.item, pattern)
        else:
            yield from _below(shape.item, (*pattern, Item()))
    elif isinstance(shape, Map):
        yield Site((*pattern, Key()), shape.value, None)


def _tagged_items(shape: Tagged, pattern: Pattern) -> Iterator[Site]:
    yield _tag(shape, (*pattern, Item()))
    for name, variant in shape.variants.items():
        yield from _members(variant, (*pattern, Item(name, shape.tag)), skip=shape.tag)


def _tag(shape: Tagged, pattern: Pattern) -> Site:
    tags = Choice(tuple(shape.variants))
    return Site((*pattern, shape.tag), tags, Member(tags, shape.tag_required), is_tag=True)


def rule_id(pattern: Pattern, kind: str) -> str:
    """Return the id of the rule of a kind at a site, as the contract writes it: `tools[].function.name.required`."""
    steps = (part for part in pattern if not isinstance(part, Is))
    path = tuple(0 if isinstance(part, Item) else MapKey("any") if isinstance(part, Key) else part for part in steps)
    return f"{rule_place(path)}.{kind}"


def find(tree: Json | Absent, pattern: Pattern) -> Path | None:
    """Return the path of the first place in a tree that a pattern describes, or None."""
    spot = spot_of(tree, pattern)
    return None if spot is None else spot[0]


def path_to(tree: Json, site: Site) -> Path | None:
    """Return the path of a site in a tree, where its member may be missing but not what that is in; or None."""
    parent, last = find(tree, site.pattern[:-1]), site.pattern[-1]
    if parent is None:
        return None
    return (*parent, last) if isinstance(last, str) else find(tree, site.pattern)


def spot_of(tree: Json | Absent, pattern: Pattern) -> Spot | None:
    """Return the path of the first place in a tree that a pattern describes, and the value there; or None."""
    path: list[str | int] = []
    here: Json | Absent = tree
    for part in pattern:
        if isinstance(part, Is):
            if not isinstance(here, dict) or here.get(part.tagged_by) != part.tag:
                return None
            continue
        step = _step(here, part)
        if step is None:
            return None
        path.append(step)
        here = at_path(here, (step,))
    return tuple(path), here


def _step(value: Json | Absent, part: str | Item | Key) -> str | int | None:
    """Return the name or index that a part of a pattern means in a value, or None."""
    if isinstance(part, str):
        return part if isinstance(value, dict) and part in value else None
    if isinstance(part, Key):
        return next(iter(value), None) if isinstance(value, dict) else None
    if not isinstance(value, list):
        return None
    tags = ((item.get(part.tagged_by) if isinstance(item, dict) else None) for item in value)
    return next((index for index, tag in enumerate(tags) if part.tag in ("", tag)), None)
