"""The cases that are drawn for a law: all of them are such as the law speaks of."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlaws.case import Case, Likeness
from runlaws.contract import Standing
from runlaws.laws import LAWS, Law, find_law
from runlaws.objects import PROFILES
from runlaws_strategies import KINDS, cases_for, kinds_for_all, without_plain

_of_every_law = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.id)


@_of_every_law
@given(data=st.data())
def test_a_law_speaks_of_every_case_that_is_drawn_for_it(law: Law, data: st.DataObject) -> None:
    assert law.speaks_of(data.draw(cases_for(law)))


@pytest.mark.parametrize("profile", PROFILES)
@given(data=st.data())
def test_cases_are_drawn_for_a_law_under_every_profile(profile: str, data: st.DataObject) -> None:
    law = data.draw(st.sampled_from(LAWS))
    case = data.draw(cases_for(law, profile=profile))
    assert case.judgement.profile.name == profile
    assert law.speaks_of(case)


@pytest.mark.parametrize(
    ("law", "kind"),
    [
        ("tolerates-unknown-members", "unknown-member"),
        ("tolerates-unknown-values", "unknown-value"),
        ("tolerates-unknown-variants", "unknown-variant"),
    ],
)
@given(data=st.data())
def test_a_law_about_one_kind_of_news_is_shown_no_other(law: str, kind: str, data: st.DataObject) -> None:
    case = data.draw(cases_for(find_law(law)))
    assert {news.kind for news in case.judgement.news} == {kind}


@given(cases_for(find_law("questions-change-nothing")))
def test_a_law_about_values_that_change_is_shown_another_document_to_decode_in_between(case: Case) -> None:
    """But where something is new in it: of what comes with news, the document that it was made of is the other one."""
    if case.standing is not Standing.EXTENDED:
        assert case.twin is not None
        assert case.twin.likeness is Likeness.DIFFERENT


@pytest.mark.parametrize("law", ["never-hangs", "never-exits"])
def test_a_law_about_every_call_is_shown_every_kind_of_case(law: str) -> None:
    assert kinds_for_all([find_law(law)]) == tuple(KINDS)


def test_the_kinds_for_several_laws_are_each_named_once_and_in_order() -> None:
    laws = [find_law(law) for law in ("refuses-malformed", "decodes-valid", "round-trip", "equality-symmetric")]
    assert kinds_for_all(laws) == ("valid", "sibling", "questionable", "malformed")
    assert kinds_for_all(LAWS) == tuple(KINDS)
    assert kinds_for_all([]) == ()


def test_plain_cases_are_left_out_where_others_that_are_as_valid_are_among_them() -> None:
    assert without_plain(("valid", "sibling", "invalid")) == ("sibling", "invalid")
    assert without_plain(("valid", "invalid")) == ("valid", "invalid")


def test_every_standing_is_drawn_for_the_laws_that_speak_of_it() -> None:
    drawn: Counter[Standing] = Counter()

    @given(cases_for(find_law("round-trip-encodes")))
    def draw(case: Case) -> None:
        drawn[case.standing] += 1

    draw()
    assert set(drawn) == set(Standing) - {Standing.MALFORMED}
