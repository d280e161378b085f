"""Cases: a document with the contract's judgement of it, and perhaps other documents to compare it with."""

from __future__ import annotations

import base64
import enum
import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

from attrs import field, frozen

from runlaws.contract import Judgement, Named, Profile, Standing, named_places
from runlaws.document import Reading, judge_reading, read, write
from runlaws.objects import as_profile
from runlaws.values import (
    Json,
    Located,
    copied,
    located,
    members_of,
    object_in,
    objects_in,
    text_in,
    word_in,
    wrong,
)

__all__ = [
    "Case",
    "LabelError",
    "Likeness",
    "Shared",
    "Twin",
    "Unparsed",
    "before_in",
    "bytes_in",
    "origin_in",
    "twin_in",
]


class LabelError(Exception):
    """The contract judges a case otherwise than the case was meant: a fault of the kit, never of a client."""


class Likeness(enum.StrEnum):
    """How a twin is related to its case."""

    SAME = "same"
    """The same data in another spelling."""
    DIFFERENT = "different"
    """Other data in exactly one member."""


class Unparsed(enum.Enum):
    """Stands for the tree of a document that is read only when somebody asks for it."""

    UNPARSED = enum.auto()


@frozen
class Shared:
    """Stands for a tree whose parts other cases have, too: who asks a case for it gets a copy."""

    tree: Mapping[str, Json]


Binary: TypeAlias = Literal["hex", "base64"]
"""How bytes that are not UTF-8 are written: a saved case has hexadecimal digits, a line of a corpus base64."""

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

    `tree` is the object in the bytes, or None if there is none; given as `Unparsed.UNPARSED`, it is read when somebody
    asks for it, and given as `Shared`, copied. `third` is one more document, for laws that compare three. `origin` is
    the valid document from which this one was made by adding what is wrong, disputed or new: what a client does wrong
    with that one is not due to the addition. `before` are documents to decode first, where it matters what the client
    has seen. The tree, the origin and these are not part of a case's identity.
    """

    document: bytes
    judgement: Judgement
    made: str = "as given"
    twin: Twin | None = None
    third: Twin | None = None
    origin: bytes | None = field(default=None, eq=False, repr=False)
    _tree: Mapping[str, Json] | None | Unparsed | Shared = field(default=None, eq=False, repr=False, alias="tree")
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

    @cached_property
    def tree(self) -> Mapping[str, Json] | None:
        """The object in the bytes, or None if there is none. It is not changed by anybody who gets it."""
        if isinstance(self._tree, Shared):
            return members_of(copied(self._tree.tree))
        return read(self.document).tree if isinstance(self._tree, Unparsed) else self._tree

    @property
    def shared_tree(self) -> Mapping[str, Json] | None:
        """The same, not copied, for who only reads it."""
        return self._tree.tree if isinstance(self._tree, Shared) else self.tree

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
        content = [self.judgement.profile.spec.encode(), self.document]
        for other in filter(None, (self.twin, self.third)):
            content += (other.likeness.encode(), other.document)
        return hashlib.sha256(b"\0".join(content)).hexdigest()[:16]

    @property
    def spare_keys(self) -> tuple[str, str, str] | None:
        """Three keys like the case's own that no other document has; None where it has no key."""
        key = (self.tree or {}).get(self.judgement.profile.object.key)
        if not isinstance(key, str) or len(key) < 2 * _DIGITS:
            return None
        stem, digits = key[:-_DIGITS], self.id
        return f"{stem}{digits[:8]}", f"{stem}{digits[8:]}", f"{stem}{digits[4:12]}"

    @property
    def mark(self) -> str | None:
        """Digits that no document has but those that were made to be told from this case; None where it has no key."""
        keys = self.spare_keys
        return None if keys is None else keys[1][-_DIGITS:]

    def under_key(self, key: str, other: Mapping[str, Json] | None = None) -> bytes:
        """Return the case's document, or another one, written with a key instead of its own."""
        return write({**((self.tree or {}) if other is None else other), self.judgement.profile.object.key: key})

    def expect(self, standing: Standing, rules: frozenset[str] | None = None) -> Case:
        """Return this case, or raise `LabelError` if it has another standing or breaks other rules than these."""
        seen = None if rules is None else frozenset([violation.rule for violation in self.judgement.violations])
        if self.standing is standing and seen == rules:
            return self
        expected = f"{standing.value}{f' by {sorted(rules)}' if rules is not None else ''}"
        actual = f"{self.standing.value} by {sorted({violation.rule for violation in self.judgement.violations})}"
        msg = f"a case {self.made} should be {expected}, is {actual}: {self.document[:2000]!r}"
        raise LabelError(msg)

    def as_json(self, binary: Binary = "hex") -> dict[str, Any]:
        """Return the case as JSON data; bytes that are not UTF-8 under `document_hex` or `document_base64`."""
        data: dict[str, Any] = {"id": self.id, "made": self.made, **self.judgement.as_json()}
        data.update(_text_of("document", self.document, binary))
        for name, other in (("twin", self.twin), ("third", self.third)):
            if other is not None:
                data[name] = {**_text_of("document", other.document, binary), "likeness": other.likeness.value}
                data[name]["pointer"] = other.pointer
        if self.origin is not None:
            data.update(_text_of("origin", self.origin, binary))
        if self.before:
            data["before"] = [_text_of("document", document, binary) for document in self.before]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any], at: str = "") -> Case:
        """Return the case that `as_json` wrote, judged anew; `at` is where it stands in a greater document.

        Raises ValueError for data that is not a case, with what was expected and where.
        """
        document, spec, made = bytes_in(data, "document", at), text_in(data, "profile", at), text_in(data, "made", at)
        try:
            profile = as_profile(spec)
        except LookupError as error:
            msg = f"expected a profile at {at}/profile: {error.args[0]}"
            raise ValueError(msg) from error
        twin, third = twin_in(data, "twin", at), twin_in(data, "third", at)
        origin, before = origin_in(data, at), before_in(data, at)
        return cls.of_bytes(document, profile, made=made, twin=twin, third=third, origin=origin, before=before)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(repr(self))  # Hypothesis would print every field

    def __repr__(self) -> str:
        text = self.document.decode("utf-8", "backslashreplace")
        shown = text if len(text) <= 1500 else f"{text[:1500]}… ({len(self.document)} bytes)"
        twin = f", twin {self.twin.likeness.value} at {self.twin.pointer!r}" if self.twin else ""
        return f"<Case {self.id} {self.standing.value} ({self.made}{twin}) {shown}>"


