"""The laws about when two values are equal, on observations written by hand."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from runlaws.client import Answer, Observation, Policy
from runlaws.values import ABSENT
from tests.laws.observed import (
    EXTENDED,
    INVALID,
    NO,
    OWN,
    QUESTIONABLE,
    VALID,
    YES,
    broken,
    case_of,
    crashed_with,
    ideal,
    refused,
    why_not,
    with_sibling,
    with_spelling,
)

_SPELLED = with_spelling(VALID)
_SIBLING = with_sibling(VALID, "model", "gpt-5")
_RAISES = crashed_with("TypeError")
_BY_IDENTITY = Policy(equality="identity")


def _twin(seen: Observation, **changes: Any) -> Observation:
    """Return an observation in which something else was seen of the twin."""
    assert seen.twin is not None
    return evolve(seen, twin=evolve(seen.twin, **changes))


def _same(**changes: Any) -> Observation:
    return _twin(ideal(_SPELLED), **changes)


def _other(**changes: Any) -> Observation:
    return _twin(ideal(_SIBLING), **changes)


# -- equality-reflexive


def test_a_value_that_equals_itself_is_well() -> None:
    assert broken("equality-reflexive", VALID, ideal(VALID)) == []
    assert broken("equality-reflexive", QUESTIONABLE, ideal(QUESTIONABLE)) == []


def test_a_value_that_does_not_equal_itself_is_told_whatever_the_policy() -> None:
    assert broken("equality-reflexive", VALID, ideal(VALID, itself=NO)) == [("", "not equal to itself")]
    assert broken("equality-reflexive", VALID, ideal(VALID, _BY_IDENTITY, itself=NO)) == [("", "not equal to itself")]


def test_a_comparison_with_itself_that_raises_is_told_by_that_law_alone() -> None:
    seen = _twin(ideal(_SIBLING, itself=_RAISES), equal=_RAISES, equal_back=_RAISES)
    assert broken("equality-reflexive", _SIBLING, seen) == [("", "raised TypeError")]
    assert broken("equality-symmetric", _SIBLING, seen) == []
    assert broken("equality-significant-fields", _SIBLING, seen) == []


def test_equality_is_not_asked_of_what_was_refused_or_is_not_acceptable() -> None:
    assert why_not("equality-reflexive", VALID, refused(VALID)) == "the client refused the document"
    assert why_not("equality-reflexive", EXTENDED, ideal(EXTENDED)) == "the document is extended"
    assert why_not("equality-reflexive", INVALID, ideal(INVALID)) == "the document is invalid"


# -- equality-symmetric


@pytest.mark.parametrize("answer", [YES, NO])
def test_the_same_answer_both_ways_is_symmetric(answer: Answer) -> None:
    assert broken("equality-symmetric", _SIBLING, _other(equal=answer, equal_back=answer)) == []


@pytest.mark.parametrize(
    ("there", "back", "kind"),
    [
        (YES, NO, "one way only"),
        (NO, YES, "one way only"),
        (_RAISES, NO, "raised TypeError"),
        (NO, OWN, "raised BadRun"),
    ],
)
def test_another_answer_the_other_way_is_told_at_the_member(there: Answer, back: Answer, kind: str) -> None:
    seen = _other(equal=there, equal_back=back)
    assert broken("equality-symmetric", _SIBLING, seen) == [("/model", kind)]
    assert broken("equality-significant-fields", _SIBLING, seen) == []


def test_symmetry_needs_a_twin_of_other_data_that_was_accepted() -> None:
    assert why_not("equality-symmetric", VALID, ideal(VALID)) == "the case has no twin with different data"
    assert why_not("equality-symmetric", _SPELLED, ideal(_SPELLED)) == "the case has no twin with different data"
    assert why_not("equality-symmetric", _SIBLING, _other(decoded=OWN)) == "the client did not accept the twin"


# -- hash-agrees-with-equality


def test_equal_hashes_of_equal_values_agree() -> None:
    assert broken("hash-agrees-with-equality", _SPELLED, ideal(_SPELLED)) == []


def test_a_hash_that_raises_is_told() -> None:
    seen = ideal(_SPELLED, hashed=(_RAISES, _RAISES))
    assert broken("hash-agrees-with-equality", _SPELLED, seen) == [("", "raised TypeError")]


def test_other_hashes_of_two_decodings_or_spellings_that_are_equal_are_told() -> None:
    by_identity = ideal(_SPELLED, hashed=(Answer(1), Answer(2)))
    assert broken("hash-agrees-with-equality", _SPELLED, by_identity) == [("", "hashes differ")]
    assert broken("hash-agrees-with-equality", _SPELLED, _same(hashed=Answer(2))) == [("", "hashes differ")]


def test_values_that_are_not_equal_may_have_other_hashes() -> None:
    seen = _twin(ideal(_SPELLED, hashed=(Answer(1), Answer(2)), decoded_twice=NO), equal=NO, hashed=Answer(3))
    assert broken("hash-agrees-with-equality", _SPELLED, seen) == []


def test_a_twin_that_was_refused_has_no_hash_to_agree() -> None:
    seen = _same(decoded=OWN, equal=None, equal_back=None, hashed=None, encoded=None)
    assert broken("hash-agrees-with-equality", _SPELLED, seen) == []


def test_a_policy_may_say_that_there_is_no_hash() -> None:
    seen = ideal(_SPELLED, Policy(hashable=False), hashed=(_RAISES, _RAISES))
    assert why_not("hash-agrees-with-equality", _SPELLED, seen) == "the client does not promise hashable=True"


# -- equality-spelling-blind


def test_the_same_data_spelled_otherwise_is_to_be_equal() -> None:
    assert broken("equality-spelling-blind", _SPELLED, ideal(_SPELLED)) == []


@pytest.mark.parametrize(
    ("there", "back", "kind"),
    [(NO, NO, "not equal"), (YES, NO, "not equal"), (_RAISES, _RAISES, "raised TypeError")],
)
def test_the_same_data_that_is_not_equal_is_told(there: Answer, back: Answer, kind: str) -> None:
    seen = _same(equal=there, equal_back=back)
    assert broken("equality-spelling-blind", _SPELLED, seen) == [("", kind)]


def test_a_spelling_that_is_refused_is_told() -> None:
    seen = _same(decoded=crashed_with("KeyError"), equal=None, equal_back=None, hashed=None, encoded=None)
    assert broken("equality-spelling-blind", _SPELLED, seen) == [("", "raised KeyError")]


@pytest.mark.parametrize("policy", [Policy(), _BY_IDENTITY])
def test_a_spelling_that_is_read_as_other_data_is_told_at_its_place(policy: Policy) -> None:
    seen = _twin(ideal(_SPELLED, policy), equal=NO, equal_back=NO, encoded=Answer({**(VALID.tree or {}), "model": "?"}))
    assert broken("equality-spelling-blind", _SPELLED, seen) == [("/model", "text changed")]


def test_a_spelling_after_which_nothing_can_be_written_is_told() -> None:
    assert broken("equality-spelling-blind", _SPELLED, _same(encoded=_RAISES)) == [("", "raised TypeError")]


def test_an_encoder_that_always_raises_is_told_by_round_trip_alone() -> None:
    seen = _twin(ideal(_SPELLED, encoded=_RAISES), encoded=_RAISES)
    assert broken("equality-spelling-blind", _SPELLED, seen) == []
    assert broken("round-trip", _SPELLED, seen) == [("", "encode: TypeError")]


def test_a_value_that_does_not_equal_itself_says_nothing_of_spellings() -> None:
    seen = _twin(ideal(_SPELLED, itself=NO), equal=NO, equal_back=NO)
    assert broken("equality-spelling-blind", _SPELLED, seen) == []


def test_a_policy_may_say_that_equality_is_identity() -> None:
    seen = _twin(ideal(_SPELLED, _BY_IDENTITY), equal=NO, equal_back=NO)
    assert broken("equality-spelling-blind", _SPELLED, seen) == []
    equal = _twin(ideal(_SIBLING, _BY_IDENTITY), equal=YES, equal_back=YES)
    assert why_not("equality-significant-fields", _SIBLING, equal) == "the client does not promise equality='value'"


# -- equality-significant-fields


def test_values_that_differ_in_one_member_are_to_be_unequal() -> None:
    assert broken("equality-significant-fields", _SIBLING, ideal(_SIBLING)) == []
    assert broken("equality-significant-fields", _SIBLING, _other(equal=YES, equal_back=YES)) == [
        ("/model", "equal though different")
    ]


def test_a_difference_that_was_not_kept_is_round_trips_business() -> None:
    seen = _other(equal=YES, equal_back=YES, encoded=Answer(VALID.tree))
    assert broken("equality-significant-fields", _SIBLING, seen) == []


def test_a_client_without_an_encoder_is_trusted_to_have_kept_the_difference() -> None:
    seen = _twin(ideal(_SIBLING, encoded=None, encoded_again=None), equal=YES, equal_back=YES, encoded=None)
    assert broken("equality-significant-fields", _SIBLING, seen) == [("/model", "equal though different")]


def test_a_member_that_the_policy_omits_need_not_be_significant() -> None:
    seen = _twin(ideal(_SIBLING, Policy(omits="/model")), equal=YES, equal_back=YES)
    assert broken("equality-significant-fields", _SIBLING, seen) == []


def test_null_and_absent_may_be_equal_by_policy_and_a_value_may_not() -> None:
    same = Policy(absent_and_null="same")
    case = with_sibling(case_of("queued", reasoning_effort=None), "reasoning_effort", ABSENT)
    equal = {"equal": YES, "equal_back": YES}
    told = [("/reasoning_effort", "absent equals null")]
    assert broken("equality-significant-fields", case, _twin(ideal(case), **equal)) == told
    assert broken("equality-significant-fields", case, _twin(ideal(case, same), **equal)) == []
    assert broken("equality-significant-fields", _SIBLING, _twin(ideal(_SIBLING, same), **equal))


def test_significance_needs_a_twin_of_other_data() -> None:
    assert why_not("equality-significant-fields", VALID, ideal(VALID)) == "the case has no twin with different data"
