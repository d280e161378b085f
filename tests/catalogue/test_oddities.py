"""What is odd in the catalogue: pairs of choices, odd values and names at every place, near misses."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any, Final

import pytest

from runlaws.case import Case
from runlaws.document import read
from runlaws.objects import PROFILES
from runlaws.values import at_path, items_of, leaves, members_of, path_of, places
from runlaws_strategies import catalogue
from runlaws_strategies.build._misses import near_names
from runlaws_strategies.build._oddities import INTEGERS, NAMES, PUMPS, TEXTS
from runlaws_strategies.build._pairs import Factor, covering

ALL: Final = frozenset(range(3))


@cache
def listed(kind: str) -> tuple[Case, ...]:
    return tuple(catalogue(kinds=(kind,)))


def trees() -> list[dict[str, Any]]:
    return [dict(case.tree or {}) for case in listed("valid")]


def parameters() -> list[dict[str, Any]]:
    """Return the parameters of the first tool of every document that has any."""
    found = (at_path(tree, ("tools", 0, "function", "parameters")) for tree in trees())
    return [dict(schema) for schema in found if isinstance(schema, dict)]


def test_every_pair_that_is_possible_is_in_some_list() -> None:
    factors = [Factor(5, ALL), Factor(12, ALL), Factor(4, frozenset({2})), Factor(6, frozenset({1, 2}))]
    rows = covering(3, factors)
    states = [ALL, *(factor.states for factor in factors)]
    counts = [3, *(factor.count for factor in factors)]
    for one, other in itertools.combinations(range(5), 2):
        chosen = {(row[one], row[other]) for row in rows if row[0] in states[one] & states[other]}
        possible = itertools.product(range(counts[one]), range(counts[other]))
        assert chosen >= {pair for pair in possible if one or pair[0] in states[other]}
    assert len(rows) < 100


def test_both_limits_are_set_and_both_kinds_of_sampling_differ_from_their_default() -> None:
    assert any(tree["max_prompt_tokens"] and tree["max_completion_tokens"] for tree in trees())
    assert any(tree.get("top_p") == 0.1 and tree.get("temperature") == 0.7 for tree in trees())


@pytest.mark.slow
def test_every_odd_text_stands_alone_and_with_others_like_it() -> None:
    for text in TEXTS:
        counts = {sum(value == text for _, value in leaves(tree)) for tree in trees()}
        assert {1} < counts, text


def test_every_odd_text_is_in_the_message_of_an_error_which_few_states_have() -> None:
    messages = [members_of(tree["last_error"]).get("message") for tree in trees()]
    assert [text for text in (*TEXTS, *PUMPS) if text not in messages] == []


def test_odd_data_stands_beside_members_that_are_set_and_that_are_not() -> None:
    functions = [members_of(tool.get("function")) for tree in trees() for tool in tree["tools"]]
    odd = [function for function in functions if None in [value for _, value in leaves(function.get("parameters"))]]
    assert any(function.get("strict") is True for function in odd)
    assert any("strict" not in function for function in odd)


def test_data_with_the_names_of_own_members_comes_before_them() -> None:
    """A client that looks for a name in the text takes the first one that it meets."""
    holders = {name for tree in trees() for name, value in tree.items() if "own_name" in repr(value)}
    assert holders >= {"metadata", "tools", "response_format", "tool_resources"}
    assert all(next(iter(tree)) in holders for tree in trees() if "own_name" in repr(tree))


def test_a_call_of_a_new_type_has_the_id_that_all_calls_have() -> None:
    places_of_calls = ("required_action", "submit_tool_outputs", "tool_calls")
    calls = [call for case in listed("extended") for call in items_of(at_path(case.tree, places_of_calls))]
    ids = [members_of(call).get("id") for call in calls if members_of(call).get("type") != "function"]
    assert len(ids) > 20
    assert all(isinstance(id, str) for id in ids)


def test_every_odd_number_is_at_every_limit() -> None:
    for member in ("max_prompt_tokens", "max_completion_tokens"):
        every = (*trees(), *(dict(case.tree or {}) for case in listed("questionable")))
        values = [tree[member] for tree in every]
        assert all(number in values for number in INTEGERS if number >= 256)


@pytest.mark.parametrize("word", ["type", "items", "enum", "$ref", "required", "default", "not", "const", "properties"])
def test_a_word_of_json_schema_is_a_keyword_and_the_name_of_a_property(word: str) -> None:
    assert any(word in members_of(schema.get("properties")) for schema in parameters())
    assert any(word == path[-1] and "properties" not in path[-2:-1] for s in parameters() for path, _ in places(s))


def test_lists_are_out_of_order_repeated_and_long() -> None:
    for path in (
        ("tool_resources", "code_interpreter", "file_ids"),
        ("tool_resources", "file_search", "vector_store_ids"),
    ):
        lists: list[list[Any]] = [value for tree in trees() if isinstance(value := at_path(tree, path), list)]
        assert any(len(ids) > 20 and ids != sorted(ids) and len(set(ids)) == len(ids) for ids in lists)
        assert any(len(set(ids)) < len(ids) for ids in lists)


def test_a_strategy_of_the_last_messages_has_their_number_or_null_or_nothing() -> None:
    every = (*trees(), *(dict(case.tree or {}) for case in listed("questionable")))
    strategies = [members_of(tree.get("truncation_strategy")) for tree in every]
    numbers = [s.get("last_messages", "absent") for s in strategies if s.get("type") == "last_messages"]
    assert {1, None, "absent"} <= set(numbers)


def test_errors_of_every_code_have_what_no_wire_sends_set_and_null_and_not() -> None:
    errors = [error for tree in trees() if (error := members_of(tree.get("last_error")))]
    for code in {str(error["code"]) for error in errors}:
        lines = [error.get("line", "absent") for error in errors if error["code"] == code]
        assert all(line in lines for line in (3, None, "absent")), code


@pytest.mark.parametrize(
    ("member", "lengths"),
    [("instructions", (513, 32_768, 32_769, 256_000)), ("model", (64, 65, 256, 257, 512, 513, 1024, 1025))],
)
def test_texts_are_as_long_as_any_version_documented_and_one_more(member: str, lengths: tuple[int, ...]) -> None:
    assert {len(tree[member] or "") for tree in trees()} >= set(lengths)


def test_a_description_is_longer_than_any_bound_and_a_name_as_long_as_its_own() -> None:
    tools = [members_of(tool.get("function")) for tree in trees() for tool in tree["tools"]]
    assert any(len(str(tool.get("description"))) == 1025 for tool in tools)
    assert max(len(str(tool.get("name"))) for tool in tools) == 64


_FREE: Final = (
    ("tools", 0, "function", "parameters"),
    ("response_format", "json_schema", "schema"),
    ("metadata", "k0"),
)


@pytest.mark.parametrize("place", _FREE)
def test_free_data_has_numbers_of_up_to_17_digits_small_and_wide_ones(place: tuple[str | int, ...]) -> None:
    every = (*trees(), *(dict(case.tree or {}) for case in listed("questionable")))
    numbers = {repr(v) for tree in every for path, v in leaves(tree) if path[: len(place)] == place}
    assert {"0.1234567890123456", "0.12345678901234566", "1e-07", "-0.0", "9007199254740991"} <= numbers
    assert place == ("metadata", "k0") or {"1e+21", "1e+22", "1.2345678901234568e+20"} <= numbers


def test_free_data_has_integers_that_parsers_dispute() -> None:
    disputed = [case.document for case in listed("ambiguous")]
    assert any(b'"parameters":{"default":123456789012345680000}' in document for document in disputed)
    assert any(b'"schema":{"default":123456789012345680000}' in document for document in disputed)
    assert any(b'{"default":9007199254740993}' in document for document in disputed)


@pytest.mark.parametrize("word", ["properties", "items", "allOf", "anyOf", "oneOf", "$defs", "additionalProperties"])
def test_every_keyword_that_holds_schemas_is_within_itself(word: str) -> None:
    deepest = max(path.count(word) for schema in parameters() for path, _ in leaves(schema))
    assert deepest >= 6


def test_properties_have_something_beside_them_on_every_level() -> None:
    names = {path[-2] for schema in parameters() for path, _ in leaves(schema) if path.count("properties") > 1}
    assert {f"leaf_{level}" for level in range(2, 7)} <= names


def test_of_two_objects_of_one_name_each_has_what_the_other_lacks() -> None:
    apart: set[str] = set()
    for case in listed("ambiguous"):
        reading = read(case.document)
        for place, others in reading.others.items():
            first, last = others[0], at_path(reading.tree or {}, path_of(reading.tree or {}, place))
            if isinstance(first, dict) and isinstance(last, dict) and set(first) - set(last) and set(last) - set(first):
                apart.add(place)
    assert {"/metadata", "/tool_resources", "/response_format/json_schema/schema"} <= apart


def test_every_two_tags_stand_next_to_each_other_in_both_orders() -> None:
    tags = [[tool["type"] for tool in tree["tools"]] for tree in trees()]
    seen = {pair for kinds in tags for pair in itertools.pairwise(kinds)}
    assert len(seen) == 9


def news() -> list[tuple[str, ...]]:
    """Return the names of the unknown members of every extended case."""
    return [tuple(item.pointer for item in case.judgement.news) for case in listed("extended")]


def test_every_odd_name_is_at_the_top_alone_and_in_every_object_with_others() -> None:
    names = {pointers[0].replace("~1", "/").replace("~0", "~") for pointers in news() if len(pointers) == 1}
    assert {f"/{name}" for name in NAMES} - names == {"/name", "/message"}  # which are members of some part
    holders = {pointer.rpartition("/")[0] for pointers in news() for pointer in pointers if pointer.endswith("/self")}
    assert {"", "/tools/0", "/tools/0/function", "/tool_choice", "/usage", "/required_action"} <= holders


@pytest.mark.parametrize("name", ["created_at", "status", "instructions", "tools"])
def test_near_misses_stand_beside_their_member_where_it_is_set_and_where_it_is_null(name: str) -> None:
    for near in itertools.chain(*near_names(name)):
        beside = {(case.tree or {}).get(name) is None for case in listed("extended") if near in (case.tree or {})}
        assert beside >= ({True, False} if name == "instructions" else {False}), near


def test_near_misses_of_the_members_of_a_tool_are_tried() -> None:
    assert any("/tools/0/Type" in pointers for pointers in news())


def new_at(holder: tuple[str | int, ...], name: str) -> list[str]:
    """Return the new values that a member has in every extended case, of an object or of those in a list."""
    values: list[str] = []
    for case in listed("extended"):
        held: Any = at_path(case.tree or {}, holder)
        new = {item.pointer for item in case.judgement.news}
        parts = held if isinstance(held, list) else [held]
        values += [str(part[name]) for part in parts if isinstance(part, dict) and name in part and new]
    return values


@pytest.mark.parametrize(
    "holder",
    [("tools",), ("tool_choice",), ("required_action", "submit_tool_outputs", "tool_calls")],
)
def test_near_misses_of_the_tags_of_every_union_are_tried(holder: tuple[str | int, ...]) -> None:
    tags = set(new_at(holder, "type"))
    assert {"function ", "functions", "function_v2", "function_preview", "new_function", "fun"} <= tags
    assert {"Function", "FUNCTION"}.isdisjoint(tags)  # which are wrong, not new


def test_a_near_miss_of_a_tag_comes_bare_and_with_the_members_of_the_known_variant() -> None:
    trees: list[Any] = [case.tree for case in listed("extended")]
    tools = [tool for tree in trees for tool in tree["tools"]]
    keys = [{*tool} for tool in tools if tool["type"] == "function_v2"]
    assert keys == [{"type"}, {"type", "function", "near_miss"}]


def test_near_misses_of_tags_in_a_list_stand_behind_known_ones_of_other_classes() -> None:
    trees: list[Any] = [case.tree for case in listed("extended")]
    lists = [[tool["type"] for tool in tree["tools"]] for tree in trees]
    beside = [{*types} & {"function", "code_interpreter", "file_search"} for types in lists if "file_search2" in types]
    assert beside
    assert all(len(known) >= 2 for known in beside)


def test_near_misses_of_known_values_are_tried() -> None:
    codes = set(new_at(("last_error",), "code"))
    assert any(code.startswith("rate_limit_exceeded") or code.endswith("rate_limit_exceeded") for code in codes)
    assert "rateLimitExceeded" in codes or "ServerError" in codes


def test_further_names_are_tried_alone_and_with_every_kind_of_value() -> None:
    more = list(catalogue(kinds=("extended",), names=("of_mine", "self", "status")))
    values = [(case.tree or {})["of_mine"] for case in more if "of_mine" in (case.tree or {})]
    assert len({type(value) for value in values}) > 5
    assert len(more) - len(listed("extended")) == 1  # what is not new is not tried again


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.slow
def test_one_document_is_larger_than_64_kilobytes(profile: str) -> None:
    sizes = sorted(len(case.document) for case in catalogue(profile=profile, kinds=("valid", "extended")))
    assert sizes[-2] < 2**16 < sizes[-1] < 300_000


def test_the_year_10000_is_tried_in_every_time() -> None:
    kinds = (*listed("valid"), *listed("questionable"))
    for member in ("created_at", "started_at", "completed_at", "failed_at", "cancelled_at", "expires_at"):
        times = [time for case in kinds if isinstance(time := (case.tree or {}).get(member), int)]
        assert max(times) >= 253402300800, member
