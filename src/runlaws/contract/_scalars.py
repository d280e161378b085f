"""Shapes of scalars and of free objects, and the notes that checking a shape makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import Factory, field, frozen

from runlaws.contract._rule import Force, News, NewsKind, Rule, Source, Violation, broken, number, rule_place
from runlaws.values import Json, Path, pointer, type_name

__all__ = ["HARD", "SOFT", "Boolean", "Choice", "Free", "Integer", "Notes", "Number", "Text", "rule_at", "texts"]

HARD, SOFT = Force.HARD, Force.SOFT


@frozen
class Notes:
    """What checking a document has noted so far: violations, and news."""

    violations: list[Violation] = field(factory=list)
    news: list[News] = field(factory=list)

    def wrong_type(self, path: Path, wanted: str, value: Json, force: Force = HARD) -> None:
        """Note that a value is of another JSON type."""
        self.violations.append(broken(path, "type", f"must be {wanted}, but is {_shown(value)}", force=force))

    def hint(self, index: int, says: str) -> None:
        """Add a likely mistake to the violation with this index."""
        old = self.violations[index]
        self.violations[index] = Violation(old.rule, old.pointer, f"{old.says} ({says})", old.force)

    def soft(self, path: Path, kind: str, says: str) -> None:
        """Note that a soft rule is broken."""
        self.violations.append(broken(path, kind, says, force=SOFT))

    def hard(self, path: Path, kind: str, says: str) -> None:
        """Note that a hard rule is broken."""
        self.violations.append(broken(path, kind, says))


def _shown(value: Json) -> str:
    """Return a value's JSON type and, when it is short, the value."""
    name = type_name(value)
    if isinstance(value, bool):
        return f"the {name} {str(value).lower()}"
    if isinstance(value, int):
        return f"the {name} {number(value)}"
    if isinstance(value, str | int | float) and len(repr(value)) <= 40:
        return f"the {name} {value!r}"
    return f"the {name} null" if value is None else f"{'an' if name[0] in 'aio' else 'a'} {name}"


def rule_at(path: Path, kind: str, says: str, force: Force = HARD, source: Source = Source.SPEC) -> Rule:
    """Return the rule of a kind at a place."""
    return Rule(f"{rule_place(path)}.{kind}", says, force, source)


@frozen
class Text:
    """A string. Its bounds, in characters, and its prefix are soft: they are prose and habit, and servers differ.

    Where it is `lenient`, even its type is soft.
    """

    min_length: int = 0
    max_length: int | None = None
    prefix: str = ""
    lenient: bool = False

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule."""
        return (
            isinstance(value, str)
            and self.min_length <= len(value)
            and (self.max_length is None or len(value) <= self.max_length)
            and value.startswith(self.prefix)
        )

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, str):
            return notes.wrong_type(path, "a string", value, SOFT if self.lenient else HARD)
        if self.prefix and not value.startswith(self.prefix):
            notes.soft(path, "prefix", f"begins with {self.prefix!r} on the wire, but is {value[:40]!r}")
        if len(value) < self.min_length:
            notes.soft(path, "min-length", f"must have at least {self.min_length} characters, has {len(value)}")
        if self.max_length is not None and len(value) > self.max_length:
            notes.soft(path, "max-length", f"must have at most {self.max_length} characters, has {len(value)}")
        return None

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is a string", SOFT if self.lenient else HARD)
        if self.prefix:
            yield rule_at(path, "prefix", f"begins with {self.prefix!r}", SOFT, Source.WIRE)
        if self.min_length:
            yield rule_at(path, "min-length", f"has at least {self.min_length} characters", SOFT, Source.DOCS)
        if self.max_length is not None:
            yield rule_at(path, "max-length", f"has at most {self.max_length} characters", SOFT, Source.DOCS)


@frozen
class _Numeric:
    """Bounds of a number; those named in `soft` are soft."""

    minimum: float | None = None
    maximum: float | None = None
    soft: frozenset[str] = frozenset()

    def _is_within(self, value: float) -> bool:
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)

    def _bounds(self, value: float, path: Path, notes: Notes) -> None:
        if self.minimum is not None and value < self.minimum:
            note = notes.soft if "minimum" in self.soft else notes.hard
            note(path, "minimum", f"must be at least {self.minimum}, but is {number(value)}")
        if self.maximum is not None and value > self.maximum:
            note = notes.soft if "maximum" in self.soft else notes.hard
            note(path, "maximum", f"must be at most {self.maximum}, but is {number(value)}")

    def _bound_rules(self, path: Path) -> Iterator[Rule]:
        if self.minimum is not None:
            yield rule_at(path, "minimum", f"is at least {self.minimum}", self.force("minimum"))
        if self.maximum is not None:
            yield rule_at(path, "maximum", f"is at most {self.maximum}", self.force("maximum"))

    def force(self, kind: str) -> Force:
        """Return the force of a bound, which is `minimum` or `maximum`."""
        return SOFT if kind in self.soft else HARD


@frozen
class Integer(_Numeric):
    """A number without a fraction. `1.0` is one (JSON Schema agrees), but servers write `1`: that is a soft rule."""

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule."""
        return type(value) is int and self._is_within(value)

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if isinstance(value, float) and value.is_integer():
            notes.soft(path, "spelling", f"is written without fraction or exponent on the wire, but is {value!r}")
        elif not isinstance(value, int) or isinstance(value, bool):
            return notes.wrong_type(path, "an integer", value)
        return self._bounds(value, path, notes)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is an integer")
        yield rule_at(path, "spelling", "is written without fraction or exponent", SOFT, Source.WIRE)
        yield from self._bound_rules(path)


