"""What a client did with a case, as plain data: it can be judged again, elsewhere, later."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from attrs import field, frozen

from runlaws.client._policy import Policy
from runlaws.values import Json

__all__ = ["Answer", "Observation", "Opaque", "Outcome", "Thrown"]


class Outcome(enum.StrEnum):
    """What became of a document."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """An exception of the client's own classes."""
    CRASHED = "crashed"
    """Any other exception."""


@frozen
class Thrown:
    """An exception: its class, its text (one line, shortened) and whether it is one of the client's own."""

    type: str
    message: str
    own: bool

    def __str__(self) -> str:
        return f"{self.type}: {self.message}" if self.message else self.type


@frozen
class Answer:
    """What one question got: a value as JSON data, or an exception."""

    value: Json = None
    thrown: Thrown | None = None

    @property
    def yes(self) -> bool:
        """Whether the answer is a true value."""
        return self.thrown is None and bool(self.value)


@frozen
class Opaque:
    """A value that JSON has no form for, by the name of its class."""

    type: str

    def __str__(self) -> str:
        return f"an object of class {self.type}"


@frozen
class Observation:
    """What one client did with one case.

    `decoded` holds the class name of what came back. The others are None where they were not asked: after a
    refusal, without an encoder, without a twin. `shown` maps JSON pointers of the document (and of members it
    lacks) to what the value shows there, or to what reading it raised; places it does not show are left out.
    """

    client: str
    policy: Policy
    decoded: Answer
    nothing: bool = False
    """Whether None came back."""
    shown: Mapping[str, Json] = field(factory=dict)
    encoded: Answer | None = None
    """The tree of what it wrote."""
    encoded_again: Answer | None = None
    """The tree of what it wrote after reading what it wrote."""
    itself: Answer | None = None
    """value == value."""
    hashed: tuple[Answer, Answer] | None = None
    """The hashes of two decodings of the document."""
    decoded_twice: Answer | None = None
    """Whether two decodings of the document are equal."""
    twin: TwinObservation | None = None

    @property
    def outcome(self) -> Outcome:
        """What became of the document."""
        if self.decoded.thrown is None:
            return Outcome.ACCEPTED
        return Outcome.REFUSED if self.decoded.thrown.own else Outcome.CRASHED


@frozen
class TwinObservation:
    """What a client did with a case's twin; all but `decoded` are None when it did not accept it."""

    decoded: Answer
    equal: Answer | None = None
    """value == twin."""
    equal_back: Answer | None = None
    """twin == value."""
    hashed: Answer | None = None
    encoded: Answer | None = None
