"""A campaign in shards: what they find is joined to what one search finds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from runlaws import PythonClient, find_client
from runlaws.client import Client
from runlaws.finding import SearchResult
from runlaws.laws import LAWS, Law, find_law
from runlaws.liars.equality import ComparesAsDatabasesDo
from runlaws.liars.fields import LeavesItsToolsDicts, ShowsCountsWithAPoint
from runlaws.liars.keeping import WritesEmptyObjectsAsArrays
from runlaws.liars.surviving import PrintsNothing
from runlaws.reports import as_json, read_results
from runlaws.search import NotOfOneCampaign, merged, search
from tests.thorough import THOROUGH

SOME_LIARS = (ComparesAsDatabasesDo, WritesEmptyObjectsAsArrays)
"""Liars that are quickly searched, of two families of laws; the openai package, below, has many causes."""
MORE_LIARS = (LeavesItsToolsDicts, PrintsNothing, ShowsCountsWithAPoint) if THOROUGH else ()
"""Of further families, with the profile `thorough`: how results are joined does not depend on the law."""


def parts_of(make: Callable[[], Client], count: int, folder: Path, **settings: Any) -> dict[str, SearchResult]:
    """Return the results of the shards of a campaign, as they are read from the files of several machines."""
    parts: dict[str, SearchResult] = {}
    for number in range(1, count + 1):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(as_json(search(make(), shard=(number, count), **settings))), encoding="utf-8")
        (parts[f"{number}.json"],) = read_results(path)
    return parts


def causes_in(result: SearchResult) -> list[tuple[str, ...]]:
    """Return the causes of the findings, each with what matters."""
    return sorted(
        (str(finding.failure.cause), finding.failure.cause.message, finding.failure.cause.frame, *finding.matter)
        for finding in result.findings
    )


@pytest.mark.slow
@pytest.mark.parametrize("liar", SOME_LIARS + MORE_LIARS, ids=lambda liar: liar.__name__)
def test_shards_find_what_the_whole_does(liar: type[Client], tmp_path: Path) -> None:
    """Cause for cause, with the same counts."""
    settings: dict[str, Any] = {"laws": [find_law(liar.law)], "examples": 700}  # type: ignore[attr-defined] # a liar's
    whole = search(liar(), **settings)
    joined = merged(parts_of(liar, 3, tmp_path, **settings))
    assert causes_in(joined) == causes_in(whole)
    assert (joined.examples, joined.coverage) == (whole.examples, whole.coverage)


@pytest.mark.slow
@pytest.mark.skipif(not THOROUGH, reason="with the profile thorough: what several jobs find of it is asked each time")
def test_shards_find_what_the_whole_does_of_the_openai_package(tmp_path: Path) -> None:
    pytest.importorskip("openai")
    laws = [find_law(id) for id in ("no-silent-corruption", "decodes-valid", "round-trip-unknowns")]
    settings: dict[str, Any] = {"laws": laws, "examples": 300, "profile": "v1"}
    whole = search(find_client("openai", profile="v1"), **settings)
    joined = merged(parts_of(lambda: find_client("openai", profile="v1"), 2, tmp_path, **settings))
    assert len(whole.findings) > 5
    assert causes_in(joined) == causes_in(whole)


LAW = find_law("round-trip")


def without(*names: str) -> PythonClient:
    """Return a client that writes an expired run without some members."""

    def encode(run: Any) -> str:
        is_expired = isinstance(run, dict) and run.get("status") == "expired"
        return json.dumps({name: value for name, value in run.items() if not (is_expired and name in names)})

    return PythonClient(decode=json.loads, encode=encode, name="forgetful")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SearchResult]:
    """Return the results of three shards of a small campaign, of random cases alone."""
    settings: dict[str, Any] = {"laws": [LAW], "examples": 200, "enumerate_first": False}
    return parts_of(lambda: without("model"), 3, tmp_path_factory.mktemp("parts"), **settings)


@pytest.fixture(scope="module")
def whole() -> SearchResult:
    """Return the result of the same search in one."""
    return search(without("model"), laws=[LAW], examples=200, enumerate_first=False)


def test_joined_shards_are_the_whole_search_to_the_last_count(
    parts: Mapping[str, SearchResult], whole: SearchResult
) -> None:
    """In whatever order they are given."""
    assert whole.findings
    assert as_json(merged(parts)) == as_json(whole)
    assert as_json(merged(dict(reversed(list(parts.items()))))) == as_json(whole)


def test_what_is_missing_is_said(parts: Mapping[str, SearchResult]) -> None:
    assert merged({"3.json": parts["3.json"]}).ended == "the search is not complete: shards 1, 2 of 3 are missing"
    two = {name: parts[name] for name in ("1.json", "3.json")}
    assert merged(two).ended == "the search is not complete: shard 2 of 3 is missing"


def with_laws(result: SearchResult, laws: Sequence[Law]) -> SearchResult:
    return evolve(result, tallies=tuple(evolve(result.tallies[0], law=law.id) for law in laws))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda part: evolve(part, client="forgetful 2"), "client forgetful, and client forgetful 2"),
        (lambda part: evolve(part, seed=7), "seed 0, and seed 7"),
        (lambda part: evolve(part, profile="v1"), "profile v2, and profile v1"),
        (lambda part: evolve(part, shard=evolve(part.shard, examples=9)), "--examples 200, and --examples 9"),
        (lambda part: evolve(part, shard=evolve(part.shard, count=4)), "number of shards 3, and number of shards 4"),
        (lambda part: evolve(part, shard=evolve(part.shard, runlaws="0")), "and version of runlaws 0"),
        (lambda part: with_laws(part, LAWS[:1]), f"laws round-trip, and laws {LAWS[0].id}"),
        (lambda part: evolve(part, shard=evolve(part.shard, number=1)), "1.json and 2.json are both shard 1 of 3"),
        (lambda part: evolve(part, shard=None), "2.json: expected a part of a campaign"),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(
    parts: Mapping[str, SearchResult], change: Callable[[SearchResult], SearchResult], says: str
) -> None:
    """In one sentence, with the names of the files."""
    with pytest.raises(NotOfOneCampaign) as refused:
        merged({**parts, "2.json": change(parts["2.json"])})
    assert says in str(refused.value)
    assert "2.json" in str(refused.value)


def test_a_shard_that_ended_early_says_so_in_the_whole(parts: Mapping[str, SearchResult]) -> None:
    """Though it has counted nothing."""
    ended = evolve(parts["2.json"], tallies=(), ended="the search is not complete: interrupted after 3 cases")
    joined = merged({**parts, "2.json": ended})
    assert joined.ended == "shard 2: the search is not complete: interrupted after 3 cases"
    assert [tally.law for tally in joined.tallies] == ["round-trip"]
