"""The form of a finding as JSON data, and of what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve, field, frozen

from runlaws.case import Case
from runlaws.client._data import DATA
from runlaws.client._forms import COUNT, TEXT, Form, array, members, misfit, record, word
from runlaws.finding import Finding
from runlaws.grouping import Group, severity_of
from runlaws.laws import Severity
from runlaws.values import ABSENT, Absent, Json, Path, pointer
from runlaws.verdict import Cause, Failure, Words

__all__ = ["ABSENT_SCHEMA", "CASE", "FINDING_SCHEMA", "GROUP", "OR_ABSENT", "said"]


def said(form: Form[Any], says: str) -> Form[Any]:
    """Return a form whose schema has a description."""
    return evolve(form, schema={**form.schema, "description": says})


# -- values


def _write_or_absent(value: Any) -> Json:
    return {"$absent": True} if value is ABSENT else DATA.write(value)


def _read_or_absent(data: Json, at: Path) -> Json | Absent:
    return ABSENT if data == {"$absent": True} else DATA.read(data, at)


ABSENT_SCHEMA: Final[Mapping[str, Json]] = {
    "type": "object",
    "properties": {"$absent": {"const": True}},
    "required": ["$absent"],
    "additionalProperties": False,
}
OR_ABSENT: Final = Form(_write_or_absent, _read_or_absent, {"anyOf": [DATA.schema, {"$ref": "#/$defs/absent"}]})


def _read_case(data: Json, at: Path) -> Case:
    if not isinstance(data, dict):
        misfit("a case", at, data)
    return Case.from_json(data, pointer(at))


CASE: Final = Form(Case.as_json, _read_case, {"type": "object"})


# -- findings


@frozen
class _CauseData:
    matter: tuple[str, ...]
    place: str = ""
    message: str = ""
    frame: str = ""
    types: str = ""
    raw: str = ""
    values: tuple[str, ...] = ()


@frozen
class _FindingData:
    law: str
    severity: str
    pointer: str
    kind: str
    cause: _CauseData
    case: Case
    client: str
    replay: str
    permit: str
    tried: int
    seen: int
    sent: Any = ABSENT
    got: Any = ABSENT
    in_words: tuple[str, ...] = ()
    notable: Mapping[str, Json | Absent] = field(factory=dict)
    raised: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    traceback: tuple[str, ...] = ()
    also: tuple[Finding, ...] = ()


_CAUSE: Final = record(
    _CauseData,
    "What is the same in every case that shows this finding.",
    {
        "place": TEXT,
        "message": said(TEXT, "The text of an exception without what differs from case to case."),
        "frame": said(TEXT, "The client's own function that raised it."),
        "types": said(TEXT, "The type sent, and the type that it became."),
        "raw": said(TEXT, "The same text with all that is in it, in the results of a part of a campaign."),
        "values": said(array(TEXT), "The parts of it that the document has, too."),
        "matter": said(array(TEXT), "Rules, new members and places without which the failure goes away."),
    },
)


def _write_alike(finding: Finding) -> Json:
    return _write_finding(finding)


def _read_alike(data: Json, at: Path) -> Finding:
    return _finding_of(_FINDING.read(data, at))


_ALIKE: Final = Form(_write_alike, _read_alike, {"$ref": "#/$defs/finding"})

_FINDING: Final[Form[_FindingData]] = record(
    _FindingData,
    "One way in which the client breaks a law.",
    {
        "law": said(TEXT, "The id of the law that is broken."),
        "severity": said(word(*(severity.value for severity in Severity)), "How grave it is, by the law."),
        "pointer": said(TEXT, "Where, as a JSON pointer; empty for the whole document."),
        "kind": said(TEXT, "What sort of failure: dropped, refused, crashed: KeyError."),
        "cause": _CAUSE,
        "sent": said(DATA, "What was sent there; absent where there was no value."),
        "got": said(DATA, "What came back; absent where there was no value."),
        "in_words": said(array(word("sent", "got")), "Which of `sent` and `got` are sentences in place of a value."),
        "tried": said(COUNT, "For how many cases of the search the law could be asked; 0 if nobody counted."),
        "seen": said(COUNT, "In how many of these a failure with this cause showed; 0 if nobody counted."),
        "client": said(TEXT, "The client's name and version."),
        "case": said(CASE, "The simplest case that shows it: see case.schema.json."),
        "notable": said(members(OR_ABSENT), "The members of that case that are not in their simplest form."),
        "replay": said(TEXT, "The command that tries the case again."),
        "permit": said(TEXT, "The setting of a policy that would permit it, or an empty text."),
        "raised": said(array(TEXT), "Where an exception was raised, then what led to it, the nearest first."),
        "statements": said(array(TEXT), "Other statements in which an exception with this cause was raised."),
        "further": said(array(TEXT), "The lines of an exception's text after the first."),
        "traceback": said(array(TEXT), "The lines of the whole traceback, where it was asked for."),
        "also": said(array(_ALIKE), "Other findings of the same defect: at other places, with other values or errors."),
    },
)


def _write_finding(finding: Finding, also: tuple[Finding, ...] = ()) -> Json:
    failure = finding.failure
    cause = failure.cause
    parts = {"place": cause.place, "message": cause.message, "frame": cause.frame, "types": cause.types}
    parts["raw"] = cause.raw
    (sent, sent_in_words), (got, got_in_words) = map(_as_data, (failure.sent, failure.got))
    in_words = [name for name, yes in (("sent", sent_in_words), ("got", got_in_words)) if yes]
    return _FINDING.write(
        _FindingData(
            law=failure.law,
            severity=severity_of(finding).value,
            pointer=failure.pointer,
            kind=failure.kind,
            cause=_CauseData(finding.matter, **parts, values=cause.values),
            sent=sent,
            got=got,
            in_words=tuple(in_words),
            raised=failure.raised,
            further=failure.further,
            traceback=failure.traceback,
            also=also,
            **{name: getattr(finding, name) for name in _AS_THEY_ARE},
        )
    )


_AS_THEY_ARE: Final = ("case", "client", "notable", "replay", "permit", "tried", "seen", "statements")
"""The parts of a finding that the data has under the same names."""


_OF_A_CAUSE: Final = ("message", "frame", "types", "raw", "values")


def _finding_of(read: _FindingData) -> Finding:
    sent, got = (Words(value) if name in read.in_words else value for name, value in _values_of(read))
    cause = read.cause
    failure = Failure(
        read.law,
        read.pointer,
        read.kind,
        sent,
        got,
        cause=Cause(read.law, cause.place, read.kind, **{name: getattr(cause, name) for name in _OF_A_CAUSE}),
        raised=read.raised,
        further=read.further,
        traceback=read.traceback,
    )
    return Finding(failure, matter=cause.matter, **{name: getattr(read, name) for name in _AS_THEY_ARE})


def _values_of(read: _FindingData) -> tuple[tuple[str, Any], tuple[str, Any]]:
    return ("sent", read.sent), ("got", read.got)


def _as_data(value: Any) -> tuple[Any, bool]:
    """Return a value as data that can be written, and whether that is a text in its place."""
    if value is ABSENT or isinstance(value, Words):
        return (value, value is not ABSENT)
    try:
        DATA.write(value)
    except (TypeError, ValueError, AttributeError, RecursionError):  # a law may put anything there
        return str(value), True
    return value, False


def _read_group(data: Json, at: Path) -> Group:
    read = _FINDING.read(data, at)
    return Group(_finding_of(read), read.also)


GROUP: Final = Form(lambda group: _write_finding(*group), _read_group, {"$ref": "#/$defs/finding"})
"""A finding with the others of its group, by reference to its schema."""

FINDING_SCHEMA: Final = _FINDING.schema
