"""The laws about which documents a client takes, on observations written by hand."""

from __future__ import annotations

import pytest

from runlaws.case import Case
from runlaws.client import Policy
from runlaws.laws import find_law
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    INVALID,
    MALFORMED,
    QUESTIONABLE,
    VALID,
    broken,
    case_with_news,
    crashed,
    crashed_with,
    ideal,
    refused,
    why_not,
)

_STRICT = Policy(invalid="refuse")


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE, EXTENDED])
def test_a_document_that_breaks_no_hard_rule_is_to_be_accepted(case: Case) -> None:
    assert broken("decodes-valid", case, ideal(case)) == []


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE])
def test_refusing_it_is_told_with_the_error(case: Case) -> None:
    assert broken("decodes-valid", case, refused(case)) == [("", "refused: BadRun")]
    assert broken("decodes-valid", case, crashed(case)) == [("", "crashed: KeyError")]


def test_decoding_it_to_nothing_is_told_by_that_law_alone() -> None:
    assert broken("decodes-valid", VALID, ideal(VALID, nothing=True)) == [("", "decoded to nothing")]
    assert (
        why_not("round-trip", VALID, ideal(VALID, encoded=crashed_with("X"), nothing=True)) == "the client gave nothing"
    )


@pytest.mark.parametrize("case", [INVALID, AMBIGUOUS, MALFORMED])
def test_what_is_worse_than_questionable_need_not_be_accepted(case: Case) -> None:
    assert why_not("decodes-valid", case, refused(case)) == f"the document is {case.standing.value}"


@pytest.mark.parametrize("kind", ["unknown-member", "unknown-value", "unknown-variant"])
def test_news_is_to_be_accepted_unless_the_policy_says_otherwise(kind: str) -> None:
    case = case_with_news(kind)
    assert broken("decodes-valid", case, refused(case)) == [("", f"{kind} refused: BadRun")]
    assert broken("decodes-valid", case, crashed(case)) == [("", f"{kind} crashed: KeyError")]
    assert broken("fails-cleanly", case, crashed(case)) == []


@pytest.mark.parametrize(
    ("kind", "policy"),
    [
        ("unknown-member", Policy(unknown_members="refuse")),
        ("unknown-value", Policy(unknown_values="refuse")),
        ("unknown-variant", Policy(unknown_values="refuse")),
    ],
)
def test_news_may_be_refused_by_a_policy_that_says_so_but_cleanly(kind: str, policy: Policy) -> None:
    case = case_with_news(kind)
    assert broken("decodes-valid", case, refused(case, policy)) == []
    assert broken("decodes-valid", case, crashed(case, policy)) == []
    assert broken("fails-cleanly", case, refused(case, policy)) == []
    assert broken("fails-cleanly", case, crashed(case, policy)) == [("", f"{kind} crashed: KeyError")]


def test_a_policy_that_refuses_one_kind_of_news_accepts_the_others() -> None:
    member, value = case_with_news("unknown-member"), case_with_news("unknown-value")
    assert broken("decodes-valid", member, refused(member, Policy(unknown_values="refuse")))
    assert broken("decodes-valid", value, refused(value, Policy(unknown_members="refuse")))


def test_what_is_no_object_is_to_be_refused() -> None:
    assert broken("refuses-malformed", MALFORMED, refused(MALFORMED)) == []
    assert broken("refuses-malformed", MALFORMED, ideal(MALFORMED)) == [("", "accepted against json.syntax")]
    assert broken("refuses-malformed", MALFORMED, ideal(MALFORMED, nothing=True)) == [
        ("", "accepted against json.syntax")
    ]


def test_a_crash_is_no_refusal_and_told_by_fails_cleanly_alone() -> None:
    assert why_not("refuses-malformed", MALFORMED, crashed(MALFORMED)) == "the client crashed on the document"
    assert broken("fails-cleanly", MALFORMED, crashed(MALFORMED)) == [("", "crashed: KeyError")]


def test_refuses_malformed_asks_nothing_of_an_object() -> None:
    assert why_not("refuses-malformed", VALID, ideal(VALID)) == "the document is valid"


def test_a_client_that_promises_to_refuse_invalid_documents_is_held_to_it() -> None:
    assert broken("refuses-invalid", INVALID, refused(INVALID, _STRICT)) == []
    assert broken("refuses-invalid", INVALID, ideal(INVALID, _STRICT)) == [
        ("/created_at", "accepted against created_at.type")
    ]


def test_refuses_invalid_asks_nothing_of_a_client_that_does_not_promise_it() -> None:
    assert why_not("refuses-invalid", INVALID, ideal(INVALID)) == "the client does not promise invalid='refuse'"
    assert broken("no-silent-corruption", INVALID, ideal(INVALID)) == []


def test_where_a_client_promises_to_refuse_what_it_accepted_is_not_looked_into() -> None:
    seen = ideal(INVALID, _STRICT, encoded=crashed_with("X"))
    assert why_not("no-silent-corruption", INVALID, seen) == "the client does not promise invalid='accept'"


@pytest.mark.parametrize("case", [INVALID, AMBIGUOUS, MALFORMED])
def test_an_error_of_the_clients_own_is_a_clean_failure_and_another_is_not(case: Case) -> None:
    assert broken("fails-cleanly", case, refused(case)) == []
    assert broken("fails-cleanly", case, crashed(case)) == [("", "crashed: KeyError")]


@pytest.mark.parametrize("case", [INVALID, AMBIGUOUS])
def test_nothing_is_no_clean_failure(case: Case) -> None:
    assert broken("fails-cleanly", case, ideal(case, nothing=True)) == [("", "decoded to nothing")]


def test_nothing_is_told_once_where_another_law_asks_for_a_refusal() -> None:
    assert broken("fails-cleanly", MALFORMED, ideal(MALFORMED, nothing=True)) == []
    assert broken("fails-cleanly", INVALID, ideal(INVALID, _STRICT, nothing=True)) == []
    assert broken("refuses-invalid", INVALID, ideal(INVALID, _STRICT, nothing=True))


def test_fails_cleanly_leaves_a_crash_on_a_valid_document_to_decodes_valid() -> None:
    assert why_not("fails-cleanly", VALID, crashed(VALID)) == "the document is valid"


def test_a_failure_names_the_errors_that_would_have_been_right() -> None:
    seen = crashed(MALFORMED, Policy(errors=(ValueError, OSError)))
    (failure,) = find_law("fails-cleanly").judge(MALFORMED, seen).failures
    assert str(failure.sent) == "a malformed document, to be refused with ValueError or OSError if at all"
    assert str(failure.got) == "KeyError: oh"


def test_a_failure_on_news_says_what_was_new() -> None:
    (failure,) = find_law("decodes-valid").judge(EXTENDED, refused(EXTENDED)).failures
    assert str(failure.sent).startswith("an extended document, new in it /brand_new: ")
