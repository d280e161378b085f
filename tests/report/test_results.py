"""What a whole search is told as: groups, one line at the end, and JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runlaws.case import Case
from runlaws.contract import Judgement, Standing
from runlaws.finding import Finding, SearchResult
from runlaws.objects.run.profiles import V2
from runlaws.reports import REPORTS, as_json, kind_of, printable, summary
from runlaws.values import ABSENT
from runlaws.verdict import Failure, Words


def found(law: str = "round-trip", pointer: str = "/a", kind: str = "dropped", *, document: bytes = b"{}") -> Finding:
    case = Case(document, Judgement(V2, Standing.VALID, ()))
    return Finding(Failure(law, pointer, kind, 1, ABSENT), case, "acme 1", replay="runlaws replay x")


def result_of(*findings: Finding) -> SearchResult:
    return SearchResult("acme 1", "v2", 500, 7, findings, spec="sdk:client")


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ((), ["no findings"]),
        ((found(),), ["1 finding", "1 silent corruption"]),
        ((found(), found(pointer="/b")), ["1 finding", "1 silent corruption"]),
        ((found("hash-agrees-with-equality"), found()), ["2 findings", "1 silent corruption, 1 inequality"]),
        ((found("a-law-of-my-own"),), ["1 finding", "1 silent corruption"]),
    ],
)
def test_the_summary_counts_groups_by_severity_and_says_what_to_do_next(
    findings: tuple[Finding, ...], said: list[str]
) -> None:
    first, *more = summary(result_of(*findings)).splitlines()
    assert first == f"acme 1: {said[0]} in 500 cases of profile v2 (seed 7)"
    assert more[:1] == said[1:]
    assert more[1:] == [] or more[1].startswith("Next: `runlaws replay` shows one again; `runlaws probe sdk:client`")


def test_the_gravest_findings_come_first_under_a_heading_of_their_own() -> None:
    printed = REPORTS["text"](result_of(found("prints-a-text"), found("never-hangs"), found("round-trip")))
    places = [printed.index(f"== {heading}: ") for heading in ("silent corruption", "crash", "cosmetic")]
    assert places == sorted(places)
    assert places[0] < printed.index("round-trip: ") < places[1] < printed.index("never-hangs: ") < places[2]


def test_json_has_every_finding_with_its_case() -> None:
    told = as_json(result_of(found(), found(kind="made null"), found(pointer="/b")))
    assert {name: told[name] for name in ("client", "profile", "examples", "seed")} == {
        "client": "acme 1",
        "profile": "v2",
        "examples": 500,
        "seed": 7,
    }
    assert [(one["pointer"], one["kind"]) for one in told["findings"]] == [("/a", "dropped"), ("/a", "made null")]
    assert [other["pointer"] for other in told["findings"][0]["also"]] == ["/b"]
    assert told["findings"][0]["also"][0]["case"] == found().case.as_json()
    assert told["findings"][0]["case"] == found().case.as_json()
    assert told["findings"][0]["replay"] == "runlaws replay x"


@pytest.mark.parametrize(
    ("sent", "got", "told"),
    [
        (1, ABSENT, {"sent": 1}),
        (ABSENT, None, {"got": None}),
        ("(not there)", {"a": [1.5]}, {"sent": "(not there)", "got": {"a": [1.5]}}),
        (float("nan"), Words("a sentence"), {"sent": {"$float": "nan"}, "got": "a sentence", "in_words": ["got"]}),
        ("\ud800", (1, 2), {"sent": {"$text": [0xD800]}, "got": [1, 2]}),
        ({1}, 2**64, {"sent": "{1}", "got": {"$integer": "0x10000000000000000"}, "in_words": ["sent"]}),
    ],
)
def test_json_keeps_values_as_they_are_and_leaves_out_what_was_not_there(
    sent: object, got: object, told: dict[str, Any]
) -> None:
    finding = Finding(Failure("round-trip", "/a", "dropped", sent, got), found().case, "acme 1")
    (written,) = as_json(result_of(finding))["findings"]
    assert {name: written[name] for name in ("sent", "got", "in_words") if name in written} == told
    json.dumps(written, allow_nan=False)


@pytest.mark.parametrize(
    ("standing", "made", "told"),
    [
        (Standing.VALID, "valid", "valid"),
        (Standing.VALID, "as given", "valid, as given"),
        (Standing.MALFORMED, "malformed: cut short", "malformed: cut short"),
        (Standing.INVALID, "with id.type broken", "invalid, with id.type broken"),
    ],
)
def test_what_a_case_is_names_its_standing_once(standing: Standing, made: str, told: str) -> None:
    assert kind_of(Case(b"{}", Judgement(V2, standing, ()), made)) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("as it is: é 日 😀", "as it is: é 日 😀"),
        ("\x1b[2J", r"\u001b[2J"),
        ("\n\t\x7f", r"\n\t\u007f"),
        ("\ud800", r"\ud800"),
        ("\u202e\u00a0", r"\u202e\u00a0"),
        ("\U000e0001", r"\udb40\udc01"),
        ("", ""),
    ],
)
def test_what_a_terminal_would_not_show_is_written_as_in_json(text: str, shown: str) -> None:
    assert printable(text) == shown
