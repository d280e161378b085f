"""Comparing: who parts from whom, on what, and the smallest document that shows it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any, ClassVar

import pytest

from runlaws.adapters import PythonClient
from runlaws.case import Case, Likeness, Twin
from runlaws.client import EVERYTHING, ClientNotFound, Observation, Question
from runlaws.comparing import SideBySide, cases_for, compare
from runlaws.comparison import Aspect, Disagreement
from runlaws.observe import InProcess, Observer
from runlaws.values import Json, Path
from tests.comparing.clients import PLAIN, V2, Keeper, Refused, case_of, compared, keeping, twin_of


def without(*names: str) -> Any:
    """Return an edit that drops some members."""
    return lambda tree: [tree.pop(name, None) for name in names]


def refusing(condition: Any) -> Any:
    """Return an edit that refuses a document."""

    def edit(tree: dict[str, Any]) -> None:
        if condition(tree):
            raise Refused("not this one")

    return edit


def sides(disagreement: Disagreement) -> dict[tuple[str, ...], str]:
    return {side.clients: side.does for side in disagreement.sides}


def test_clients_that_do_the_same_disagree_about_nothing() -> None:
    comparison = compared([keeping("one"), keeping("two")], case_of(), case_of(instructions="Be kind."))
    assert (comparison.disagreements, comparison.cases, comparison.clients) == ((), 2, ("one", "two"))


def test_one_that_drops_a_member_parts_from_those_that_keep_it() -> None:
    clients = [keeping("one"), keeping("two", edit=without("instructions")), keeping("three")]
    (found,) = compared(clients, case_of(instructions="Be kind.")).disagreements
    assert (found.aspect, found.pointer) == (Aspect.CONTENT, "/instructions")
    assert sides(found) == {("one", "three"): "keeps it as it is", ("two",): "drops it"}


def test_a_member_that_is_dropped_is_not_said_to_be_hidden_as_well() -> None:
    found = compared([keeping("one"), keeping("two", edit=without("model"))], case_of()).disagreements
    assert [each.aspect for each in found] == [Aspect.CONTENT]


def test_nor_is_it_said_of_one_that_drops_a_member_that_it_takes_documents_for_equal_that_differ_in_it() -> None:
    cases = [case_of(instructions="Be kind."), case_of(twin=twin_of(instructions="Be kind."))]
    found = compared([keeping("one"), keeping("two", edit=without("instructions"))], *cases).disagreements
    assert {each.aspect for each in found} == {Aspect.CONTENT}


def test_what_each_writes_is_said_where_the_values_differ() -> None:
    clients = [
        keeping("one", edit=lambda tree: tree.update(top_p=0.5)),
        keeping("two", edit=lambda tree: tree.update(top_p=0.25)),
    ]
    (found,) = compared(clients, case_of(top_p=1.0)).disagreements
    assert sides(found) == {("one",): "writes 0.5", ("two",): "writes 0.25"}


def test_who_accepts_and_who_refuses_is_said_with_what_is_wrong_with_the_document() -> None:
    clients = [keeping("lenient"), keeping("strict", edit=refusing(lambda tree: not isinstance(tree["model"], str)))]
    (found,) = compared(clients, case_of(made="with model.type broken", model=1)).disagreements
    assert (found.aspect, found.pointer, found.about) == (Aspect.ACCEPTANCE, "/model", "an invalid document (type)")
    assert sides(found) == {("lenient",): "accepts it", ("strict",): "refuses it: Refused: not this one"}


def test_a_refusal_is_not_a_crash() -> None:
    clients = [keeping("careful"), keeping("careless", error=lambda: KeyError("id"))]
    (found,) = compared(clients, Case.of_bytes(b"[", V2, made="malformed")).disagreements
    assert sides(found) == {("careful",): "refuses it: Refused: no", ("careless",): "crashes: KeyError: 'id'"}


def test_classes_of_errors_are_compared_between_versions_of_one_sdk_alone() -> None:
    class RefusedToo(Refused):
        pass

    case = Case.of_bytes(b"[", V2, made="malformed")
    versions = [keeping("sdk", "1.0"), keeping("sdk", "2.0", error=lambda: RefusedToo("no"))]
    others = [keeping("one"), keeping("two", error=lambda: RefusedToo("no"))]
    (found,) = compared(versions, case).disagreements
    assert (found.aspect, compared(others, case).disagreements) == (Aspect.ERROR, ())


def test_a_document_is_minimal_for_what_they_disagree_about() -> None:
    busy = case_of(instructions="Be kind.", temperature=0.5, top_p=0.1, metadata={"a": "b"})
    clients = [keeping("one"), keeping("two", edit=without("instructions"))]
    (found,) = compared(clients, busy).disagreements
    assert set(found.notable) == {"instructions"}


def test_one_thing_done_at_several_places_is_one_disagreement() -> None:
    clients = [keeping("one"), keeping("two", edit=without("model", "object"))]
    (found,) = compared(clients, case_of()).disagreements
    assert {found.pointer, *found.also} == {"/model", "/object"}


def test_things_of_other_kinds_are_disagreements_of_their_own() -> None:
    clients = [keeping("one"), keeping("two", edit=without("model", "created_at"))]
    found = compared(clients, case_of()).disagreements
    assert {each.about for each in found} == {"a known member (string)", "a known member (integer)"}


def test_what_is_dropped_with_the_object_around_it_is_said_once() -> None:
    format: Json = {"type": "json_schema", "json_schema": {"name": "answer"}}
    clients = [
        keeping("one", edit=lambda tree: tree["response_format"]["json_schema"].pop("name")),
        keeping("two", edit=without("response_format")),
    ]
    found = compared(clients, case_of(response_format=format)).disagreements
    assert [each.pointer for each in found if each.aspect is Aspect.CONTENT and len(each.sides)][:1] == [
        "/response_format"
    ]
    assert all(each.side_of("two") is None for each in found if each.pointer.startswith("/response_format/"))


def test_two_documents_that_one_takes_for_equal_and_the_other_does_not() -> None:
    keeper = keeping("blind")
    blind = PythonClient(
        decode=lambda document: Blind(vars(keeper.decode(document))),
        encode=keeper.encode,
        policy=keeper.policy,
        name="blind",
    )
    comparison = compared([keeping("one"), blind], case_of(twin=twin_of(instructions="Be kind.")))
    (found,) = [each for each in comparison.disagreements if each.pointer]
    assert (found.aspect, found.pointer) == (Aspect.EQUALITY, "/instructions")
    assert sides(found) == {("one",): "tells them apart", ("blind",): "takes both for equal"}


class Showing(Keeper):
    """Shows other things than it holds at some places."""

    shows: ClassVar[Mapping[str, Any]] = {}

    def __getattribute__(self, name: str) -> Any:
        shows = type(self).shows
        return shows[name] if name in shows else super().__getattribute__(name)


def showing(name: str, version: str, **shows: Any) -> PythonClient:
    """Return a client that shows other things than it holds at some places."""
    keeper = keeping(name, version)
    kind = type("Showing", (Showing,), {"shows": shows})
    return PythonClient(
        decode=lambda document: kind(dict(vars(keeper.decode(document)))),
        policy=keeper.policy,
        name=name,
        version=version,
    )


@pytest.mark.parametrize("name", ["started_at", "reasoning_effort"])
def test_something_shown_for_null_or_for_what_is_not_there_is_a_disagreement(name: str) -> None:
    (found,) = compared([showing("one", ""), showing("two", "", **{name: 0})], case_of()).disagreements
    assert (found.aspect, found.pointer) == (Aspect.SHOWING, f"/{name}")
    assert sides(found) == {("one",): "shows nothing", ("two",): "shows 0"}


def test_null_and_not_there_are_shown_alike() -> None:
    assert compared([showing("one", ""), showing("two", "", reasoning_effort=None)], case_of()).disagreements == ()


def test_classes_of_what_is_shown_are_compared_between_versions_of_one_sdk_alone() -> None:
    class Tools(list[Any]):
        pass

    versions = [showing("sdk", "1"), showing("sdk", "2", tools=Tools())]
    others = [showing("one", "1"), showing("two", "2", tools=Tools())]
    (found,) = compared(versions, case_of()).disagreements
    assert found.pointer == "/tools"
    assert set(sides(found).values()) == {"shows an object of class list", "shows an object of class Tools"}
    assert compared(others, case_of()).disagreements == ()


def test_what_is_done_with_wrong_values_is_one_disagreement_whatever_their_types() -> None:
    wrong: list[Json] = [1, [], {"a": 1}, True]
    cases = [case_of(made="with model.type broken", model=value) for value in wrong]
    clients = [keeping("one"), keeping("two", edit=lambda tree: tree.update(model=str(tree["model"])))]
    (found,) = compared(clients, *cases).disagreements
    assert (found.pointer, found.about, found.seen) == ("/model", "a wrong value", 4)


def test_an_unknown_member_is_said_to_be_one() -> None:
    clients = [keeping("one"), keeping("two", edit=without("brand_new"))]
    (found,) = compared(clients, case_of(made="with an unknown member", brand_new=1)).disagreements
    assert (found.pointer, found.about) == ("/brand_new", "an unknown member")


def test_in_how_many_cases_they_part_is_counted_once_a_case() -> None:
    cases = [case_of(instructions=text) for text in ("a", "b", "c")]
    comparison = compared([keeping("one"), keeping("two", edit=without("instructions"))], *cases, cases[0])
    (found,) = [each for each in comparison.disagreements if each.about == "a known member (string)"]
    assert (found.seen, comparison.cases) == (3, 3)


def test_a_second_spelling_that_one_refuses_is_a_disagreement() -> None:
    document = case_of().document
    spaced = Twin(b" " + document, Likeness.SAME)
    case = Case.of_tree(PLAIN, V2, made="valid", twin=spaced)
    keeper = keeping("fussy")

    def decode(text: bytes) -> Keeper:
        if text.startswith(b" "):
            raise Refused
        kept: Keeper = keeper.decode(text)
        return kept

    fussy = PythonClient(decode=decode, encode=keeper.encode, policy=keeper.policy, name="fussy")
    (found,) = compared([keeping("one"), fussy], case).disagreements
    assert sides(found) == {("one",): "takes both for equal", ("fussy",): "refuses the second one"}


class Blind(Keeper):
    """Equals everything of its kind."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keeper)

    def __hash__(self) -> int:
        return 1


