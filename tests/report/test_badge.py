"""The badge: one sentence for each state, in the form of an endpoint of shields.io."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve

from runlaws.finding import KnownSeen, SearchResult
from runlaws.reports import badge
from tests.report.made import finding_of, result_of

COSMETIC = finding_of("prints-a-text", "", "print: KeyError")
STATES: dict[str, tuple[SearchResult, str, str]] = {
    "nothing": (result_of(), "keeps all laws", "brightgreen"),
    "one": (result_of(finding_of()), "1 finding", "red"),
    "the gravest decides": (result_of(COSMETIC, finding_of()), "2 findings", "red"),
    "cosmetic": (result_of(COSMETIC), "1 finding", "yellow"),
    "refusal": (result_of(finding_of("decodes-valid", "", "refused: ValueError")), "1 finding", "orange"),
    "places of one cause": (result_of(finding_of(pointer="/top_p"), finding_of(pointer="/model")), "1 finding", "red"),
    "known": (evolve(result_of(), known=KnownSeen("known.toml", 3, 2)), "2 known", "green"),
    "fixed": (
        evolve(result_of(), known=KnownSeen("known.toml", 3, 2, ("it is fixed",))),
        "known failures out of date",
        "yellow",
    ),
    "ended": (evolve(result_of(), ended="the search is not complete: interrupted"), "not complete", "lightgrey"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_badge_says_what_was_found(state: str) -> None:
    """Each state of a search has its words and its colour."""
    result, message, colour = STATES[state]
    shown: Any = json.loads(badge(result))
    assert shown == {"schemaVersion": 1, "label": "runlaws", "message": message, "color": colour}


def test_a_badge_of_several_clients_counts_all_findings() -> None:
    """Of several results a badge has the sum."""
    assert json.loads(badge(result_of(finding_of()), result_of(), result_of(COSMETIC)))["message"] == "2 findings"
