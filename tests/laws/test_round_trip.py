"""The laws about what a client writes of what it has read, on observations written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import pytest

from runlaws.case import Case
from runlaws.client import Answer, Policy
from runlaws.contract import Standing
from runlaws.laws import LAWS, Family, View, find_law
from runlaws.values import ABSENT, Absent, Json
from tests.edits import edited
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    INVALID,
    MALFORMED,
    OWN,
    QUESTIONABLE,
    VALID,
    broken,
    case_of,
    case_with_news,
    changed,
    crashed_with,
    ideal,
    red,
    refused,
    why_not,
)

_KINDS = ("round-trip", "round-trip-numbers", "round-trip-text", "round-trip-absent-and-null")
"""The laws that share the differences of an acceptable document among them, by kind."""
_OF_ENCODING = tuple(law.id for law in LAWS if law.id.startswith("round-trip"))
_SAME = Policy(absent_and_null="same")


def _wrote(case: Case, **members: Json | Absent) -> Answer:
    """Return the encoding of a case's document with other members; `ABSENT` takes one out."""
    return Answer(changed(case, **members))


def _told(case: Case, policy: Policy | None = None, **members: Json | Absent) -> list[tuple[str, str, str]]:
    """Return what the laws of encodings say of a client that writes other members."""
    seen = ideal(case, policy, encoded=_wrote(case, **members))
    return [found for found in red(case, seen) if found[0] in _OF_ENCODING]


# -- what comes back


@pytest.mark.parametrize("law", _KINDS)
@pytest.mark.parametrize("case", [VALID, QUESTIONABLE])
def test_what_comes_back_as_it_was_sent_is_kept(law: str, case: Case) -> None:
    assert broken(law, case, ideal(case)) == []


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE])
def test_what_comes_back_otherwise_is_told_place_by_place_by_the_law_of_its_kind(case: Case) -> None:
    assert _told(case, model="gpt-4", tools=None, metadata=ABSENT, created_at=1, reasoning_effort=None) == [
        ("round-trip", "/tools", "made null"),
        ("round-trip", "/metadata", "dropped"),
        ("round-trip-numbers", "/created_at", "number changed"),
        ("round-trip-text", "/model", "text changed"),
        ("round-trip-absent-and-null", "/reasoning_effort", "absent made null"),
    ]


@pytest.mark.parametrize("law", _KINDS)
@pytest.mark.parametrize("case", [EXTENDED, INVALID, AMBIGUOUS, MALFORMED])
def test_a_round_trip_is_asked_of_acceptable_documents(law: str, case: Case) -> None:
    assert why_not(law, case, ideal(case)) == f"the document is {case.standing.value}"


@pytest.mark.parametrize("law", [law for law in _OF_ENCODING if law != "round-trip-unknowns"])
def test_a_round_trip_needs_a_value_and_an_encoder(law: str) -> None:
    assert why_not(law, VALID, refused(VALID)) == "the client refused the document"
    assert why_not(law, VALID, ideal(VALID, nothing=True)) == "the client returned nothing"
    assert why_not(law, VALID, ideal(VALID, encoded=None)) == "the client does not encode"


@pytest.mark.parametrize("law", [*_KINDS, "round-trip-stable"])
def test_an_encoding_that_failed_has_nothing_to_compare(law: str) -> None:
    assert why_not(law, VALID, ideal(VALID, encoded=crashed_with("X"))) == "the client could not encode the value"


# -- round-trip-encodes


def test_what_was_decoded_is_to_be_encoded() -> None:
    assert broken("round-trip-encodes", VALID, ideal(VALID)) == []


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE, EXTENDED, INVALID, AMBIGUOUS])
@pytest.mark.parametrize("answer", [crashed_with("TypeError"), crashed_with("NotJson"), OWN])
def test_an_encoder_that_raises_is_told_once_whatever_the_document_was(case: Case, answer: Answer) -> None:
    assert answer.thrown is not None
    seen = ideal(case, encoded=answer, encoded_again=None)
    assert red(case, seen) == [("round-trip-encodes", "", answer.thrown.type)]


