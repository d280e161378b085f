"""The law that binds even a client that takes everything, on observations written by hand."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.client import Answer, Opaque, Policy
from runlaws.contract import Standing
from runlaws.document import write
from runlaws.values import ABSENT, Absent, Json
from tests.edits import edited
from tests.laws.observed import (
    AMBIGUOUS,
    EXTENDED,
    INVALID,
    MALFORMED,
    QUESTIONABLE,
    VALID,
    broken,
    case_of,
    changed,
    crashed_with,
    ideal,
    red,
    refused,
    tree_of,
    why_not,
)

_LAW = "no-silent-corruption"


def _told(case: Case, policy: Policy | None = None, **members: Json | Absent) -> list[tuple[str, str]]:
    """Return what the law says of a client that writes other members; no other law has a say."""
    seen = ideal(case, policy, encoded=Answer(changed(case, **members)))
    found = broken(_LAW, case, seen)
    assert red(case, seen) == [(_LAW, *told) for told in found]
    return found


def _disputed(raw: str, member: str = "max_prompt_tokens") -> Case:
    """Return a case with raw text as the value of a member."""
    case = Case.of_bytes(write(tree_of(**{member: "@@"})).replace(b'"@@"', raw.encode()))
    assert case.standing is Standing.AMBIGUOUS
    return case


# -- when it is asked


def test_a_wrong_value_may_be_kept_or_the_document_refused() -> None:
    assert broken(_LAW, INVALID, ideal(INVALID)) == []
    assert why_not(_LAW, INVALID, refused(INVALID)) == "the client refused the document"


@pytest.mark.parametrize("case", [VALID, QUESTIONABLE, EXTENDED, MALFORMED])
def test_corruption_is_asked_of_invalid_and_ambiguous_documents(case: Case) -> None:
    assert why_not(_LAW, case, ideal(case)) == f"the document is {case.standing.value}"


def test_where_a_client_promises_to_refuse_what_it_accepted_is_not_looked_into() -> None:
    seen = ideal(INVALID, Policy(invalid="refuse"), encoded=Answer(changed(INVALID, created_at=1)))
    assert broken(_LAW, INVALID, seen) == []


def test_such_a_client_is_still_held_to_what_parsers_dispute() -> None:
    case = _disputed("1e400", "temperature")
    seen = ideal(case, Policy(invalid="refuse"), encoded=Answer(changed(case, temperature=1.0)))
    assert broken(_LAW, case, seen) == [("/temperature", "number changed")]


@pytest.mark.parametrize("case", [INVALID, AMBIGUOUS])
def test_a_wrong_value_that_cannot_be_written_back_is_another_laws_to_tell(case: Case) -> None:
    seen = ideal(case, encoded=crashed_with("TypeError"))
    assert broken(_LAW, case, seen) == []
    assert red(case, seen) == [("round-trip-encodes", "", "TypeError")]


def test_a_wrong_value_that_is_written_as_it_was_may_not_be_shown_as_another_one() -> None:
    """Callers act on what they are shown, whatever is written later."""
    case = case_of(parallel_tool_calls="false")
    seen = ideal(case)
    assert red(case, seen) == []
    shown = evolve(seen, shown={**seen.shown, "/parallel_tool_calls": True})
    assert red(case, shown) == [(_LAW, "/parallel_tool_calls", "shown: type confused")]
    written = evolve(shown, encoded=Answer(changed(case, parallel_tool_calls=True)))
    assert broken(_LAW, case, written) == [("/parallel_tool_calls", "type confused")]


# -- a wrong value


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1700000000, "type confused"),
        (1700000000.0, "type confused"),
        (None, "made null"),
        (ABSENT, "dropped"),
        ("", "text changed"),
    ],
)
def test_a_wrong_value_may_not_become_another(value: Json | Absent, kind: str) -> None:
    assert _told(INVALID, created_at=value) == [("/created_at", kind)]


def test_an_integer_that_is_wrong_may_become_a_float_of_the_same_value() -> None:
    assert _told(case_of(created_at=-1), created_at=-1.0) == []
    assert _told(case_of(created_at=-1), created_at=1.0) == [("/created_at", "number changed")]


def test_a_wrong_enum_may_not_become_a_right_one() -> None:
    assert _told(case_of(tool_choice="Auto"), tool_choice="auto") == [("/tool_choice", "enum changed")]


def test_what_is_lost_elsewhere_in_an_invalid_document_is_not_told() -> None:
    assert _told(INVALID, model="x", tools=ABSENT) == []


def test_what_breaks_a_soft_rule_beside_a_hard_one_is_not_told() -> None:
    assert _told(case_of(id="9b2f6a52", created_at="1700000000"), id="x") == []


def test_a_wrong_value_that_takes_what_is_around_it_along_is_told() -> None:
    usage: dict[str, Json] = {"prompt_tokens": "1", "completion_tokens": 2, "total_tokens": 3}
    case = case_of("completed", usage=usage)
    assert _told(case, usage=None) == [("/usage", "made null")]
    assert _told(case, usage=ABSENT) == [("/usage", "dropped")]
    assert _told(case, usage={**usage, "total_tokens": 4}) == []


def test_all_that_is_inside_a_wrong_value_is_to_be_kept() -> None:
    case = case_of(tool_choice=[{"a": 1}])
    assert _told(case, tool_choice=[{"a": 2}]) == [("/tool_choice/0/a", "number changed")]


def test_a_member_that_must_be_there_may_not_be_made_up() -> None:
    case = case_of(model=ABSENT)
    assert case.standing is Standing.INVALID
    assert _told(case, model="gpt-4") == [("/model", "added")]


def test_of_a_broken_relation_the_place_that_it_names_is_to_be_kept_and_not_all_below() -> None:
    error = {"code": "server_error", "message": "oh"}
    case = case_of("queued", last_error=error)
    assert [violation.pointer for violation in case.judgement.violations] == ["/last_error"]
    assert _told(case, last_error=None) == [("/last_error", "made null")]
    assert _told(case, last_error={**error, "message": "ah"}) == []


def test_what_the_policy_omits_need_not_be_kept() -> None:
    assert _told(INVALID, Policy(omits="/created_at"), created_at=ABSENT) == []
    assert _told(INVALID, Policy(omits="/created_at"), created_at=0) == [("/created_at", "type confused")]


def test_a_document_that_comes_back_as_nothing_is_told() -> None:
    seen = ideal(INVALID, encoded=Answer(None))
    assert broken(_LAW, INVALID, seen) == [("", "made null")]


# -- what parsers dispute


@pytest.mark.parametrize(
    ("raw", "got", "kind"),
    [
        (str(2**53 + 1), 2**53 + 1, ""),
        (str(2**53 + 1), 2.0**53, "precision lost"),
        (str(2**53 + 1), 2**53, "number changed"),
        (str(2**53 + 1), None, "made null"),
        (str(2**53 + 1), str(2**53 + 1), "type confused"),
        (str(2**63), -(2**63), "number changed"),
        ("1e400", float("inf"), ""),
        ("1e400", 1.7976931348623157e308, "number changed"),
        ("NaN", float("nan"), ""),
        ("NaN", None, "made null"),
        ("-Infinity", "-Infinity", "type confused"),
    ],
)
def test_a_disputed_number_is_kept_and_never_another(raw: str, got: Json, kind: str) -> None:
    found = _told(_disputed(raw), max_prompt_tokens=got)
    assert found == ([("/max_prompt_tokens", kind)] if kind else [])


@pytest.mark.parametrize(
    ("integers", "sent", "got", "allowed"),
    [
        ("double", 2**53 + 1, 2.0**53, True),
        ("double", 2**53 + 1, 2**53, True),
        ("double", 2**53 + 1, 2**53 + 2, False),
        ("double", 2**63 - 1, 9223372036854776000, True),
        ("double", 2**63 - 1, 9223372036854774000, False),
        ("int64", 2**63, 9223372036854776000, True),
        ("exact", 2**63, 9223372036854776000, False),
        ("double", 2**53, 2**53 - 1, False),
        ("double", -(2**53) - 1, -(2.0**53), True),
        ("double", 10**350, float("inf"), True),
        ("double", -(10**350), float("-inf"), True),
        ("double", 10**350, 0.0, False),
        ("int64", 2**53 + 1, 2.0**53, False),
        ("int64", 2**63 - 1, 2.0**63, False),
        ("int64", -(2**63), -(2.0**63) * 2, False),
        ("int64", 2**63, 2.0**63, True),
        ("int64", 2**63 + 1, 2.0**63, True),
        ("int64", 2**63, -(2**63), False),
        ("int64", 2**63, 2**63 - 1, False),
        ("int32", 2**53 + 1, 2.0**53, True),
        ("exact", 10**350, float("inf"), False),
    ],
)
def test_beyond_the_width_of_the_policy_the_nearest_double_will_do(
    integers: Any, sent: int, got: float, allowed: bool
) -> None:
    found = _told(_disputed(str(sent)), Policy(integers=integers), max_prompt_tokens=got)
    assert (found == []) is allowed
    assert {place for place, _ in found} <= {"/max_prompt_tokens"}


@pytest.mark.parametrize("policy", [Policy(floats="single"), Policy(floats="single", integers="double")])
def test_an_integer_beyond_any_double_is_no_fraction_to_round(policy: Policy) -> None:
    case = _disputed(str(10**350))
    assert _told(case, policy, max_prompt_tokens=1.5) == [("/max_prompt_tokens", "number changed")]
    assert _told(case, policy, max_prompt_tokens=10**350 + 1) == [("/max_prompt_tokens", "number changed")]


def test_what_is_lost_beside_a_dispute_is_not_told() -> None:
    assert _told(_disputed(str(2**53 + 1)), model="x") == []
    assert _told(AMBIGUOUS, model="x") == []


@pytest.mark.parametrize("got", ["\ufffd", "", "?"])
def test_a_lone_surrogate_is_kept_and_never_replaced(got: str) -> None:
    case = _disputed(r'"\ud800"', "instructions")
    assert _told(case, instructions="\ud800") == []
    assert _told(case, instructions=got) == [("/instructions", "text changed")]


def test_a_name_with_a_lone_surrogate_is_kept_in_its_object() -> None:
    case = _disputed(r'{"\ud800": "v"}', "metadata")
    assert _told(case, metadata={"\ufffd": "v"}) == [
        ("/metadata/\ud800", "dropped"),
        ("/metadata/\ufffd", "added"),
    ]


# -- what stands twice

_TWICE = _disputed('{"a": "1", "b": ["x"]}, "metadata": {"b": ["y"], "c": null}', "metadata")


@pytest.mark.parametrize(
    "kept",
    [{"b": ["y"], "c": None}, {"a": "1", "b": ["x"]}],
    ids=["the last", "the first"],
)
def test_of_a_member_that_stands_twice_either_value_will_do(kept: Json | Absent) -> None:
    assert _told(_TWICE, metadata=kept) == []


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ({}, [("/metadata/b", "dropped")]),  # no `c` is what the first has
        (None, [("/metadata", "made null")]),
        (ABSENT, [("/metadata", "dropped")]),
        ({"a": "2", "b": ["x"]}, [("/metadata/a", "added")]),
        ({"b": ["z"], "c": None}, [("/metadata/b/0", "text changed")]),
    ],
)
def test_a_value_that_is_neither_is_told(kept: Json | Absent, told: list[tuple[str, str]]) -> None:
    assert _told(_TWICE, metadata=kept) == told


@pytest.mark.parametrize(
    "mixed",
    [{"a": "1", "b": ["y"], "c": None}, {"a": "1", "b": ["x"], "c": None}, {"b": ["x"], "c": None}],
    ids=["the last over the first", "the first over the last", "a part of each"],
)
def test_a_mixture_of_both_values_is_told_as_one(mixed: Json) -> None:
    """Nothing in it is in neither value, yet no server sent it."""
    assert _told(_TWICE, metadata=mixed) == [("/metadata", "mixed of several values")]


def test_of_a_member_that_stands_three_times_any_value_will_do() -> None:
    case = _disputed('"x", "model": "y", "model": "z"', "model")
    assert [_told(case, model=kept) for kept in "xyz"] == [[], [], []]
    assert _told(case, model="w") == [("/model", "text changed")]


# -- a client that does not encode


def _shows(case: Case, place: str, value: Json | Absent, policy: Policy | None = None) -> list[tuple[str, str, str]]:
    return red(case, ideal(case, policy, encoded=None, encoded_again=None, shown={place: value}))


@pytest.mark.parametrize(
    ("value", "kind"),
    [(1700000000, "type confused"), ("1700000001", "text changed"), (Opaque("Instant"), "type confused")],
)
def test_without_an_encoder_a_wrong_value_that_is_shown_as_another_is_told(value: Json | Absent, kind: str) -> None:
    assert _shows(INVALID, "/created_at", value) == [(_LAW, "/created_at", kind)]


@pytest.mark.parametrize("value", ["1700000000", None])
def test_without_an_encoder_a_wrong_value_may_be_shown_as_sent_or_not_at_all(value: Json | Absent) -> None:
    assert _shows(INVALID, "/created_at", value) == []
    assert red(INVALID, ideal(INVALID, encoded=None, shown={})) == []


def test_without_an_encoder_what_is_shown_elsewhere_is_not_told() -> None:
    assert _shows(INVALID, "/model", "x") == []


def test_without_an_encoder_what_the_policy_omits_is_not_told() -> None:
    assert _shows(INVALID, "/created_at", 0, Policy(omits="/created_at")) == []


def test_without_an_encoder_an_integer_may_be_shown_as_a_float() -> None:
    assert _shows(case_of(created_at=-1), "/created_at", -1.0) == []
    assert _shows(case_of(created_at=-1), "/created_at", 1) == [(_LAW, "/created_at", "number changed")]


@pytest.mark.parametrize(
    ("sign", "integers", "got", "kinds"),
    [
        ("", "double", float("inf"), []),
        ("-", "double", float("-inf"), []),
        ("-", "double", float("inf"), ["number changed"]),
        ("", "double", 1e300, ["number changed"]),
        ("", "exact", float("inf"), ["number changed"]),
        ("", "exact", 7, []),  # all that is known of the integer is that it is one
    ],
)
def test_without_an_encoder_an_integer_of_thousands_of_digits_may_be_shown_as_the_nearest_double(
    sign: str, integers: Any, got: float, kinds: list[str]
) -> None:
    case = _disputed(f"{sign}{'7' * 4001}")
    shown = _shows(case, "/max_prompt_tokens", got, Policy(integers=integers))
    assert {kind for _, _, kind in shown} == set(kinds)


def test_without_an_encoder_a_wrong_value_in_a_part_is_looked_at_in_its_place() -> None:
    case = Case.of_bytes(write(edited(changed(VALID), {"/usage/total_tokens": "6"})))
    assert _shows(case, "/usage/total_tokens", 6) == [(_LAW, "/usage/total_tokens", "type confused")]


def test_without_an_encoder_what_is_too_deep_to_read_is_not_looked_at() -> None:
    case = _disputed("[" * 70 + "]" * 70, "unknown")
    assert case.tree is None
    assert red(case, ideal(case, encoded=None)) == []


# -- of another wire


def test_a_member_that_only_other_wires_have_may_go_where_unknown_ones_may() -> None:
    case = case_of(file_ids=["file-1"])
    assert [violation.rule for violation in case.judgement.violations] == ["file_ids.gone"]
    without = Answer(changed(case, file_ids=ABSENT))
    kinds = {
        promise: broken("no-silent-corruption", case, ideal(case, Policy(unknown_members=promise), encoded=without))
        for promise in ("drop", "keep")
    }
    assert kinds == {"drop": [], "keep": [("/file_ids", "dropped")]}
