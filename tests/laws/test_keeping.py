"""The laws about what a client keeps, shows and writes back, on observations written by hand."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from runlaws.case import Case
from runlaws.client import Answer, Opaque, Policy, Thrown
from runlaws.document import write
from runlaws.values import ABSENT, Json
from runlaws_strategies import simplest
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    INVALID,
    MALFORMED,
    QUESTIONABLE,
    VALID,
    broken,
    case_of,
    crashed_with,
    ideal,
    refused,
    tree_of,
    why_not,
)


def _wrote(case: Case, **members: Json) -> Answer:
    """Return the encoding of a case's document with other members; `ABSENT` takes one out."""
    return Answer({name: value for name, value in {**(case.tree or {}), **members}.items() if value is not ABSENT})


# -- round-trip


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE, EXTENDED])
def test_what_comes_back_as_it_was_sent_is_kept(case: Case) -> None:
    assert broken("round-trip", case, ideal(case)) == []


def test_what_comes_back_otherwise_is_told_place_by_place() -> None:
    seen = ideal(VALID, encoded=_wrote(VALID, model="gpt-4", usage=None, metadata=ABSENT))
    assert broken("round-trip", VALID, seen) == [
        ("/model", "text changed"),
        ("/metadata", "dropped"),
        ("/usage", "made null"),
    ]


def test_an_encoder_that_raises_is_told_once() -> None:
    seen = ideal(VALID, encoded=crashed_with("TypeError"), encoded_again=None)
    assert broken("round-trip", VALID, seen) == [("", "encode: TypeError")]
    assert broken("stable-encoding", VALID, seen) == []


@pytest.mark.parametrize("case", [INVALID, AMBIGUOUS, MALFORMED])
def test_a_round_trip_is_asked_of_no_worse_documents(case: Case) -> None:
    assert why_not("round-trip", case, ideal(case)) == f"the document is {case.standing.value}"


@pytest.mark.parametrize("law", ["round-trip", "stable-encoding"])
def test_a_round_trip_needs_a_value_and_an_encoder(law: str) -> None:
    assert why_not(law, VALID, refused(VALID)) == "the client refused the document"
    assert why_not(law, VALID, ideal(VALID, encoded=None)) == "the client does not encode"


def test_an_integer_may_become_a_float_where_the_wire_has_a_number_and_nowhere_else() -> None:
    case = case_of(temperature=1)
    seen = ideal(case, encoded=_wrote(case, temperature=1.0, created_at=1700000000.0))
    assert broken("round-trip", case, seen) == [("/created_at", "integer made float")]


@pytest.mark.parametrize("policy", ["drop", "refuse"])
def test_a_policy_may_say_that_unknown_members_are_not_kept(policy: Literal["drop", "refuse"]) -> None:
    lossy = ideal(EXTENDED, encoded=_wrote(EXTENDED, brand_new=ABSENT))
    assert broken("round-trip", EXTENDED, lossy) == [("/brand_new", "dropped")]
    lossy = ideal(EXTENDED, Policy(unknown_members=policy), encoded=_wrote(EXTENDED, brand_new=ABSENT))
    assert broken("round-trip", EXTENDED, lossy) == []


def test_an_unknown_member_that_may_be_dropped_may_not_be_changed() -> None:
    seen = ideal(EXTENDED, Policy(unknown_members="drop"), encoded=_wrote(EXTENDED, brand_new=2, model=ABSENT))
    assert broken("round-trip", EXTENDED, seen) == [("/model", "dropped"), ("/brand_new", "value changed")]


def test_a_policy_may_say_that_null_and_absent_are_the_same() -> None:
    case = case_of(instructions=None, tool_resources=ABSENT)
    changed = _wrote(case, instructions=ABSENT, tool_resources=None)
    told = [("/instructions", "null made absent"), ("/tool_resources", "absent made null")]
    assert broken("round-trip", case, ideal(case, encoded=changed)) == told
    assert broken("round-trip", case, ideal(case, Policy(absent_and_null="same"), encoded=changed)) == []