# -- versions


def test_what_changed_is_said_in_the_order_of_the_versions() -> None:
    old, new, newest = keeping("sdk", "9.0"), keeping("sdk", "10.0", edit=without("model")), keeping("sdk", "11.0rc1")
    comparison = compared([newest, old, new], case_of())
    assert comparison.versions == (("sdk 9.0", "sdk 10.0", "sdk 11.0rc1"),)
    changes = [(change.before, change.after, change.did, change.does, change.number) for change in comparison.changes()]
    assert changes == [
        ("sdk 9.0", "sdk 10.0", "keeps it as it is", "drops it", 1),
        ("sdk 10.0", "sdk 11.0rc1", "drops it", "keeps it as it is", 1),
    ]


def test_clients_of_other_names_are_no_versions_of_each_other() -> None:
    assert compared([keeping("one", "1"), keeping("two", "2")], case_of()).versions == ()


# -- clients that cannot be asked


class Ending:
    """An observer whose client's process ends for good after some cases."""

    def __init__(self, client: Any, after: int) -> None:
        self.observer = InProcess(client)
        self.left = after
        self.name, self.client_name = self.observer.name, self.observer.client_name
        self.policy, self.encodes, self.snippet = self.observer.policy, True, None

    def observe(self, case: Case, asks: Collection[Question] = EVERYTHING, also: Iterable[Path] = ()) -> Observation:
        self.left -= 1
        if self.left < 0:
            msg = "its process ends though it is asked nothing"
            raise ClientNotFound(msg)
        return self.observer.observe(case, asks, also)

    def names(self, case: Case) -> tuple[str, ...]:
        del case
        return ()

    def with_tracebacks(self) -> Ending:
        return self


