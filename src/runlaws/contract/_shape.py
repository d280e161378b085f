"""Shapes: what a JSON value must look like. A profile is a tree of them, and nothing but data.

A shape knows the rules it makes (`rules`) and finds where a value breaks them (`check`). The kinds of
structural rule bear JSON Schema's names: type, required, enum, minimum, maximum, max-items, max-length,
max-properties; and not-null, where the schema would say that null is not among the types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from attrs import Factory, field, frozen

from runlaws.contract._rule import Force, MapKey, News, Rule, Source, Violation, broken, label, number
from runlaws.values import Json, Path, pointer, type_name

__all__ = [
    "Boolean",
    "Choice",
    "Either",
    "Found",
    "Free",
    "Integer",
    "Items",
    "Map",
    "Member",
    "Number",
    "Object",
    "Shape",
    "Tagged",
    "Text",
]

HARD, SOFT = Force.HARD, Force.SOFT


@frozen
class Found:
    """What a check gathers: violations, and news."""

    violations: list[Violation] = field(factory=list)
    news: list[News] = field(factory=list)

    def wrong_type(self, path: Path, wanted: str, value: Json, force: Force = HARD) -> None:
        """Note that a value is of another JSON type."""
        self.violations.append(broken(path, "type", f"must be {wanted}, is {_shown(value)}", force=force))

    def soft(self, path: Path, kind: str, says: str) -> None:
        """Note that a soft rule is broken."""
        self.violations.append(broken(path, kind, says, force=SOFT))

    def hard(self, path: Path, kind: str, says: str) -> None:
        """Note that a hard rule is broken."""
        self.violations.append(broken(path, kind, says))


def _shown(value: Json) -> str:
    """Return a value's JSON type and, when it is short, the value."""
    name = type_name(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"the {name} {number(value)}"
    if isinstance(value, str | int | float) and len(repr(value)) <= 40:
        return f"the {name} {value!r}"
    return f"the {name} null" if value is None else f"{'an' if name[0] in 'aio' else 'a'} {name}"


@frozen
class Text:
    """A string. Its bounds, in characters, and its prefix are soft: prose and habit know them, servers differ.

    Of a `lenient` one even the type is soft.
    """

    min_length: int = 0
    max_length: int | None = None
    prefix: str = ""
    lenient: bool = False

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, str):
            return found.wrong_type(path, "a string", value, SOFT if self.lenient else HARD)
        if self.prefix and not value.startswith(self.prefix):
            found.soft(path, "prefix", f"begins with {self.prefix!r} on the wire, is {value[:40]!r}")
        if len(value) < self.min_length:
            found.soft(path, "min-length", f"must have at least {self.min_length} characters, has {len(value)}")
        if self.max_length is not None and len(value) > self.max_length:
            found.soft(path, "max-length", f"must have at most {self.max_length} characters, has {len(value)}")
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is a string", SOFT if self.lenient else HARD)
        if self.prefix:
            yield _rule(path, "prefix", f"begins with {self.prefix!r}", SOFT, Source.WIRE)
        if self.min_length:
            yield _rule(path, "min-length", f"has at least {self.min_length} characters", SOFT, Source.DOCS)
        if self.max_length is not None:
            yield _rule(path, "max-length", f"has at most {self.max_length} characters", SOFT, Source.DOCS)


@frozen
class _Numeric:
    """Bounds of a number; those named in `soft` are soft."""

    minimum: float | None = None
    maximum: float | None = None
    soft: frozenset[str] = frozenset()

    def _bounds(self, value: float, path: Path, found: Found) -> None:
        if self.minimum is not None and value < self.minimum:
            note = found.soft if "minimum" in self.soft else found.hard
            note(path, "minimum", f"must be at least {self.minimum}, is {number(value)}")
        if self.maximum is not None and value > self.maximum:
            note = found.soft if "maximum" in self.soft else found.hard
            note(path, "maximum", f"must be at most {self.maximum}, is {number(value)}")

    def _bound_rules(self, path: Path) -> Iterator[Rule]:
        if self.minimum is not None:
            yield _rule(path, "minimum", f"is at least {self.minimum}", self.force("minimum"))
        if self.maximum is not None:
            yield _rule(path, "maximum", f"is at most {self.maximum}", self.force("maximum"))

    def force(self, kind: str) -> Force:
        """Return how hard a bound is: `minimum` or `maximum`."""
        return SOFT if kind in self.soft else HARD


