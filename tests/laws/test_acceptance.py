"""The laws about which documents a client takes and how it says no, on observations written by hand."""

from __future__ import annotations

import pytest

from runlaws.case import Case
from runlaws.client import EVERYTHING, Policy
from runlaws.laws import View, find_law
from tests.laws.observed import (
    AMBIGUOUS,
    EXITED,
    EXTENDED,
    HUNG,
    INVALID,
    MALFORMED,
    QUESTIONABLE,
    SIBLING,
    VALID,
    broken,
    case_of,
    case_with_news,
    crashed,
    ended,
    ideal,
    red,
    refused,
    why_not,
)

_STRICT = Policy(invalid="refuse")
_NARROW = Policy(integers="int32")
_WIDE = case_of(max_prompt_tokens=2**31)
_LOOSE = case_of(metadata={"k": 1})


def test_the_documents_of_these_tests_are_what_they_are_for() -> None:
    assert (_WIDE.standing.value, _LOOSE.standing.value) == ("valid", "questionable")


# -- decodes-valid


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE, _WIDE, _LOOSE])
def test_a_document_that_breaks_no_hard_rule_is_to_be_accepted(case: Case) -> None:
    assert broken("decodes-valid", case, ideal(case)) == []


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE])
def test_refusing_it_is_told_with_the_error(case: Case) -> None:
    assert red(case, refused(case)) == [("decodes-valid", "", "refused: BadRun")]
    assert red(case, crashed(case)) == [("decodes-valid", "", "crashed: KeyError")]


def test_decoding_it_to_nothing_is_told_by_that_law_alone() -> None:
    assert red(VALID, ideal(VALID, nothing=True)) == [("decodes-valid", "", "decoded to nothing")]
    assert why_not("round-trip", VALID, ideal(VALID, nothing=True)) == "the client returned nothing"


@pytest.mark.parametrize("case", [EXTENDED, INVALID, AMBIGUOUS, MALFORMED])
def test_what_is_worse_than_questionable_need_not_be_accepted(case: Case) -> None:
    assert why_not("decodes-valid", case, refused(case)) == f"the document is {case.standing.value}"


def test_an_integer_as_wide_as_the_policy_promises_may_not_be_refused() -> None:
    case = case_of(max_prompt_tokens=2**31 - 1)
    assert broken("decodes-valid", case, refused(case, _NARROW)) == [("", "refused: BadRun")]


def test_an_integer_wider_than_the_policy_promises_may_be_refused_but_cleanly() -> None:
    assert red(_WIDE, refused(_WIDE, _NARROW)) == []
    assert red(_WIDE, crashed(_WIDE, _NARROW)) == [("decodes-valid", "", "crashed: KeyError")]
    assert red(_WIDE, ideal(_WIDE, _NARROW, nothing=True)) == [("decodes-valid", "", "decoded to nothing")]
    assert red(_WIDE, refused(_WIDE)) == [("decodes-valid", "", "refused: BadRun")]


def test_what_breaks_a_soft_rule_about_a_type_may_be_refused_but_cleanly() -> None:
    assert red(_LOOSE, refused(_LOOSE)) == []
    assert red(_LOOSE, crashed(_LOOSE)) == [("decodes-valid", "", "crashed: KeyError")]


# -- refuses-malformed


def test_what_is_no_object_is_to_be_refused() -> None:
    assert broken("refuses-malformed", MALFORMED, refused(MALFORMED)) == []
    assert red(MALFORMED, ideal(MALFORMED)) == [("refuses-malformed", "", "accepted against json.syntax")]
    assert red(MALFORMED, ideal(MALFORMED, nothing=True)) == [("refuses-malformed", "", "accepted against json.syntax")]


@pytest.mark.parametrize(("document", "sent"), [(b"", "(no bytes)"), (b"\xff" * 99, r"\xff" * 60), (b"[]", "[]")])
def test_a_failure_shows_how_such_a_document_begins(document: bytes, sent: str) -> None:
    case = Case.of_bytes(document)
    (failure,) = find_law("refuses-malformed").judge(View(case, ideal(case))).failures
    assert (str(failure.sent), str(failure.got)) == (sent, "accepted, as Run")


