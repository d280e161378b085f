"""What is measured place by place: what is new, nulls, numbers, and why documents were refused."""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from runlaws import Policy, PythonClient
from runlaws.case import Case
from runlaws.client import EVERYWHERE
from runlaws.objects.run.profiles import V2
from runlaws.observe import InProcess
from runlaws.probe import Measured, gaps, probe
from runlaws.search import carried_cases
from runlaws.values import Json, members_of
from runlaws_strategies import Kind, catalogue

pytestmark = pytest.mark.slow

CASES = tuple(
    case
    for number, case in enumerate(catalogue(kinds=("valid", "extended", "invalid", "ambiguous")))
    if case.standing not in ("valid", "invalid") or number % 12 == 0
)
"""Little of what is valid or invalid, all of what is new or disputed."""
STATUSES = frozenset(case.tree["status"] for case in CASES if case.standing == "valid" and case.tree)
"""The statuses that are known."""


USAGE = frozenset(
    name for case in CASES if case.standing == "valid" and case.tree for name in members_of(case.tree["usage"])
)
"""The members of `usage` that are known."""


class Refused(Exception):
    """The document is refused by the client, with an error of its own."""


class Foreign(Exception):
    """Not of the client's package."""


elsewhere = types.ModuleType("elsewhere.errors")
vars(elsewhere)["Foreign"], Foreign.__module__ = Foreign, elsewhere.__name__
sys.modules[elsewhere.__name__] = elsewhere


def client(change: Callable[[Any], Any] = lambda tree: tree, **more: Any) -> PythonClient:
    """Return a client that keeps all but for a change of what it has decoded."""
    options: dict[str, Any] = {"encode": json.dumps, "policy": Policy(errors=Refused, hashable=False), **more}
    load = options.pop("load", json.loads)

    def decode(document: bytes) -> Any:
        try:
            tree = load(document)
        except (ValueError, RecursionError) as error:
            raise Refused from error
        return change(tree)

    return PythonClient(decode=decode, **options)


def measured(made: PythonClient, cases: tuple[Case, ...] = CASES) -> dict[str, Measured]:
    """Return what was measured, by setting."""
    return {one.setting: one for one in probe(InProcess(made), cases).settings}


def refuse_if(condition: Callable[[Any], bool]) -> Callable[[Any], Json]:
    """Return a change that refuses the documents of which a condition holds."""

    def change(tree: Any) -> Json:
        if condition(tree):
            raise Refused
        return tree  # type: ignore[no-any-return] # what json.loads returns is of any type

    return change


def without(tree: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in tree.items() if name not in names}


def test_a_closed_enum_is_refused_at_its_place_and_kept_elsewhere() -> None:
    closed = client(refuse_if(lambda tree: tree.get("status") not in STATUSES))
    found = measured(closed)
    assert found["unknown_values"].value == {EVERYWHERE: "keep", "/status": "refuse"}
    code = probe(InProcess(closed), CASES).code()
    assert 'if this is intended: unknown_values={"*": "keep", "/status": "refuse"},\n' in code
    assert found["unknown_variants"].value == "keep"


def test_members_that_are_dropped_in_one_part_only_are_listed_by_that_part() -> None:
    def change(tree: Any) -> Any:
        usage = tree.get("usage")
        return {**tree, "usage": without(usage, *(usage.keys() - USAGE))} if isinstance(usage, dict) else tree

    (gap,) = (gap for gap in gaps(probe(InProcess(client(change)), CASES), Policy()) if "members" in gap.setting)
    assert (gap.place, gap.promised, gap.measured, gap.slack) == ("/usage", "'keep'", "'drop'", False)
    assert str(gap).startswith("unknown_members at /usage: promised 'keep', measured 'drop'; ")


def test_a_variant_of_which_only_the_tag_came_back_is_kept_by_its_tag() -> None:
    known = {"code_interpreter", "file_search", "function"}

    def change(tree: Any) -> Any:
        tools = tree.get("tools")
        if not isinstance(tools, list):
            return tree
        cut = [
            {"type": tool["type"]} if isinstance(tool, dict) and tool.get("type") not in known else tool
            for tool in tools
            if not isinstance(tool, dict) or "type" in tool
        ]
        return {**tree, "tools": cut}

    assert measured(client(change))["unknown_variants"].value == {EVERYWHERE: "keep", "/tools/*": "tag"}


def test_what_is_never_kept_says_nothing_of_numbers_and_nulls() -> None:
    found = measured(client(lambda tree: without(tree, "usage", "created_at", "temperature", "top_p")))
    assert found["omits"].value == {"/usage", "/created_at", "/temperature", "/top_p"}
    assert found["integers"].value == "exact"
    assert found["absent_and_null"].value == "distinct"
    assert found["floats"].value == "double"
    assert found["negative_zero"].value == "kept"


def test_a_zero_without_its_sign_is_measured() -> None:
    found = measured(client(encode=lambda tree: json.dumps(tree).replace("-0.0", "0.0")))
    assert (found["negative_zero"].value, found["negative_zero"].sure) == ("zero", True)


