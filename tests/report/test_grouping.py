"""Findings of one defect are one group, whatever they show of it; those of two stay apart."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from runlaws.case import Case
from runlaws.finding import Finding
from runlaws.grouping import Group, grouped
from runlaws.objects import find_profile
from runlaws.values import ABSENT
from runlaws.verdict import Cause, Failure, Words
from runlaws_strategies import simplest

V2 = find_profile("v2")


def finding_of(
    law: str,
    pointer: str = "",
    kind: str = "dropped",
    *,
    sent: Any = 1,
    got: Any = ABSENT,
    raised: str = "",
    **more: Any,
) -> Finding:
    """Return a finding, on the simplest run with some members."""
    case = Case.of_tree({**simplest("queued", profile=V2), **more}, V2, made="valid")
    cause = Cause(law, pointer, kind, message=str(got) if raised else "", frame=raised.partition(", line")[0])
    failure = Failure(law, pointer, kind, sent, got, cause=cause, raised=(raised,) if raised else ())
    return Finding(failure, case, "acme 1")


def raised(
    law: str, text: str, at: str = "acme/runs.py in Run.read, line 7", pointer: str = "", **more: Any
) -> Finding:
    kind = f"crashed: {text.partition(':')[0]}"
    return finding_of(law, pointer, kind, sent=Words("a document"), got=Words(text), raised=at, **more)


def of_class(law: str, pointer: str, got: str, **more: Any) -> Finding:
    finding = finding_of(law, pointer, "another class", sent=Words("a dict"), got=Words(got), **more)
    return evolve(finding, matter=("/metadata",))


def alike(law: str, text: str, message: str) -> Finding:
    """Return a finding with an exception that no code of the client's own raises, and that other causes have, too."""
    finding = finding_of(law, "", "==: raised AttributeError", sent=Words("a == b"), got=Words(text))
    return evolve(finding, failure=evolve(finding.failure, cause=evolve(finding.failure.cause, message=message)))


def kept(pointer: str, sent: Any, got: Any, kind: str = "type confused", **more: Any) -> Finding:
    return finding_of("no-silent-corruption", pointer, kind, sent=sent, got=got, **more)


