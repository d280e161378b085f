"""Odd runs: members that no other object has, out of order, repeated, long, and named as nothing should be.

What is odd by a member's shape alone, the build knows; see `build/_odd_cases`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from runlaws.values import Json
from runlaws_strategies.build._oddities import NAMES, chunks
from runlaws_strategies.build._schemas import NUMBERS_IN_FREE_DATA
from runlaws_strategies.objects.run._by_status import ERRORS
from runlaws_strategies.objects.run._pools import CODE, ODD_MODELS, SEARCH, SEARCHES

__all__ = ["COPIES", "ODD"]

COPIES: Final[tuple[Json, ...]] = (
    {"object": "thread.run"},
    {"object": "thread.run", "id": "run_copy"},
    {"object": "thread.run", "id": None, "status": "queued", "tools": None, "metadata": {"object": "thread.run"}},
    {"object": "list", "data": [{"object": "thread.run"}], "has_more": False},
    {"id": "run_copy", "status": "completed"},
    {"type": "function"},
    {"type": "function", "function": {"name": "f", "arguments": "{}"}},
    {"type": "function", "function": None},
    {"type": "code_interpreter"},
    {"type": "file_search", "file_search": {"ranking_options": None}},
    {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": [{"type": "function"}]}},
    {"type": "json_schema", "json_schema": {"name": "n"}},
    {"type": "auto", "last_messages": None},
    {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 3},
    {"code": "server_error", "message": None},
    {"created_at": 0, "expires_at": "soon"},
    {"object": {"object": "thread.run"}, "type": {"type": "function"}, "status": ["queued"]},
    {"type": "object", "properties": {"object": {"type": "string"}, "type": {"type": ["string", "null"]}}},
)
"""Copies of a run and of its parts, whole and not; and of what tells them apart, as the name of something else."""

_MANY: Final = 20


def _function(name: str, **more: Json) -> dict[str, Json]:
    return {"type": "function", "function": {"name": name, **more}}


_UNSORTED: Final = tuple(f"f{number * 7 % 26}" for number in range(26))
_ODD_NAMES: Final = tuple(name for name in NAMES if name)

_TOOLS: Final[tuple[Sequence[Json], ...]] = (
    [_function("b"), _function("a")],
    [_function("b"), CODE, _function("a"), CODE, _function("c")],
    [CODE, CODE],
    [_function("a"), _function("a")],
    [_function("a", strict=True), _function("a", strict=False), _function("a", strict=True)],
    [_function("Get"), _function("get"), _function("GET"), _function("g-e-t"), _function("g_e_t")],
    [_function(name) for name in _UNSORTED[:_MANY]],
    [_function(name) for name in _UNSORTED],
    [_function("f", parameters={}), _function("f", parameters=None), _function("f")],
    *([_function(name) for name in names] for names in chunks(_ODD_NAMES, _MANY)),
    *([_function(name)] for name in ("self", "__class__", "items", "a.b", " f", "1")),
)
_SEARCHES: Final[tuple[Sequence[Json], ...]] = (
    [SEARCH, CODE, SEARCH],
    [SEARCH, SEARCH],
    [SEARCHES[4], SEARCH, SEARCHES[5], CODE, SEARCHES[4]],
    [_function("f"), SEARCH, CODE, _function("e"), SEARCHES[2], _function("f")],
)

_ARGUMENTS: Final = (
    '{"self":1}',
    '{"b":1,"a":2}',
    '{"a":1,"a":2}',
    "{ }",
    "\n{}\n",
    '{"a":1.0,"b":1e2,"c":-0.0,"d":0.10}',
    '{"a":12345678901234567890123}',
    '{"\\u0041":"\\/\\u00e9"}',
    '{"a":null,"b":[null,{"c":null}]}',
    '{"object":"thread.run"}',
    '{"__class__":"x","__proto__":{},"constructor":1,"items":[],"keys":0,"name":"n","arguments":"{}"}',
    '{"type":"object","properties":{"type":{"type":"string"}},"required":["b","a"],"enum":[1,1.0,true]}',
    '{"a b":1,"a-b":2,"a_b":3,"A_B":4,"":5}',
    '{"a":"100%","b":"%s {0} {x} ${y}"}',
    '{"a":"<b>&amp;\\u003c"}',
    '{"a":"\\u0000\\ufeff\\n"}',
    '{"a":"' + "x" * 3000 + '"}',
)
_NO_OBJECTS: Final = (
    "",
    " ",
    "null",
    "[]",
    '"text"',
    "0",
    "{",
    "{'a': 1}",
    "{}{}",
    '{"a":NaN}',
    "\ufeff{}",
    "{}\0",
    "no",
)


def _waiting(calls: Sequence[tuple[str, str, str]], **more: Json) -> Mapping[str, Json]:
    """Return the members of a run that waits for calls, each with its id, the function's name, and its arguments."""
    names = dict.fromkeys(name for _, name, _ in calls)
    return {
        "status": "requires_action",
        "tools": [_function(name) for name in names],
        "required_action": {
            "type": "submit_tool_outputs",
            "submit_tool_outputs": {
                "tool_calls": [
                    {"id": call, "type": "function", "function": {"name": name, "arguments": arguments}, **more}
                    for call, name, arguments in calls
                ]
            },
        },
    }


