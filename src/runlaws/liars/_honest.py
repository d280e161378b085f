"""An honest client in small steps, each of which a liar can override."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, ClassVar, Final, NoReturn, TypeAlias

import attrs
from attrs import define, evolve, field

from runlaws.adapters.reference import InvalidDocument, ReferenceClient
from runlaws.client import Policy
from runlaws.contract import Judgement, Standing
from runlaws.document import judge_reading, read, structure, unstructure, write
from runlaws.liars._edits import Tree
from runlaws.objects import find_profile
from runlaws.objects.run import Run
from runlaws.values import ABSENT, Path

__all__ = ["MISSING", "PROFILE", "Decoded", "Forgetful", "Honest", "Lenient", "Parts", "Tree", "Trusting", "refuse"]

Parts: TypeAlias = tuple[Run, bytes, "Honest", Mapping[str, str]]
"""The arguments of `Decoded`: a run, the text it came in, its client, and the headers."""

PROFILE: Final = find_profile("v2")
"""The contract of the documents that these clients read."""
_REFERENCE: Final = ReferenceClient(PROFILE)
MISSING: Final[Tree] = {member.name: ABSENT for member in attrs.fields(Run) if member.default is attrs.NOTHING}
"""`ABSENT` for every required member of a run, since an invalid document may lack them."""


@define(eq=False, repr=False)
class Decoded:
    """What an honest client decodes to: a run, the text and the headers that it came with, and the client."""

    run: Run
    text: bytes
    by: Honest
    headers: Mapping[str, str] = field(factory=dict)

    def __eq__(self, other: object) -> bool:
        return self.by.equal_to(self, other)

    def __ne__(self, other: object) -> bool:
        return self.by.unequal_to(self, other)

    def __hash__(self) -> int:
        return self.by.hash_of(self)

    def __repr__(self) -> str:
        return self.by.printed(self)

    def __reduce__(self) -> tuple[type[Decoded], Parts]:
        return Decoded, self.by.copied(self)


class Honest:
    """Keeps every law: strict, lossless, equal by value."""

    law: str = ""
    """The one law that a liar breaks."""
    seen: str = ""
    """Where its fault was seen in public."""
    rows: ClassVar[tuple[int, ...]] = ()
    """The rows of the project's table of public bug reports that it represents."""
    policy = Policy(errors=(InvalidDocument,), invalid="refuse")
    refused: ClassVar[frozenset[Standing]] = frozenset({Standing.MALFORMED, Standing.AMBIGUOUS, Standing.INVALID})
    version = ""
    encodes = True

    @property
    def name(self) -> str:
        """Its name in reports: that of its class."""
        return type(self).__name__

    def decode(self, document: bytes) -> Any:
        """Return the value of a document."""
        tree = self.taken(self.tree_of(document))
        return Decoded(structure({**MISSING, **tree}, Run), document, self)

    def decode_reply(self, document: bytes, headers: Mapping[str, str]) -> Any:
        """Return the value of a reply, whose headers are kept and do not affect the run."""
        value = self.decode(document)
        if isinstance(value, Decoded):
            value.headers = headers
        return value

    def tree_of(self, document: bytes) -> Tree:
        """Return the tree of a document, or refuse it. Only the top of the tree may be changed: the rest is shared."""
        tree, judgement = _judged(document)
        if tree is None or judgement.standing in self.refused:
            return self.refuse(dict(tree or {}), judgement)
        return dict(tree)

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:
        """Raise one of the client's own errors, or return a tree to use all the same."""
        refuse(f"{judgement.standing.value}: {(*judgement.violations, *judgement.news)[0]}")

    def taken(self, tree: Tree) -> Tree:
        """Return the tree that is kept of a document's."""
        return tree

    def encode(self, value: Decoded) -> bytes:
        """Return a value as JSON."""
        return write(self.written(unstructure(value.run)))

    def written(self, tree: Tree) -> Tree:
        """Return the tree that is written for a run's."""
        return tree

    def read(self, value: Decoded, path: Path) -> Any:
        """Return what a value shows at a path."""
        return _REFERENCE.read(value.run, path)

    def equal_to(self, left: Decoded, right: object) -> bool:
        """Return whether a value equals any other object."""
        return isinstance(right, Decoded) and self.equal(left, right)

    def equal(self, left: Decoded, right: Decoded) -> bool:
        """Return whether two values are equal."""
        return left.run == right.run

    def unequal_to(self, left: Decoded, right: object) -> bool:
        """Return whether a value is unequal to any other object."""
        return not self.equal_to(left, right)

    def hash_of(self, value: Decoded) -> int:
        """Return the hash of a value."""
        return hash(value.run)

    def printed(self, value: Decoded) -> str:
        """Return the `repr` of a value."""
        return f"<{value.run.status} run {value.run.id}>"

    def copied(self, value: Decoded) -> Parts:
        """Return the parts from which a copy is made."""
        return value.run, value.text, value.by, value.headers


class Lenient(Honest):
    """Keeps every law: takes invalid documents as they are."""

    policy = evolve(Honest.policy, invalid="accept")
    refused = Honest.refused - {Standing.INVALID}


class Trusting(Honest):
    """Keeps every law: takes what parsers dispute, by one of its readings."""

    refused = Honest.refused - {Standing.AMBIGUOUS}


class Forgetful(Honest):
    """Keeps every law: it makes no difference between null and absent, and says so."""

    policy = evolve(Honest.policy, absent_and_null="same")


def refuse(why: str) -> NoReturn:
    """Raise the error with which an honest client refuses a document."""
    raise InvalidDocument(why)


@functools.lru_cache(maxsize=1024)
def _judged(document: bytes) -> tuple[Mapping[str, Any] | None, Judgement]:
    """Return the tree and the judgement of a document, made once for all the clients that decode it."""
    reading = read(document)
    return reading.tree, judge_reading(reading, PROFILE)
