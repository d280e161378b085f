"""Twins: the same data in another spelling, or other data in exactly one member."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from runlaws.case import Case, Likeness, Twin
from runlaws.contract import Standing
from runlaws.document import read
from runlaws.objects import PROFILES, find_profile, judge
from runlaws.values import Json, at_path, differences, removed, resolve, same_json, steps_of
from runlaws_strategies import cases, catalogue, documents, make_case, siblings
from tests.profiles import EACH_PROFILE


def twin_of(case: Case) -> Twin:
    assert case.twin is not None
    return case.twin


def trees(case: Case) -> tuple[Mapping[str, Json], Mapping[str, Json]]:
    """Return what a case and its twin hold, each read from its bytes."""
    return read(case.document).tree or {}, read(twin_of(case).document).tree or {}


def third_of(case: Case) -> Twin | None:
    assert case.third is None or case.third.likeness is Likeness.DIFFERENT
    return case.third


def without(tree: Json, place: str) -> Json:
    """Return a tree without what stands at a pointer."""
    path = resolve(tree, place)
    return tree if path is None else removed(tree, path)


def assert_sibling(case: Case, profile: str) -> None:
    """Hold a sibling to differ in exactly the member it names, and to be as fit to accept as its case."""
    left, right = trees(case)
    twin = twin_of(case)
    assert twin.likeness is Likeness.DIFFERENT
    assert not same_json(left, right)
    assert same_json(without(left, twin.pointer), without(right, twin.pointer))
    assert all(f"{d.pointer}/".startswith(f"{twin.pointer}/") for d in differences(left, right))
    assert case.standing is Standing.VALID
    assert judge(right, profile).standing in (Standing.VALID, Standing.QUESTIONABLE)
    if (third := third_of(case)) is not None:
        assert_third(third, left, right, twin.pointer, profile)


def assert_third(third: Twin, left: Json, right: Json, place: str, profile: str) -> None:
    """Hold a third document to differ from both others in the member in which they differ."""
    tree = read(third.document).tree
    assert third.pointer == place
    assert not same_json(tree, left)
    assert not same_json(tree, right)
    assert same_json(without(tree, place), without(left, place))
    assert find_profile(profile).judge(tree or {}).standing in (Standing.VALID, Standing.QUESTIONABLE)


def test_no_parser_disputes_what_a_sibling_holds() -> None:
    drawn = (make_case(43, index, kinds=("sibling",)) for index in range(1000))
    assert not any(judge(twin_of(case).document).standing is Standing.AMBIGUOUS for case in drawn)


def test_no_parser_disputes_what_a_third_document_holds() -> None:
    thirds = [third_of(make_case(43, index, kinds=("sibling",))) for index in range(1000)]
    assert not any(judge(third.document).standing is Standing.AMBIGUOUS for third in thirds if third is not None)


@given(siblings())
def test_drawn_siblings_differ_in_exactly_the_member_they_name(case: Case) -> None:
    assert_sibling(case, "v2")


@pytest.mark.parametrize("profile", EACH_PROFILE)
def test_made_siblings_differ_in_exactly_the_member_they_name(profile: str) -> None:
    for index in range(400):
        assert_sibling(make_case(43, index, profile=profile, kinds=("sibling",)), profile)


TIED = {
    "object": "has one value",
    "required_action": "is tied to the status",
}
"""Members that no sibling changes as a whole, with the reason."""


@pytest.mark.parametrize("profile", EACH_PROFILE)
def test_every_member_has_a_sibling_that_differs_in_it(profile: str) -> None:
    changed = {
        steps_of(twin_of(make_case(47, index, profile=profile, kinds=("sibling",))).pointer)[0] for index in range(3000)
    }
    assert set(PROFILES[profile].shape.members) - changed - set(TIED) == set()


def test_most_siblings_are_three_and_the_members_in_which_two_of_three_could_be_equal_among_them() -> None:
    made = [make_case(49, index, kinds=("sibling",)) for index in range(1000)]
    threes = [case for case in made if case.third is not None]
    assert len(threes) > len(made) * 0.6
    places = {twin_of(case).pointer for case in threes}
    assert {"/id", "/created_at", "/model", "/temperature", "/tools", "/usage"} <= places


def test_some_siblings_differ_by_white_space_or_by_the_ninth_digit_alone() -> None:
    slight = [
        found
        for index in range(1500)
        for found in differences(*trees(make_case(53, index, kinds=("sibling",))))
        if found.kind in ("precision lost", "number changed", "text changed")
    ]
    assert any(isinstance(one.sent, str) and one.got == f"{one.sent} " for one in slight)
    assert any(
        isinstance(one.sent, float) and isinstance(one.got, float) and abs(one.sent - one.got) < 1e-8 for one in slight
    )


def test_siblings_differ_at_every_depth() -> None:
    places = [twin_of(make_case(47, index, kinds=("sibling",))).pointer for index in range(500)]
    assert {place.count("/") for place in places} >= {1, 2, 3}


def test_some_siblings_tell_null_from_absent() -> None:
    kinds = {
        difference.kind
        for index in range(1500)
        for difference in differences(*trees(make_case(53, index, kinds=("sibling",))))
    }
    assert {"null made absent", "absent made null"} & kinds


@given(cases(kinds=["respelled"]))
def test_another_spelling_holds_the_same_data(case: Case) -> None:
    left, right = trees(case)
    assert same_json(left, right)
    assert twin_of(case).likeness is Likeness.SAME
    assert judge(twin_of(case).document).standing is Standing.VALID


@pytest.mark.parametrize("profile", PROFILES)
def test_made_spellings_hold_the_same_data(profile: str) -> None:
    for index in range(300):
        case = make_case(59, index, profile=profile, kinds=("respelled",))
        left, right = trees(case)
        assert same_json(left, right)


def test_another_spelling_is_another_document() -> None:
    made = [make_case(59, index, kinds=("respelled",)) for index in range(500)]
    assert all(twin_of(case).document != case.document for case in made)


def test_spellings_differ_in_order_white_space_and_escapes() -> None:
    texts = [twin_of(make_case(61, index, kinds=("respelled",))).document for index in range(200)]
    assert any(text.startswith(b'{"id"') for text in texts)
    assert any(not text.lstrip().startswith(b'{"id"') for text in texts)
    assert any(b"\n" in text for text in texts)
    assert any(b"\\u0" in text for text in texts)
    assert any(text[:1].isspace() for text in texts)


@given(documents())
def test_drawn_documents_are_undisputed_json(document: bytes) -> None:
    reading = read(document)
    assert reading.tree is not None
    assert (reading.faults, reading.disputes) == ((), ())


def test_the_catalogue_has_what_some_client_takes_for_equal_at_every_place() -> None:
    held = [
        {json.dumps(resolved(read(other.document).tree, other.pointer)) for other in (case.twin, case.third) if other}
        | {json.dumps(resolved(case.tree, twin_of(case).pointer))}
        for case in catalogue(kinds=["sibling"])
    ]
    for group in (
        {'"Abc"', '"abc"', '"ABC"'},
        {'{"a": 1}', '{"a": "1"}', '{"a": [1]}'},
        {'{"k": "1"}', '{"k": 1}', '{"k": "1.0"}'},
        {'["a", "b"]', '["b", "a"]', '["a", "b", "b"]'},
    ):
        assert group in held
    assert len(held) <= 900


def resolved(tree: Any, place: str) -> Any:
    """Return what stands at a pointer, or a text where nothing does."""
    path = resolve(tree, place)
    return "(not there)" if path is None else at_path(tree, path)


def test_a_whole_run_is_in_every_form_of_body_and_every_object_has_a_name_twice() -> None:
    bodies = [case.document for case in catalogue(kinds=["malformed"]) if "whole" in case.made]
    whole = next(catalogue(kinds=["valid"])).document
    assert {whole + b"\n" + whole, b"data: " + whole + b"\n\n", b"[" + whole + b"]", whole[:-1] + b",}"} <= set(bodies)
    assert whole.decode().encode("utf-16") in bodies
    twice = [violation.pointer for case in catalogue(kinds=["ambiguous"]) for violation in case.judgement.violations]
    assert {"/usage/total_tokens", "/metadata/key00", "/tools/0/type", "/last_error/code"} <= set(twice)