def test_of_a_malformed_document_nothing_can_be_written() -> None:
    assert why_not("round-trip-encodes", MALFORMED, ideal(MALFORMED)) == "the document is malformed"


# -- round-trip: kinds that take the contract to tell


@pytest.mark.parametrize(
    ("members", "name", "value", "told"),
    [
        ({}, "status", "Completed", [("/status", "enum changed")]),
        ({"tool_choice": "auto"}, "tool_choice", "none", [("/tool_choice", "enum changed")]),
        ({}, "object", "run", [("/object", "enum changed")]),
        (
            {"tools": [{"type": "file_search"}]},
            "tools",
            [{"type": "code_interpreter", "more": 1}],
            [("/tools/0/type", "wrong variant")],
        ),
        ({"tools": [{"type": "file_search"}]}, "tools", [{}], [("/tools/0/type", "wrong variant")]),
        ({"tools": [{"type": "file_search"}]}, "tools", [{"type": None}], [("/tools/0/type", "wrong variant")]),
        ({"tools": [{"type": "file_search"}]}, "tools", [{"type": 1}], [("/tools/0/type", "wrong variant")]),
        (
            {"tool_choice": {"type": "function", "function": {"name": "f"}}},
            "tool_choice",
            {"type": "file_search"},
            [("/tool_choice/type", "wrong variant")],
        ),
        (
            {"response_format": {"type": "json_object"}},
            "response_format",
            {"type": "text"},
            [("/response_format/type", "wrong variant")],
        ),
    ],
)
def test_an_enum_and_a_tag_are_told_as_what_they_are(
    members: dict[str, Any], name: str, value: Json | Absent, told: list[tuple[str, str]]
) -> None:
    case = case_of(**members)
    assert case.standing is Standing.VALID
    changed: dict[str, Any] = {name: value}
    assert _told(case, **changed) == [("round-trip", place, kind) for place, kind in told]


def test_another_variant_takes_only_its_own_object_along() -> None:
    tools: Json = [{"type": "file_search"}, {"type": "function", "function": {"name": "f", "strict": True}}]
    case = case_of(tools=tools)
    wrote = edited(
        {"tools": tools}, {"/tools/0/type": "code_interpreter", "/tools/0/x": 1, "/tools/1/function/strict": None}
    )
    assert _told(case, model="x", **wrote) == [
        ("round-trip", "/tools/0/type", "wrong variant"),
        ("round-trip", "/tools/1/function/strict", "made null"),
        ("round-trip-text", "/model", "text changed"),
    ]


def test_a_list_in_another_order_is_told_as_a_whole() -> None:
    tools = [{"type": "file_search"}, {"type": "code_interpreter"}]
    assert _told(case_of(tools=tools), tools=tools[::-1]) == [("round-trip", "/tools", "re-ordered")]


# -- round-trip-numbers

_NUMBER = case_of(temperature=1)


def test_an_integer_may_become_a_float_where_the_wire_has_a_number_and_nowhere_else() -> None:
    told = [("round-trip-numbers", "/created_at", "integer made float")]
    assert _told(_NUMBER, temperature=1.0, created_at=float(changed(_NUMBER)["created_at"])) == told


@pytest.mark.parametrize("integers", ["exact", "int64", "double", "int32"])
def test_an_integer_within_the_width_of_the_policy_keeps_every_digit(integers: Any) -> None:
    case = case_of(max_prompt_tokens=2**31 - 1)
    policy = Policy(integers=integers)
    told = [("round-trip-numbers", "/max_prompt_tokens", "number changed")]
    assert _told(case, policy, max_prompt_tokens=2**31 - 2) == told
    told = [("round-trip-numbers", "/max_prompt_tokens", "integer made float")]
    assert _told(case, policy, max_prompt_tokens=2.0**31 - 1) == told


def test_an_integer_beyond_it_may_become_the_nearest_double_and_no_other() -> None:
    case, narrow = case_of(max_prompt_tokens=2**31), Policy(integers="int32")
    assert _told(case, narrow, max_prompt_tokens=2.0**31) == []
    assert _told(case, max_prompt_tokens=2.0**31) == [
        ("round-trip-numbers", "/max_prompt_tokens", "integer made float")
    ]
    wrapped = [("round-trip-numbers", "/max_prompt_tokens", "number changed")]
    assert _told(case, narrow, max_prompt_tokens=-(2**31)) == wrapped
    assert _told(case, narrow, max_prompt_tokens=2**31 - 1) == wrapped
    assert _told(case, narrow, max_prompt_tokens=None) == [("round-trip", "/max_prompt_tokens", "made null")]


