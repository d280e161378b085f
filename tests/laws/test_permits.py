"""The setting that permits a failure, as code to paste."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.client import Answer, Observation, Policy, Thrown
from runlaws.document import write
from runlaws.laws import LAWS, View, find_law, permit
from runlaws.values import ABSENT
from tests.laws.observed import (
    EXTENDED,
    INVALID,
    SIBLING,
    VALID,
    case_of,
    case_with_news,
    changed,
    holding,
    ideal,
    tree_of,
)

_USAGE: dict[str, Any] = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}


def _permits(case: Case, seen: Observation) -> list[str]:
    """Return what permits each failure of any law."""
    view = View(case, seen)
    return [permit(law, view, failure) for law in LAWS for failure in law.judge(view).failures]


def _writing(case: Case, policy: Policy | None = None, **members: Any) -> Observation:
    return holding(case, changed(case, **members), policy)


def _thrown(name: str, message: str = "no", *, own: bool, **changes: Any) -> Answer:
    return Answer(thrown=Thrown(name.rpartition(".")[2], message, own=own, classes=(name, *changes.get("bases", ()))))


def _without_value(case: Case, answer: Answer, policy: Policy | None = None) -> Observation:
    seen = ideal(case, policy)
    return Observation(seen.client, seen.policy, answer)


def test_an_error_of_the_clients_own_package_is_permitted_by_its_name() -> None:
    crash = _thrown("acme.errors.DecodeError", own=False, bases=("acme.errors.AcmeError", "builtins.LookupError"))
    assert _permits(EXTENDED, _without_value(EXTENDED, crash, Policy(unknown_members="refuse"))) == [
        "Policy(errors=(AcmeError,))"
    ]


@pytest.mark.parametrize("name", ["builtins.KeyError", "json.decoder.Oops"])
def test_an_exception_of_pythons_own_is_permitted_by_nothing(name: str) -> None:
    assert _permits(INVALID, _without_value(INVALID, _thrown(name, own=False))) == [""]


def test_one_more_error_stands_beside_those_that_the_policy_names() -> None:
    crash = _thrown("acme.Broken", own=False)
    assert _permits(INVALID, _without_value(INVALID, crash, Policy(errors="acme.Other"))) == [
        "Policy(errors=(Other, Broken))"
    ]


@pytest.mark.parametrize(
    ("news", "code"),
    [
        ("unknown-member", 'Policy(unknown_members="refuse")'),
        ("unknown-value", 'Policy(unknown_values={"/tool_choice": "refuse"})'),
        ("unknown-variant", 'Policy(unknown_variants={"/tools/*": "refuse"})'),
    ],
)
def test_what_is_new_and_refused_may_be_refused_at_that_place(news: str, code: str) -> None:
    case = case_with_news(news)
    assert _permits(case, _without_value(case, _thrown("acme.No", own=True))) == [code]


def test_an_integer_with_a_fraction_that_is_refused_may_be_refused() -> None:
    case = case_of("completed", created_at=1700000000.0)
    assert case.standing == "questionable"
    assert _permits(case, _without_value(case, _thrown("acme.No", own=True))) == ['Policy(integer_notation="digits")']


def test_what_is_new_and_dropped_may_be_dropped_in_that_object() -> None:
    usage = {**_USAGE, "brand_new": 1}
    case = case_of("completed", usage=usage)
    assert _permits(case, ideal(case, encoded=Answer(changed(case, usage=_USAGE)))) == [
        'Policy(unknown_members={"/usage": "drop"})'
    ]


def test_a_variant_of_which_the_tag_is_kept_may_be_so() -> None:
    case = case_with_news("unknown-variant")
    seen = ideal(case, encoded=Answer(changed(case, tools=[{"type": "brand_new"}])))
    assert _permits(case, seen) == ['Policy(unknown_variants={"/tools/*": "tag"})']


@pytest.mark.parametrize(
    ("kept", "code"),
    [
        ({"usage": ABSENT}, 'Policy(omits=("/usage",))'),
        ({"usage": {**_USAGE, "total_tokens": 2**60}}, ""),
        ({"instructions": ABSENT}, 'Policy(absent_and_null={"/instructions": "same"})'),
        ({"temperature": 0.10000000149011612}, 'Policy(floats={"/temperature": "single"})'),
        ({"top_p": 0.0}, 'Policy(negative_zero={"/top_p": "zero"})'),
        ({"model": "gpt"}, ""),
        ({"metadata": {}}, ""),
    ],
)
def test_a_value_that_is_lost_or_changed_may_be_so_where_a_setting_says_it(kept: Any, code: str) -> None:
    members: Any = {"usage": _USAGE, "instructions": None, "temperature": 0.1, "top_p": -0.0, "metadata": {"k": "v"}}
    case = case_of("completed", **members)
    assert _permits(case, _writing(case, **kept)) == [code]


def test_no_setting_is_offered_under_which_the_law_finds_something_else() -> None:
    """A number that is rounded to fifteen digits is none of 32 bits; two values that are mixed are neither of them."""
    case = case_of("completed", temperature=0.1234567890123456)
    assert _permits(case, _writing(case, temperature=0.123456789012346)) == [""]
    document = VALID.document.replace(b'"metadata":', b'"metadata":{"a":"1"},"metadata":')
    twice = Case.of_bytes(document)
    for promised in ("last", "first"):
        mixed = _writing(twice, Policy(duplicates=promised), metadata={"a": "1", "b": "2"})
        assert set(_permits(twice, mixed)) == {""}


def test_what_is_new_and_null_and_dropped_may_be_absent() -> None:
    """That says less than that whatever is new may be dropped."""
    case = case_of(brand_new=None)
    assert _permits(case, ideal(case, encoded=Answer(tree_of()))) == ['Policy(absent_and_null="same")']


def test_the_settings_that_there_are_stay() -> None:
    case = case_of("completed", usage=_USAGE)
    policy = Policy(omits="/tools/*/function/strict")
    assert _permits(case, _writing(case, policy, usage=ABSENT)) == [
        'Policy(omits=("/tools/*/function/strict", "/usage"))'
    ]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("instructions must be set", 'Policy(not_null=("/instructions",))'),
        ("parallel_tool_calls must be there", 'Policy(requires=("/parallel_tool_calls",))'),
        ("no int at parallel_tool_calls.most", ""),
        ("something is wrong", ""),
    ],
)
def test_a_member_that_a_refusal_names_may_be_asked_for(message: str, code: str) -> None:
    case = Case.of_bytes(write(tree_of(instructions=None, parallel_tool_calls=ABSENT)))
    assert _permits(case, _without_value(case, _thrown("acme.No", message, own=True))) == [code]


def test_what_is_accepted_against_a_promise_may_be_promised_less() -> None:
    assert _permits(INVALID, ideal(INVALID, Policy(invalid="refuse"))) == ['Policy(invalid="accept")']
    case = case_with_news("unknown-value")
    assert _permits(case, ideal(case, Policy(unknown_values="refuse"))) == [
        'Policy(unknown_values={"*": "refuse", "/tool_choice": "keep"})'
    ]


def test_what_is_due_to_no_setting_has_none() -> None:
    law = find_law("equality-reflexive")
    view = View(SIBLING, ideal(SIBLING, itself=Answer(False)))
    assert [permit(law, view, failure) for failure in law.judge(view).failures] == [""]


def test_values_that_equal_nothing_but_themselves_may_be_compared_by_identity() -> None:
    from tests.laws.observed import NO, SPELLED, twin_seen

    seen = twin_seen(ideal(SPELLED, decoded_twice=NO, negated={}), equal=NO, equal_back=NO)
    assert _permits(SPELLED, seen) == ['Policy(equality="identity")']


def test_a_failure_that_the_observation_does_not_show_has_none() -> None:
    law = find_law("round-trip")
    view = View(VALID, ideal(VALID, encoded=Answer(changed(VALID, model=ABSENT))))
    (failure,) = law.judge(view).failures
    assert permit(law, View(VALID, ideal(VALID)), failure) == ""
    assert permit(law, view, evolve(failure, pointer="/usage")) == ""
