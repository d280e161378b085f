"""Observations: what a client did with a case, as plain data that can be judged again, elsewhere and later."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from attrs import field, frozen

from runlaws.client._answers import (
    ANSWER,
    COPIED,
    DEFINITIONS,
    SHOWN,
    SHOWN_CLASS,
    THROWN,
    TWIN,
    Answer,
    Copied,
    Opaque,
    ShownClass,
    Thrown,
    TwinObservation,
)
from runlaws.client._data import DATA_SCHEMA, exactly
from runlaws.client._forms import FLAG, TEXT, TEXT_SCHEMA, Form, Misfit, array, members, misfit, named, record
from runlaws.client._policy import POLICY, Policy
from runlaws.client._question import EVERYTHING, QUESTIONS, Question
from runlaws.values import Json, items_of, members_of

__all__ = [
    "AFTER_ANOTHER",
    "AGAIN",
    "CHANGED_ANOTHER",
    "CHANGED_BEFORE",
    "CHANGED_HANDED_OUT",
    "EVERYTHING",
    "FIELDS",
    "SIZE",
    "UNDER_NEW_KEY",
    "UNDER_NEW_PART_KEY",
    "UNDER_NEW_TAG",
    "UNDER_TAKEN_KEY",
    "UNDER_TAKEN_PART_KEY",
    "UNDER_TAKEN_TAG",
    "WAYS_TO_PRINT",
    "Observation",
    "ObservationError",
    "Outcome",
    "Question",
    "observation_schema",
]


SIZE: Final = "items"
"""The name under which the size of a container is noted that a value hands out."""
CHANGED_ANOTHER: Final = "another value of the document was changed"
CHANGED_BEFORE: Final = "another value of the document had been changed before"
CHANGED_HANDED_OUT: Final = "what it handed out was changed"
"""What was changed besides a copy of a value."""
UNDER_NEW_KEY: Final = "under a key that no document had"
UNDER_TAKEN_KEY: Final = "under a key that another document has"
UNDER_NEW_TAG: Final = "with tags that no document had"
UNDER_TAKEN_TAG: Final = "with tags that another document has"
UNDER_NEW_PART_KEY: Final = "with objects whose keys no document had"
UNDER_TAKEN_PART_KEY: Final = "with objects whose keys another document has"
"""When a document was decoded again, the same but for its key, or the tags or keys of objects in it."""

WAYS_TO_PRINT: Final = ("repr", "str")
AGAIN: Final = "again"
AFTER_ANOTHER: Final = "after another document"
"""When a value was printed once more."""


class Outcome(enum.StrEnum):
    """What a client did with a document that it was to decode."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """An exception of the client's own classes."""
    CRASHED = "crashed"
    """Any other exception."""
    HUNG = "hung"
    """No answer in time."""
    EXITED = "exited"
    """It would have ended the process."""


_TO_COMPARE_WITH: Final = frozenset({Question.SHOW, Question.ENCODE, Question.COMPARE})


class ObservationError(ValueError):
    """Data is not an observation that this version can read; the message says what was expected, and where."""


