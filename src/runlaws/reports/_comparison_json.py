"""A comparison as JSON data, and its schema; both come from one form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from attrs import fields_dict, frozen

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.client._forms import COUNT, TEXT, Form, array, members, record, word
from runlaws.client._policy import POLICY
from runlaws.comparison import Aspect, ComparisonResult, Disagreement, Side, VersionChange
from runlaws.finding import SearchResult
from runlaws.reports._finding_form import CASE, OR_ABSENT, said
from runlaws.reports._form import DEFINITIONS, RESULT
from runlaws.reports._json import VERSION
from runlaws.values import Absent, Json, items_of, members_of

__all__ = ["comparison_as_json", "comparison_of", "comparison_schema", "render"]

_SIDE: Final = record(
    Side,
    "Clients that do the same.",
    {"clients": array(TEXT), "does": said(TEXT, "What they do, in words.")},
)


@frozen
class _DisagreementData:
    aspect: str
    pointer: str
    about: str
    sides: tuple[Side, ...]
    case: Case
    also: tuple[str, ...]
    seen: int
    notable: Mapping[str, Json | Absent]


_DISAGREEMENT: Final = record(
    _DisagreementData,
    "One thing that clients do differently.",
    {
        "aspect": said(word(*(aspect.value for aspect in Aspect)), "What they disagree about."),
        "pointer": said(TEXT, "Where, as a JSON pointer, or the way to ask; empty for the whole document."),
        "about": said(TEXT, "What they are given there, in words."),
        "sides": said(array(_SIDE), "Who does what. A client that could not be asked is on none."),
        "case": said(CASE, "The smallest case on which they part: see case.schema.json."),
        "also": said(array(TEXT), "Other places at which the same clients part in the same way."),
        "seen": said(COUNT, "In how many cases they do."),
        "notable": said(members(OR_ABSENT), "The members of the case that are not in their simplest form."),
    },
)

_CHANGE: Final = record(
    VersionChange,
    "What a version does otherwise than the one before it.",
    {
        "before": TEXT,
        "after": TEXT,
        "did": said(TEXT, "What the earlier version does."),
        "does": said(TEXT, "What the later version does."),
        "number": said(COUNT, "The number of the disagreement, from 1."),
    },
)


@frozen
class _ComparisonData:
    clients: tuple[str, ...]
    profile: str
    cases: int
    seed: int
    disagreements: tuple[_DisagreementData, ...]
    versions: tuple[tuple[str, ...], ...]
    changes: tuple[VersionChange, ...]
    lost: Mapping[str, str]
    policies: Mapping[str, Policy]
    results: tuple[SearchResult, ...]
    ended: str = ""


_RESULT: Final = Form(RESULT.write, RESULT.read, {"$ref": "#/$defs/result"})
_COMPARISON: Final = record(
    _ComparisonData,
    "What several clients do differently on the same cases, and how each fared by the laws.",
    {
        "clients": said(array(TEXT), "The names and versions of the clients, in the order given."),
        "profile": said(TEXT, "The wire version of the documents."),
        "cases": said(COUNT, "How many cases all clients were given."),
        "seed": COUNT,
        "disagreements": array(_DISAGREEMENT),
        "versions": said(array(array(TEXT)), "The clients that are versions of one SDK, the oldest first."),
        "changes": said(array(_CHANGE), "What each version does otherwise than the one before it."),
        "lost": said(members(TEXT), "Why a client could not be asked to the end, by its name."),
        "policies": said(members(POLICY), "What each client promises."),
        "results": said(array(_RESULT), "For each client what `runlaws fuzz --json` writes."),
        "ended": said(TEXT, "Why the comparison ended early; absent where it did not."),
    },
)


def comparison_as_json(comparison: ComparisonResult) -> dict[str, Any]:
    """Return a comparison as JSON data that fits `comparison.schema.json`."""
    disagreements = tuple(
        _DisagreementData(**{name: getattr(each, name) for name in fields_dict(_DisagreementData)})
        for each in comparison.disagreements
    )
    held = {name: getattr(comparison, name) for name in fields_dict(_ComparisonData) if name not in _MADE}
    data = _ComparisonData(disagreements=disagreements, changes=tuple(comparison.changes()), **held)
    return {"version": VERSION, **members_of(_COMPARISON.write(data))}


_MADE: Final = ("disagreements", "changes")


def comparison_of(data: Mapping[str, Json]) -> ComparisonResult:
    """Return the comparison that JSON data without its version has; raises `Misfit`."""
    read = _COMPARISON.read(dict(data), ())
    held: dict[str, Any] = {name: part for name, part in _parts_of(read).items() if name not in _MADE}
    return ComparisonResult(disagreements=tuple(map(_disagreement_of, read.disagreements)), **held)


def _disagreement_of(data: _DisagreementData) -> Disagreement:
    held: dict[str, Any] = {**_parts_of(data), "aspect": Aspect(data.aspect)}
    return Disagreement(**held)


def _parts_of(data: _DisagreementData | _ComparisonData) -> dict[str, Any]:
    return {name: getattr(data, name) for name in fields_dict(type(data))}


def render(comparison: ComparisonResult) -> str:
    """Return a comparison as the text of a JSON document."""
    return json.dumps(comparison_as_json(comparison), indent=2, allow_nan=False)


def comparison_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a comparison: what `comparison.schema.json` holds."""
    schema = _COMPARISON.schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:runlaws:comparison:{VERSION}",
        "title": "comparison",
        **schema,
        "properties": {"version": {"const": VERSION}, **members_of(schema["properties"])},
        "required": ["version", *items_of(schema["required"])],
        "$defs": {**DEFINITIONS, "result": RESULT.schema},
    }