def _text_of(name: str, document: bytes, binary: Binary) -> dict[str, str]:
    try:
        return {name: document.decode()}
    except UnicodeDecodeError:
        return {f"{name}_{binary}": document.hex() if binary == "hex" else base64.b64encode(document).decode()}


# -- reading JSON data: each raises ValueError with what was expected, where, and what was got


def bytes_in(data: object, name: str, at: str = "") -> bytes:
    """Return the bytes that JSON data has under a name, as text, or in base64 or hexadecimal digits."""
    named = object_in(data, at)
    if name in named:
        text = text_in(named, name, at)
        try:
            return text.encode()
        except UnicodeEncodeError:
            wrong("a text without lone surrogates", f"{at}/{name}", text)
    for way, digits, decode in _WAYS_TO_WRITE_BYTES:
        if f"{name}_{way}" in named:
            text = text_in(named, f"{name}_{way}", at)
            try:
                return decode(text)
            except ValueError:
                wrong(digits, f"{at}/{name}_{way}", text)
    return wrong(f"an object with {name!r}, or with {name}_hex or {name}_base64,", at, named, "one without")


def _from_base64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


_WAYS_TO_WRITE_BYTES: Final = (("base64", "base64", _from_base64), ("hex", "hexadecimal digits", bytes.fromhex))


def twin_in(data: Mapping[str, Any], name: str, at: str = "") -> Twin | None:
    """Return the twin that JSON data has under a name, or None if there is none."""
    twin, here = data.get(name), f"{at}/{name}"
    if twin is None:
        return None
    return Twin(
        bytes_in(twin, "document", here), word_in(twin, "likeness", Likeness, here), text_in(twin, "pointer", here)
    )


def origin_in(data: Mapping[str, Any], at: str = "") -> bytes | None:
    """Return the document that a case was made of, if JSON data has one."""
    has_one = "origin" in data or "origin_hex" in data or "origin_base64" in data
    return bytes_in(data, "origin", at) if has_one else None


def before_in(data: Mapping[str, Any], at: str = "") -> tuple[bytes, ...]:
    """Return the documents to decode before a case; none if JSON data has none."""
    if "before" not in data:
        return ()
    return tuple(bytes_in(other, "document", here) for here, other in objects_in(data, "before", at))