@frozen
class Observation:
    """What one client did with one case.

    `decoded` holds the class name of the decoded value. The other fields are None, or empty, where they were not asked:
    after a refusal, without an encoder, without a twin. `shown` maps JSON pointers of the document, and of members that
    it lacks, to what the value shows there or to what reading it raised; places that it does not show are left out.
    """

    client: str
    policy: Policy
    decoded: Answer
    nothing: bool = False
    """Whether the decoded value is None."""
    shown: Mapping[str, Json | Opaque | Thrown] = field(factory=dict, eq=exactly)
    classes: Mapping[str, ShownClass] = field(factory=dict)
    """The classes of what the value shows at the places of the document's objects."""
    types: Mapping[str, str] = field(factory=dict)
    """The names of the classes of all that the value shows, but of plain texts, numbers, booleans and nulls."""
    encoded: Answer | None = None
    """The tree of what the client wrote for a value that had been asked nothing else."""
    encoded_again: Answer | None = None
    """The tree of what the client wrote after decoding what it wrote."""
    encoded_by: Mapping[str, Answer] = field(factory=dict)
    """The tree of what each other encoder of the client wrote, by its name, for a value of its own."""
    encoded_again_by: Mapping[str, Answer] = field(factory=dict)
    """The tree of what each other encoder wrote after the client decoded what it wrote."""
    itself: Answer | None = None
    """value == value."""
    decoded_twice: Answer | None = None
    """Whether two decodings of the document are equal."""
    negated: Mapping[str, Answer] = field(factory=dict)
    """The answers to `!=` where `==` was asked, by `itself` and `decoded_twice`."""
    strangers: Mapping[str, Answer] = field(factory=dict)
    """The answers to `==` with values of other types, by what those are."""
    hashed: tuple[Answer, Answer] | None = None
    """The hashes of two decodings of the document."""
    twin: TwinObservation | None = None
    triangle: tuple[Answer, Answer, Answer] | None = None
    """Whether value == twin, twin == third, value == third."""
    triangle_back: tuple[Answer, Answer, Answer] | None = None
    """Whether twin == value, third == twin, third == value."""
    third_encoded: Answer | None = None
    """The tree of what the client wrote for the third document, if that equals another one."""
    replies: Answer | None = None
    """Whether two replies with the document as body and with different headers are equal."""
    copies: Mapping[str, Copied] = field(factory=dict)
    printed: Mapping[str, Answer] = field(factory=dict)
    """The text of the value by `repr` and `str`, shortened; then each later one that is another text, or raised."""
    again: Mapping[str, Thrown] = field(factory=dict)
    """What a value raised when it was asked once more, by the call, where a fresh one raises nothing."""
    held: Answer | None = None
    """What a value held before it was asked anything: what it encodes to, or what it shows."""
    disturbed: Mapping[str, Answer] = field(factory=dict)
    """What a value held after `everything` was asked, and if that differs, after each single question."""
    unequal_after: Mapping[str, Answer] = field(factory=dict)
    """Whether a value equals another decoding, by the question after which it does not, where it does after none."""
    repeated: Mapping[str, Answer] = field(factory=dict)
    """What fresh values of the document held, or what decoding it raised: `at first`, then after what the key says."""
    shown_before: Mapping[str, Json | Opaque | Thrown] = field(factory=dict, eq=exactly)
    types_before: Mapping[str, str] = field(factory=dict)
    """What the value of another document shows, and the names of the classes, at that document's places."""
    shared: Mapping[str, tuple[Answer, Answer]] = field(factory=dict)
    """What a value wrote and showed before and after something else was changed, by what that was, where it differs."""
    cut_short: Mapping[str, Thrown] = field(factory=dict)
    """Calls that hung or would have ended the process, by the name of the call."""
    not_offered: frozenset[Question] = frozenset()
    """Questions that the client cannot be asked, which no law about them is judged by."""

    WHY_NOT: ClassVar[str] = "the client offers no such call"
    """Why no law is judged by what it cannot be asked."""

    def cannot_be_asked(self, asks: frozenset[Question]) -> bool:
        """Return whether the client offers none of some questions, but for those that are asked to compare with."""
        return bool(self.not_offered) and (asks - _TO_COMPARE_WITH or asks) <= self.not_offered

    @property
    def outcome(self) -> Outcome:
        """What the client did with the document."""
        thrown = self.decoded.thrown
        if thrown is None:
            return Outcome.ACCEPTED
        if thrown.ended:
            return Outcome.HUNG if thrown.ended == "hang" else Outcome.EXITED
        return Outcome.REFUSED if thrown.own else Outcome.CRASHED

    def as_json(self) -> dict[str, Any]:
        """Return the observation as JSON data that fits `observation.schema.json`: what was not asked is left out."""
        return {"version": _VERSION, **members_of(_OBSERVATION.write(self))}

    @classmethod
    def from_json(cls, data: Json) -> Observation:
        """Return the observation in JSON data, written by `as_json` or by a program in another language.

        Raises `ObservationError` for data that does not fit the schema or is of another version.
        """
        try:
            return _read_observation(data)
        except Misfit as error:
            msg = f"observation: {error}"
            raise ObservationError(msg) from None


# -- on the wire


_VERSION: Final = 1
"""The version of the form: raised by a change that older versions cannot read."""

FIELDS: Final[Mapping[str, Form[Any]]] = {
    "client": TEXT,
    "policy": named("policy", POLICY),
    "decoded": ANSWER,
    "nothing": FLAG,
    "shown": members(SHOWN),
    "classes": members(SHOWN_CLASS),
    "types": members(TEXT),
    "encoded": ANSWER,
    "encoded_again": ANSWER,
    "encoded_by": members(ANSWER),
    "encoded_again_by": members(ANSWER),
    "itself": ANSWER,
    "decoded_twice": ANSWER,
    "negated": members(ANSWER),
    "strangers": members(ANSWER),
    "hashed": array(ANSWER, length=2),
    "twin": named("twin", TWIN),
    "triangle": array(ANSWER, length=3),
    "triangle_back": array(ANSWER, length=3),
    "third_encoded": ANSWER,
    "replies": ANSWER,
    "copies": members(COPIED),
    "printed": members(ANSWER),
    "again": members(THROWN),
    "held": ANSWER,
    "disturbed": members(ANSWER),
    "unequal_after": members(ANSWER),
    "repeated": members(ANSWER),
    "shown_before": members(SHOWN),
    "types_before": members(TEXT),
    "shared": members(array(ANSWER, length=2)),
    "cut_short": members(THROWN),
    "not_offered": QUESTIONS,
}
"""The form of each field of an observation."""

_OBSERVATION: Final = record(Observation, "What one client did with one case. What was not asked is not there.", FIELDS)


def _read_observation(data: Json) -> Observation:
    if not isinstance(data, dict) or "version" not in data:
        misfit("an object with a version", (), data)
    version = data["version"]
    if isinstance(version, bool) or not isinstance(version, int):
        misfit(f"the version of the form, {_VERSION}", ("version",), version)
    if version != _VERSION:
        newer = " of a newer runlaws" if version > _VERSION else ""
        misfit(f"version {_VERSION} of the form", ("version",), version, newer)
    return _OBSERVATION.read({name: value for name, value in data.items() if name != "version"}, ())


def observation_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an observation as JSON data: what `observation.schema.json` holds."""
    schema = _OBSERVATION.schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:runlaws:observation:{_VERSION}",
        "title": "Observation",
        **schema,
        "properties": {"version": {"const": _VERSION}, **members_of(schema["properties"])},
        "required": ["version", *items_of(schema["required"])],
        "$defs": {
            "text": TEXT_SCHEMA,
            "value": DATA_SCHEMA,
            **DEFINITIONS,
            "twin": TWIN.schema,
            "policy": POLICY.schema,
        },
    }
