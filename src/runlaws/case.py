"""Cases: a document with the contract's judgement of it, and perhaps other documents to compare it with."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from attrs import field, frozen

from runlaws.contract import Judgement, Named, Profile, Standing, named_places
from runlaws.document import Reading, judge_reading, read, write
from runlaws.objects import as_profile
from runlaws.values import Json, Located, located

__all__ = ["Case", "LabelError", "Likeness", "Twin"]


class LabelError(Exception):
    """The contract judges a case otherwise than the case was meant: a fault of the kit, never of a client."""


class Likeness(enum.StrEnum):
    """How a twin is related to its case."""

    SAME = "same"
    """The same data in another spelling."""
    DIFFERENT = "different"
    """Other data in exactly one member."""


_DIGITS: Final = 8
"""How many characters of a key are replaced to have another one."""


@frozen
class Twin:
    """A second document: the same data spelled otherwise, or different data at `pointer`."""

    document: bytes
    likeness: Likeness
    pointer: str = ""


@frozen(slots=False)
class Case:
    """The bytes of a document, the contract's judgement of them, and how they were `made`.

    `tree` is the object in the bytes, or None if there is none. `third` is one more document, for laws that compare
    three. `origin` is the valid document from which this one was made by adding what is wrong, disputed or new: what a
    client does wrong with that one is not due to the addition. `before` are documents to decode first, where it matters
    what the client has seen. The tree, the origin and these are not part of a case's identity.
    """

    document: bytes
    judgement: Judgement
    made: str = "as given"
    twin: Twin | None = None
    third: Twin | None = None
    origin: bytes | None = field(default=None, eq=False, repr=False)
    tree: Mapping[str, Json] | None = field(default=None, eq=False, repr=False)
    before: tuple[bytes, ...] = field(default=(), eq=False, repr=False)

    @classmethod
    def of_bytes(
        cls,
        document: bytes,
        profile: str | Profile = "v2",
        *,
        made: str = "as given",
        twin: Twin | None = None,
        third: Twin | None = None,
        origin: bytes | None = None,
        before: tuple[bytes, ...] = (),
    ) -> Case:
        """Return the case of a document, judged by a profile; raises `UnknownProfile`."""
        contract = as_profile(profile)
        reading: Reading = read(document)
        return cls(document, judge_reading(reading, contract), made, twin, third, origin, reading.tree, before)

    @classmethod
    def of_tree(
        cls,
        tree: Mapping[str, Json],
        profile: Profile,
        *,
        made: str,
        document: bytes | None = None,
        twin: Twin | None = None,
        third: Twin | None = None,
        origin: bytes | None = None,
    ) -> Case:
        """Return the case of a tree without disputes; `document` is a spelling of it, the plain one unless given."""
        document = write(tree) if document is None else document
        return cls(document, profile.judge(tree), made, twin, third, origin, tree)

    @property
    def standing(self) -> Standing:
        """The standing of the document under the contract."""
        return self.judgement.standing

    @cached_property
    def places(self) -> tuple[Located, ...]:
        """Every place of the document: its path, its pointer, and the value there."""
        return tuple(located(self.tree))

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """The places of the document that the contract names and that hold something."""
        return tuple(named_places(self.tree, self.judgement.profile.shape))

    @cached_property
    def id(self) -> str:
        """Sixteen hexadecimal digits made from the content alone: the same on every machine and version."""
        digest = hashlib.sha256(self.judgement.profile.spec.encode() + b"\0" + self.document)
        for other in filter(None, (self.twin, self.third)):
            digest.update(b"\0" + other.likeness.encode() + b"\0" + other.document)
        return digest.hexdigest()[:16]

    @property
    def spare_keys(self) -> tuple[str, str, str] | None:
        """Three keys like the case's own that no other document has; None where it has no key."""
        key = (self.tree or {}).get(self.judgement.profile.object.key)
        if not isinstance(key, str) or len(key) < 2 * _DIGITS:
            return None
        stem, digits = key[:-_DIGITS], self.id
        return f"{stem}{digits[:8]}", f"{stem}{digits[8:]}", f"{stem}{digits[4:12]}"

    def under_key(self, key: str, other: Mapping[str, Json] | None = None) -> bytes:
        """Return the case's document, or another one, written with a key instead of its own."""
        return write({**((self.tree or {}) if other is None else other), self.judgement.profile.object.key: key})

    def expect(self, standing: Standing, rules: frozenset[str] | None = None) -> Case:
        """Return this case, or raise `LabelError` if it has another standing or breaks other rules than these."""
        seen = frozenset(violation.rule for violation in self.judgement.violations)
        if self.standing is standing and (rules is None or seen == rules):
            return self
        expected = f"{standing.value}{f' by {sorted(rules)}' if rules is not None else ''}"
        actual = f"{self.standing.value} by {sorted(seen)}"
        msg = f"a case {self.made} should be {expected}, is {actual}: {self.document[:2000]!r}"
        raise LabelError(msg)

    def as_json(self) -> dict[str, Any]:
        """Return the case as JSON data; bytes that are not UTF-8 as hexadecimal digits under `document_hex`."""
        data: dict[str, Any] = {"id": self.id, "made": self.made, **self.judgement.as_json()}
        data.update(_text_of("document", self.document))
        for name, other in (("twin", self.twin), ("third", self.third)):
            if other is not None:
                data[name] = _twin_as_json(other)
        if self.origin is not None:
            data.update(_text_of("origin", self.origin))
        if self.before:
            data["before"] = [_text_of("document", document) for document in self.before]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Case:
        """Return the case that `as_json` wrote, judged anew; raises ValueError for data that is not a case."""
        try:
            return cls.of_bytes(
                _bytes_of("document", data),
                data["profile"],
                made=data["made"],
                twin=_twin_from_json(data.get("twin")),
                third=_twin_from_json(data.get("third")),
                origin=_bytes_of("origin", data) if {"origin", "origin_hex"} & data.keys() else None,
                before=tuple(_bytes_of("document", other) for other in data.get("before", ())),
            )
        except (KeyError, TypeError, AttributeError, LookupError) as error:
            msg = f"expected a case with document, profile and made: {error}"
            raise ValueError(msg) from error

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(repr(self))  # Hypothesis would print every field

    def __repr__(self) -> str:
        text = self.document.decode("utf-8", "backslashreplace")
        shown = text if len(text) <= 1500 else f"{text[:1500]}… ({len(self.document)} bytes)"
        twin = f", twin {self.twin.likeness.value} at {self.twin.pointer!r}" if self.twin else ""
        return f"<Case {self.id} {self.standing.value} ({self.made}{twin}) {shown}>"


def _twin_as_json(twin: Twin) -> dict[str, str]:
    return {**_text_of("document", twin.document), "likeness": twin.likeness.value, "pointer": twin.pointer}


def _twin_from_json(data: Mapping[str, Any] | None) -> Twin | None:
    if data is None:
        return None
    return Twin(_bytes_of("document", data), Likeness(data["likeness"]), data["pointer"])


def _text_of(name: str, document: bytes) -> dict[str, str]:
    try:
        return {name: document.decode()}
    except UnicodeDecodeError:
        return {f"{name}_hex": document.hex()}


def _bytes_of(name: str, data: Mapping[str, Any]) -> bytes:
    if name in data:
        text: str = data[name]
        return text.encode()
    return bytes.fromhex(data[f"{name}_hex"])
