"""What drawing costs: nothing is filtered out, no pool is too long, documents are small, and so are their reprs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector

from runlaws.contract import Standing
from runlaws.objects import PROFILES
from runlaws_strategies import (
    KINDS,
    ambiguous_documents,
    broken_documents,
    cases,
    documents,
    extended_documents,
    make_case,
    malformed_documents,
    runs,
    siblings,
)
from runlaws_strategies.build._choosers import Seeded

pytestmark = pytest.mark.slow

STRATEGIES: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "runs": runs(),
    "documents": documents(),
    "broken_documents": broken_documents(),
    "questionable documents": broken_documents(standing=Standing.QUESTIONABLE),
    "extended_documents": extended_documents(),
    "ambiguous_documents": ambiguous_documents(),
    "malformed_documents": malformed_documents(),
    "siblings": siblings(),
    "cases": cases(),
    **{f"runs of {profile}": runs(profile=profile) for profile in PROFILES if profile != "v2"},
}


def statuses_of(strategy: st.SearchStrategy[Any], count: int) -> Counter[str]:
    """Return how often Hypothesis found a test case valid, invalid (filtered out) or too long."""
    found: dict[str, Any] = {}

    @settings(max_examples=count, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(strategy)
    def draw(_: object) -> None: ...

    watched: Any = collector
    with watched.with_value(found.update):
        draw()
    return Counter(case["status"] for case in found["generate-phase"]["test-cases"])


@pytest.mark.parametrize("name", STRATEGIES)
def test_nothing_that_is_drawn_is_filtered_out(name: str) -> None:
    statuses = statuses_of(STRATEGIES[name], 300)
    assert statuses["valid"] == 300
    assert statuses["invalid"] == 0
    assert statuses["overrun"] < 20


@pytest.mark.parametrize("profile", PROFILES)
def test_no_choice_is_among_more_rows_than_hypothesis_draws_evenly(
    profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: set[int] = set()
    choose = Seeded.row

    def watched(self: Seeded, rows: Sequence[Any]) -> Any:
        lengths.add(len(rows))
        return choose(self, rows)

    monkeypatch.setattr(Seeded, "row", watched)
    for kind in KINDS:
        for index in range(300):
            make_case(67, index, profile=profile, kinds=(kind,))
    assert 1 < max(lengths) <= 256


def test_a_valid_run_has_about_a_kilobyte() -> None:
    sizes = [len(make_case(71, index, kinds=("valid",)).document) for index in range(2000)]
    assert 800 <= sum(sizes) / len(sizes) <= 1400


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_repr_of_a_strategy_is_short_enough_to_read(name: str) -> None:
    assert len(repr(STRATEGIES[name])) < 1000


def test_the_repr_of_a_case_is_short_enough_to_read() -> None:
    assert max(len(repr(make_case(73, index))) for index in range(500)) < 4000