def test_a_crash_is_no_refusal_and_told_by_fails_cleanly_alone() -> None:
    assert why_not("refuses-malformed", MALFORMED, crashed(MALFORMED)) == "the client crashed on the document"
    assert red(MALFORMED, crashed(MALFORMED)) == [("fails-cleanly", "", "crashed: KeyError")]


def test_refuses_malformed_asks_nothing_of_an_object() -> None:
    assert why_not("refuses-malformed", VALID, ideal(VALID)) == "the document is valid"


# -- refuses-invalid


def test_a_client_that_promises_to_refuse_invalid_documents_is_held_to_it() -> None:
    assert broken("refuses-invalid", INVALID, refused(INVALID, _STRICT)) == []
    assert red(INVALID, ideal(INVALID, _STRICT)) == [
        ("refuses-invalid", "/created_at", "accepted against created_at.type")
    ]


def test_it_is_told_of_the_rule_that_is_hard() -> None:
    case = case_of(id="9b2f6a52", created_at="1700000000")
    assert [violation.force.value for violation in case.judgement.violations] == ["soft", "hard"]
    assert broken("refuses-invalid", case, ideal(case, _STRICT)) == [
        ("/created_at", "accepted against created_at.type")
    ]


def test_refuses_invalid_asks_nothing_of_a_client_that_does_not_promise_it() -> None:
    assert (
        why_not("refuses-invalid", INVALID, ideal(INVALID))
        == "the client does not promise invalid='refuse' or 'schema'"
    )
    assert red(INVALID, ideal(INVALID)) == []


@pytest.mark.parametrize("case", [QUESTIONABLE, AMBIGUOUS])
def test_refuses_invalid_speaks_of_invalid_documents_alone(case: Case) -> None:
    assert why_not("refuses-invalid", case, ideal(case, _STRICT)) == f"the document is {case.standing.value}"


def test_a_crash_on_an_invalid_document_is_told_by_fails_cleanly_alone() -> None:
    assert red(INVALID, crashed(INVALID, _STRICT)) == [("fails-cleanly", "", "crashed: KeyError")]


# -- fails-cleanly


@pytest.mark.parametrize("case", [INVALID, AMBIGUOUS, MALFORMED])
def test_an_error_of_the_clients_own_is_a_clean_failure_and_another_is_not(case: Case) -> None:
    assert broken("fails-cleanly", case, refused(case)) == []
    assert red(case, crashed(case)) == [("fails-cleanly", "", "crashed: KeyError")]


@pytest.mark.parametrize("case", [INVALID, AMBIGUOUS])
def test_nothing_is_no_clean_failure(case: Case) -> None:
    assert red(case, ideal(case, nothing=True)) == [("fails-cleanly", "", "decoded to nothing")]


@pytest.mark.parametrize(
    ("case", "policy", "teller"),
    [
        (MALFORMED, Policy(), "refuses-malformed"),
        (INVALID, _STRICT, "refuses-invalid"),
        (EXTENDED, Policy(), "tolerates-unknown-members"),
        (EXTENDED, Policy(unknown_members="refuse"), "tolerates-unknown-members"),
    ],
)
def test_nothing_is_told_once_where_another_law_tells_it(case: Case, policy: Policy, teller: str) -> None:
    assert broken("fails-cleanly", case, ideal(case, policy, nothing=True)) == []
    assert [law for law, _, _ in red(case, ideal(case, policy, nothing=True))] == [teller]


def test_a_crash_on_news_is_told_where_the_news_may_be_refused() -> None:
    refusing = Policy(unknown_members="refuse")
    assert red(EXTENDED, crashed(EXTENDED, refusing)) == [("fails-cleanly", "", "crashed: KeyError")]
    assert broken("fails-cleanly", EXTENDED, refused(EXTENDED, refusing)) == []


