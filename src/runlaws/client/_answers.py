"""The answers to single questions, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from attrs import field, frozen

from runlaws.client._data import DATA, exactly
from runlaws.client._forms import COUNT, FLAG, TEXT, Form, array, members, misfit, named, record, word
from runlaws.values import Json, Path

__all__ = [
    "ANSWER",
    "COPIED",
    "DEFINITIONS",
    "NOT_OFFERED",
    "SHOWN",
    "SHOWN_CLASS",
    "THROWN",
    "TWIN",
    "Answer",
    "Copied",
    "Opaque",
    "ShownClass",
    "Thrown",
    "TwinObservation",
]


@frozen
class Thrown:
    """An exception: its class, its text (one line, shortened), and whether it is one of the client's own.

    `ended` is set if the call hung or would have ended the process, which is no answer at all. `classes` has the full
    names of its class and of the base classes, up to but without Exception.

    `frame` is the innermost function of the client's own code (`sdk/models.py in Run.from_dict`), and `line` the line
    in it; `library` is the package below it that raised, empty if the client itself did. `chain` has the exceptions
    that led to this one, the nearest first, each as `Class: text`. `further` has the further lines of its text, or
    where that has one line, of the nearest one in the chain that has several. `traceback` has the lines of the whole
    traceback, which is only kept when an observer is asked to. Each is empty if it is unknown.
    """

    type: str
    message: str
    own: bool
    ended: Literal["", "hang", "exit"] = ""
    classes: tuple[str, ...] = field(default=(), eq=False, repr=False)
    frame: str = field(default="", eq=False, repr=False)
    line: int = field(default=0, eq=False, repr=False)
    library: str = field(default="", eq=False, repr=False)
    chain: tuple[str, ...] = field(default=(), eq=False, repr=False)
    further: tuple[str, ...] = field(default=(), eq=False, repr=False)
    traceback: tuple[str, ...] = field(default=(), eq=False, repr=False)

    def __str__(self) -> str:
        return f"{self.type}: {self.message}" if self.message else self.type


NOT_OFFERED: Final = Thrown("TypeError", "the class of the value has no such way", own=False)
"""What stands for an exception where a value is to be copied in a way that its class does not have."""


@frozen
class Answer:
    """The answer to one question: a value as JSON data, or an exception."""

    value: Json = field(default=None, eq=exactly)
    thrown: Thrown | None = None

    @property
    def yes(self) -> bool:
        """Whether the answer is a true value."""
        return self.thrown is None and bool(self.value)


@frozen
class Opaque:
    """A value that JSON cannot represent, by the name of its class."""

    type: str

    def __str__(self) -> str:
        return f"an object of class {self.type}"


@frozen
class ShownClass:
    """The class of an object that a client shows, and what it declares for its members.

    `allows` has the texts of members annotated as `Literal`; `holds` the names of the classes for an object that is the
    member, or is in its list. A member that is annotated as anything else is in neither. `bases` has the names of the
    classes that it is derived from, and `dict` for every mapping.
    """

    type: str
    allows: Mapping[str, tuple[str, ...]] = field(factory=dict)
    bases: tuple[str, ...] = ()
    holds: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen
class Copied:
    """One way of copying a value: what it raised, or whether the copy is equal, and the encoded copy."""

    thrown: Thrown | None = None
    offered: bool = True
    """Whether the class offers such copies: with a TypeError or a PicklingError, it says that it does not.

    Unless the document that the case was made of can be copied in this way.
    """
    equal: Answer | None = None
    encoded: Answer | None = None


@frozen
class TwinObservation:
    """What a client did with a case's twin; all but `decoded` are None if it did not accept the twin."""

    decoded: Answer
    equal: Answer | None = None
    """value == twin."""
    equal_back: Answer | None = None
    """twin == value."""
    unequal: Answer | None = None
    """value != twin."""
    hashed: Answer | None = None
    encoded: Answer | None = None


# -- on the wire


_THROWN: Final = record(
    Thrown,
    "An exception, or a call that hung or would have ended the process.",
    {
        "type": TEXT,
        "message": TEXT,
        "own": FLAG,
        "ended": word("", "hang", "exit"),
        "classes": array(TEXT),
        "frame": TEXT,
        "line": COUNT,
        "library": TEXT,
        "chain": array(TEXT),
        "further": array(TEXT),
        "traceback": array(TEXT),
    },
)
THROWN: Final = named("thrown", _THROWN)

_ANSWER: Final = record(
    Answer,
    "What one question got: a value (null where there is none here), or an exception.",
    {"value": DATA, "thrown": THROWN},
)
ANSWER: Final = named("answer", _ANSWER)

_SHOWN_CLASS: Final = record(
    ShownClass,
    "The class of a shown object.",
    {"type": TEXT, "allows": members(array(TEXT)), "bases": array(TEXT), "holds": members(array(TEXT))},
)
SHOWN_CLASS: Final = named("shown-class", _SHOWN_CLASS)

_COPIED: Final = record(
    Copied, "One way of copying.", {"thrown": THROWN, "offered": FLAG, "equal": ANSWER, "encoded": ANSWER}
)
COPIED: Final = named("copied", _COPIED)

TWIN: Final = record(
    TwinObservation,
    "What a client did with a case's twin.",
    dict.fromkeys(("decoded", "equal", "equal_back", "unequal", "hashed", "encoded"), ANSWER),
)


def _write_shown(shown: Any) -> Json:
    if isinstance(shown, Opaque):
        return {"$opaque": TEXT.write(shown.type)}
    return {"$thrown": THROWN.write(shown)} if isinstance(shown, Thrown) else DATA.write(shown)


def _read_shown(data: Json, at: Path) -> Any:
    if isinstance(data, dict) and "$opaque" in data:
        return Opaque(TEXT.read(_alone(data, at), (*at, "$opaque")))
    if isinstance(data, dict) and "$thrown" in data:
        return THROWN.read(_alone(data, at), (*at, "$thrown"))
    return DATA.read(data, at)


def _alone(data: Mapping[str, Json], at: Path) -> Json:
    """Return the value under a tag, which must be the only member of its object."""
    if len(data) > 1:
        misfit("no member beside a tag", at, data)
    return next(iter(data.values()))


def _tag(name: str, form: Form[Any]) -> Mapping[str, Json]:
    return {
        "type": "object",
        "properties": {name: form.schema},
        "required": [name],
        "additionalProperties": False,
    }


SHOWN: Final[Form[Any]] = Form(
    _write_shown, _read_shown, {"anyOf": [DATA.schema, _tag("$opaque", TEXT), _tag("$thrown", THROWN)]}
)
"""What a client shows at a place: data, the class of an object that is not JSON, or what reading it raised."""

DEFINITIONS: Final[Mapping[str, Json]] = {
    "thrown": _THROWN.schema,
    "answer": _ANSWER.schema,
    "shown-class": _SHOWN_CLASS.schema,
    "copied": _COPIED.schema,
}