def test_one_that_dies_is_lost_and_the_others_are_compared_to_the_end() -> None:
    observers: list[Observer] = [
        InProcess(keeping("one")),
        Ending(keeping("gone"), 1),
        InProcess(keeping("two", edit=without("model"))),
    ]
    cases = [case_of(), case_of(instructions="Be kind.")]
    comparison = compare(SideBySide(observers), ["one", "gone", "two"], V2, cases)
    assert comparison.lost == {"gone": "its process ends though it is asked nothing"}
    assert {("one",): "keeps it as it is", ("two",): "drops it"} in [sides(each) for each in comparison.disagreements]


def test_one_that_hangs_again_and_again_is_asked_no_more() -> None:
    asked: list[int] = []

    def hang(tree: dict[str, Any]) -> None:
        if tree["instructions"]:
            asked.append(1)
            time.sleep(60)

    observers = [InProcess(keeping("one"), deadline=0.05), InProcess(keeping("slow", edit=hang), deadline=0.05)]
    cases = [case_of(instructions="x" * length) for length in range(1, 9)]
    clients = SideBySide(observers)
    for case in cases:
        list(clients.partings(case))
    assert clients.lost == {1: "it hung on 3 documents, and was not asked about more"}
    assert len(asked) < 3 * 4


# -- the cases


def test_the_cases_are_the_catalogue_and_then_random_ones() -> None:
    layers: list[str] = []
    clients = SideBySide([InProcess(keeping("one")), InProcess(keeping("two"))])
    cases = cases_for(clients, V2, examples=2, seed=1, on_case=layers.append)
    first = list(itertools.islice(cases, 5))
    assert layers == ["catalogue"] * 5
    assert first[0].tree == PLAIN


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_gives_the_same_random_cases(seed: int) -> None:
    from runlaws.comparing import _compare

    random = [[case.id for _, case in _compare._random(V2, 5, seed)] for _ in range(2)]
    assert random[0] == random[1]
    assert len(set(random[0])) == 5