@pytest.mark.parametrize("kind", ["unknown-member", "unknown-value", "unknown-variant"])
def test_a_crash_on_news_is_told_by_another_law_where_it_is_to_be_kept(kind: str) -> None:
    case = case_with_news(kind)
    assert broken("fails-cleanly", case, crashed(case)) == []


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE])
def test_fails_cleanly_leaves_a_crash_on_an_acceptable_document_to_decodes_valid(case: Case) -> None:
    assert why_not("fails-cleanly", case, crashed(case)) == f"the document is {case.standing.value}"


def test_a_failure_names_the_errors_that_would_have_been_right() -> None:
    seen = crashed(MALFORMED, Policy(errors=(ValueError, OSError)))
    (failure,) = find_law("fails-cleanly").judge(View(MALFORMED, seen)).failures
    assert str(failure.sent) == "a malformed document, to be refused with ValueError or OSError if at all"
    assert str(failure.got) == "KeyError: oh"


# -- never-hangs, never-exits

_EVERY = (VALID, SIBLING, QUESTIONABLE, EXTENDED, INVALID, AMBIGUOUS, MALFORMED)


@pytest.mark.parametrize("law", ["never-hangs", "never-exits"])
@pytest.mark.parametrize("case", _EVERY)
def test_calls_that_come_back_are_well_whatever_the_document(law: str, case: Case) -> None:
    assert broken(law, case, ideal(case)) == []
    assert broken(law, case, refused(case)) == []
    assert broken(law, case, crashed(case)) == []


@pytest.mark.parametrize("what", ["decode", "==", "encode"])
@pytest.mark.parametrize("case", _EVERY)
def test_a_call_that_hangs_is_told_with_the_question_and_by_that_law_alone(case: Case, what: str) -> None:
    assert red(case, ended(case, HUNG, what)) == [("never-hangs", "", f"{what}: Hang")]


@pytest.mark.parametrize("what", ["decode", "==", "encode"])
@pytest.mark.parametrize("case", _EVERY)
def test_a_call_that_would_end_the_process_is_told_by_that_law_alone(case: Case, what: str) -> None:
    assert red(case, ended(case, EXITED, what)) == [("never-exits", "", f"{what}: SystemExit")]


def test_a_client_may_hang_in_one_call_and_exit_in_another() -> None:
    seen = ideal(VALID, cut_short={"hash": HUNG, "copy": EXITED, "read": HUNG})
    assert red(VALID, seen) == [
        ("never-hangs", "", "hash: Hang"),
        ("never-hangs", "", "read: Hang"),
        ("never-exits", "", "copy: SystemExit"),
    ]


def test_a_call_that_comes_to_another_is_not_told_beside_it() -> None:
    seen = ideal(VALID, cut_short=dict.fromkeys(("==", "!=", "copy", "deepcopy", "pickle"), HUNG))
    assert [kind for _, _, kind in red(VALID, seen)] == ["==: Hang", "copy: Hang"]
    alone = ideal(VALID, cut_short=dict.fromkeys(("!=", "pickle"), HUNG))
    assert [kind for _, _, kind in red(VALID, alone)] == ["!=: Hang", "pickle: Hang"]


def test_what_was_cut_short_says_nothing_to_another_law() -> None:
    assert why_not("decodes-valid", VALID, ended(VALID, HUNG)) == "the client hangs when asked to decode"
    assert why_not("round-trip", VALID, ended(VALID, EXITED, "hash")) == "the client exits when asked to hash"


@pytest.mark.parametrize("law", ["never-hangs", "never-exits"])
def test_they_ask_everything_since_every_call_may_do_it(law: str) -> None:
    assert find_law(law).asks == EVERYTHING


def test_a_failure_says_for_how_long_it_was_waited() -> None:
    (failure,) = find_law("never-hangs").judge(View(VALID, ended(VALID, HUNG))).failures
    assert (str(failure.sent), str(failure.got)) == ("a valid document", "Hang: no answer within 10 seconds")
