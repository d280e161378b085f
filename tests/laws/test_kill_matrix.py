"""The kill matrix: what a row and the whole say, and how it is made."""

from __future__ import annotations

import json

import pytest

from runlaws.kill_matrix import Matrix, Row, kill_matrix, markdown, sums
from runlaws.laws import find_law
from runlaws.liars import HONEST, PROFILE, Honest, honest_clients
from runlaws.liars.equality import ComparesIds, NeverEqualsItself
from runlaws.liars.fields import ShowsMilliseconds

CAUGHT = Row("Caught", "round-trip", "It drops.", "a/b #1", {"round-trip": 3})
MISSED = Row("Missed", "round-trip", "It drops nothing.")
TWICE = Row("Twice", "reads-fields", "It shows.", "", {"round-trip": 7, "reads-fields": 1})
CLEAN = Row("Honest")
RED = Row("Red", caught={"round-trip": 2})


def matrix(*liars: Row, honest: Row = CLEAN) -> Matrix:
    return Matrix(("round-trip", "reads-fields"), liars, (honest,), examples=100, seed=0)


def test_a_liar_is_caught_as_meant_by_its_own_law_and_no_other() -> None:
    assert [(row.example, row.others, row.as_meant) for row in (CAUGHT, MISSED, TWICE)] == [
        (3, {}, True),
        (None, {}, False),
        (1, {"round-trip": 7}, False),
    ]


def test_an_honest_client_is_as_meant_when_none_catches_it() -> None:
    assert CLEAN.as_meant
    assert not RED.as_meant


@pytest.mark.parametrize(
    ("made", "needless", "as_meant"),
    [
        (matrix(CAUGHT, Row("Shows", "reads-fields", caught={"reads-fields": 1})), (), True),
        (matrix(CAUGHT), ("reads-fields",), False),
        (matrix(CAUGHT, TWICE), ("reads-fields",), False),
        (matrix(CAUGHT, MISSED, Row("Shows", "reads-fields", caught={"reads-fields": 1})), (), False),
        (matrix(CAUGHT, Row("Shows", "reads-fields", caught={"reads-fields": 1}), honest=RED), (), False),
    ],
)
def test_a_law_is_needed_when_it_alone_catches_a_liar(made: Matrix, needless: tuple[str, ...], as_meant: bool) -> None:
    assert (made.needless, made.as_meant) == (needless, as_meant)


def test_the_sums_count_what_is_caught_what_is_needed_and_what_is_clean() -> None:
    assert list(sums(matrix(CAUGHT, MISSED, TWICE, honest=RED))) == [
        "2 of 3 liars are caught by the law that must catch them, 1 by another law.",
        "1 of 2 laws catch a liar that no other catches; not reads-fields.",
        "0 of 1 honest clients keep every law.",
    ]
    assert next(sums(matrix(CAUGHT))).endswith(", none by another law.")


def test_the_page_has_a_table_for_each_law_with_faults_numbers_and_citations() -> None:
    page = markdown(matrix(CAUGHT, MISSED, TWICE))
    assert page.count("\n## ") == 2
    assert "\n| `Caught` | It drops. | 3 | none | a/b #1 |\n" in page
    assert "\n| `Missed` | It drops nothing. | missed | none |  |\n" in page
    assert "\n| `Twice` | It shows. | 1 | round-trip (7) |  |\n" in page
    assert all(len(line) <= 120 for line in page.splitlines() if not line.startswith("|"))


def test_as_json_data_it_says_what_caught_each_client() -> None:
    data = json.loads(json.dumps(matrix(CAUGHT, MISSED).as_json()))
    assert data["as_meant"] is False
    assert data["needless"] == ["reads-fields"]
    assert [(row["client"], row["caught"]) for row in data["liars"]] == [("Caught", {"round-trip": 3}), ("Missed", {})]
    assert data["honest"] == [{"client": "Honest", "caught": {}}]


@pytest.mark.slow
def test_liars_are_held_to_every_law_and_the_honest_too() -> None:
    laws = [find_law(name) for name in ("equality-reflexive", "equality-significant-fields", "reads-fields")]
    liars: list[Honest] = [NeverEqualsItself(), ComparesIds()]
    made = kill_matrix(liars, honest_clients(), laws, profile=PROFILE, examples=30)
    assert made.laws == tuple(law.id for law in laws)
    assert [list(row.caught) for row in made.liars] == [["equality-reflexive"], ["equality-significant-fields"]]
    assert [row.client for row in made.honest] == ["reference", *(honest.__name__ for honest in HONEST)]
    assert made.needless == ("reads-fields",)
    assert all(row.as_meant for row in made.honest)


def test_the_number_is_that_of_the_first_example_that_shows_the_fault() -> None:
    liars: list[Honest] = [ShowsMilliseconds()]
    first, second = (kill_matrix(liars, [], [find_law("reads-fields")], profile=PROFILE, examples=10) for _ in range(2))
    assert first.liars[0].example in range(1, 11)
    assert first == second, "the same seed"


def test_it_tells_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []
    laws = [find_law("reads-fields"), find_law("refuses-malformed")]
    liars: list[Honest] = [ShowsMilliseconds()]
    honest = [Honest()]
    kill_matrix(liars, honest, laws, profile=PROFILE, examples=2, on_step=lambda done, of: steps.append((done, of)))
    assert steps == [(done, 4) for done in range(1, 5)]
