"""The build knows an object by its plan alone: cases of a second, small one are made as those of the run are."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from runlaws.case import Case
from runlaws.contract import Standing
from runlaws.objects import ProfileError
from runlaws_strategies import KINDS, Kind, broken_documents, cases, catalogue, make_case, runs, simplest
from tests.second_object.parcels import PARCEL_V1, Parcel


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_case_is_made_with_a_true_label(kind: Kind) -> None:
    assert {make_case(3, index, profile=PARCEL_V1, kinds=[kind]).standing for index in range(100)} == {kind.standing}


def test_the_catalogue_breaks_every_rule_of_the_life_and_of_the_shapes() -> None:
    listed = list(catalogue(profile=PARCEL_V1))
    broken = {violation.rule for case in listed for violation in case.judgement.violations}
    assert {rule.id for rule in PARCEL_V1.rules()} <= broken
    assert {case.standing for case in listed} == set(Standing)


def test_the_simplest_document_has_the_first_row_of_every_pool() -> None:
    assert simplest("packed", profile=PARCEL_V1) == {
        "id": "p1",
        "stage": "packed",
        "sent": None,
        "signature": None,
        "weight": 1,
        "pieces": 0,
        "contents": [],
    }


@given(data=st.data())
def test_models_are_of_its_own_class(data: st.DataObject) -> None:
    model = data.draw(runs(profile=PARCEL_V1, status="handed_over", id="x"))
    assert isinstance(model, Parcel)
    assert (model.stage, model.id) == ("handed_over", "x")


@given(broken_documents(profile=PARCEL_V1))
def test_a_broken_document_breaks_one_rule(case: Case) -> None:
    assert len({violation.rule for violation in case.judgement.violations}) == 1


@given(cases(profile=PARCEL_V1, kinds=["sibling"]))
def test_siblings_differ(case: Case) -> None:
    assert case.twin is not None
    assert case.twin.document != case.document


@pytest.mark.parametrize("builder", ["tests.second_object.parcels:nothing", "tests.second_object.nowhere:builder", ""])
def test_a_missing_builder_is_reported_with_where_it_should_be(builder: str) -> None:
    profile = evolve(PARCEL_V1, object=evolve(PARCEL_V1.object, builder=builder))
    with pytest.raises(ProfileError, match=f"'parcel' must have its builder at '{builder}'"):
        make_case(1, 1, profile=profile)