LINE_9 = "acme/runs.py in Run.read, line 9"
CODE = {"type": "code_interpreter"}
WITH_SELF = {**CODE, "self": 1}
NEW_CALL = {"type": "brand_new", "id": "call_1", "function": "x"}
CALLS: dict[str, Any] = {
    "status": "requires_action",
    "required_action": {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": [NEW_CALL]}},
}
RUN_IN_DATA: dict[str, Any] = {"metadata": {"object": "thread.run"}}
HOLDING: dict[str, Any] = {
    "usage": {"total_tokens": None},
    "truncation_strategy": {"last_messages": None},
    "last_error": {"code": None},
}

DOTTED: dict[str, Any] = {"a.b": 1}

ONE_DEFECT = {
    "classes that pickle does not find": [
        finding_of("accepted-survives", "", "pickle: raised PicklingError", got=Words("no A"), tools=[{"type": "a"}]),
        finding_of("accepted-survives", "", "pickle: raised PicklingError", got=Words("no B"), tools=[{"type": "b"}]),
    ],
    "one limit of the client's that several parts exceed": [
        raised("decodes-valid", "DecodeError: deeper than 32 levels", tools=[{"type": "a"}]),
        raised("decodes-valid", "DecodeError: deeper than 32 levels", response_format={"type": "a"}),
    ],
    "a text that is taken from elsewhere, wherever that is": [
        finding_of("reads-fields", "/model", "text changed", sent="m", got="x", metadata={"model": "x"}),
        finding_of("reads-fields", "/model", "text changed", sent="n", got="y", tools=[{"type": "y"}]),
    ],
    "integers with a fraction that are refused in several ways": [
        finding_of("decodes-valid", "", "refused: ValueError", got=Words("created_at"), created_at=1700000000.0),
        finding_of("decodes-valid", "", "refused: TypeError", got=Words("no int"), max_prompt_tokens=256.0),
    ],
    "unknown members that are written as something else": [
        finding_of("round-trip-unknowns", "/a.b", got=ABSENT, **DOTTED),
        finding_of("round-trip-unknowns", "/a", "added", sent=ABSENT, got={"b": 1}, **DOTTED),
    ],
    "a known member that one way of writing has under another name": [
        finding_of("round-trip", "/tool_choice", "to_dict: dropped", got=ABSENT),
        finding_of("round-trip", "/toolChoice", "to_dict: added", sent=ABSENT, got="auto"),
    ],
    "unknown members under other names, beside known ones and in their place": [
        finding_of("round-trip-unknowns", "/model_", got=ABSENT, model_="x"),
        finding_of("round-trip-unknowns", "/model", "text changed", sent="gpt-4o", got="x", model_="x"),
        finding_of("round-trip-unknowns", "/usage", "type confused", sent=None, got=[], usage_=[]),
        finding_of("round-trip-unknowns", "/__eq", "added", sent=ABSENT, got=1, __eq__=1),
    ],
    "one kind at several places": [finding_of("round-trip", place) for place in ("/model", "/tools", "/usage")],
    "a member that is never kept, null or not": [
        finding_of("round-trip", "/model"),
        finding_of("round-trip", "/model", "null made absent", sent=None),
    ],
    "a statement that checks nothing": [
        raised("fails-cleanly", "KeyError: 'id'"),
        raised("fails-cleanly", "TypeError: 'int' object is not subscriptable"),
        raised("fails-cleanly", "JSONDecodeError: Expecting value", "acme/runs.py in Run.read, line 7 (by json)"),
        raised("fails-cleanly", "ValidationError: 1 error", "acme/runs.py in Run.read, line 7 (by pydantic)"),
    ],
    "a null and a new value at which a statement fails": [
        raised("decodes-valid", "TypeError: 'NoneType' object is not iterable"),
        raised("tolerates-unknown-values", "TypeError: 'str' object is not a mapping", pointer="/tool_choice"),
    ],
    "a method that cannot print": [
        raised("prints-a-text", "AttributeError: no _headers", "acme/runs.py in Run.__str__, line 7 (by pydantic)"),
        raised("accepted-survives", "AttributeError: no _headers", "acme/runs.py in Run.__str__, line 7 (by pydantic)"),
    ],
    "a comparison that no code of the client's own raises in": [
        finding_of("equality-total", "", "raised", sent=Words("a == b"), got=Words("AttributeError: no status_code")),
        finding_of("equality-total", "", "raised again", sent=Words("b"), got=Words("AttributeError: no status_code")),
    ],
    "a text of whatever is sent": [
        kept("/model", 1, "1"),
        kept("/model", True, "True"),
        kept("/model", [], "[]"),
        kept("/model", {"a": None}, '{"a": null}'),
    ],
    "a text of whatever is sent under names that are data": [
        kept("/metadata/a", 1, "1", metadata={"a": 1}),
        kept("/metadata/b", None, "None", metadata={"b": None}),
    ],
    "an empty list of whatever is sent": [kept("/tools", "", []), kept("/tools", {}, [])],
    "null for whatever is no number": [
        kept("/temperature", Words("NaN"), None, "made null"),
        kept("/temperature", Words("-Infinity"), None, "made null"),
    ],
    "a constant where nothing is sent": [
        finding_of("round-trip", "/x", "added", sent=ABSENT, got=200),
        finding_of("round-trip", "/x", "the same whatever is sent", sent=ABSENT, got=200),
    ],
    "a copy in which a sentinel is another one": [
        finding_of("copies-are-equal", "", "deepcopy: not equal", sent=Words("a"), got=Words("False"), model=None),
        finding_of("copies-are-equal", "", "deepcopy: not equal", sent=Words("a"), got=Words("False"), usage=None),
    ],
    "nulls that are left out, in documents of all standings": [
        finding_of("round-trip-absent-and-null", "/model", "null made absent", sent=None),
        finding_of("round-trip-unknowns", "/brand_new", "null made absent", sent=None),
        finding_of("no-silent-corruption", "/status", "null made absent", sent=None),
    ],
    "one enum that is collapsed, by a new value and by a wrong one": [
        finding_of("round-trip-unknowns", "/status", "enum changed", sent="new", got="queued"),
        finding_of("no-silent-corruption", "/status", "enum changed", sent="QUEUED", got="queued"),
    ],
    "the same in many objects": [
        finding_of("round-trip", place, "null made absent", sent=None, **HOLDING)
        for place in ("/usage/total_tokens", "/truncation_strategy/last_messages", "/last_error/code")
    ],
    "names that are others in what is written": [
        finding_of("round-trip", "/metadata/A", sent="x", metadata={"A": "x"}),
        finding_of("round-trip", "/metadata/a", "added", sent=ABSENT, got="x", metadata={"A": "x"}),
    ],
    "a list that loses an item, and what comes after it": [
        finding_of("round-trip", "/tools/1", tools=[CODE, CODE]),
        finding_of("round-trip", "/tools/0/type", "wrong variant", sent="x", got="y", tools=[CODE]),
        finding_of("no-silent-corruption", "/tools/0/name", "added", sent=ABSENT, got=None, tools=[CODE]),
    ],
    "a number of 32 bits, whether it is near or not": [
        finding_of("round-trip-numbers", "/top_p", "precision lost", sent=0.1, got=0.10000000149011612),
        finding_of("round-trip-numbers", "/top_p", "number changed", sent=1e-60, got=0.0),
    ],
    "a member that equality ignores": [
        finding_of("equality-significant-fields", "/metadata", "absent equals null", sent=Words("a"), got=Words("==")),
        finding_of("equality-significant-fields", "/metadata", "equal though different", got=Words("a == b")),
    ],
    "a place with one value, by whichever law": [
        finding_of("round-trip-text", "/model", "the same whatever is sent", sent="a", got="x"),
        finding_of("no-silent-corruption", "/model", "type confused", sent=1, got="x"),
    ],
    "a statement that fails on values of two types": [
        raised("accepted-survives", "TypeError: unsupported format string"),
        raised("accepted-survives", "ValueError: Unknown format code"),
    ],
    "an exception that says the same of a valid document and of an invalid one": [
        raised("decodes-valid", "KeyError: 'strict'"),
        raised("fails-cleanly", "KeyError: 'strict'"),
    ],
    "one check that is missing, of what is wrong and of what is new": [
        raised("fails-cleanly", "TypeError: argument must be a mapping, not int"),
        raised("tolerates-unknown-variants", "TypeError: argument must be a mapping, not str", tools=[{"type": "new"}]),
    ],
    "a name that is taken, whether the client crashes or loses members": [
        raised("tolerates-unknown-members", "TypeError: no dict", LINE_9, "/__dict__", __dict__=1),
        finding_of("round-trip-unknowns", "/tools/0/type", tools=[{**CODE, "__dict__": {}}]),
    ],
    "free data that is taken for an object, and what follows": [
        of_class("one-place-one-class", "/metadata", "of class Run", **RUN_IN_DATA),
        evolve(finding_of("round-trip", "/metadata/tools", "added", got=[], **RUN_IN_DATA), matter=("/metadata",)),
        evolve(raised("equality-total", "AttributeError: no id", "", **RUN_IN_DATA), matter=("/metadata",)),
    ],
    "members that are not there, in a comparison of the language's own": [
        alike("accepted-survives", f"AttributeError: no {name}", "AttributeError: no …") for name in ("id", "model")
    ],
    "a name that a client cannot bear": [
        raised("tolerates-unknown-members", "TypeError: two values for self", LINE_9, "/self", self=1),
        raised("tolerates-unknown-members", "TypeError: self, twice", pointer="/tools/0/self", tools=[WITH_SELF]),
    ],
}


@pytest.mark.parametrize("what", ONE_DEFECT)
def test_findings_of_one_defect_are_one_group(what: str) -> None:
    """Whatever order they come in."""
    findings = ONE_DEFECT[what]
    (group,) = grouped(findings)
    (again,) = grouped(findings[::-1])
    assert group.first == again.first
    assert len(group.rest) == len(again.rest) == len(findings) - 1


TWO_DEFECTS = {
    "one text for every refusal": [
        raised("decodes-valid", "DecodeError: not a run", tools=[{"type": "a"}]),
        raised("decodes-valid", "DecodeError: not a run", response_format={"type": "a"}),
    ],
    "two sentences of one statement that refuses": [
        raised("decodes-valid", "DecodeError: no such tool", tools=[{"type": "a"}]),
        raised("decodes-valid", "DecodeError: no such format", response_format={"type": "a"}),
    ],
    "an unknown member that is renamed, and a known one that is lost beside it": [
        finding_of("round-trip-unknowns", "/model", "text changed", sent="gpt-4o", got="x", model_="x"),
        finding_of("round-trip", "/usage", "made null", sent={}, got=None),
    ],
    "names without their underscores, and names in another case": [
        finding_of("round-trip-unknowns", "/model", "text changed", sent="gpt-4o", got="x", model_="x"),
        finding_of("round-trip-unknowns", "/usage", "type confused", sent=None, got=[], Usage=[]),
    ],
    "two kinds at one place": [finding_of("round-trip", "/model"), finding_of("round-trip", "/model", "made null")],
    "two statements": [
        raised("fails-cleanly", "KeyError: 'id'"),
        raised("fails-cleanly", "TypeError: 'int' object is not iterable", LINE_9),
    ],
    "two refusals on purpose, by one helper": [
        raised("fails-cleanly", "ValueError: no id"),
        raised("fails-cleanly", "ValueError: no model"),
    ],
    "what is refused, and how": [
        raised("fails-cleanly", "TypeError: 'int' object is not iterable"),
        raised("decodes-valid", "TypeError: 'NoneType' object is not iterable"),
    ],
    "two rules of one model": [
        raised("decodes-valid", "ValidationError: model", "acme/runs.py in Run.read, line 7 (by pydantic)"),
        raised("decodes-valid", "ValidationError: tools", "acme/runs.py in Run.read, line 7 (by pydantic)"),
    ],
    "two messages of one library, in one statement": [
        raised(
            "round-trip-encodes",
            "SerializationError: a lone surrogate",
            "acme/runs.py in Run.write, line 7 (by pydantic)",
        ),
        raised("round-trip-encodes", "SerializationError: too deep", "acme/runs.py in Run.write, line 7 (by pydantic)"),
    ],
    "a class that is chosen among several, and one without a choice": [
        finding_of("tag-matches-class", "/tools/0", "wrong variant", got=Words("a Tool"), tools=[{"type": "new"}]),
        finding_of("tag-matches-class", "/required_action", "wrong variant", got=Words("an Action"), **CALLS),
    ],
    "two defaults": [
        finding_of("round-trip", "/status_code", "added", sent=ABSENT, got=200, **HOLDING),
        finding_of("round-trip", "/tools", "added", sent=ABSENT, got=[], **HOLDING),
    ],
    "what is lost in one unknown variant, and what is added in another": [
        finding_of("round-trip-unknowns", "/tools/0/a/0", "added", sent=ABSENT, got={}, tools=[{"type": "new"}]),
        finding_of("round-trip-unknowns", "/tools/0/b/0", tools=[{"type": "new", "b": [1]}]),
    ],
    "two conversions to a number": [kept("/created_at", "5", 5), kept("/created_at", True, 1, "made a number")],
    "two members that are forgotten, of two objects": [
        finding_of("round-trip", "/usage/total_tokens", **HOLDING),
        finding_of("round-trip", "/truncation_strategy/last_messages", **HOLDING),
    ],
    "two members of two objects that equality ignores": [
        finding_of("equality-significant-fields", "/metadata", "equal though different", got=Words("a == b")),
        finding_of("equality-significant-fields", "/last_error/code", "equal though different", **HOLDING),
    ],
    "a known member that is forgotten, and unknown ones": [
        finding_of("round-trip", "/model"),
        finding_of("round-trip-unknowns", "/brand_new"),
    ],
    "a number that wraps, and one that is rounded": [
        finding_of("round-trip-numbers", "/max_prompt_tokens", "number changed", sent=1 << 32, got=0),
        finding_of("round-trip-numbers", "/created_at", "number changed", sent=1700000001, got=1700000000),
    ],
    "a text without its accents, and one without its blanks": [
        finding_of("round-trip-text", "/model", "text changed", sent="e\u0301", got="\u00e9"),
        finding_of("round-trip-text", "/instructions", "text changed", sent="x ", got="x"),
    ],
    "a default, and what is made of an empty value": [
        kept("/required_action", ABSENT, None, "absent made null"),
        kept("/required_action", "", None, "made null"),
    ],
}


@pytest.mark.parametrize("what", TWO_DEFECTS)
def test_findings_of_two_defects_are_two_groups(what: str) -> None:
    assert len(list(grouped(TWO_DEFECTS[what]))) == 2


def test_what_a_copy_never_keeps_is_one_finding_where_it_was_null_too() -> None:
    """Not where another way to copy loses it, or another question does."""
    at = {"pointer": "/tool_resources"}
    lost = [finding_of("copies-are-equal", kind=f"copy: {kind}", **at) for kind in ("dropped", "null made absent")]
    other = finding_of("copies-are-equal", kind="pickle: null made absent", **at)
    assert [len(group.rest) for group in grouped([*lost, other])] == [1, 0]


def test_a_null_that_is_lost_says_nothing_of_other_members() -> None:
    """A client that loses nulls everywhere, and one member always, has two defects."""
    nulls = [finding_of("round-trip", place, "null made absent", sent=None) for place in ("/model", "/usage", "/tools")]
    lost = finding_of("round-trip", "/model")
    sizes = sorted(1 + len(group.rest) for group in grouped([*nulls, lost]))
    assert sizes == [2, 2]


def test_a_group_is_led_by_what_servers_may_send_then_by_the_gravest_the_soundest_and_the_shortest() -> None:
    long = finding_of("round-trip", "/tools", model="a longer name of a model")
    short = finding_of("round-trip", "/model")
    assert list(grouped([long, short])) == [Group(short, (long,))]
    new = finding_of("round-trip-unknowns", "/model", "made null", new=1)
    valid = finding_of("round-trip", "/model", "made null", model="a longer name of a model")
    assert list(grouped([new, valid])) == [Group(valid, (new,))]
    broken = raised("fails-cleanly", "TypeError: no", status=None)
    alone = raised("decodes-valid", "TypeError: no", model="a longer name of a model")
    assert list(grouped([broken, alone])) == [Group(alone, (broken,))]
    refused = raised("decodes-valid", "TypeError: no")
    crashed = raised("accepted-survives", "TypeError: no", model="a longer name of a model")
    assert list(grouped([refused, crashed])) == [Group(crashed, (refused,))]
