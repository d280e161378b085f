"""The laws about when two values are equal, on observations written by hand."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.client import Answer, Observation, Policy
from runlaws.laws import LAWS, Family, View, find_law
from runlaws.values import ABSENT
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    INVALID,
    NO,
    OWN,
    QUESTIONABLE,
    SIBLING,
    SPELLED,
    VALID,
    YES,
    broken,
    case_of,
    changed,
    crashed_with,
    ideal,
    red,
    refused,
    twin_seen,
    why_not,
    with_sibling,
)

_RAISES = crashed_with("TypeError")
_BY_IDENTITY = Policy(equality="identity")
_EQUALITY = tuple(law for law in LAWS if law.family is Family.EQUALITY)


def _same(policy: Policy | None = None, **changes: Any) -> Observation:
    """Return what was seen of another spelling, with some changes."""
    return twin_seen(ideal(SPELLED, policy), **changes)


def _other(policy: Policy | None = None, **changes: Any) -> Observation:
    """Return what was seen of a twin with other data, with some changes."""
    return twin_seen(ideal(SIBLING, policy), **changes)


# -- what is true of all of them


@pytest.mark.parametrize("law", _EQUALITY, ids=lambda law: law.id)
def test_equality_is_not_asked_of_what_was_refused_or_is_not_acceptable(law: Any) -> None:
    case = SPELLED if law.twin and law.twin.value == "same" else SIBLING
    assert law.judge(View(case, ideal(case))).applies
    assert law.judge(View(case, refused(case))).why_not == "the client refused the document"
    assert law.judge(View(case, ideal(case, nothing=True))).why_not == "the client returned nothing"
    for worse in (INVALID, AMBIGUOUS, *(() if law.id == "equality-spelling-blind" else (EXTENDED,))):
        assert law.judge(View(worse, ideal(worse))).why_not == f"the document is {worse.standing.value}"


@pytest.mark.parametrize("law", [law for law in _EQUALITY if law.twin and not law.alone], ids=lambda law: law.id)
def test_a_law_about_two_documents_needs_its_twin(law: Any) -> None:
    told = f"the case has no second document with {'the same' if law.twin.value == 'same' else 'different'} data"
    other = SIBLING if law.twin.value == "same" else SPELLED
    assert {law.judge(View(case, ideal(case))).why_not for case in (VALID, other)} == {told}


@pytest.mark.parametrize(
    "law", [law for law in _EQUALITY if law.twin and law.twin.value == "different"], ids=lambda law: law.id
)
def test_a_law_about_different_data_needs_a_twin_that_was_accepted(law: Any) -> None:
    seen = _other(decoded=OWN, equal=None, equal_back=None, unequal=None, hashed=None, encoded=None)
    assert law.judge(View(SIBLING, seen)).why_not == "the client did not accept the second document"


# -- equality-total


def test_a_comparison_that_always_answers_is_total() -> None:
    assert broken("equality-total", SIBLING, ideal(SIBLING)) == []
    assert broken("equality-total", SIBLING, ideal(SIBLING, itself=NO, decoded_twice=NO)) == []


@pytest.mark.parametrize("name", ["None", "a text"])
@pytest.mark.parametrize(("answer", "kind"), [(YES, "equal to a stranger"), (_RAISES, "raised TypeError")])
def test_a_stranger_is_neither_equal_nor_a_reason_to_raise(name: str, answer: Answer, kind: str) -> None:
    seen = ideal(SIBLING, strangers={"None": NO, "a text": NO, name: answer})
    assert red(SIBLING, seen) == [("equality-total", "", kind)]
    (failure,) = find_law("equality-total").judge(View(SIBLING, seen)).failures
    assert str(failure.sent) == f"value == {name}"


def test_strangers_are_told_once() -> None:
    assert broken("equality-total", SIBLING, ideal(SIBLING, strangers={"None": YES, "a text": _RAISES})) == [
        ("", "equal to a stranger")
    ]


@pytest.mark.parametrize(
    ("seen", "asked"),
    [
        (ideal(SIBLING, itself=_RAISES), "value == value"),
        (ideal(SIBLING, decoded_twice=_RAISES), "of two decodings, a == b"),
        (_other(equal=_RAISES), "a == b"),
        (_other(equal_back=_RAISES), "b == a"),
    ],
)
def test_a_comparison_of_two_runs_that_raises_is_told_with_what_was_compared(seen: Observation, asked: str) -> None:
    assert red(SIBLING, seen) == [("equality-total", "", "raised TypeError")]
    (failure,) = find_law("equality-total").judge(View(SIBLING, seen)).failures
    assert (str(failure.sent), str(failure.got)) == (asked, "TypeError: oh")


def test_a_comparison_that_always_raises_is_told_once_and_by_that_law_alone() -> None:
    seen = ideal(SIBLING, itself=_RAISES, decoded_twice=_RAISES, negated={}, triangle=(_RAISES, _RAISES, _RAISES))
    seen = twin_seen(seen, equal=_RAISES, equal_back=_RAISES, unequal=_RAISES)
    assert red(SIBLING, seen) == [("equality-total", "", "raised TypeError")]
    spelled = twin_seen(ideal(SPELLED, itself=_RAISES, decoded_twice=_RAISES), equal=_RAISES, equal_back=_RAISES)
    assert red(SPELLED, spelled) == []


# -- equality-reflexive


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE])
def test_a_value_that_equals_itself_is_well(case: Case) -> None:
    assert broken("equality-reflexive", case, ideal(case)) == []


@pytest.mark.parametrize("policy", [Policy(), _BY_IDENTITY])
def test_a_value_that_does_not_equal_itself_is_told_whatever_the_policy(policy: Policy) -> None:
    assert red(VALID, ideal(VALID, policy, itself=NO, negated={})) == [
        ("equality-reflexive", "", "not equal to itself")
    ]


def test_a_value_that_equals_nothing_is_told_by_that_law_alone() -> None:
    nothing: dict[str, Any] = {"itself": NO, "decoded_twice": NO, "negated": {"itself": YES, "decoded_twice": YES}}
    told = [("equality-reflexive", "", "not equal to itself")]
    assert red(SIBLING, ideal(SIBLING, **nothing)) == told
    seen = ideal(SPELLED, **nothing, hashed=(Answer(1), Answer(2)))
    assert red(SPELLED, twin_seen(seen, equal=NO, equal_back=NO, unequal=YES, hashed=Answer(3))) == told


# -- equality-symmetric


@pytest.mark.parametrize("answer", [YES, NO])
def test_the_same_answer_both_ways_is_symmetric(answer: Answer) -> None:
    assert broken("equality-symmetric", SIBLING, _other(equal=answer, equal_back=answer)) == []


@pytest.mark.parametrize(("there", "back"), [(YES, NO), (NO, YES)])
@pytest.mark.parametrize("third", [(YES, NO, YES), (NO, NO, NO), (YES, NO, NO)])
def test_another_answer_the_other_way_is_told_at_the_member_and_by_that_law_alone(
    there: Answer, back: Answer, third: tuple[Answer, Answer, Answer]
) -> None:
    unequal = NO if there is YES else YES
    seen = evolve(_other(equal=there, equal_back=back, unequal=unequal), triangle=(there, *third[1:]))
    assert red(SIBLING, seen) == [("equality-symmetric", "/model", "one way only")]


def test_symmetry_is_not_asked_of_what_does_not_equal_itself_or_raises() -> None:
    assert broken("equality-symmetric", SIBLING, evolve(_other(equal=YES), itself=NO)) == []
    assert broken("equality-symmetric", SIBLING, _other(equal=YES, equal_back=_RAISES)) == []


# -- equality-transitive


@pytest.mark.parametrize(
    ("triangle", "told"),
    [
        ((NO, NO, NO), []),
        ((NO, NO, YES), []),
        ((YES, YES, YES), []),
        ((YES, YES, NO), [("/model", "two pairs of three")]),
        ((NO, YES, YES), [("/model", "two pairs of three")]),
        ((YES, NO, YES), [("/model", "two pairs of three")]),
        ((YES, YES, _RAISES), []),
    ],
)
def test_of_three_values_never_just_two_pairs_are_equal(
    triangle: tuple[Answer, Answer, Answer], told: list[tuple[str, str]]
) -> None:
    seen = evolve(
        _other(equal=triangle[0], equal_back=triangle[0], unequal=NO if triangle[0] is YES else YES),
        triangle=triangle,
    )
    assert broken("equality-transitive", SIBLING, seen) == told
    if told:
        assert [law for law, _, _ in red(SIBLING, seen)] == ["equality-transitive"]


def test_transitivity_is_not_asked_of_two_documents_or_of_what_does_not_equal_itself() -> None:
    of_two = ideal(SIBLING, triangle=None)
    assert why_not("equality-transitive", SIBLING, of_two) == "there is no third value to compare with"
    assert broken("equality-transitive", SIBLING, ideal(SIBLING, itself=NO, triangle=(YES, YES, NO))) == []


def test_a_failure_of_transitivity_lists_all_three_answers() -> None:
    seen = evolve(_other(equal=YES, equal_back=YES), triangle=(YES, YES, NO))
    (failure,) = find_law("equality-transitive").judge(View(SIBLING, seen)).failures
    assert str(failure.got) == "a == b: True, b == c: True, a == c: False"


# -- equality-negation


@pytest.mark.parametrize(
    ("seen", "which"),
    [
        (ideal(SIBLING, negated={"itself": YES, "decoded_twice": NO}), "a value and itself"),
        (ideal(SIBLING, negated={"itself": NO, "decoded_twice": YES}), "two values with the same data"),
        (_other(unequal=NO), "two different values"),
    ],
)
def test_an_inequality_that_is_not_the_opposite_is_told_with_what_was_compared(seen: Observation, which: str) -> None:
    assert red(SIBLING, seen) == [("equality-negation", "", "not the opposite")]
    (failure,) = find_law("equality-negation").judge(View(SIBLING, seen)).failures
    assert str(failure.sent).startswith(f"of {which}, ==: ")


def test_an_inequality_that_raises_where_equality_answers_is_told() -> None:
    assert red(SIBLING, _other(unequal=_RAISES)) == [("equality-negation", "", "raised TypeError")]


def test_an_inequality_is_not_asked_where_equality_raises_or_nothing_was_asked() -> None:
    assert broken("equality-negation", SIBLING, _other(equal=_RAISES, unequal=_RAISES)) == []
    assert broken("equality-negation", SIBLING, ideal(SIBLING, negated={}, twin=None)) == []


# -- hash-agrees-with-equality


@pytest.mark.parametrize("policy", [Policy(), Policy(hashable=False)])
def test_equal_hashes_of_equal_values_agree(policy: Policy) -> None:
    assert broken("hash-agrees-with-equality", SPELLED, ideal(SPELLED, policy)) == []


def test_a_hash_that_raises_is_told_where_one_is_promised() -> None:
    raising: dict[str, Any] = {"hashed": (_RAISES, _RAISES)}
    assert red(SPELLED, ideal(SPELLED, **raising)) == [("hash-agrees-with-equality", "", "raised TypeError")]
    assert red(SPELLED, ideal(SPELLED, Policy(hashable=False), **raising)) == []


@pytest.mark.parametrize("policy", [Policy(), Policy(hashable=False)])
def test_other_hashes_of_two_decodings_or_spellings_that_are_equal_are_told(policy: Policy) -> None:
    told = [("hash-agrees-with-equality", "", "hashes differ")]
    assert red(SPELLED, ideal(SPELLED, policy, hashed=(Answer(1), Answer(2)))) == told
    assert red(SPELLED, _same(policy, hashed=Answer(2))) == told


def test_values_that_are_not_equal_may_have_other_hashes() -> None:
    seen = ideal(SPELLED, hashed=(Answer(1), Answer(2)), decoded_twice=NO)
    assert broken("hash-agrees-with-equality", SPELLED, twin_seen(seen, equal=NO, hashed=Answer(3))) == []


def test_a_twin_that_was_refused_or_a_hash_that_was_not_asked_has_nothing_to_agree() -> None:
    seen = _same(decoded=OWN, equal=None, equal_back=None, hashed=None, encoded=None)
    assert broken("hash-agrees-with-equality", SPELLED, seen) == []
    assert broken("hash-agrees-with-equality", SPELLED, ideal(SPELLED, hashed=None)) == []


# -- equality-spelling-blind


def test_two_decodings_of_an_extended_document_are_equal() -> None:
    assert broken("equality-spelling-blind", EXTENDED, ideal(EXTENDED)) == []
    assert red(EXTENDED, ideal(EXTENDED, decoded_twice=NO)) == [("equality-spelling-blind", "", "not equal")]


@pytest.mark.parametrize("policy", [Policy(), _BY_IDENTITY])
def test_the_same_data_spelled_otherwise_is_to_be_equal(policy: Policy) -> None:
    assert broken("equality-spelling-blind", SPELLED, ideal(SPELLED, policy)) == []


@pytest.mark.parametrize(("there", "back"), [(NO, NO), (YES, NO), (NO, YES)])
def test_the_same_data_that_is_not_equal_is_told(there: Answer, back: Answer) -> None:
    assert red(SPELLED, _same(equal=there, equal_back=back)) == [("equality-spelling-blind", "", "not equal")]


@pytest.mark.parametrize("policy", [Policy(), _BY_IDENTITY])
@pytest.mark.parametrize(("answer", "kind"), [(crashed_with("KeyError"), "raised KeyError"), (OWN, "raised BadRun")])
def test_a_spelling_that_is_not_accepted_is_told_whatever_the_policy(policy: Policy, answer: Answer, kind: str) -> None:
    seen = _same(policy, decoded=answer, equal=None, equal_back=None, unequal=None, hashed=None, encoded=None)
    assert red(SPELLED, seen) == [("equality-spelling-blind", "", kind)]


def test_a_comparison_that_raises_is_left_to_totality() -> None:
    assert broken("equality-spelling-blind", SPELLED, _same(equal=_RAISES, equal_back=_RAISES)) == []
    assert broken("equality-spelling-blind", SPELLED, _same(equal=_RAISES, equal_back=NO)) == [("", "not equal")]


def test_a_value_that_does_not_equal_itself_says_nothing_of_spellings() -> None:
    seen = twin_seen(ideal(SPELLED, itself=NO), equal=NO, equal_back=NO)
    assert broken("equality-spelling-blind", SPELLED, seen) == []


def test_a_policy_may_say_that_equality_is_identity() -> None:
    by_identity = ideal(SPELLED, _BY_IDENTITY, decoded_twice=NO, negated={}, hashed=(Answer(1), Answer(2)))
    assert red(SPELLED, twin_seen(by_identity, equal=NO, equal_back=NO, unequal=YES, hashed=Answer(3))) == []
    equal = _other(_BY_IDENTITY, equal=YES, equal_back=YES)
    told = "the client does not promise equality='value'"
    assert why_not("equality-significant-fields", SIBLING, equal) == told
    assert why_not("equality-header-blind", VALID, ideal(VALID, _BY_IDENTITY)) == told


# -- equality-header-blind


def test_replies_that_differ_in_their_headers_are_to_be_equal() -> None:
    assert broken("equality-header-blind", VALID, ideal(VALID)) == []
    assert red(VALID, ideal(VALID, replies=NO)) == [("equality-header-blind", "", "not equal")]
    assert red(VALID, ideal(VALID, replies=_RAISES)) == [("equality-header-blind", "", "raised TypeError")]


def test_headers_say_nothing_where_two_decodings_of_the_body_alone_are_not_equal() -> None:
    for twice in (NO, _RAISES, None):
        assert broken("equality-header-blind", VALID, ideal(VALID, replies=NO, decoded_twice=twice)) == []


def test_a_client_that_sees_no_headers_is_not_asked() -> None:
    assert why_not("equality-header-blind", VALID, ideal(VALID, replies=None)) == "the client sees no headers"


# -- equality-significant-fields

_EQUAL: dict[str, Any] = {"equal": YES, "equal_back": YES, "unequal": NO}


def test_values_that_differ_in_one_member_are_to_be_unequal() -> None:
    assert broken("equality-significant-fields", SIBLING, ideal(SIBLING)) == []
    told = [("equality-significant-fields", "/model", "equal though different")]
    assert red(SIBLING, evolve(_other(**_EQUAL), triangle=(YES, YES, YES))) == told


def test_a_difference_that_was_not_kept_is_for_the_round_trip() -> None:
    seen = _other(**_EQUAL, encoded=Answer(VALID.tree))
    assert broken("equality-significant-fields", SIBLING, seen) == []
    assert broken("equality-significant-fields", SIBLING, _other(**_EQUAL, encoded=_RAISES)) == []
    assert broken("equality-significant-fields", SIBLING, evolve(_other(**_EQUAL), encoded=_RAISES)) == []


def test_a_client_without_an_encoder_is_trusted_to_have_kept_the_difference() -> None:
    seen = evolve(_other(**_EQUAL, encoded=None), encoded=None, encoded_again=None, triangle=None)
    assert broken("equality-significant-fields", SIBLING, seen) == [("/model", "equal though different")]


def test_a_member_that_the_policy_omits_need_not_be_significant() -> None:
    assert broken("equality-significant-fields", SIBLING, _other(Policy(omits="/model"), **_EQUAL)) == []


@pytest.mark.parametrize("value", [None, ABSENT])
def test_null_and_absent_may_be_equal_by_policy_and_a_value_may_not(value: Any) -> None:
    same = Policy(absent_and_null="same")
    there = ABSENT if value is None else None
    case = with_sibling(case_of("queued", reasoning_effort=there), "reasoning_effort", value)
    told = [("/reasoning_effort", "absent equals null")]
    assert broken("equality-significant-fields", case, twin_seen(ideal(case), **_EQUAL)) == told
    assert broken("equality-significant-fields", case, twin_seen(ideal(case, same), **_EQUAL)) == []
    seen = evolve(_other(same, **_EQUAL), triangle=(YES, YES, YES))
    assert broken("equality-significant-fields", SIBLING, seen) == [("/model", "equal though different")]


def test_significance_is_left_to_symmetry_and_transitivity_where_these_are_broken() -> None:
    assert broken("equality-significant-fields", SIBLING, _other(equal=YES, equal_back=NO)) == []
    seen = evolve(_other(**_EQUAL), triangle=(YES, YES, NO))
    assert broken("equality-significant-fields", SIBLING, seen) == []


# -- equality-implies-same-encoding


def test_equal_values_are_to_be_written_as_the_same_data() -> None:
    assert broken("equality-implies-same-encoding", SPELLED, ideal(SPELLED)) == []
    seen = _same(encoded=Answer(changed(SPELLED, model="x", created_at=1)))
    assert red(SPELLED, seen) == [
        ("equality-implies-same-encoding", "/created_at", "number changed"),
        ("equality-implies-same-encoding", "/model", "text changed"),
    ]


def test_an_equal_value_that_cannot_be_written_is_told() -> None:
    assert red(SPELLED, _same(encoded=_RAISES)) == [("equality-implies-same-encoding", "", "TypeError")]


def test_values_that_are_not_equal_may_be_written_as_other_data() -> None:
    seen = _same(equal=NO, equal_back=NO, unequal=YES, encoded=Answer({}))
    assert red(SPELLED, seen) == [("equality-spelling-blind", "", "not equal")]


def test_where_values_equal_themselves_alone_what_is_written_is_all_there_is_to_tell() -> None:
    seen = _same(_BY_IDENTITY, equal=NO, equal_back=NO, unequal=YES, encoded=Answer(changed(SPELLED, model="x")))
    assert red(SPELLED, seen) == [("equality-implies-same-encoding", "/model", "text changed")]


def test_the_same_encoding_needs_two_encodings() -> None:
    law = "equality-implies-same-encoding"
    assert why_not(law, SPELLED, ideal(SPELLED, encoded=None)) == "the client does not encode"
    assert why_not(law, SPELLED, ideal(SPELLED, encoded=_RAISES)) == "the client could not encode the value"
    assert broken(law, SPELLED, _same(encoded=None)) == []


# -- any two of three


def test_a_pair_of_the_third_document_is_judged_as_that_of_the_twin_is() -> None:
    kept = Answer(case_of("completed", model="gpt-6").tree)
    seen = ideal(SIBLING, triangle=(NO, YES, NO), triangle_back=(NO, YES, NO), third_encoded=kept)
    (failure,) = find_law("equality-significant-fields").judge(View(SIBLING, seen)).failures
    assert (failure.pointer, failure.kind) == ("/model", "equal though different")
    assert (str(failure.sent), str(failure.got)) == ('b: "gpt-5", c: "gpt-6"', "b == c")
    one_way = ideal(SIBLING, triangle=(NO, YES, NO), triangle_back=(NO, NO, NO), third_encoded=kept)
    assert red(SIBLING, one_way) == [("equality-symmetric", "/model", "one way only")]


def test_a_record_without_the_answers_the_other_way_round_is_judged_by_its_twin_alone() -> None:
    assert broken("equality-significant-fields", SIBLING, ideal(SIBLING, triangle=(NO, YES, NO))) == []
