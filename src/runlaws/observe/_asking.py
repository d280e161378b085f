"""One client asked about one case: the questions, wherever the client runs."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from runlaws.case import Case
from runlaws.client import Answer, Policy, ShownClass, Thrown
from runlaws.document import read
from runlaws.values import Json, Path

__all__ = ["DECODE_BEFORE", "Asking", "Texts", "not_json"]


DECODE_BEFORE: Final = "decode a document before it"
"""The name of the call that decodes one of the documents that a client is shown before the case's own."""


class Texts(NamedTuple):
    """The texts of a value, one for each way of printing, of two times that it was printed."""

    first: tuple[str, ...]
    second: tuple[str, ...]


class Asking(ABC):
    """The questions about a case that a client can be asked. Each is one call of it, or a few of the same kind.

    A `value` is whatever stands for a decoded document: only the client's own process can look inside. What a call
    raises comes back in its answer; only our own mistakes raise.
    """

    case: Case
    policy: Policy
    encodes: bool
    """Whether to ask the client to encode."""
    copies: Sequence[str]
    """The ways in which its values are copied; those that `SHALLOW` names may be shallow ones."""
    prints: Sequence[str]
    """The ways in which its values are printed."""
    cut_short: dict[str, Thrown]
    """What was thrown in calls that hung or would have ended the process, by the name of the call."""
    written_first: bytes
    """What the client wrote of a value that had been asked nothing else; empty if it was not asked to."""

    @property
    @abstractmethod
    def sees_headers(self) -> bool:
        """Whether the client decodes replies with their headers."""

    @property
    @abstractmethod
    def encoders(self) -> Collection[str]:
        """The names of the client's encoders, but for the first one."""

    @abstractmethod
    def decode(self, document: bytes, headers: Mapping[str, str] | None = None) -> tuple[Any, Answer]:
        """Return the decoded document, or None, and an answer with what decoding raised.

        With `headers`, by lower-case names, it is decoded as the body of a reply that has them.
        """

    @abstractmethod
    def kind(self, value: Any) -> Answer:
        """Return the name of a value's class."""

    @abstractmethod
    def is_nothing(self, value: Any) -> bool:
        """Return whether a value is the language's null."""

    @abstractmethod
    def encode(self, value: Any, by: str = "") -> tuple[bytes, Answer]:
        """Return an encoded value as bytes, and an answer with their tree or with what encoding raised.

        `by` names another encoder of the client than the first.
        """

    @abstractmethod
    def parts(self, value: Any, paths: Sequence[Path]) -> Sequence[Any]:
        """Return what a value shows at some paths: JSON data, a `Part`, `NOT_SHOWN`, or what was raised."""

    def whole(self, value: Any) -> ShownClass | None:  # noqa: ARG002 (others look at it)
        """Return the class of what a value shows as a whole; None if only its name is known, or it is JSON data."""
        return None

    @abstractmethod
    def sizes(self, value: Any, paths: Sequence[Path]) -> Sequence[Any]:
        """Return how many items the containers at some paths have; anything but an integer for what is none."""

    @abstractmethod
    def same(self, left: Any, right: Any) -> Answer:
        """Return the answer to whether left == right, as a boolean."""

    @abstractmethod
    def unequal(self, left: Any, right: Any) -> Answer:
        """Return the answer to whether left != right, as a boolean."""

    @abstractmethod
    def strangers(self, value: Any, *, first: bool = False) -> Mapping[str, Answer]:
        """Return the answers to whether a value equals values of other kinds, by what those are; or the `first` one."""

    @abstractmethod
    def hashed(self, value: Any) -> Answer:
        """Return a value's hash."""

    @abstractmethod
    def copy(self, way: str, value: Any) -> tuple[Any, Answer]:
        """Return a copy of a value, made in one of the ways of `copies`, and an answer with what that raised."""

    @abstractmethod
    def printed_twice(self, value: Any) -> tuple[Texts, Answer]:
        """Return the texts of a value that is printed twice in each way, and an answer with what that raised."""

    @abstractmethod
    def printed(self, value: Any) -> tuple[tuple[str, ...], Answer]:
        """Return the text of a value in each way, and an answer with what printing raised."""

    @abstractmethod
    def text(self, way: str, value: Any) -> tuple[str, Answer]:
        """Return the text of a value in one way, and an answer with what printing raised."""

    @abstractmethod
    def change(self, value: Any, scalars: Mapping[Path, Sequence[str]], containers: Sequence[Path]) -> None:
        """Assign attributes of what a value holds, and add to the containers that it hands out, where it lets us.

        `scalars` has names of attributes by the path of their object.
        """

    @abstractmethod
    def change_back(self) -> None:
        """Take back all that was changed."""

    def call_for(self, document: bytes) -> str:
        """Return the name of the call that decodes a document: what one shown before does is not the case's doing."""
        if "decode" in self.cut_short or document == self.case.document or document not in self.case.before:
            return "decode"
        return DECODE_BEFORE

    def as_tree(self, call: str, written: bytes, readings: dict[bytes, Answer]) -> tuple[bytes, Answer]:
        """Return what a call wrote and an answer with its tree; `readings` has those of what was written before.

        Where a client writes an object by its `repr`, the address in it is another one each time: the tree has none.
        """
        if written == self.case.document and self.case.tree is not None:
            return written, Answer(self.case.tree)  # the bytes that were sent, whose tree is known
        if written not in readings:  # most clients write the same of every value of a case
            has_address = _AT in written and _AT not in self.case.document
            readings[written] = _reading_of(call, _ADDRESS.sub(_ANY_ADDRESS, written) if has_address else written)
        answer = readings[written]
        return (b"", answer) if answer.thrown is not None else (written, answer)


_AT: Final = b" at 0x"
_ADDRESS: Final = re.compile(rb" at 0x[0-9a-fA-F]{4,}")
_ANY_ADDRESS: Final = " at 0x…".encode()


def _reading_of(call: str, written: bytes) -> Answer:
    reading = read(written, disputes=False)
    if reading.faults:
        return not_json(f"what {call} wrote {reading.faults[0].says}")
    tree: Json = reading.tree  # None if it is nested too deep to be read, as the document was
    return Answer(tree)


def not_json(says: str) -> Answer:
    """Return the answer that something which was written is no JSON."""
    return Answer(thrown=Thrown("NotJson", says, own=False))
