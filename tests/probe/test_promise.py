"""What is promised in a measured policy: nowhere less than by the client's own policy, and all that is kept."""

from __future__ import annotations

from typing import Any

import pytest

from runlaws import Policy
from runlaws.probe import Measured, promise_of

MODEL, USAGE = frozenset({"/model"}), frozenset({"/usage"})


def promised(setting: str, value: object, policy: Policy, **more: Any) -> tuple[object, object]:
    """Return what is promised for a measured setting, and what is promised if it is meant."""
    promise = promise_of(Measured(setting, value, "seen", **more), policy)
    return promise.value, promise.meant


@pytest.mark.parametrize(
    ("setting", "value", "default"),
    [
        ("unknown_members", "drop", "keep"),
        ("unknown_members", "refuse", "keep"),
        ("unknown_values", {"*": "keep", "/status": "refuse"}, "keep"),
        ("absent_and_null", "same", "distinct"),
        ("integers", {"*": "exact", "/usage": "int32"}, "exact"),
        ("equality", "identity", "value"),
        ("hashable", False, True),
        ("omits", MODEL, frozenset()),
        ("requires", MODEL, frozenset()),
        ("not_null", MODEL, frozenset()),
    ],
)
def test_what_lowers_a_promise_is_offered_and_not_promised(setting: str, value: Any, default: object) -> None:
    assert promised(setting, value, Policy()) == (default, value)
    assert promised(setting, value, Policy(**{setting: value})) == (value, None)


@pytest.mark.parametrize(
    ("setting", "value", "declared"),
    [
        ("unknown_members", "keep", "drop"),
        ("integers", "int64", "int32"),
        ("duplicates", "refuse", "any"),
        ("invalid", "refuse", "schema"),
        ("equality", "value", "identity"),
        ("encodes", False, None),
    ],
)
def test_what_a_client_does_beyond_its_policy_is_promised_if_it_is_sure(
    setting: str, value: object, declared: Any
) -> None:
    policy = Policy(**{setting: declared})
    assert promised(setting, value, policy) == (value, None)
    if declared is not None:
        assert promised(setting, value, policy, sure=False) == (getattr(policy, setting), None)


def test_each_place_has_the_stronger_of_two_words() -> None:
    policy = Policy(unknown_members={"*": "drop", "/tools": "keep"})
    measured = {"*": "drop", "/usage": "keep", "/tools": "drop"}
    assert promised("unknown_members", measured, policy, seen=USAGE) == (
        {"*": "drop", "/tools": "keep", "/usage": "keep"},
        measured,
    )


def test_where_nothing_was_seen_a_place_keeps_the_word_that_is_declared() -> None:
    policy = Policy(floats={"/temperature": "single", "/top_p": "single"})
    measured = {"*": "double", "/temperature": "single"}
    assert promised("floats", measured, policy)[0] == policy.floats
    assert promised("floats", measured, Policy(floats="single"))[0] == "single"
    seen = frozenset({"/temperature", "/top_p"})
    assert promised("floats", measured, policy, seen=seen) == (measured, None)
    assert promised("floats", "double", policy, seen=seen) == ("double", None)


def test_a_refusal_that_is_promised_is_not_made_a_promise_to_keep() -> None:
    assert promised("unknown_members", "keep", Policy(unknown_members="refuse")) == ("refuse", "keep")
    assert promised("duplicates", "last", Policy(duplicates="refuse")) == ("refuse", "last")


def test_members_that_are_listed_stay_listed_unless_they_were_seen_otherwise() -> None:
    policy = Policy(omits=("/model", "/usage", "/tools"))
    assert promised("omits", MODEL, policy, otherwise=USAGE) == ({"/model", "/tools"}, None)
    assert promised("omits", frozenset({"/tools/*/type"}), policy) == (policy.omits, None)
    assert promised("requires", MODEL, Policy(requires="/usage")) == (USAGE, MODEL | USAGE)


OWN, OTHER = "acme.Error", "acme.Other"


@pytest.mark.parametrize(
    ("errors", "raised", "expected"),
    [
        ("ValueError", (OWN,), ((OWN,), None)),
        ("ValueError", (), (("builtins.ValueError",), None)),
        (Exception, (OWN,), ((OWN,), None)),
        (OWN, (OWN,), ((OWN,), None)),
        (OWN, (OWN, OTHER), ((OWN,), (OWN, OTHER))),
    ],
)
def test_errors_are_those_that_are_declared_or_else_those_that_were_raised(
    errors: Any, raised: tuple[str, ...], expected: object
) -> None:
    assert promised("errors", raised, Policy(errors=errors)) == expected