def first(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return dict(reversed(pairs))


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise Refused
    return dict(pairs)


def by_length(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return dict(sorted(pairs, key=lambda pair: len(str(pair[1]))))


@pytest.mark.parametrize(("hook", "taken"), [(None, "last"), (first, "first"), (once, "refuse"), (by_length, "any")])
def test_which_of_two_values_counts_is_measured(hook: Any, taken: str) -> None:
    found = measured(client(load=lambda document: json.loads(document, object_pairs_hook=hook)))["duplicates"]
    assert (found.value, found.sure) == (taken, True)


def test_a_member_that_must_be_there_or_not_null_is_measured() -> None:
    found = measured(client(refuse_if(lambda tree: "parallel_tool_calls" not in tree and "tools" in tree)))
    assert found["requires"].value == {"/parallel_tool_calls"}
    assert found["integers"].value == "exact", "what else is in the refused documents is not why"
    found = measured(client(refuse_if(lambda tree: tree.get("max_prompt_tokens", 0) is None)))
    assert found["not_null"].value == {"/max_prompt_tokens"}


def test_structure_may_be_refused_and_relations_accepted() -> None:
    judged = {case.document: case for case in CASES}

    def decode(document: bytes) -> Any:
        case = judged.get(document)
        relations = {relation.rule.id for relation in case.judgement.profile.relations} if case else set()
        if case and case.standing == "invalid" and not relations & {v.rule for v in case.judgement.violations}:
            raise Refused
        return json.loads(document)

    cases = tuple(case for case in catalogue(kinds=("invalid",)))
    judged.update({case.document: case for case in cases})
    found = measured(PythonClient(decode=decode, encode=json.dumps, policy=Policy(errors=Refused)), cases)
    assert (found["invalid"].value, found["invalid"].sure) == ("schema", True)


def test_a_case_whose_origin_is_refused_says_nothing() -> None:
    found = measured(client(refuse_if(lambda tree: tree.get("usage") is None)))
    for setting in ("unknown_members", "unknown_values", "unknown_variants", "duplicates"):
        assert "refused" not in found[setting].because


def test_a_promise_is_lowered_only_with_a_second_witness() -> None:
    new = [case for case in CASES if any(news.pointer == "/status" for news in case.judgement.news)]
    others = tuple(case for case in CASES if case not in new)
    closed = client(refuse_if(lambda tree: tree.get("status") not in STATUSES))
    lone = measured(closed, (*others, new[0]))["unknown_values"]
    assert (lone.value, lone.sure) == ("keep", False)
    assert lone.because.startswith("one case of 'refuse' at /status")
    assert measured(closed, (*others, *new[:2]))["unknown_values"].value == {EVERYWHERE: "keep", "/status": "refuse"}


def test_what_differs_from_document_to_document_is_a_fault_and_lowers_nothing() -> None:
    found = measured(client(lambda tree: without(tree, "brand_new") if tree.get("brand_new") == {} else tree))
    assert found["unknown_members"].value == "keep"
    assert not found["unknown_members"].sure
    assert "which is a fault: the top" in found["unknown_members"].because


def test_errors_are_of_the_clients_own_package_and_others_are_leaks() -> None:
    def change(tree: Any) -> Any:
        if "brand_new" in tree:
            raise Foreign
        return tree

    errors = measured(client(change))["errors"]
    assert errors.value == (f"{Refused.__module__}.Refused",)
    assert "other errors that escape: elsewhere.Foreign " in errors.because


def carried(made: PythonClient, *kinds: Kind, step: int) -> tuple[Case, ...]:
    """Return some of the catalogue's cases, made of a document that the client accepts."""
    return tuple(carried_cases(InProcess(made), V2, kinds))[::step]


def needs_instructions(tree: Any) -> bool:
    return tree.get("instructions") is None


def test_a_state_that_is_refused_is_not_taken_for_a_member_that_only_it_lacks() -> None:
    found = measured(client(refuse_if(lambda tree: tree.get("status") == "incomplete")))
    assert found["requires"].value == found["not_null"].value == frozenset()


def test_a_client_that_refuses_the_simplest_document_is_measured_by_one_that_it_accepts() -> None:
    """All that is made of the simplest document is refused for that one null, and tells nothing of what is wrong."""
    made = client(refuse_if(needs_instructions))
    found = measured(made, carried(made, Kind.VALID, Kind.INVALID, step=5))
    assert (found["invalid"].value, found["not_null"].value) == ("accept", {"/instructions"})


def test_what_is_accepted_unseen_is_no_reason_to_call_the_rest_refused() -> None:
    """A client that does not write, and dies of one name, refuses that name and not every new member."""
    assert measured(client(refuse_if(lambda tree: "self" in tree), encode=None))["unknown_members"].value == "keep"


def test_a_member_that_is_never_kept_is_not_called_unknown_where_its_null_is_refused() -> None:
    made = client(lambda tree: without(members_of(refuse_if(needs_instructions)(tree)), "instructions"))
    found = measured(made, carried(made, Kind.VALID, step=3))
    assert (found["not_null"].value, found["omits"].value) == ({"/instructions"}, frozenset())
    assert "which is a fault: /instructions" in found["omits"].because
