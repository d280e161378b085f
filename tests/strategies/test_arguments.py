"""A wrong argument is told at once, with what was given and what there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from runlaws.contract import Standing
from runlaws.objects.run import Run
from runlaws.values import ABSENT
from runlaws_strategies import (
    broken_documents,
    cases,
    documents,
    extended_documents,
    make_case,
    runs,
    siblings,
    simplest,
)


@pytest.mark.parametrize(
    "draw", [runs, documents, broken_documents, extended_documents, siblings, cases], ids=lambda draw: draw.__name__
)
def test_an_unknown_profile_is_told_with_the_names_there_are(draw: Callable[..., Any]) -> None:
    with pytest.raises(InvalidArgument, match=r"'v9'.*v2.*azure-agents"):
        draw(profile="v9")


@pytest.mark.parametrize("make", [runs, documents, simplest])
@pytest.mark.parametrize("status", ["canceled", "", "Queued"])
def test_an_unknown_status_is_told_with_the_statuses_there_are(make: Callable[..., Any], status: str) -> None:
    with pytest.raises((InvalidArgument, ValueError), match=rf"'v2' \(queued.*cancelled.*got '{status}'"):
        make(status=status)


def test_a_status_that_a_profile_does_not_have_is_unknown_to_it() -> None:
    with pytest.raises(InvalidArgument, match=r"'v1'.*got 'incomplete'"):
        runs(profile="v1", status=["queued", "incomplete"])


def test_no_status_at_all_is_told() -> None:
    with pytest.raises(InvalidArgument, match="got none"):
        runs(status=[])


@pytest.mark.parametrize("kinds", [["nope"], ["valid", "nope"]])
def test_an_unknown_kind_is_told_with_the_kinds_there_are(kinds: list[str]) -> None:
    with pytest.raises(InvalidArgument, match=r"valid, respelled.*got 'nope'"):
        cases(kinds=kinds)


def test_no_kind_at_all_is_told() -> None:
    with pytest.raises(InvalidArgument, match="got none"):
        cases(kinds=[])


@pytest.mark.parametrize("kinds", [("nope",), ()])
def test_an_unknown_kind_is_told_without_hypothesis_too(kinds: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="valid, respelled"):
        make_case(1, 1, kinds=kinds)


@pytest.mark.parametrize("standing", [Standing.VALID, Standing.MALFORMED, "invalid?"])
def test_documents_are_broken_hard_or_softly_and_in_no_other_way(standing: Any) -> None:
    with pytest.raises(InvalidArgument, match="invalid or questionable"):
        broken_documents(standing=standing)


@given(runs(status="completed", instructions="Be brief.", metadata=st.just({"k": "v"}), reasoning_effort=ABSENT))
def test_a_member_may_be_given_as_a_value_a_strategy_or_absent(run: Run) -> None:
    assert run.instructions == "Be brief."
    assert run.metadata == {"k": "v"}
    assert run.reasoning_effort is ABSENT


@given(runs(status=st.sampled_from(["failed", "expired"])))
def test_a_status_may_be_a_strategy(run: Run) -> None:
    assert run.status in ("failed", "expired")


@pytest.mark.parametrize("member", ["usage", "id", "nope"])
def test_a_member_that_is_not_free_is_told(member: str) -> None:
    with pytest.raises(InvalidArgument, match=member):
        cast("Any", runs)(**{member: None})


def test_a_value_that_breaks_a_hard_rule_is_told_with_the_rule() -> None:
    with pytest.raises(InvalidArgument, match=r"model\.type"):
        find(runs(model=7), lambda _: True)


def test_a_status_that_is_no_text_is_told() -> None:
    with pytest.raises(InvalidArgument, match="5"):
        runs(status=5)  # type: ignore[call-overload] # pyright: ignore[reportArgumentType, reportCallIssue]


def test_one_kind_may_be_named_alone() -> None:
    assert find(cases(kinds="valid"), lambda _: True).standing is Standing.VALID
