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
from tests.strategies.shipment import PROFILE, Shipment


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_case_is_made_with_a_true_label(kind: Kind) -> None:
    assert {make_case(3, index, profile=PROFILE, kinds=[kind]).standing for index in range(100)} == {kind.standing}


def test_the_catalogue_breaks_every_rule_of_the_life_and_of_the_shapes() -> None:
    listed = list(catalogue(profile=PROFILE))
    broken = {violation.rule for case in listed for violation in case.judgement.violations}
    assert {rule.id for rule in PROFILE.rules()} <= broken
    assert {case.standing for case in listed} == set(Standing)


def test_the_simplest_document_has_the_first_row_of_every_pool() -> None:
    assert simplest("packed", profile=PROFILE) == {
        "ref": "s-1",
        "stage": "packed",
        "made": 1700000000,
        "arrived": None,
        "fault": None,
        "goods": [],
        "weight": 0,
    }


@given(data=st.data())
def test_models_are_of_its_own_class(data: st.DataObject) -> None:
    model = data.draw(runs(profile=PROFILE, status="lost", ref="x"))
    assert isinstance(model, Shipment)
    assert (model.stage, model.ref) == ("lost", "x")


@given(broken_documents(profile=PROFILE))
def test_a_broken_document_breaks_one_rule(case: Case) -> None:
    assert len({violation.rule for violation in case.judgement.violations}) == 1


@given(cases(profile=PROFILE, kinds=["sibling"]))
def test_siblings_differ(case: Case) -> None:
    assert case.twin is not None
    assert case.twin.document != case.document


@pytest.mark.parametrize("builder", ["tests.strategies.shipment:nothing", "tests.strategies.nowhere:builder", ""])
def test_a_missing_builder_is_reported_with_where_it_should_be(builder: str) -> None:
    profile = evolve(PROFILE, object=evolve(PROFILE.object, builder=builder))
    with pytest.raises(ProfileError, match=f"'shipment' must have its builder at '{builder}'"):
        make_case(1, 1, profile=profile)