@pytest.mark.parametrize(
    ("sent", "got", "kind"),
    [
        (0.1, 0.10000000149011612, ""),
        (0.99999999, 1.0, ""),
        (0.99999999, 1, ""),
        (0.1234567890123456, 0.12345679, ""),
        (0.1234567890123456, 0.123456791043282, ""),
        (0.1234567890123456, 0.123456789012346, "precision lost"),
        (0.1234567890123456, 0.123456789, "precision lost"),
        (0.1, 0.1000001, "precision lost"),
        (0.1, 0.2, "number changed"),
        (0.5, "0.5", "type confused"),
    ],
)
def test_a_fraction_may_be_rounded_to_32_bits_where_the_policy_says_so(sent: float, got: Json, kind: str) -> None:
    case = case_of(temperature=sent)
    found = [(place, told) for _, place, told in _told(case, Policy(floats="single"), temperature=got)]
    assert found == ([("/temperature", kind)] if kind else [])


@pytest.mark.parametrize("got", [0.10000000149011612, 0.1 + 2**-50])
def test_a_fraction_keeps_every_digit_of_a_double_otherwise(got: float) -> None:
    case = case_of(temperature=0.1)
    assert _told(case, temperature=got) == [("round-trip-numbers", "/temperature", "precision lost")]


def test_an_integer_may_not_be_rounded_to_32_bits_with_the_fractions() -> None:
    case = case_of(max_prompt_tokens=2**24 + 1)
    told = [("round-trip-numbers", "/max_prompt_tokens", "precision lost")]
    assert _told(case, Policy(floats="single"), max_prompt_tokens=2.0**24) == told


@pytest.mark.parametrize(
    ("integers", "got", "kind"),
    [
        ("double", 123456789012345680000, ""),
        ("double", 123456789012345600000, "number changed"),
        ("exact", 123456789012345680000, ""),
        ("exact", 123456789012345683968, ""),
        ("exact", 123456789012345680001, "number changed"),
    ],
)
def test_a_great_fraction_may_be_written_with_the_digits_that_read_back_as_it(
    integers: Any, got: int, kind: str
) -> None:
    case = case_of(temperature=1.2345678901234568e20)
    found = [(place, told) for _, place, told in _told(case, Policy(integers=integers), temperature=got)]
    assert found == ([("/temperature", kind)] if kind else [])


# -- round-trip-text


@pytest.mark.parametrize("got", ["\u00e9 ", "e\u0301", "\u00c9", "&eacute;", "?", ""])
def test_a_text_is_kept_character_by_character(got: str) -> None:
    case = case_of(instructions="\u00e9")
    assert _told(case, instructions=got) == [("round-trip-text", "/instructions", "text changed")]


# -- round-trip-absent-and-null

_NULL = case_of(instructions=None, tool_resources=ABSENT)
_SWAPPED: Mapping[str, Any] = {"instructions": ABSENT, "tool_resources": None}


def test_null_and_absent_stay_apart() -> None:
    assert _told(_NULL, **_SWAPPED) == [
        ("round-trip-absent-and-null", "/instructions", "null made absent"),
        ("round-trip-absent-and-null", "/tool_resources", "absent made null"),
    ]


def test_a_policy_may_say_that_null_and_absent_are_the_same() -> None:
    assert _told(_NULL, _SAME, **_SWAPPED) == []
    told = why_not("round-trip-absent-and-null", _NULL, ideal(_NULL, _SAME))
    assert told == "the client does not promise absent_and_null='distinct'"


def test_a_value_is_neither_null_nor_absent_whatever_the_policy_says() -> None:
    assert _told(_NULL, _SAME, model=None, tools=ABSENT, tool_resources={}) == [
        ("round-trip", "/model", "made null"),
        ("round-trip", "/tools", "dropped"),
        ("round-trip", "/tool_resources", "added"),
    ]


