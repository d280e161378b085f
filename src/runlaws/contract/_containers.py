"""Shapes of arrays and objects. A profile is a tree of shapes, which say what a JSON value must look like, as data.

A shape lists its rules (`rules`) and notes where a value breaks them (`check`). What `fits`, which nearly every value
does, need not be checked: that is asked first, since it makes no paths and no notes. The kinds of structural rule have
JSON Schema's names: type, required, enum, minimum, maximum, max-items, max-length, max-properties; and not-null, where
a schema would not have null among the types.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from attrs import Factory, field, frozen

from runlaws.contract._rule import MapKey, News, NewsKind, Rule, Source, rule_place
from runlaws.contract._scalars import SOFT, Boolean, Choice, Free, Integer, Notes, Number, Text, rule_at, texts
from runlaws.values import ARRAYS, Json, Path, pointer

__all__ = [
    "Boolean",
    "Choice",
    "Either",
    "Free",
    "Integer",
    "Items",
    "Map",
    "Member",
    "Notes",
    "Number",
    "Record",
    "Shape",
    "Tagged",
    "Text",
]


@frozen
class Items:
    """An array of one shape; its bound is soft."""

    item: Shape
    max_items: int | None = None

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule and to hold nothing new."""
        if not isinstance(value, ARRAYS) or (self.max_items is not None and len(value) > self.max_items):
            return False
        return all(map(self.item.fits, value))

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, ARRAYS):
            return notes.wrong_type(path, "an array", value)
        if self.max_items is not None and len(value) > self.max_items:
            notes.soft(path, "max-items", f"must have at most {self.max_items} items, has {len(value)}")
        for index, item in enumerate(value):
            if not self.item.fits(item):
                self.item.check(item, (*path, index), notes)
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is an array")
        if self.max_items is not None:
            yield rule_at(path, "max-items", f"has at most {self.max_items} items", SOFT)
        yield from self.item.rules((*path, 0))


@frozen
class Map:
    """An object whose names are data. Its bounds (on pairs, and on the characters of a name) are soft."""

    value: Shape
    max_properties: int | None = None
    max_key_length: int | None = None

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule."""
        if not isinstance(value, dict) or (self.max_properties is not None and len(value) > self.max_properties):
            return False
        longest = self.max_key_length
        has_long = longest is not None and any(len(str(name)) > longest for name in value)
        return not has_long and all(map(self.value.fits, value.values()))

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, dict):
            return notes.wrong_type(path, "an object", value)
        if self.max_properties is not None and len(value) > self.max_properties:
            notes.soft(path, "max-properties", f"must have at most {self.max_properties} pairs, has {len(value)}")
        for name, item in value.items():
            inner = (*path, MapKey(name))
            if self.max_key_length is not None and len(str(name)) > self.max_key_length:
                notes.soft(inner, "max-key-length", f"name must have at most {self.max_key_length} characters")
            self.value.check(item, inner, notes)
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is an object")
        if self.max_properties is not None:
            yield rule_at(path, "max-properties", f"has at most {self.max_properties} pairs", SOFT, Source.DOCS)
        inner = (*path, MapKey("any"))
        if self.max_key_length is not None:
            yield rule_at(inner, "max-key-length", f"has a name of at most {self.max_key_length} characters", SOFT)
        yield from self.value.rules(inner)


@frozen
class Member:
    """A member of an object: its shape, whether it is required, whether it may be null, and the source of that."""

    shape: Shape
    required: bool = True
    nullable: bool = False
    source: Source = Source.SPEC


@frozen
class Record:
    """An object with named members. Any other member is news."""

    members: Mapping[str, Member]
    _required: frozenset[str] = field(
        init=False,
        repr=False,
        default=Factory(lambda self: frozenset(n for n, m in _named(self.members) if m.required), takes_self=True),
    )
    _fitting: Mapping[str, tuple[bool, Callable[[Json], bool]]] = field(
        init=False, eq=False, repr=False, default=Factory(lambda self: _fitting(self.members), takes_self=True)
    )
    """By member, whether it may be null, and what says whether a value fits: it is asked of all that is judged."""

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule and to hold nothing new."""
        if not isinstance(value, dict):
            return False
        for name, item in value.items():
            if name not in self._fitting:
                return False
            nullable, fits = self._fitting[name]
            if not (nullable if item is None else fits(item)):
                return False
        return self.has_required(value)

    def has_required(self, value: Mapping[str, Json]) -> bool:
        """Return whether an object has all members that are required."""
        return value.keys() >= self._required

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, dict):
            return notes.wrong_type(path, "an object", value)
        self.check_members(value, path, notes)
        return self.check_presence(value, path, notes)

    def check_members(self, members: Mapping[str, Json], path: Path, notes: Notes) -> None:
        """Note what is broken in some members of an object at a path, or all of them."""
        for name, item in members.items():
            if name not in self._fitting:
                says = "is not a member that the contract knows"
                notes.news.append(News(NewsKind.UNKNOWN_MEMBER, pointer((*path, name)), says))
                continue
            nullable, fits = self._fitting[name]
            if item is None:
                if not nullable:
                    notes.hard((*path, name), "not-null", "must not be null")
            elif not fits(item):
                before = len(notes.violations)
                self.members[name].shape.check(item, (*path, name), notes)
                if len(notes.violations) > before and nullable and not item:
                    notes.hint(before, f"{name} is {json.dumps(item)}; null stands for no value")

    def check_presence(self, value: Mapping[str, Json], path: Path, notes: Notes) -> None:
        """Note which required members an object at a path does not have."""
        for name in () if self.has_required(value) else self.members:
            if name in self._required and name not in value:
                notes.hard((*path, name), "required", f"is required but missing{self._misspelled(name, value)}")

    def _misspelled(self, name: str, value: Mapping[str, Json]) -> str:
        """Return a hint at an unknown member whose name is like a missing one's, or an empty text."""
        unknown = value.keys() - self.members.keys()
        likely = difflib.get_close_matches(name, unknown, n=1, cutoff=0.8) if unknown else []
        return f"; {likely[0]!r} is present: is it misspelled?" if likely else ""

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        if path:
            yield rule_at(path, "type", "is an object")
        for name, member in self.members.items():
            inner = (*path, name)
            if member.required:
                yield rule_at(inner, "required", "is present", source=member.source)
            if not member.nullable:
                yield rule_at(inner, "not-null", "is not null", source=member.source)
            yield from member.shape.rules(inner)