@frozen
class Integer(_Numeric):
    """A number without a fraction. `1.0` is one (JSON Schema agrees), but servers write `1`: a soft rule."""

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if isinstance(value, float) and value.is_integer():
            found.soft(path, "spelling", f"is written without fraction or exponent on the wire, is {value!r}")
        elif not isinstance(value, int) or isinstance(value, bool):
            return found.wrong_type(path, "an integer", value)
        return self._bounds(value, path, found)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is an integer")
        yield _rule(path, "spelling", "is written without fraction or exponent", SOFT, Source.WIRE)
        yield from self._bound_rules(path)


@frozen
class Number(_Numeric):
    """A number."""

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, int | float) or isinstance(value, bool):
            return found.wrong_type(path, "a number", value)
        return self._bounds(value, path, found)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is a number")
        yield from self._bound_rules(path)


@frozen
class Boolean:
    """True or false."""

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, bool):
            found.wrong_type(path, "a boolean", value)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is a boolean")


@frozen
class Choice:
    """A string out of a list.

    An open one takes a value that is not in the list as news, since servers add values; a listed value in
    another case, and an empty one, are no news but wrong.
    """

    values: tuple[str, ...]
    open: bool = True
    _known: frozenset[str] = field(init=False, default=Factory(lambda self: frozenset(self.values), takes_self=True))
    _folded: frozenset[str] = field(
        init=False, default=Factory(lambda self: frozenset(map(_folded, self.values)), takes_self=True)
    )

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, str):
            return found.wrong_type(path, "a string", value)
        if value in self._known:
            return None
        if self.open and value and _folded(value) not in self._folded:
            found.news.append(News("unknown-value", pointer(path), f"{value[:40]!r} is a value not known here"))
            return None
        return found.hard(path, "enum", f"must be one of {', '.join(self.values)}; is {value[:40]!r}")

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is a string")
        more = ", or a new value" if self.open else ""
        yield _rule(path, "enum", f"is one of {', '.join(self.values)}{more}")


def _folded(value: str) -> str:
    return value.lower().replace("-", "_").replace(" ", "_") if value.isascii() else value


@frozen
class Free:
    """A JSON object whose inside is nobody's business here."""

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, dict):
            found.wrong_type(path, "an object", value)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is an object")


@frozen
class Items:
    """An array of one shape; its bound is soft."""

    item: Shape
    max_items: int | None = None

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, list | tuple):
            return found.wrong_type(path, "an array", value)
        if self.max_items is not None and len(value) > self.max_items:
            found.soft(path, "max-items", f"must have at most {self.max_items} items, has {len(value)}")
        for index, item in enumerate(value):
            self.item.check(item, (*path, index), found)
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is an array")
        if self.max_items is not None:
            yield _rule(path, "max-items", f"has at most {self.max_items} items", SOFT)
        yield from self.item.rules((*path, 0))


@frozen
class Map:
    """An object whose names are data. Its bounds (pairs, characters of a name) are soft."""

    value: Shape
    max_properties: int | None = None
    max_key_length: int | None = None

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, dict):
            return found.wrong_type(path, "an object", value)
        if self.max_properties is not None and len(value) > self.max_properties:
            found.soft(path, "max-properties", f"must have at most {self.max_properties} pairs, has {len(value)}")
        for name, item in value.items():
            inner = (*path, MapKey(name))
            if self.max_key_length is not None and len(name) > self.max_key_length:
                found.soft(inner, "max-key-length", f"name must have at most {self.max_key_length} characters")
            self.value.check(item, inner, found)
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is an object")
        if self.max_properties is not None:
            yield _rule(path, "max-properties", f"has at most {self.max_properties} pairs", SOFT, Source.DOCS)
        inner = (*path, MapKey("any"))
        if self.max_key_length is not None:
            yield _rule(inner, "max-key-length", f"has a name of at most {self.max_key_length} characters", SOFT)
        yield from self.value.rules(inner)


