"""The document that a case was made of: valid, and different only by what is wrong, disputed or new in the case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.document import read
from runlaws.objects import PROFILES, find_profile, judge
from runlaws.values import differences, within
from runlaws_strategies import KINDS, cases, make_case

_MADE_OF_ANOTHER = ("questionable", "extended", "invalid", "wrecked", "ambiguous")


def _places(case: Case) -> Iterator[str]:
    """Yield where a case may differ: where something is wrong or new, with a tag its object, with a name its map."""
    violations, news = case.judgement.violations, case.judgement.news
    for place in [*(found.pointer for found in violations), *(found.pointer for found in news)]:
        named = place.endswith("/type") or place.startswith("/metadata/")
        yield place.rpartition("/")[0] if named else place


def _by_a_relation(case: Case) -> bool:
    relations = {relation.rule.id for relation in case.judgement.profile.relations}
    return any(violation.rule in relations for violation in case.judgement.violations)


def assert_made_of_a_valid_document(case: Case) -> None:
    """Hold a case to differ from its origin where it says what is wrong; a relation may take other members along."""
    assert case.origin is not None
    assert judge(case.origin, case.judgement.profile).standing is Standing.VALID
    assert case.origin != case.document
    if case.tree is None or _by_a_relation(case):
        return
    places = list(_places(case))
    for found in differences(read(case.origin).tree, case.tree):
        place = found.pointer
        assert within(place, places) or any(within(other, {place}) for other in places), (place, places)


@pytest.mark.parametrize("kind", _MADE_OF_ANOTHER)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_made_case_differs_from_its_origin_by_what_is_wrong_or_new_in_it(profile: str, kind: str) -> None:
    for index in range(300):
        assert_made_of_a_valid_document(make_case(67, index, profile=profile, kinds=(kind,)))


@given(cases(kinds=_MADE_OF_ANOTHER))
def test_a_drawn_case_differs_from_its_origin_by_what_is_wrong_or_new_in_it(case: Case) -> None:
    assert_made_of_a_valid_document(case)


@pytest.mark.parametrize("kind", ["questionable", "invalid"])
def test_a_case_that_breaks_a_relation_differs_from_its_origin_in_what_the_relation_reads(kind: str) -> None:
    relations = {relation.rule.id: relation for relation in find_profile("v2").relations}
    found: set[str] = set()
    for index in range(1500):
        case = make_case(71, index, kinds=(kind,))
        rule = case.judgement.violations[0].rule
        if rule in relations and case.origin is not None:
            found.add(rule)
            changed = {one.path[0] for one in differences(read(case.origin).tree, case.tree)}
            assert changed & relations[rule].reads
    assert found


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(_MADE_OF_ANOTHER)))
def test_what_is_valid_itself_or_holds_no_object_was_made_of_no_other_document(kind: str) -> None:
    assert {make_case(73, index, kinds=(kind,)).origin for index in range(200)} == {None}


def test_the_origin_is_no_part_of_a_case_but_is_kept_with_it() -> None:
    case = make_case(79, 0, kinds=("invalid",))
    alone = Case.of_bytes(case.document, made=case.made)
    assert (alone.id, alone) == (case.id, case)
    assert Case.from_json(case.as_json()).origin == case.origin
    assert Case.from_json(alone.as_json()).origin is None