def test_a_policy_may_name_the_members_it_omits() -> None:
    policy = Policy(omits={"/usage/total_tokens", "/instructions"})
    usage = {name: value for name, value in VALID.tree["usage"].items() if name != "total_tokens"} if VALID.tree else {}
    lossy = ideal(VALID, policy, encoded=_wrote(VALID, usage=usage, instructions=ABSENT))
    assert broken("round-trip", VALID, lossy) == []
    wrong = ideal(VALID, policy, encoded=_wrote(VALID, usage={**usage, "total_tokens": -1}, model=ABSENT))
    assert broken("round-trip", VALID, wrong) == [("/model", "dropped"), ("/usage/total_tokens", "value changed")]


# -- stable-encoding


def test_an_encoding_that_is_read_and_written_again_unchanged_is_stable() -> None:
    assert broken("stable-encoding", VALID, ideal(VALID)) == []
    assert broken("stable-encoding", VALID, ideal(VALID, encoded_again=_wrote(VALID, model="x"))) == [
        ("/model", "text changed")
    ]


def test_an_encoding_that_its_own_client_cannot_read_is_not_stable() -> None:
    seen = ideal(VALID, encoded_again=crashed_with("BadRun"))
    assert broken("stable-encoding", VALID, seen) == [("", "BadRun")]


def test_what_the_first_encoding_lost_is_not_told_twice() -> None:
    lossy = _wrote(VALID, model="&amp;", usage=ABSENT)
    worse = ideal(VALID, encoded=lossy, encoded_again=_wrote(VALID, model="&amp;amp;", usage=ABSENT))
    assert broken("stable-encoding", VALID, worse) == []
    unreadable = ideal(VALID, encoded=lossy, encoded_again=crashed_with("BadRun"))
    assert broken("stable-encoding", VALID, unreadable) == []


def test_a_loss_that_the_policy_declares_excuses_no_encoding_that_cannot_be_read() -> None:
    seen = ideal(VALID, Policy(omits="/model"), encoded=_wrote(VALID, model=ABSENT), encoded_again=crashed_with("X"))
    assert broken("stable-encoding", VALID, seen) == [("", "X")]


def test_stability_is_not_asked_of_extended_documents() -> None:
    assert why_not("stable-encoding", EXTENDED, ideal(EXTENDED)) == "the document is extended"


# -- no-silent-corruption


def test_a_wrong_value_may_be_kept_or_the_document_refused() -> None:
    assert broken("no-silent-corruption", INVALID, ideal(INVALID)) == []
    assert why_not("no-silent-corruption", INVALID, refused(INVALID)) == "the client refused the document"


@pytest.mark.parametrize(("value", "kind"), [(1700000000, "type confused"), (None, "made null"), (ABSENT, "dropped")])
def test_a_wrong_value_may_not_become_another(value: Json, kind: str) -> None:
    seen = ideal(INVALID, encoded=_wrote(INVALID, created_at=value))
    assert broken("no-silent-corruption", INVALID, seen) == [("/created_at", kind)]


def test_what_is_lost_elsewhere_in_an_invalid_document_is_not_told() -> None:
    assert broken("no-silent-corruption", INVALID, ideal(INVALID, encoded=_wrote(INVALID, model="x"))) == []


def test_a_wrong_value_that_takes_what_is_around_it_along_is_told() -> None:
    usage = {"prompt_tokens": "1", "completion_tokens": 2, "total_tokens": 3}
    case = case_of("completed", usage=usage)
    assert broken("no-silent-corruption", case, ideal(case, encoded=_wrote(case, usage=None))) == [
        ("/usage", "made null")
    ]


def test_a_wrong_value_that_cannot_be_written_back_is_told() -> None:
    seen = ideal(INVALID, encoded=crashed_with("TypeError"))
    assert broken("no-silent-corruption", INVALID, seen) == [("", "encode: TypeError")]


def test_corruption_is_not_asked_of_valid_documents() -> None:
    assert why_not("no-silent-corruption", VALID, ideal(VALID)) == "the document is valid"


# -- reads-fields


@pytest.mark.parametrize(
    ("place", "shown", "kind"),
    [
        ("/status", "Completed", "text changed"),
        ("/created_at", 1700000000000, "value changed"),
        ("/created_at", 1700000000.0, "integer made float"),
        ("/created_at", "1700000000", "type confused"),
        ("/created_at", Opaque("Instant"), "type confused"),
        ("/status", None, "made null"),
        ("/usage", None, "made null"),
        ("/tools", {}, "type confused"),
    ],
)
def test_another_value_than_was_sent_is_told_at_its_place(place: str, shown: Json, kind: str) -> None:
    assert broken("reads-fields", VALID, ideal(VALID, shown={place: shown})) == [(place, kind)]


