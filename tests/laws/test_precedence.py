"""Which law reports a defect that several could: data on the laws, so that nobody else knows a law by its name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from attrs import fields

import runlaws
from runlaws.client import EVERYTHING, Answer, Policy, Question
from runlaws.laws import ACCEPTABLE, LAWS, Broken, Family, Law, View, find_law, law
from tests.laws.observed import NO, SIBLING, VALID, case_of, ideal, twin_seen

_ROOM = Path(runlaws.__file__).parent
_KNOW_LAWS_BY_NAME = ("laws", "liars")
_SHOWS_LAWS = "reports/_steps.py"  # what shows a broken law with an SDK alone is another few lines for each law


def test_laws_give_way_to_laws_that_there_are_and_in_no_circle() -> None:
    order = TopologicalSorter({law.id: [other.id for other in law.gives_way_to] for law in LAWS})
    assert set(order.static_order()) == {law.id for law in LAWS}


@pytest.mark.parametrize("law", [law for law in LAWS if law.gives_way_to], ids=lambda law: law.id)
def test_a_law_gives_way_to_laws_that_go_by_what_it_asks_itself(law: Law) -> None:
    assert all(other.asks <= law.asks for other in law.gives_way_to)


def test_a_law_cannot_give_way_to_one_that_goes_by_more_than_it_asks() -> None:
    make = law(
        "is-short",
        "a document must be short",
        family=Family.ACCEPTANCE,
        why="Because.",
        standings=ACCEPTABLE,
        asks=[Question.ENCODE],
        gives_way_to=(find_law("equality-reflexive"),),
    )
    with pytest.raises(ValueError, match=r"is-short cannot give way to equality-reflexive: .* goes by: compare"):
        make(lambda _: iter(()))


def test_a_law_reports_nothing_where_one_that_it_gives_way_to_is_broken() -> None:
    seen = twin_seen(ideal(SIBLING, itself=NO, negated={}), equal_back=Answer(True))
    symmetric, reflexive = find_law("equality-symmetric"), find_law("equality-reflexive")
    assert symmetric.finds_something_in(View(SIBLING, seen))
    assert symmetric.judge(View(SIBLING, seen)).failures == ()
    assert [failure.law for failure in reflexive.judge(View(SIBLING, seen)).failures] == ["equality-reflexive"]


def test_laws_that_stand_alone_are_about_what_asking_does() -> None:
    alone = {law.id for law in LAWS if law.stands_alone}
    assert alone == {"never-hangs", "never-exits", "questions-change-nothing"}
    assert [law.id for law in LAWS if law.asks == EVERYTHING] == ["never-hangs", "never-exits"]


def test_for_every_setting_of_a_policy_there_is_a_law_that_holds_a_client_to_it() -> None:
    held = {setting for law in LAWS for setting in law.holds_to}
    assert held == {setting.name for setting in fields(Policy)}
    assert all(law.promise[0] in held for law in LAWS if law.promise is not None)


# -- causes


def test_failures_at_different_items_have_one_cause_and_at_different_members_another() -> None:
    @law("is-there", "a law of these tests", family=Family.FIELDS, why="Because.", standings=ACCEPTABLE)
    def is_there(_: View) -> Iterator[Broken]:
        for place in ("/tools/0/type", "/tools/1/type", "/metadata/0", "/metadata/1"):
            yield Broken(place, "gone", 1, None)

    case = case_of(metadata={"0": "a", "1": "b"}, tools=[{"type": "file_search"}, {"type": "file_search"}])
    failures = is_there.judge(View(case, ideal(case))).failures
    assert [failure.cause.place for failure in failures] == ["/tools/*/type"] * 2 + ["/metadata/0", "/metadata/1"]
    assert {(failure.cause.law, failure.cause.kind) for failure in failures} == {("is-there", "gone")}


def test_a_view_works_out_once_what_several_laws_ask_for() -> None:
    view = View(VALID, ideal(VALID, encoded=Answer({})))
    assert view.changes is view.changes
    assert view.lost is view.lost


# -- names


@pytest.mark.parametrize(
    "module",
    [
        path
        for path in sorted(_ROOM.rglob("*.py"))
        if path.relative_to(_ROOM).parts[0] not in _KNOW_LAWS_BY_NAME
        and path.relative_to(_ROOM).as_posix() != _SHOWS_LAWS
    ],
    ids=lambda path: str(path.relative_to(_ROOM)),
)
def test_only_laws_and_liars_know_a_law_by_its_name(module: Path) -> None:
    ids = {law.id for law in LAWS}
    texts = (node.value for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Constant))
    assert ids.isdisjoint(text for text in texts if isinstance(text, str))
