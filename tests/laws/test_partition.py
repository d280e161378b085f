"""One defect turns one law red: each kind of difference, wherever it comes from, is told by exactly one law."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.client import Answer, Copied, Observation, Policy, ShownClass, Thrown
from runlaws.document import read, write
from runlaws.laws import LAWS
from runlaws.values import ABSENT, Absent, Json, differences
from tests.edits import edited
from tests.laws.observed import (
    AMBIGUOUS,
    EXITED,
    EXTENDED,
    HUNG,
    INVALID,
    MALFORMED,
    NO,
    SIBLING,
    SPELLED,
    VALID,
    YES,
    case_of,
    case_with_news,
    changed,
    crashed,
    crashed_with,
    ended,
    holding,
    ideal,
    red,
    refused,
    twin_seen,
    with_sibling,
    with_spelling,
)

_TOOLS: list[Json] = [{"type": "file_search"}, {"type": "code_interpreter"}]
_RICH = case_of(
    "completed",
    instructions="caf\u00e9",
    temperature=0.1,
    parallel_tool_calls=True,
    tools=_TOOLS,
    metadata={"k": "v"},
    reasoning_effort=ABSENT,
)
_TEXT, _NUMBERS, _NULLS = "round-trip-text", "round-trip-numbers", "round-trip-absent-and-null"
_LOSSES: Mapping[str, tuple[str, Json | Absent, str, str]] = {
    "dropped": ("/metadata/k", ABSENT, "round-trip", "dropped"),
    "added": ("/metadata/x", "y", "round-trip", "added"),
    "made null": ("/tools", None, "round-trip", "made null"),
    "null made absent": ("/failed_at", ABSENT, _NULLS, "null made absent"),
    "absent made null": ("/reasoning_effort", None, _NULLS, "absent made null"),
    "integer made float": ("/created_at", 1700000000.0, _NUMBERS, "integer made float"),
    "precision lost": ("/temperature", 0.10000000149011612, _NUMBERS, "precision lost"),
    "number changed": ("/created_at", 1, _NUMBERS, "number changed"),
    "text changed": ("/instructions", "cafe\u0301", _TEXT, "text changed"),
    "enum changed": ("/status", "Completed", "round-trip", "enum changed"),
    "wrong variant": ("/tools/0/type", "function", "round-trip", "wrong variant"),
    "tag dropped": ("/tools/0/type", ABSENT, "round-trip", "wrong variant"),
    "type confused": ("/created_at", "1700000000", "round-trip", "type confused"),
    "boolean as a number": ("/parallel_tool_calls", 1, "round-trip", "type confused"),
    "value changed": ("/parallel_tool_calls", False, "round-trip", "value changed"),
    "re-ordered": ("/tools", _TOOLS[::-1], "round-trip", "re-ordered"),
}
"""By what is lost: where, what is there instead, the law that tells it, and as what."""
_of_every_kind = pytest.mark.parametrize("loss", _LOSSES)


def test_every_kind_of_difference_has_an_example_here() -> None:
    told = {kind for *_, kind in _LOSSES.values()}
    found = {
        one.kind
        for place, value, *_ in _LOSSES.values()
        for one in differences(_RICH.tree, edited(_RICH.tree or {}, {place: value}))
    }
    assert found | {"enum changed", "wrong variant"} == told


# -- what is lost from acceptable documents


@_of_every_kind
@pytest.mark.parametrize("how", ["alone", "spelled", "sibling"])
def test_what_is_lost_in_reading_is_told_by_one_law(loss: str, how: str) -> None:
    place, value, law, kind = _LOSSES[loss]
    case = {"alone": _RICH, "spelled": with_spelling(_RICH), "sibling": with_sibling(_RICH, "model", "m", "n")}[how]
    tree = edited(case.tree or {}, {place: value})
    assert set(red(case, holding(case, tree))) == {(law, place, kind)}


@_of_every_kind
@pytest.mark.parametrize("how", ["alone", "spelled"])
def test_what_is_lost_in_writing_is_told_by_one_law(loss: str, how: str) -> None:
    place, value, law, kind = _LOSSES[loss]
    case = with_spelling(_RICH) if how == "spelled" else _RICH
    seen = holding(case, edited(case.tree or {}, {place: value}))
    right = ideal(case)
    written = evolve(seen, shown=right.shown, classes=right.classes, types=right.types)
    assert set(red(case, written)) == {(law, place, kind)}


@_of_every_kind
def test_what_is_lost_when_it_is_read_and_written_again_is_told_by_one_law(loss: str) -> None:
    place, value, _, _ = _LOSSES[loss]
    again = Answer(edited(_RICH.tree or {}, {place: value}))
    found = {law for law, *_ in red(_RICH, ideal(_RICH, encoded_again=again))}
    assert found == {"round-trip-stable"}


@_of_every_kind
@pytest.mark.parametrize("name", ["copy", "deepcopy", "pickle"])
def test_what_is_lost_in_copying_is_told_by_one_law(loss: str, name: str) -> None:
    place, value, _, _ = _LOSSES[loss]
    right = ideal(_RICH)
    lossy = Copied(equal=YES, encoded=Answer(edited(_RICH.tree or {}, {place: value})))
    found = {law for law, *_ in red(_RICH, evolve(right, copies={**right.copies, name: lossy}))}
    assert found == {"copies-are-equal"}


@_of_every_kind
def test_what_is_lost_when_something_is_asked_is_told_by_one_law(loss: str) -> None:
    place, value, _, _ = _LOSSES[loss]
    after = Answer(edited(_RICH.tree or {}, {place: value}))
    found = {law for law, *_ in red(_RICH, ideal(_RICH, disturbed={"everything": after, "hashing": after}))}
    assert found == {"questions-change-nothing"}


@_of_every_kind
def test_what_is_lost_of_another_spelling_is_told_by_one_law(loss: str) -> None:
    place, value, _, _ = _LOSSES[loss]
    case = with_spelling(_RICH)
    lossy = Answer(edited(_RICH.tree or {}, {place: value}))
    assert {law for law, *_ in red(case, twin_seen(ideal(case), encoded=lossy))} == {"equality-implies-same-encoding"}
    unequal = twin_seen(ideal(case), encoded=lossy, equal=NO, equal_back=NO, unequal=YES, hashed=Answer(2))
    assert {law for law, *_ in red(case, unequal)} == {"equality-spelling-blind"}


@pytest.mark.parametrize(
    ("place", "shown", "law"),
    [
        ("/instructions", "cafe\u0301", "reads-fields"),
        ("/created_at", 1, "reads-fields"),
        ("/temperature", 0.10000000149011612, "reads-fields"),
        ("/parallel_tool_calls", False, "reads-fields"),
        ("/status", None, "reads-fields"),
        ("/status", Thrown("KeyError", "", own=False), "reads-fields"),
        ("/metadata", {}, "reads-fields"),
        ("/tools", [], "reads-fields"),
        ("/created_at", 1700000000.0, "reads-types"),
        ("/created_at", "1700000000", "reads-types"),
        ("/parallel_tool_calls", 1, "reads-types"),
        ("/failed_at", 0, "field-invariants"),
        ("/last_error", {}, "field-invariants"),
        ("/failed_at", Thrown("KeyError", "", own=False), "reads-fields"),
    ],
)
def test_what_is_lost_in_showing_is_told_by_one_law(place: str, shown: Json, law: str) -> None:
    right = ideal(_RICH)
    assert {found for found, *_ in red(_RICH, evolve(right, shown={**right.shown, place: shown}))} == {law}


# -- what is lost from other documents


@_of_every_kind
def test_what_is_lost_beside_something_new_is_told_by_one_law(loss: str) -> None:
    place, value, _, kind = _LOSSES[loss]
    case = Case.of_bytes(write({**(_RICH.tree or {}), "brand_new": 1}))
    found = red(case, holding(case, edited(case.tree or {}, {place: value})))
    assert found == [("round-trip-unknowns", place, kind)]


@_of_every_kind
@pytest.mark.parametrize("case", [{"created_at": -1}, {"tool_choice": "Auto"}])
def test_what_is_lost_beside_something_wrong_is_told_by_no_law_and_at_it_by_one(
    loss: str, case: Mapping[str, Json]
) -> None:
    place, value, _, _ = _LOSSES[loss]
    wrong = Case.of_bytes(write({**(_RICH.tree or {}), **case}))
    found = {(law, where) for law, where, _ in red(wrong, holding(wrong, edited(wrong.tree or {}, {place: value})))}
    at = "/created_at" if "created_at" in case and place == "/created_at" else ""
    assert found == ({("no-silent-corruption", at)} if at else set())


@pytest.mark.parametrize("value", ["x", 2, None, ABSENT, 2.0**53])
def test_what_is_lost_of_what_parsers_dispute_is_told_by_one_law(value: Json) -> None:
    case = Case.of_bytes(write({**(_RICH.tree or {}), "max_prompt_tokens": 2**53 + 1}))
    tree = changed(case, max_prompt_tokens=value)
    assert [law for law, *_ in red(case, holding(case, tree))] == ["no-silent-corruption"]


# -- one answer that is wrong

_RAISES = crashed_with("TypeError")
_STRICT = Policy(invalid="refuse")
_TOOL = case_of(tools=_TOOLS)
_AFTER_ITSELF = evolve(VALID, before=(VALID.document,))
_SHARED = Answer({"written": {"id": "x"}, "shown": {}}), Answer({"written": {"id": "y"}, "shown": {}})
_UNLIKE = {"equal": YES, "equal_back": YES, "unequal": NO}


def _showing(case: Case, shown: Mapping[str, Json]) -> Observation:
    """Return what is seen of a client that shows something else at some places."""
    right = ideal(case)
    return evolve(right, shown={**right.shown, **shown})


def _one_wrong_answer() -> dict[str, tuple[Case, Observation]]:
    """Return, by law, a case and an observation in which one thing is wrong."""
    value, variant = case_with_news("unknown-value"), case_with_news("unknown-variant")
    wrong_class = {"/tools/0": ShownClass("CodeTool", {"type": ("code_interpreter",)})}
    undeclared = {"": ShownClass("Run", holds={"tools": ("Tool",)}), "/tools/0": ShownClass("dict")}
    again = Answer(changed(VALID, model="x"))
    return {
        "decoding-is-repeatable": (VALID, ideal(VALID, repeated={"at first": Answer(VALID.tree), "at once": again})),
        "decodes-valid": (VALID, refused(VALID)),
        "refuses-malformed": (MALFORMED, ideal(MALFORMED)),
        "refuses-invalid": (INVALID, ideal(INVALID, _STRICT)),
        "fails-cleanly": (AMBIGUOUS, crashed(AMBIGUOUS)),
        "never-hangs": (SIBLING, ended(SIBLING, HUNG, "hash")),
        "never-exits": (SIBLING, ended(SIBLING, EXITED)),
        "tolerates-unknown-members": (EXTENDED, refused(EXTENDED)),
        "tolerates-unknown-values": (value, crashed(value)),
        "tolerates-unknown-variants": (variant, ideal(variant, nothing=True)),
        "round-trip": (_RICH, holding(_RICH, changed(_RICH, tools=ABSENT))),
        "round-trip-encodes": (EXTENDED, ideal(EXTENDED, encoded=_RAISES)),
        "round-trip-stable": (VALID, ideal(VALID, encoded_again=again)),
        "round-trip-unknowns": (EXTENDED, holding(EXTENDED, changed(EXTENDED, brand_new=ABSENT))),
        "round-trip-numbers": (_RICH, holding(_RICH, changed(_RICH, temperature=0.2))),
        "round-trip-text": (_RICH, holding(_RICH, changed(_RICH, instructions="cafe"))),
        "round-trip-absent-and-null": (_RICH, holding(_RICH, changed(_RICH, failed_at=ABSENT))),
        "no-silent-corruption": (INVALID, holding(INVALID, changed(INVALID, created_at=1))),
        "reads-fields": (VALID, _showing(VALID, {"/status": "Completed"})),
        "reads-types": (VALID, _showing(VALID, {"/created_at": "1700000000"})),
        "shows-members": (VALID, ideal(VALID, shown={}, types={})),
        "tag-matches-class": (_TOOL, ideal(_TOOL, classes=wrong_class)),
        "declared-classes": (_TOOL, ideal(_TOOL, classes=undeclared)),
        "one-place-one-class": (_AFTER_ITSELF, ideal(_AFTER_ITSELF, types_before={"/usage": "dict"})),
        "field-invariants": (VALID, _showing(VALID, {"/last_error": {}})),
        "equality-total": (SIBLING, ideal(SIBLING, strangers={"None": _RAISES})),
        "equality-reflexive": (VALID, ideal(VALID, itself=NO, negated={})),
        "equality-symmetric": (SIBLING, twin_seen(ideal(SIBLING), equal_back=YES)),
        "equality-transitive": (SIBLING, ideal(SIBLING, triangle=(NO, YES, YES))),
        "equality-negation": (SIBLING, twin_seen(ideal(SIBLING), unequal=NO)),
        "hash-agrees-with-equality": (SPELLED, ideal(SPELLED, hashed=(Answer(1), Answer(2)))),
        "equality-spelling-blind": (SPELLED, twin_seen(ideal(SPELLED), equal=NO, equal_back=NO)),
        "equality-header-blind": (VALID, ideal(VALID, replies=NO)),
        "equality-significant-fields": (SIBLING, evolve(twin_seen(ideal(SIBLING), **_UNLIKE), triangle=None)),
        "equality-implies-same-encoding": (SPELLED, twin_seen(ideal(SPELLED), encoded=again)),
        "questions-change-nothing": (SIBLING, ideal(SIBLING, disturbed={"everything": again})),
        "copies-are-equal": (VALID, ideal(VALID, copies={"copy": Copied(equal=NO)})),
        "prints-a-text": (EXTENDED, ideal(EXTENDED, printed={"repr": Answer("1"), "repr again": Answer("2")})),
        "accepted-survives": (EXTENDED, ideal(EXTENDED, printed={"str": crashed_with("KeyError")})),
        "values-share-nothing": (VALID, ideal(VALID, shared={"its copy was changed": _SHARED})),
        "encoders-agree": (INVALID, ideal(INVALID, encoded_by={"log": Answer(changed(INVALID, model="y"))})),
    }


def test_there_is_a_wrong_answer_here_for_every_law() -> None:
    assert list(_one_wrong_answer()) == [law.id for law in LAWS]


@pytest.mark.parametrize("law", [law.id for law in LAWS])
def test_a_wrong_answer_turns_its_law_red_and_no_other(law: str) -> None:
    case, seen = _one_wrong_answer()[law]
    assert {found for found, *_ in red(case, seen)} == {law}
    assert red(case, refused(case) if case is MALFORMED else ideal(case)) == []


def test_the_rich_document_of_these_tests_is_valid_and_whole() -> None:
    assert _RICH.standing.value == "valid"
    assert read(_RICH.document).tree == _RICH.tree
    assert {name for name, value in (_RICH.tree or {}).items() if value is None} >= {"failed_at", "last_error"}
