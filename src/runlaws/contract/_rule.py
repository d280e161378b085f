"""Rules, of one member and between several; and what a check of a document finds: violations and news."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from runlaws.values import Path, pointer

__all__ = [
    "BRAND_NEW",
    "Breach",
    "Force",
    "MapKey",
    "News",
    "NewsKind",
    "Relation",
    "Rule",
    "Source",
    "Standing",
    "Violation",
    "broken",
    "number",
    "relation",
    "rule_place",
]


class Force(enum.StrEnum):
    """How binding a rule is."""

    HARD = "hard"
    """Held on every recording: a document that breaks it is invalid."""
    SOFT = "soft"
    """A habit of servers, or stated only in prose: a document that breaks it is questionable."""


class Source(enum.StrEnum):
    """The kind of source that a rule is from. Where sources disagree, the wire decides."""

    SPEC = "spec"
    DOCS = "docs"
    WIRE = "wire"
    JSON = "json"


class Standing(enum.StrEnum):
    """What the contract says of a document, before any client is asked."""

    VALID = "valid"
    """Breaks no rule."""
    QUESTIONABLE = "questionable"
    """Breaks soft rules only."""
    EXTENDED = "extended"
    """Breaks no hard rule, and has something new: an unknown member, a new value of an open enum, a new variant."""
    INVALID = "invalid"
    """Breaks a hard rule."""
    AMBIGUOUS = "ambiguous"
    """JSON that parsers read differently: a name twice, NaN, 1e400, 2^53+1, a lone surrogate, a byte order mark."""
    MALFORMED = "malformed"
    """Not JSON, or not an object."""


@frozen
class Rule:
    """One sentence every document must satisfy, under a stable id: the place, and after the last point the kind."""

    id: str
    says: str
    force: Force = Force.HARD
    source: Source = Source.SPEC
    cite: str = ""
    """Where the rule comes from: a schema of the specification, a public thread, a package, recordings."""
    held: tuple[int, int] | None = None
    """On how many recordings it held, and to how many it applied."""

    @property
    def place(self) -> str:
        """The place that the rule is about: `tools[].function` of `tools[].function.required`."""
        return self.id.rpartition(".")[0]

    @property
    def count(self) -> str:
        """The count in words, "44 of 44", or "" if there is none."""
        return f"{self.held[0]} of {self.held[1]}" if self.held else ""

    def as_json(self) -> dict[str, Any]:
        """Return the rule as JSON data."""
        row = {"id": self.id, "force": self.force.value, "source": self.source.value, "says": self.says}
        return {**row, "cite": self.cite, "recordings": list(self.held) if self.held else None}


@frozen
class Violation:
    """One rule broken at one place of a document; `pointer` is a JSON pointer (RFC 6901)."""

    rule: str
    pointer: str
    says: str
    force: Force = Force.HARD

    def __str__(self) -> str:
        return f"{self.pointer or '(whole document)'}: {self.says}  [{self.rule}]"


class NewsKind(enum.StrEnum):
    """What is new in a document."""

    UNKNOWN_MEMBER = "unknown-member"
    UNKNOWN_VALUE = "unknown-value"
    """A new value of an open enum."""
    UNKNOWN_VARIANT = "unknown-variant"
    """A new value of a tag, and so an object of a new form."""


BRAND_NEW: Final = "brand_new"
"""A name, value or tag that no contract knows and no language gives a meaning: any client that is tolerant bears it."""


@frozen
class News:
    """Something additive at one place of a document; `pointer` is a JSON pointer (RFC 6901)."""

    kind: NewsKind
    pointer: str
    says: str

    def __str__(self) -> str:
        return f"{self.pointer}: {self.says}  [{self.kind}]"


class MapKey(str):
    """A name in a map. Names there are data, so they are not part of a rule's id."""

    __slots__ = ()


def rule_place(path: Path) -> str:
    """Return the part of a rule's id that names a place: `("tools", 0, "type")` is `tools[].type`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += "[]"
        elif isinstance(part, MapKey):
            text += "{}"
        else:
            text += f".{part}" if text else part
    return text


def number(value: float) -> str:
    """Return a number as text; a huge integer by its size, since Python refuses to write thousands of digits."""
    if isinstance(value, int) and value.bit_length() > 256:
        return f"an integer of {value.bit_length()} bits"
    return str(value)


def broken(path: Path, kind: str, says: str, *, force: Force = Force.HARD) -> Violation:
    """Return the violation of the structural rule `kind` at a place."""
    return Violation(f"{rule_place(path)}.{kind}", pointer(path), says, force)


# -- rules between members


Breach: TypeAlias = tuple[Path, str]
"""Where a relation is broken, and the sentence that says how."""

FindBreaches: TypeAlias = Callable[[Mapping[str, Any]], Iterable[Breach]]
"""Yields the breaches of a relation in a document."""


@frozen
class Relation:
    """A rule between members.

    `reads` has the names of the top-level members that it depends on. It is checked only if none of them breaks a
    structural rule, so that one fault is one violation.
    """

    rule: Rule
    reads: frozenset[str]
    breaches: FindBreaches = field(eq=False)
    """Yields where a document breaks the rule, and how."""
    fact: object = field(default=None, eq=False, repr=False)
    """The fact of an object's life that this follows from, if it does."""


def relation(
    id: str,
    says: str,
    *,
    reads: str,
    force: Force = Force.HARD,
    source: Source = Source.WIRE,
    cite: str = "",
    held: tuple[int, int] | None = None,
) -> Callable[[FindBreaches], Relation]:
    """Turn a function that yields breaches into a `Relation`; `reads` has member names, separated by spaces."""

    def wrap(breaches: FindBreaches) -> Relation:
        return Relation(Rule(id, says, force, source, cite, held), frozenset(reads.split()), breaches)

    return wrap
