"""The form of results as JSON data, written once: the writer, the reader and the schema come from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from attrs import evolve, field, fields, frozen

from runlaws.case import Case
from runlaws.client import Snippet
from runlaws.client._data import DATA_SCHEMA
from runlaws.client._forms import COUNT, FLAG, TEXT, TEXT_SCHEMA, Form, array, maybe, members, misfit, record
from runlaws.finding import CampaignPart, Finding, KnownSeen, SearchResult, Tally
from runlaws.grouping import Group, grouped
from runlaws.reports._finding_form import ABSENT_SCHEMA, CASE, FINDING_SCHEMA, GROUP, said
from runlaws.values import Json, Path

__all__ = ["DEFINITIONS", "RESULT"]


def _read_share(data: Json, at: Path) -> float:
    is_share = isinstance(data, int | float) and not isinstance(data, bool) and 0 <= data <= 1
    return float(cast("float", data)) if is_share else misfit("a share from 0 to 1", at, data)


_SHARE: Final = Form(float, _read_share, {"type": "number", "minimum": 0, "maximum": 1})


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
    {"setup": TEXT, "encode": TEXT, "attributes": members(TEXT), "encoders": members(TEXT)},
)


_SHARD: Final = record(
    CampaignPart,
    "Which part of a campaign the search was; absent where it was a whole one.",
    {
        "number": said(COUNT, "From 1."),
        "count": said(COUNT, "How many shards the campaign has."),
        "examples": said(COUNT, "How many random cases the whole campaign has."),
        "runlaws": said(TEXT, "The version of runlaws, which must be the same in all parts."),
        "met": said(members(array(TEXT)), "What of each aspect of the contract the cases exercised."),
    },
)


@frozen
class _ResultData:
    client: str
    profile: str
    examples: int
    seed: int
    findings: tuple[Group, ...]
    laws: tuple[Tally, ...]
    known: KnownSeen | None = None
    spec: str = ""
    ended: str = ""
    last: Case | None = None
    file: str = ""
    line: int = 0
    installed: bool = False
    snippet: Snippet | None = None
    coverage: Mapping[str, float] = field(factory=dict)
    shard: CampaignPart | None = None


_RESULT: Final = record(
    _ResultData,
    "What the search of one client found.",
    {
        "client": said(TEXT, "The client's name and version."),
        "profile": said(TEXT, "The wire version of the documents."),
        "examples": said(COUNT, "How many cases were tried."),
        "seed": COUNT,
        "findings": said(array(GROUP), "A finding for each defect, with what else shows it."),
        "laws": said(Form(_write_tallies, _read_tallies, _TALLIES.schema), "By the id of each law, how it fared."),
        "known": maybe(_KNOWN),
        "spec": said(TEXT, "What a user types for the client."),
        "ended": said(TEXT, "Why the search ended early; absent where it did not."),
        "last": said(maybe(CASE), "The case that was tried last, where the search ended early."),
        "file": said(TEXT, "Where the client is defined, where that is known."),
        "line": COUNT,
        "installed": said(FLAG, "Whether `file` is below the folder in which packages are installed."),
        "snippet": maybe(_SNIPPET),
        "coverage": said(members(_SHARE), "Which share of each aspect of the contract the cases exercised."),
        "shard": maybe(_SHARD),
    },
)


def _write_result(result: SearchResult) -> Json:
    if result.shard is None:  # what an exception said as it is, is needed only to join results
        result = evolve(result, findings=tuple(map(_without_readings, result.findings)))
    held: dict[str, Any] = {name: getattr(result, name) for name in _NAMES}
    return _RESULT.write(_ResultData(laws=result.tallies, findings=tuple(grouped(result.findings)), **held))


def _without_readings(finding: Finding) -> Finding:
    cause = evolve(finding.failure.cause, raw="", values=())
    return evolve(finding, failure=evolve(finding.failure, cause=cause))


def _read_result(data: Json, at: Path) -> SearchResult:
    read = _RESULT.read(data, at)
    held: dict[str, Any] = {name: getattr(read, name) for name in _NAMES}
    findings = tuple(finding for group in read.findings for finding in (group.first, *group.rest))
    return SearchResult(tallies=read.laws, findings=findings, **held)


_NAMES: Final = tuple(
    attribute.name for attribute in fields(SearchResult) if attribute.name not in {"findings", "tallies"}
)
"""The parts of a result that the data has under the same names."""


RESULT: Final = Form(_write_result, _read_result, _RESULT.schema)
"""The result of one search."""

DEFINITIONS: Final[Mapping[str, Json]] = {
    "text": TEXT_SCHEMA,
    "value": DATA_SCHEMA,
    "absent": {"description": "A member that is not there.", **ABSENT_SCHEMA},
    "finding": FINDING_SCHEMA,
}
"""What the schema refers to."""