# -- omissions


def test_a_policy_may_name_the_members_it_omits() -> None:
    policy = Policy(omits={"/usage/total_tokens", "/instructions", "/metadata"})
    usage = edited(changed(VALID)["usage"], {"/total_tokens": ABSENT})
    assert _told(VALID, policy, usage=usage, instructions=ABSENT, metadata=ABSENT) == []


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (-1, ("round-trip-numbers", "/usage/total_tokens", "number changed")),
        (None, ("round-trip", "/usage/total_tokens", "made null")),
        ("12", ("round-trip", "/usage/total_tokens", "type confused")),
    ],
)
def test_what_a_policy_omits_may_be_gone_and_not_another(total: Json | Absent, told: tuple[str, str, str]) -> None:
    usage = edited(changed(VALID)["usage"], {"/total_tokens": total})
    assert _told(VALID, Policy(omits="/usage/total_tokens"), usage=usage) == [told]


def test_a_policy_may_omit_a_tag() -> None:
    case = case_of(tools=[{"type": "file_search"}])
    assert _told(case, Policy(omits="/tools/*/type"), tools=[{}]) == []
    told = [("round-trip", "/tools/0/type", "wrong variant")]
    assert _told(case, Policy(omits="/tools/*/type"), tools=[{"type": "function"}]) == told


# -- round-trip-stable


def test_an_encoding_that_is_read_and_written_again_unchanged_is_stable() -> None:
    assert broken("round-trip-stable", VALID, ideal(VALID)) == []
    assert red(VALID, ideal(VALID, encoded_again=_wrote(VALID, model="x", created_at=1))) == [
        ("round-trip-stable", "/created_at", "number changed"),
        ("round-trip-stable", "/model", "text changed"),
    ]


@pytest.mark.parametrize("answer", [crashed_with("BadRun"), OWN])
def test_an_encoding_that_its_own_client_cannot_read_is_not_stable(answer: Answer) -> None:
    assert red(VALID, ideal(VALID, encoded_again=answer)) == [("round-trip-stable", "", "BadRun")]


def test_what_the_first_encoding_lost_is_not_told_twice() -> None:
    lossy = _wrote(VALID, model="&amp;", usage=ABSENT)
    worse = ideal(VALID, encoded=lossy, encoded_again=_wrote(VALID, model="&amp;amp;", usage=ABSENT))
    assert broken("round-trip-stable", VALID, worse) == []
    unreadable = ideal(VALID, encoded=lossy, encoded_again=crashed_with("BadRun"))
    assert broken("round-trip-stable", VALID, unreadable) == []


def test_what_is_lost_beside_that_the_second_time_is_told() -> None:
    seen = ideal(VALID, encoded=_wrote(VALID, model="x"), encoded_again=_wrote(VALID, model="y", tools=None))
    assert broken("round-trip-stable", VALID, seen) == [("/tools", "made null")]


def test_a_loss_that_the_policy_declares_excuses_no_encoding_that_cannot_be_read() -> None:
    seen = ideal(VALID, Policy(omits="/model"), encoded=_wrote(VALID, model=ABSENT), encoded_again=crashed_with("X"))
    assert broken("round-trip-stable", VALID, seen) == [("", "X")]


@pytest.mark.parametrize("case", [EXTENDED, INVALID, AMBIGUOUS])
def test_stability_is_asked_of_acceptable_documents(case: Case) -> None:
    assert why_not("round-trip-stable", case, ideal(case)) == f"the document is {case.standing.value}"


def test_stability_of_what_was_not_encoded_again_is_not_judged() -> None:
    assert broken("round-trip-stable", VALID, ideal(VALID, encoded_again=None)) == []


# -- round-trip-unknowns