def _named(members: Any) -> Iterator[tuple[str, Member]]:
    """Yield the members of a record. It accepts a broken one, for `profile_faults` to report."""
    named = members.items() if isinstance(members, Mapping) else ()
    return ((name, member) for name, member in named if isinstance(member, Member))


def _fitting(members: Any) -> dict[str, tuple[bool, Callable[[Json], bool]]]:
    """Return what `Record.fits` asks of each member."""
    return {name: (m.nullable, m.shape.fits) for name, m in _named(members) if hasattr(m.shape, "fits")}


@frozen
class Tagged:
    """An object whose members depend on the value of one of them, its tag. An unknown tag is news, unless it is `gone`.

    `gone` maps tags that only other wires have to the reason.
    """

    variants: Mapping[str, Record]
    tag: str
    tag_required: bool = True
    gone: Mapping[str, str] = field(factory=dict)
    tags: Choice = field(
        init=False,
        default=Factory(lambda self: Choice((*texts(self.variants), *texts(self.gone))), takes_self=True),
    )
    """The tags that are no news: those of the variants, and those that are `gone`."""

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule and to hold nothing new."""
        tag = value.get(self.tag) if isinstance(value, dict) else None
        variant = self.variants.get(tag) if isinstance(tag, str) else None
        return variant is not None and variant.fits(value)

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, dict):
            return notes.wrong_type(path, "an object", value)
        inner = (*path, self.tag)
        if self.tag not in value:
            return notes.hard(inner, "required", "is required but missing") if self.tag_required else None
        tag = value[self.tag]
        if tag is None:
            return notes.hard(inner, "not-null", "must not be null")
        variant = self.variants.get(tag) if isinstance(tag, str) else None
        if variant is not None:
            return variant.check(value, path, notes)
        if isinstance(tag, str) and tag in self.gone:
            return notes.hard(inner, "gone", f"{tag!r} {self.gone[tag]}")
        scratch = Notes()
        self.tags.check(tag, inner, scratch)
        notes.violations.extend(scratch.violations)
        notes.news.extend(News(NewsKind.UNKNOWN_VARIANT, news.pointer, news.says) for news in scratch.news)
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules; one that several variants share may come several times."""
        yield rule_at(path, "type", "is an object")
        if self.tag_required:
            yield rule_at((*path, self.tag), "required", "is present")
        yield rule_at((*path, self.tag), "not-null", "is not null")
        yield from Choice(tuple(self.variants)).rules((*path, self.tag))
        if self.gone:
            gone = "; ".join(f"{tag} {why}" for tag, why in self.gone.items())
            yield rule_at((*path, self.tag), "gone", f"is not of another wire: {gone}", source=Source.WIRE)
        for variant in self.variants.values():
            for name, member in variant.members.items():
                if name != self.tag:
                    yield from (r for r in Record({name: member}).rules(path) if r.id != f"{rule_place(path)}.type")


@frozen
class Either:
    """One of a list of strings, or an object."""

    text: Choice
    object: Record | Tagged

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule and to hold nothing new."""
        return self.text.fits(value) if isinstance(value, str) else self.object.fits(value)

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if isinstance(value, str):
            self.text.check(value, path, notes)
        elif isinstance(value, dict):
            self.object.check(value, path, notes)
        else:
            notes.wrong_type(path, "a string or an object", value)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is a string or an object")
        for part in (self.text, self.object):
            yield from (rule for rule in part.rules(path) if rule.id != f"{rule_place(path)}.type")


Shape: TypeAlias = Text | Integer | Number | Boolean | Choice | Free | Items | Map | Record | Tagged | Either
