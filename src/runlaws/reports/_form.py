"""The form of results as JSON data, written once: the writer, the reader and the schema come from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve, field, fields, frozen

from runlaws.case import Case
from runlaws.client import Snippet
from runlaws.client._data import DATA, DATA_SCHEMA
from runlaws.client._forms import COUNT, FLAG, TEXT, TEXT_SCHEMA, Form, array, maybe, members, misfit, record, word
from runlaws.finding import Finding, KnownSeen, SearchResult, Tally
from runlaws.laws import Severity
from runlaws.reports._severity import severity_of
from runlaws.values import ABSENT, Absent, Json, Path, pointer
from runlaws.verdict import Cause, Failure, Words

__all__ = ["DEFINITIONS", "RESULT"]


def _said(form: Form[Any], says: str) -> Form[Any]:
    """Return a form whose schema has a description."""
    return evolve(form, schema={**form.schema, "description": says})


# -- values


def _write_or_absent(value: Any) -> Json:
    return {"$absent": True} if value is ABSENT else DATA.write(value)


def _read_or_absent(data: Json, at: Path) -> Json | Absent:
    return ABSENT if data == {"$absent": True} else DATA.read(data, at)


_ABSENT_SCHEMA: Final[Mapping[str, Json]] = {
    "type": "object",
    "properties": {"$absent": {"const": True}},
    "required": ["$absent"],
    "additionalProperties": False,
}
_OR_ABSENT: Final = Form(_write_or_absent, _read_or_absent, {"anyOf": [DATA.schema, {"$ref": "#/$defs/absent"}]})


def _read_case(data: Json, at: Path) -> Case:
    if not isinstance(data, dict):
        misfit("a case", at, data)
    return Case.from_json(data, pointer(at))


_CASE: Final = Form(Case.as_json, _read_case, {"type": "object"})


# -- findings


@frozen
class _CauseData:
    matter: tuple[str, ...]
    place: str = ""
    message: str = ""
    frame: str = ""
    types: str = ""


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
    further: tuple[str, ...] = ()
    traceback: tuple[str, ...] = ()


_CAUSE: Final = record(
    _CauseData,
    "What is the same in every case that shows this finding.",
    {
        "place": TEXT,
        "message": _said(TEXT, "The text of an exception without what differs from case to case."),
        "frame": _said(TEXT, "The client's own function that raised it."),
        "types": _said(TEXT, "The type sent, and the type that it became."),
        "matter": _said(array(TEXT), "Rules, new members and places without which the failure goes away."),
    },
)

_FINDING: Final = record(
    _FindingData,
    "One way in which the client breaks a law.",
    {
        "law": _said(TEXT, "The id of the law that is broken."),
        "severity": _said(word(*(severity.value for severity in Severity)), "How grave it is, by the law."),
        "pointer": _said(TEXT, "Where, as a JSON pointer; empty for the whole document."),
        "kind": _said(TEXT, "What sort of failure: dropped, refused, crashed: KeyError."),
        "cause": _CAUSE,
        "sent": _said(DATA, "What was sent there; absent where there was no value."),
        "got": _said(DATA, "What came back; absent where there was no value."),
        "in_words": _said(array(word("sent", "got")), "Which of `sent` and `got` are sentences in place of a value."),
        "tried": _said(COUNT, "For how many cases of the search the law could be asked; 0 if nobody counted."),
        "seen": _said(COUNT, "In how many of these a failure with this cause showed; 0 if nobody counted."),
        "client": _said(TEXT, "The client's name and version."),
        "case": _said(_CASE, "The simplest case that shows it: see case.schema.json."),
        "notable": _said(members(_OR_ABSENT), "The members of that case that are not in their simplest form."),
        "replay": _said(TEXT, "The command that tries the case again."),
        "permit": _said(TEXT, "The setting of a policy that would permit it, or an empty text."),
        "raised": _said(array(TEXT), "Where an exception was raised, then what led to it, the nearest first."),
        "further": _said(array(TEXT), "The lines of an exception's text after the first."),
        "traceback": _said(array(TEXT), "The lines of the whole traceback, where it was asked for."),
    },
)


def _write_finding(finding: Finding) -> Json:
    failure = finding.failure
    cause = failure.cause
    parts = {"place": cause.place, "message": cause.message, "frame": cause.frame, "types": cause.types}
    (sent, sent_in_words), (got, got_in_words) = map(_as_data, (failure.sent, failure.got))
    in_words = [name for name, yes in (("sent", sent_in_words), ("got", got_in_words)) if yes]
    return _FINDING.write(
        _FindingData(
            law=failure.law,
            severity=severity_of(finding).value,
            pointer=failure.pointer,
            kind=failure.kind,
            cause=_CauseData(finding.matter, **parts),
            sent=sent,
            got=got,
            in_words=tuple(in_words),
            raised=failure.raised,
            further=failure.further,
            traceback=failure.traceback,
            **{name: getattr(finding, name) for name in _AS_THEY_ARE},
        )
    )


_AS_THEY_ARE: Final = ("case", "client", "notable", "replay", "permit", "tried", "seen")
"""The parts of a finding that the data has under the same names."""


def _read_finding(data: Json, at: Path) -> Finding:
    read = _FINDING.read(data, at)
    sent, got = (Words(value) if name in read.in_words else value for name, value in _values_of(read))
    cause = read.cause
    failure = Failure(
        read.law,
        read.pointer,
        read.kind,
        sent,
        got,
        cause=Cause(read.law, cause.place, read.kind, cause.message, cause.frame, cause.types),
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


# -- results


@frozen
class _TallyData:
    passed: int
    failed: int
    not_asked: Mapping[str, int]


_TALLY: Final = record(
    _TallyData,
    "How often a law passed, failed and could not be asked, and why.",
    {"passed": COUNT, "failed": COUNT, "not_asked": members(COUNT)},
)
_TALLIES: Final = members(_TALLY)


def _write_tallies(tallies: tuple[Tally, ...]) -> Json:
    return _TALLIES.write({tally.law: _TallyData(tally.passed, tally.failed, tally.not_asked) for tally in tallies})


def _read_tallies(data: Json, at: Path) -> tuple[Tally, ...]:
    read = _TALLIES.read(data, at)
    return tuple(Tally(law, counts.passed, counts.failed, counts.not_asked) for law, counts in read.items())


_KNOWN: Final = record(
    KnownSeen,
    "What was seen of known failures; absent where no file of them was read.",
    {"file": TEXT, "kinds": COUNT, "seen": COUNT, "complaints": array(TEXT)},
    whole=True,
)

_SNIPPET: Final = record(
    Snippet,
    "The client's SDK without runlaws, as lines of Python; absent where nobody wrote them down.",
    {"setup": TEXT, "encode": TEXT, "attributes": members(TEXT)},
)


@frozen
class _ResultData:
    client: str
    profile: str
    examples: int
    seed: int
    findings: tuple[Finding, ...]
    laws: tuple[Tally, ...]
    known: KnownSeen | None = None
    spec: str = ""
    ended: str = ""
    last: Case | None = None
    file: str = ""
    line: int = 0
    installed: bool = False
    snippet: Snippet | None = None


_RESULT: Final = record(
    _ResultData,
    "What the search of one client found.",
    {
        "client": _said(TEXT, "The client's name and version."),
        "profile": _said(TEXT, "The wire version of the documents."),
        "examples": _said(COUNT, "How many cases were tried."),
        "seed": COUNT,
        "findings": array(Form(_write_finding, _read_finding, {"$ref": "#/$defs/finding"})),
        "laws": _said(Form(_write_tallies, _read_tallies, _TALLIES.schema), "By the id of each law, how it fared."),
        "known": maybe(_KNOWN),
        "spec": _said(TEXT, "What a user types for the client."),
        "ended": _said(TEXT, "Why the search ended early; absent where it did not."),
        "last": _said(maybe(_CASE), "The case that was tried last, where the search ended early."),
        "file": _said(TEXT, "Where the client is defined, where that is known."),
        "line": COUNT,
        "installed": _said(FLAG, "Whether `file` is below the folder in which packages are installed."),
        "snippet": maybe(_SNIPPET),
    },
)


def _write_result(result: SearchResult) -> Json:
    held: dict[str, Any] = {name: getattr(result, name) for name in _NAMES}
    return _RESULT.write(_ResultData(laws=result.tallies, **held))


def _read_result(data: Json, at: Path) -> SearchResult:
    read = _RESULT.read(data, at)
    held: dict[str, Any] = {name: getattr(read, name) for name in _NAMES}
    return SearchResult(tallies=read.laws, **held)


_NAMES: Final = tuple(attribute.name for attribute in fields(SearchResult) if attribute.name != "tallies")
"""The parts of a result that the data has under the same names."""


RESULT: Final = Form(_write_result, _read_result, _RESULT.schema)
"""The result of one search."""

DEFINITIONS: Final[Mapping[str, Json]] = {
    "text": TEXT_SCHEMA,
    "value": DATA_SCHEMA,
    "absent": {"description": "A member that is not there.", **_ABSENT_SCHEMA},
    "finding": _FINDING.schema,
}
"""What the schema refers to."""
