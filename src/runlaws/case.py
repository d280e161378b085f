"""Cases: a document with what the contract says of it, and perhaps a second document to compare it with."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from runlaws.contract import Judgement, Profile, Standing, find_profile
from runlaws.document import Reading, judge_reading, read, write
from runlaws.values import Json

__all__ = ["Case", "LabelError", "Likeness", "Twin"]


class LabelError(Exception):
    """A case was made to break one rule and the contract sees another: a fault of the kit, never of a client."""


class Likeness(enum.StrEnum):
    """How a twin stands to its case."""

    SAME = "same"
    """The same data in another spelling."""
    DIFFERENT = "different"
    """Other data in exactly one member."""


@frozen
class Twin:
    """A second document: the same data spelled otherwise, or different data at `pointer`."""

    document: bytes
    likeness: Likeness
    pointer: str = ""


@frozen
class Case:
    """The bytes of a document, the contract's judgement of them, and how they were `made`.

    `tree` is what the bytes hold (None when they hold no object), not part of the case's identity.
    """

    document: bytes
    judgement: Judgement
    made: str = "as it came"
    twin: Twin | None = None
    tree: Mapping[str, Json] | None = field(default=None, eq=False, repr=False)

    @classmethod
    def of_bytes(cls, document: bytes, profile: str | Profile = "v2", *, made: str = "as it came") -> Case:
        """Return the case of a document as it is; raises `UnknownProfile`."""
        contract = find_profile(profile) if isinstance(profile, str) else profile
        reading: Reading = read(document)
        return cls(document, judge_reading(reading, contract), made, tree=reading.tree)

    @classmethod
    def of_tree(
        cls,
        tree: Mapping[str, Json],
        profile: Profile,
        *,
        made: str,
        document: bytes | None = None,
        twin: Twin | None = None,
    ) -> Case:
        """Return the case of a tree without disputes in it; `document` is a spelling of it, or the plain one."""
        return cls(write(tree) if document is None else document, profile.judge(tree), made, twin, tree)

    @property
    def standing(self) -> Standing:
        """What the contract says of the document."""
        return self.judgement.standing

    @property
    def id(self) -> str:
        """Sixteen hexadecimal digits made from the content alone: the same on every machine and version."""
        digest = hashlib.sha256(self.judgement.profile.encode() + b"\0" + self.document)
        if self.twin is not None:
            digest.update(b"\0" + self.twin.likeness.encode() + b"\0" + self.twin.document)
        return digest.hexdigest()[:16]

    def expect(self, standing: Standing, rules: frozenset[str] | None = None) -> Case:
        """Return this case, or raise `LabelError` when the contract does not see it as its maker meant it."""
        seen = frozenset(violation.rule for violation in self.judgement.violations)
        if self.standing is standing and (rules is None or seen == rules):
            return self
        wanted = f"{standing.value}{f' by {sorted(rules)}' if rules is not None else ''}"
        found = f"{self.standing.value} by {sorted(seen)}"
        msg = f"a case {self.made} should be {wanted}, is {found}: {self.document[:2000]!r}"
        raise LabelError(msg)

    def as_json(self) -> dict[str, Any]:
        """Return the case as JSON data; bytes that are not UTF-8 as hexadecimal digits under `document_hex`."""
        found: dict[str, Any] = {"id": self.id, "made": self.made, **self.judgement.as_json()}
        found.update(_text_of("document", self.document))
        if self.twin is not None:
            found["twin"] = {
                **_text_of("document", self.twin.document),
                "likeness": self.twin.likeness.value,
                "pointer": self.twin.pointer,
            }
        return found

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Case:
        """Return the case that `as_json` wrote, judged anew; raises ValueError when it is no such data."""
        try:
            twin = data.get("twin")
            case = cls.of_bytes(_bytes_of(data), data["profile"], made=data["made"])
            if twin is None:
                return case
            second = Twin(_bytes_of(twin), Likeness(twin["likeness"]), twin["pointer"])
        except (KeyError, TypeError, AttributeError, LookupError) as error:
            msg = f"expected a case with document, profile and made: {error}"
            raise ValueError(msg) from error
        return cls(case.document, case.judgement, case.made, second, case.tree)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(repr(self))  # Hypothesis would print every field

    def __repr__(self) -> str:
        text = self.document.decode("utf-8", "backslashreplace")
        shown = text if len(text) <= 1500 else f"{text[:1500]}… ({len(self.document)} bytes)"
        twin = f", twin {self.twin.likeness.value} at {self.twin.pointer!r}" if self.twin else ""
        return f"<Case {self.id} {self.standing.value} ({self.made}{twin}) {shown}>"


def _text_of(name: str, document: bytes) -> dict[str, str]:
    try:
        return {name: document.decode()}
    except UnicodeDecodeError:
        return {f"{name}_hex": document.hex()}


def _bytes_of(data: Mapping[str, Any]) -> bytes:
    if "document" in data:
        text: str = data["document"]
        return text.encode()
    return bytes.fromhex(data["document_hex"])