@frozen
class Number(_Numeric):
    """A number."""

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule."""
        return (type(value) is float or type(value) is int) and self._is_within(value)

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, int | float) or isinstance(value, bool):
            return notes.wrong_type(path, "a number", value)
        return self._bounds(value, path, notes)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is a number")
        yield from self._bound_rules(path)


@frozen
class Boolean:
    """True or false."""

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule."""
        return isinstance(value, bool)

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, bool):
            notes.wrong_type(path, "a boolean", value)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is a boolean")


@frozen
class Choice:
    """One of a list of strings.

    In an open one, a value that is not in the list is news, since servers add values. But a listed value in another
    case is wrong, and so is an empty text.
    """

    values: tuple[str, ...]
    open: bool = True
    _known: frozenset[str] = field(
        init=False, default=Factory(lambda self: frozenset(texts(self.values)), takes_self=True)
    )
    _folded: frozenset[str] = field(
        init=False, default=Factory(lambda self: frozenset(map(_folded, texts(self.values))), takes_self=True)
    )

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule and to be known."""
        return isinstance(value, str) and value in self._known

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, str):
            return notes.wrong_type(path, "a string", value)
        if value in self._known:
            return None
        if self.is_new(value):
            notes.news.append(
                News(NewsKind.UNKNOWN_VALUE, pointer(path), f"{value[:40]!r} is not a value that the contract knows")
            )
            return None
        return notes.hard(path, "enum", f"must be one of {', '.join(self.values)}; is {value[:40]!r}")

    def is_new(self, value: str) -> bool:
        """Return whether a text is news: the enum is open, and has it in no case and with no other separators."""
        return self.open and bool(value) and value not in self._known and _folded(value) not in self._folded

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is a string")
        more = ", or a new value" if self.open else ""
        yield rule_at(path, "enum", f"is one of {', '.join(self.values)}{more}")


def texts(values: Any) -> tuple[str, ...]:
    """Return the texts among values. It accepts a broken choice, for `profile_faults` to report."""
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, Iterable) else ()


def _folded(value: str) -> str:
    return value.lower().replace("-", "_").replace(" ", "_") if value.isascii() else value


@frozen
class Free:
    """A JSON object with any content."""

    def fits(self, value: Json) -> bool:
        """Return whether a value is certain to break no rule."""
        return isinstance(value, dict)

    def check(self, value: Json, path: Path, notes: Notes) -> None:
        """Note what is broken."""
        if not isinstance(value, dict):
            notes.wrong_type(path, "an object", value)

    def rules(self, path: Path) -> Iterator[Rule]:
        """Yield this shape's rules."""
        yield rule_at(path, "type", "is an object")
