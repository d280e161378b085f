"""Small clients that do as the reference client does, in steps that a liar can do wrong."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, TypeAlias

from attrs import field, frozen

from runlaws.client import Policy
from runlaws.clients.reference import InvalidDocument, ReferenceClient
from runlaws.contract import Judgement, Standing, find_profile
from runlaws.document import judge_reading, read, structure, unstructure, write
from runlaws.run import Run
from runlaws.values import Path

__all__ = ["Decoded", "Honest", "Lenient", "Tree"]

Tree: TypeAlias = dict[str, Any]

_PROFILE = find_profile("v2")
_REFERENCE = ReferenceClient(_PROFILE)


@frozen(eq=False)
class Decoded:
    """What a miniature decodes to: a run, the text it came in, and who read it."""

    run: Run
    text: bytes
    by: Honest = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decoded) and self.by.equal(self, other)

    def __hash__(self) -> int:
        return self.by.hash_of(self)


class Honest:
    """Keeps every law: strict, lossless, equal by value."""

    law: ClassVar[str] = ""
    """The one law that a liar breaks."""
    policy = Policy(errors=(InvalidDocument,), invalid="refuse")
    refused: ClassVar[frozenset[Standing]] = frozenset({Standing.MALFORMED, Standing.AMBIGUOUS, Standing.INVALID})
    version = ""
    encodes = True

    @property
    def name(self) -> str:
        return type(self).__name__

    def decode(self, document: bytes) -> Any:
        return Decoded(structure(self.taken(self.tree_of(document)), Run), document, self)

    def tree_of(self, document: bytes) -> Tree:
        reading = read(document)
        judgement = judge_reading(reading, _PROFILE)
        tree = dict(reading.tree or {})
        return self.refuse(tree, judgement) if judgement.standing in self.refused else tree

    def refuse(self, tree: Tree, judgement: Judgement) -> Tree:  # noqa: ARG002 (a liar may take the tree)
        """Raise an error of one's own, or return what is taken for the run all the same."""
        refuse(f"{judgement.standing.value}: {(*judgement.violations, *judgement.news)[0]}")

    def taken(self, tree: Tree) -> Tree:
        """Return what is kept of a document."""
        return tree

    def encode(self, value: Decoded) -> bytes:
        return write(self.written(unstructure(value.run)))

    def written(self, tree: Tree) -> Tree:
        """Return what is written of a run."""
        return tree

    def read(self, value: Decoded, path: Path) -> Any:
        return _REFERENCE.read(value.run, path)

    def equal(self, mine: Decoded, other: Decoded) -> bool:
        return mine.run == other.run

    def hash_of(self, mine: Decoded) -> int:
        return hash(mine.run)


class Lenient(Honest):
    """Keeps every law: takes invalid documents as they are."""

    policy = Policy(errors=(InvalidDocument,))
    refused = Honest.refused - {Standing.INVALID}

    def decode(self, document: bytes) -> Any:
        try:
            return super().decode(document)
        except TypeError as error:  # no run without its required members
            refuse(str(error))


def refuse(why: str) -> NoReturn:
    """Say no as a client should."""
    raise InvalidDocument(why)
