"""Values of pools are written once and looked at once: that changes nothing in what is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from runlaws.contract import Profile
from runlaws.document import judge_reading, read, write
from runlaws.objects import PROFILES, find_profile
from runlaws.values import Json
from runlaws_strategies import KINDS, make_case
from runlaws_strategies.build import Hashed, Plan, make, plan_of
from runlaws_strategies.build._kinds import as_kinds
from runlaws_strategies.build._spelling import SPELLINGS
from tests.second_object.parcels import PARCEL_V1

COUNT = 60
PLANS = [*(find_profile(name) for name in PROFILES), PARCEL_V1]


def plain_rows(plan: Plan) -> Iterator[str]:
    pools: list[Any] = [*plan.rows.values(), *plan.rich.values(), *plan.by_state.values()]
    yield from (repr(row) for rows in pools for row in rows)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", PLANS, ids=lambda profile: profile.name)
def test_a_case_has_the_judgement_that_its_bytes_have(profile: Profile, kind: str) -> None:
    """What is known of values of pools hides nothing from the judgement, however often they were met before."""
    for number in range(COUNT):
        case = make_case(11, number, profile=profile, kinds=(kind,))
        assert case.judgement == judge_reading(read(case.document), profile)


@pytest.mark.parametrize("profile", PLANS, ids=lambda profile: profile.name)
def test_a_draft_is_written_as_its_tree_is(profile: Profile) -> None:
    """Documents that are joined of members have the bytes that writing their trees gives, in every spelling."""
    plan = plan_of(profile)
    for number in range(COUNT):
        draft = plan.draft(Hashed(3, number))
        assert draft.document == plan.pooled.draft(draft.tree).document == write(draft.tree)
        for spelling in SPELLINGS:
            assert plan.pooled.spell(draft.tree, spelling) == spelling(draft.tree).encode()


@pytest.mark.parametrize("profile", PLANS, ids=lambda profile: profile.name)
def test_a_tree_with_a_new_member_and_a_lone_surrogate_is_written_as_ever(profile: Profile) -> None:
    """What stands in no pool, and what UTF-8 cannot hold, is written as `write` does."""
    pooled = plan_of(profile).pooled
    tree = plan_of(profile).tree(Hashed(4, 0))
    values: tuple[Json, ...] = ([1.5, {"a": None}, ("x",)], "\ud800")
    for value in values:
        odd: dict[str, Json] = {**tree, "brand_new": value}
        assert pooled.draft(odd).document == write(odd)
        assert pooled.draft(odd).judgement == profile.judge(odd)


@pytest.mark.parametrize("profile", PLANS, ids=lambda profile: profile.name)
def test_no_case_changes_a_row_of_a_pool(profile: Profile) -> None:
    """Documents share the rows that they are made of, so whoever spoils one makes another tree."""
    plan = plan_of(profile)
    before = list(plain_rows(plan))
    for number in range(len(KINDS) * COUNT):
        make(Hashed(5, number), plan, as_kinds(KINDS))
    assert list(plain_rows(plan)) == before


def test_zero_and_minus_zero_and_true_and_one_are_told_apart() -> None:
    """Values that are equal in Python are not the same value in a document."""
    pooled = plan_of(find_profile("v2")).pooled
    for value in (0, -0.0, 0.0, False, 1, 1.0, True):
        pooled.keep(value)
        tree: dict[str, Json] = {"temperature": value, "parallel_tool_calls": value, "max_prompt_tokens": value}
        assert pooled.draft(tree).document == write(tree)
        assert pooled.draft(tree).judgement == find_profile("v2").judge(tree)


def test_the_choices_of_a_number_are_the_same_everywhere() -> None:
    """They depend on SHA-512 alone, not on what Python's own random numbers are in a version of it."""
    chooser = Hashed(7, 1_000_000)
    chosen = [chooser.row(range(256)) for _ in range(200)]
    assert (chosen[:8], chosen[-4:]) == ([121, 110, 41, 235, 59, 200, 189, 163], [102, 20, 89, 156])
    assert (chooser.text(), Hashed(7, 2).text()) == ("__", "\xe9\u200b-\u3042")