@frozen
class Member:
    """A member of an object: its shape, whether it must be there, whether it may be null, who says so."""

    shape: Shape
    required: bool = True
    nullable: bool = False
    source: Source = Source.SPEC


@frozen
class Object:
    """An object with named members. A member it does not name is news."""

    members: Mapping[str, Member]
    _required: tuple[str, ...] = field(
        init=False,
        default=Factory(lambda self: tuple(n for n, m in self.members.items() if m.required), takes_self=True),
    )

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, dict):
            return found.wrong_type(path, "an object", value)
        members = self.members
        for name, item in value.items():
            member = members.get(name)
            if member is None:
                found.news.append(News("unknown-member", pointer((*path, name)), "is a member not known here"))
            elif item is not None:
                member.shape.check(item, (*path, name), found)
            elif not member.nullable:
                found.hard((*path, name), "not-null", "must not be null")
        for name in self._required:
            if name not in value:
                found.hard((*path, name), "required", "must be there, and is not")
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        if path:
            yield _rule(path, "type", "is an object")
        for name, member in self.members.items():
            inner = (*path, name)
            if member.required:
                yield _rule(inner, "required", "is there", source=member.source)
            if not member.nullable:
                yield _rule(inner, "not-null", "is not null", source=member.source)
            yield from member.shape.rules(inner)


@frozen
class Tagged:
    """An object whose members depend on its tag. A tag it does not know is news, unless it is `gone`.

    `gone` maps the tags that this profile's wire no longer (or does not yet) carry to the reason.
    """

    variants: Mapping[str, Object]
    tag: str = "type"
    tag_required: bool = True
    gone: Mapping[str, str] = field(factory=dict)
    _tags: Choice = field(
        init=False, default=Factory(lambda self: Choice((*self.variants, *self.gone)), takes_self=True)
    )

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if not isinstance(value, dict):
            return found.wrong_type(path, "an object", value)
        inner = (*path, self.tag)
        if self.tag not in value:
            return found.hard(inner, "required", "must be there, and is not") if self.tag_required else None
        tag = value[self.tag]
        if tag is None:
            return found.hard(inner, "not-null", "must not be null")
        variant = self.variants.get(tag) if isinstance(tag, str) else None
        if variant is not None:
            return variant.check(value, path, found)
        if isinstance(tag, str) and tag in self.gone:
            return found.hard(inner, "gone", f"{tag!r} {self.gone[tag]}")
        scratch = Found()
        self._tags.check(tag, inner, scratch)
        found.violations.extend(scratch.violations)
        found.news.extend(News("unknown-variant", news.pointer, news.says) for news in scratch.news)
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules, each once though several variants share it."""
        yield _rule(path, "type", "is an object")
        if self.tag_required:
            yield _rule((*path, self.tag), "required", "is there")
        yield _rule((*path, self.tag), "not-null", "is not null")
        yield from Choice(tuple(self.variants)).rules((*path, self.tag))
        if self.gone:
            gone = "; ".join(f"{tag} {why}" for tag, why in self.gone.items())
            yield _rule((*path, self.tag), "gone", f"is not of another wire: {gone}", source=Source.WIRE)
        for variant in self.variants.values():
            for name, member in variant.members.items():
                if name != self.tag:
                    yield from (r for r in Object({name: member}).rules(path) if r.id != f"{label(path)}.type")


@frozen
class Either:
    """A string out of a list, or an object."""

    text: Choice
    object: Object | Tagged

    def check(self, value: Json, path: Path, found: Found) -> None:
        """Find what is broken."""
        if isinstance(value, str):
            self.text.check(value, path, found)
        elif isinstance(value, dict):
            self.object.check(value, path, found)
        else:
            found.wrong_type(path, "a string or an object", value)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield _rule(path, "type", "is a string or an object")
        for part in (self.text, self.object):
            yield from (rule for rule in part.rules(path) if rule.id != f"{label(path)}.type")


Shape: TypeAlias = Text | Integer | Number | Boolean | Choice | Free | Items | Map | Object | Tagged | Either


def _rule(path: Path, kind: str, says: str, force: Force = HARD, source: Source = Source.SPEC) -> Rule:
    return Rule(f"{label(path)}.{kind}", says, force, source)