@pytest.mark.parametrize(
    ("kind", "name", "lost", "told"),
    [
        ("unknown-member", "brand_new", ABSENT, [("/brand_new", "dropped")]),
        ("unknown-member", "brand_new", 2, [("/brand_new", "number changed")]),
        ("unknown-member", "brand_new", 1.0, [("/brand_new", "integer made float")]),
        ("unknown-member", "brand_new", "1", [("/brand_new", "type confused")]),
        ("unknown-value", "tool_choice", "auto", [("/tool_choice", "enum changed")]),
        ("unknown-value", "tool_choice", None, [("/tool_choice", "made null")]),
        ("unknown-variant", "tools", [], [("/tools/0", "dropped")]),
        ("unknown-variant", "tools", [{"type": "function"}], [("/tools/0/type", "wrong variant")]),
        ("unknown-variant", "tools", [{"type": "brand_new"}], [("/tools/0/depth", "dropped")]),
    ],
)
def test_what_is_new_is_to_be_kept(kind: str, name: str, lost: Json | Absent, told: list[tuple[str, str]]) -> None:
    case = case_with_news(kind)
    assert broken("round-trip-unknowns", case, ideal(case)) == []
    found = red(case, ideal(case, encoded=_wrote(case, **{name: lost})))
    assert found == [("round-trip-unknowns", place, how) for place, how in told]


def test_what_stands_beside_it_is_to_be_kept_too() -> None:
    assert _told(EXTENDED, model="x", created_at=1, instructions=ABSENT) == [
        ("round-trip-unknowns", "/created_at", "number changed"),
        ("round-trip-unknowns", "/model", "text changed"),
        ("round-trip-unknowns", "/instructions", "null made absent"),
    ]


@pytest.mark.parametrize("setting", ["drop", "refuse"])
def test_a_policy_may_say_that_unknown_members_are_not_kept(setting: Literal["drop", "refuse"]) -> None:
    policy = Policy(unknown_members=setting)
    assert _told(EXTENDED, policy, brand_new=ABSENT) == []
    assert _told(EXTENDED, policy, brand_new=2, model=ABSENT) == [
        ("round-trip-unknowns", "/model", "dropped"),
        ("round-trip-unknowns", "/brand_new", "number changed"),
    ]


def test_a_policy_that_drops_members_keeps_new_values_and_variants() -> None:
    policy = Policy(unknown_members="drop")
    value, variant = case_with_news("unknown-value"), case_with_news("unknown-variant")
    assert _told(value, policy, tool_choice=ABSENT) == [("round-trip-unknowns", "/tool_choice", "dropped")]
    assert _told(variant, policy, tools=[{"type": "brand_new"}]) == [
        ("round-trip-unknowns", "/tools/0/depth", "dropped")
    ]


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE, INVALID, AMBIGUOUS])
def test_unknowns_are_asked_of_extended_documents(case: Case) -> None:
    assert why_not("round-trip-unknowns", case, ideal(case)) == f"the document is {case.standing.value}"


def test_unknowns_need_an_encoding_that_worked() -> None:
    assert why_not("round-trip-unknowns", EXTENDED, ideal(EXTENDED, encoded=None)) == "the client does not encode"
    seen = ideal(EXTENDED, encoded=crashed_with("X"))
    assert why_not("round-trip-unknowns", EXTENDED, seen) == "the client could not encode the value"


# -- as they are told


def test_a_failure_shows_what_was_sent_and_what_came() -> None:
    seen = ideal(VALID, encoded=_wrote(VALID, model="x", tools=ABSENT))
    (text,) = find_law("round-trip-text").judge(View(VALID, seen)).failures
    (other,) = find_law("round-trip").judge(View(VALID, seen)).failures
    assert (text.sent, text.got) == (changed(VALID)["model"], "x")
    assert (other.sent, str(other.got)) == (changed(VALID)["tools"], "(not there)")


def test_two_observations_are_never_taken_for_each_other() -> None:
    one, other = (ideal(VALID, encoded=_wrote(VALID, model=model)) for model in ("x", changed(VALID)["model"]))
    assert broken("round-trip-text", VALID, one) == [("/model", "text changed")]
    assert broken("round-trip-text", VALID, other) == []
    assert broken("round-trip-text", VALID, one) == [("/model", "text changed")]
    assert broken("round-trip-text", case_of("completed", model="x"), one) == []


def test_the_laws_of_the_round_trip_are_of_one_family() -> None:
    family = {law.id for law in LAWS if law.family is Family.ROUND_TRIP}
    assert family == {*_OF_ENCODING, "no-silent-corruption"}
