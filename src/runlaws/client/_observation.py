"""What a client did with a case, as plain data: it can be judged again, elsewhere, later."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final, Literal

from attrs import field, frozen

from runlaws.client._policy import Policy
from runlaws.values import Json

__all__ = [
    "EVERYTHING",
    "Answer",
    "Copied",
    "Observation",
    "Opaque",
    "Outcome",
    "Question",
    "Seen",
    "Thrown",
    "TwinObservation",
]


class Outcome(enum.StrEnum):
    """What became of a document."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """An exception of the client's own classes."""
    CRASHED = "crashed"
    """Any other exception."""
    HUNG = "hung"
    """No answer in time."""
    EXITED = "exited"
    """It would have ended the process."""


class Question(enum.StrEnum):
    """What can be asked of a client about a document, besides decoding it. A law names what it needs."""

    SHOW = "show"
    """Read every place of the document, and the members that it lacks."""
    ENCODE = "encode"
    ENCODE_AGAIN = "encode again"
    """Decode what was encoded, and encode that."""
    COMPARE = "compare"
    """With itself, and with a second decoding of the same document."""
    NEGATE = "negate"
    """Ask `!=` wherever `==` was asked."""
    STRANGERS = "strangers"
    """Compare with None, and with values of other types."""
    HASH = "hash"
    TWIN = "twin"
    """Decode the case's twin, compare the two both ways, and ask of the twin what else is asked."""
    THIRD = "third"
    """Compare the case, its twin and its third document with each other."""
    REPLY = "reply"
    """Decode two replies that differ in their headers, where the client sees headers."""
    COPY = "copy"
    """By copy, deepcopy and pickle."""
    DISTURB = "disturb"
    """Ask everything of one value, then look whether it still holds what it held."""


EVERYTHING: Final = frozenset(Question)


@frozen
class Thrown:
    """An exception: its class, its text (one line, shortened), whether it is one of the client's own.

    `ended` says that it was no answer at all: the call hung, or would have ended the process. `classes` are the full
    names of its class and of the classes above it, up to and without Exception.
    """

    type: str
    message: str
    own: bool
    ended: Literal["", "hang", "exit"] = ""
    classes: tuple[str, ...] = field(default=(), eq=False, repr=False)

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
class Seen:
    """The class of an object that a client shows, and what the class allows of members annotated as Literals."""

    type: str
    allows: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen
class Copied:
    """One way of copying a value: what it raised, or whether the copy is equal, and what is written of it."""

    thrown: Thrown | None = None
    offered: bool = True
    """Whether it was an answer at all: a TypeError or a PicklingError says that there is no such copy."""
    equal: Answer | None = None
    encoded: Answer | None = None


@frozen
class Observation:
    """What one client did with one case.

    `decoded` holds the class name of what came back. The others are None, or empty, where they were not asked: after
    a refusal, without an encoder, without a twin. `shown` maps JSON pointers of the document (and of members it
    lacks) to what the value shows there, or to what reading it raised; places it does not show are left out.
    """

    client: str
    policy: Policy
    decoded: Answer
    nothing: bool = False
    """Whether None came back."""
    shown: Mapping[str, Json] = field(factory=dict)
    classes: Mapping[str, Seen] = field(factory=dict)
    """What stands at the places of the document's objects."""
    encoded: Answer | None = None
    """The tree of what it wrote, of a value that was asked nothing before."""
    encoded_again: Answer | None = None
    """The tree of what it wrote after reading what it wrote."""
    itself: Answer | None = None
    """value == value."""
    decoded_twice: Answer | None = None
    """Whether two decodings of the document are equal."""
    negated: Mapping[str, Answer] = field(factory=dict)
    """What `!=` said where `==` was asked: of `itself` and of `decoded_twice`."""
    strangers: Mapping[str, Answer] = field(factory=dict)
    """What `==` said of values of other types, by what they are."""
    hashed: tuple[Answer, Answer] | None = None
    """The hashes of two decodings of the document."""
    twin: TwinObservation | None = None
    triangle: tuple[Answer, Answer, Answer] | None = None
    """Whether value == twin, twin == third, value == third."""
    replies: Answer | None = None
    """Whether two replies with the document as body and with different headers are equal."""
    copies: Mapping[str, Copied] = field(factory=dict)
    held: Answer | None = None
    """What the value held before it was asked anything: what is written of it, or shown by it."""
    disturbed: Mapping[str, Answer] = field(factory=dict)
    """What it held afterwards: after `everything`, and where that differs, after single questions up to the first
    that changes it."""
    cut_short: Mapping[str, Thrown] = field(factory=dict)
    """Calls that hung or would have ended the process, by what was asked."""

    @property
    def outcome(self) -> Outcome:
        """What became of the document."""
        thrown = self.decoded.thrown
        if thrown is None:
            return Outcome.ACCEPTED
        if thrown.ended:
            return Outcome.HUNG if thrown.ended == "hang" else Outcome.EXITED
        return Outcome.REFUSED if thrown.own else Outcome.CRASHED


@frozen
class TwinObservation:
    """What a client did with a case's twin; all but `decoded` are None when it did not accept it."""

    decoded: Answer
    equal: Answer | None = None
    """value == twin."""
    equal_back: Answer | None = None
    """twin == value."""
    unequal: Answer | None = None
    """value != twin."""
    hashed: Answer | None = None
    encoded: Answer | None = None