def _calls() -> Iterator[Mapping[str, Json]]:
    yield _waiting([("call_b", "f", "{}"), ("call_a", "f", "{}")])
    yield _waiting([("call_c", "b", "{}"), ("call_a", "a", "{}"), ("call_b", "b", '{"a":1}')])
    yield _waiting([(f"call_{number * 7 % 25}", f"f{number % 5}", f'{{"n":{number}}}') for number in range(25)])
    yield _waiting([("call_A", "f", "{}"), ("call_a", "f", "{}"), ("call_ a", "F", "{}"), ("call_", "f", "{}")])
    yield _waiting([("call_0", "f", "{}"), ("call_1", "f", "{}"), ("call_2", "f", "{}")], index=0)
    yield _waiting([(f"call_{number}", "f", arguments) for number, arguments in enumerate(_ARGUMENTS)])
    for names in chunks(_ODD_NAMES, _MANY):
        yield _waiting([(f"call_{number}", name, "{}") for number, name in enumerate(names)])
    for arguments in (*_ARGUMENTS, *_NO_OBJECTS):
        yield _waiting([("call_0", "f", arguments)])


_PUT_BACK: Final = (1712416500, 1729992600, 1730615400)
"""Times that a clock on the wall shows for the second time: on Lord Howe Island, in Europe, in the east of the USA."""


def _times() -> Iterator[Mapping[str, Json]]:
    """Yield runs that were created after the year 9999, in finer units, and when the clocks had been put back."""
    for created in (253402300799, 253402300800, 10**12, 10**15, *_PUT_BACK):
        yield {"status": "queued", "created_at": created, "expires_at": created + 600}
        ended: dict[str, Json] = {"created_at": created, "started_at": created, "completed_at": created + 1}
        yield {"status": "completed", **ended}


def _errors() -> Iterator[Mapping[str, Json]]:
    """Yield failed runs whose errors have, with every code, what no wire sends: set, and null."""
    for code in dict.fromkeys(error["code"] for error in ERRORS):
        for param, kind, line in (("p", "t", 3), (None, None, None)):
            error: dict[str, Json] = {"code": code, "message": "m", "param": param, "type": kind, "line": line}
            yield {"status": "failed", "last_error": error}


_LENGTHS: Final = (32_768, 32_769, 256_000)
"""The bound of instructions in 2023, one more, and the bound since."""


def _schema(name: str, **more: Json) -> Json:
    return {"type": "json_schema", "json_schema": {"name": name, **more}}


ODD: Final[tuple[Mapping[str, Json], ...]] = (
    *({"tools": [*tools]} for tools in (*_TOOLS, *_SEARCHES)),
    *_calls(),
    *_times(),
    *_errors(),
    *({"instructions": "x" * length} for length in _LENGTHS),
    *({"model": model} for model in ODD_MODELS),
    *({"tool_choice": _function(name)} for name in ("self", "__class__", "auto", " f", "caf\u00e9", "a.b")),
    *({"response_format": _schema(name, schema={})} for name in ("self", "text", "a b", "caf\u00e9")),
    {"response_format": _schema("n", strict=None)},
    {"response_format": _schema("n", description=None)},
    {"response_format": _schema("n", schema=None)},
    {"metadata": {"k": None}},
    {"metadata": {"a": "x", "b": None, "c": None}},
    {"metadata": {"a": 1, "b": 1.0, "c": True, "d": [], "e": {"f": None}}},
    {"metadata": {"object": "thread.run", "id": "run_copy", "type": "function", "status": "queued"}},
    {"metadata": {f"k{number}": value for number, value in enumerate(NUMBERS_IN_FREE_DATA)}},
    {"metadata": {"object": "thread.run"}},
    {"metadata": {"type": "function"}},
    {"metadata": {f"k{number * 7 % 25}": "v" for number in range(25)}},
)
"""Members of odd runs, put into the simplest run of a state."""
