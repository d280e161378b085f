"""A search by the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from runlaws.adapters import find_client
from runlaws.search import Until, search


def ticking(step: float) -> Callable[[], float]:
    """Return a clock that goes on by a step each time that somebody looks."""
    times: Iterator[float] = (number * step for number in range(10**9))
    return lambda: next(times)


def test_a_search_ends_when_its_time_is_over() -> None:
    until = Until(100.0, clock=ticking(1.0))
    result = search(find_client("reference"), enumerate_first=False, until=until)
    assert result.examples == 99, "the clock was looked at when it was set, and before each case"
    assert until.says == "the 100 seconds of --time are over"


def test_a_search_ends_within_the_catalogue_if_its_time_is_over_there() -> None:
    until = Until(50.0, clock=ticking(1.0))
    assert search(find_client("reference"), until=until).examples < 60


def test_a_search_ends_when_nothing_new_was_found_for_long() -> None:
    until = Until(1e9, patience=30)
    result = search(find_client("reference"), enumerate_first=False, until=until)
    assert result.examples == 30
    assert until.says == "nothing new was found in the last 30 random cases"


def test_what_is_found_gives_a_search_more_time() -> None:
    until = Until(1e9, patience=30)
    result = search(find_client("runlaws.liars:DropsParallelToolCalls"), enumerate_first=False, until=until)
    assert result.findings
    assert result.examples > 30