def test_what_is_shown_as_sent_or_not_shown_is_well() -> None:
    assert broken("reads-fields", VALID, ideal(VALID, shown={})) == []
    case = case_of(temperature=1)
    assert broken("reads-fields", case, ideal(case, shown={"/status": "queued", "/temperature": 1.0})) == []


def test_what_round_trip_finds_lost_is_not_told_by_what_is_shown() -> None:
    seen = ideal(VALID, encoded=_wrote(VALID, status="Completed"), shown={"/status": "Completed"})
    assert broken("reads-fields", VALID, seen) == []
    assert broken("round-trip", VALID, seen) == [("/status", "text changed")]


def test_without_an_encoder_what_is_shown_is_all_there_is_to_tell() -> None:
    seen = ideal(VALID, encoded=None, shown={"/status": "Completed"})
    assert broken("reads-fields", VALID, seen) == [("/status", "text changed")]


def test_what_the_policy_omits_may_be_shown_as_anything() -> None:
    seen = ideal(VALID, Policy(omits="/usage"), shown={"/usage": None, "/usage/total_tokens": 0})
    assert broken("reads-fields", VALID, seen) == []


def test_a_place_that_cannot_be_read_is_told_whatever_was_sent_there_and_by_that_law_alone() -> None:
    thrown = Thrown("KeyError", "no", own=False)
    shown = {"/status": thrown, "/instructions": thrown, "/reasoning_effort": thrown}
    seen = ideal(VALID, encoded=_wrote(VALID, status="x"), shown=shown)
    assert broken("reads-fields", VALID, seen) == [(place, "raised KeyError") for place in shown]
    assert broken("field-invariants", VALID, seen) == []
    assert broken("reads-fields", VALID, ideal(VALID, Policy(omits=shown), shown=shown)) == []


@pytest.mark.parametrize("law", ["reads-fields", "field-invariants"])
def test_fields_are_not_asked_of_what_was_not_accepted_or_is_not_acceptable(law: str) -> None:
    assert why_not(law, VALID, refused(VALID)) == "the client refused the document"
    assert why_not(law, INVALID, ideal(INVALID)) == "the document is invalid"


# -- field-invariants

_QUEUED = case_of("queued")


def test_null_is_to_be_shown_as_null() -> None:
    assert broken("field-invariants", _QUEUED, ideal(_QUEUED, shown={"/instructions": None})) == []
    assert broken("field-invariants", _QUEUED, ideal(_QUEUED, shown={"/instructions": ""})) == [
        ("/instructions", "null shown as a value")
    ]


@pytest.mark.parametrize("shown", [0, {}, [], "", Opaque("LastError")])
def test_what_stands_for_null_and_breaks_a_relation_is_told_with_the_relation(shown: Any) -> None:
    ((place, kind),) = broken("field-invariants", _QUEUED, ideal(_QUEUED, shown={"/last_error": shown}))
    assert place == "/last_error"
    assert kind.startswith("shown against last_error.")


def test_a_default_for_an_absent_member_is_told_only_where_it_breaks_a_relation() -> None:
    tree = {name: value for name, value in simplest("queued", profile="v1").items() if name != "required_action"}
    case = Case.of_bytes(write(tree), "v1")
    seen = ideal(case, shown={"/required_action": {}, "/top_p": 1.0})
    assert broken("field-invariants", case, seen) == [
        ("/required_action", "shown against required_action.only-when-requires-action")
    ]


def test_a_null_that_round_trip_finds_lost_is_not_told_by_what_is_shown() -> None:
    seen = ideal(_QUEUED, encoded=_wrote(_QUEUED, instructions=""), shown={"/instructions": ""})
    assert broken("field-invariants", _QUEUED, seen) == []


def test_a_null_that_the_policy_omits_may_be_shown_as_anything() -> None:
    seen = ideal(_QUEUED, Policy(omits="/instructions"), shown={"/instructions": ""})
    assert broken("field-invariants", _QUEUED, seen) == []


def test_an_ideal_queued_run_has_the_nulls_these_tests_are_about() -> None:
    assert {tree_of("queued")[name] for name in ("instructions", "last_error")} == {None}
