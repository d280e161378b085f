"""Realistic runs of v2: what recordings of that wire have, in their shares.

Counted on the 33 shapes of recorded v2 snapshots (OpenAI and Azure OpenAI, April 2024 to July 2026) that the contract
was made from, and where more is known on larger counts: 150 snapshots of v2, 116 and 222 of all wires.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from runlaws.objects.run.life import TERMINAL
from runlaws.values import Json, items_of, members_of
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._traffic import Frequency, Traffic
from runlaws_strategies.objects.run._assemble import times_of
from runlaws_strategies.objects.run._everyday import ERRORS, FUNCTIONS, PEOPLE, EverydayFunction, instructions

__all__ = ["TRAFFIC"]

_OF: Final = 33

_STATUSES: Final = {
    "queued": 47,
    "in_progress": 23,
    "completed": 17,
    "requires_action": 10,
    "failed": 7,
    "cancelling": 5,
    "incomplete": 3,
    "expired": 3,
    "cancelled": 1,
}
"""Of 116: the last four as they were counted in 116 snapshots, the others as they are among the 33 shapes."""

_MODELS: Final = (*["gpt-3.5-turbo"] * 14, *["gpt-4o"] * 10, *["gpt-4"] * 8, "gpt-4o-mini")
_TOOLS: Final = (
    *[()] * 10,
    *[("function",)] * 7,
    *[("code_interpreter", "function")] * 5,
    *[("file_search",)] * 4,
    *[("code_interpreter",)] * 3,
    *[("code_interpreter", "file_search", "function")] * 3,
    ("function", "function"),
)
_WITH_FUNCTION: Final = tuple(kinds for kinds in _TOOLS if "function" in kinds)


def _tools(kinds: tuple[str, ...], first: int) -> list[Json]:
    """Return tools of these kinds; the functions begin with one of a number."""
    offered = iter((FUNCTIONS[first], FUNCTIONS[(first + 1) % len(FUNCTIONS)]))
    return [next(offered).tool() if kind == "function" else {"type": kind} for kind in kinds]


_TOOLS_OF: Final = {(kinds, first): _tools(kinds, first) for kinds in {*_TOOLS} for first in range(len(FUNCTIONS))}
_RESOURCES: Final[Json] = {"code_interpreter": {"file_ids": []}}
_NO_DATA: Final[Json] = {}
_USERS: Final[Mapping[str, Json]] = {person: {"user": person} for person in PEOPLE}
_COOL: Final = 0.7
_PLAIN: Final = 1.0
_EVERYWHERE: Final[Mapping[str, Json]] = {
    "object": "thread.run",
    "top_p": _PLAIN,
    "truncation_strategy": {"type": "auto", "last_messages": None},
    "response_format": "auto",
    "tool_choice": "auto",
}
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_KEYS: Final = range(62**8)
_LIMITS: Final[tuple[dict[str, Any], ...]] = tuple(
    {"max_completion_tokens": completion, "max_prompt_tokens": prompt}
    for completion, prompt, count in ((None, None, 27), (256, 256, 3), (1000, 20000, 3))
    for _ in range(count)
)
_CREATED: Final = range(1714348800, 1787616000)
"""From 2024-04-29, when the wire had all these members, to the end of the service."""
_DELAYS: Final = (0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 6)
_DURATIONS: Final = (0, 1, 1, 1, 2, 3, 3, 5, 8, 10, 12, 20, 45)
_RESUMED: Final = (*[False] * 12, True, True)
_PROMPTS: Final = (range(15, 120), range(120, 600), range(120, 600), range(600, 2400), range(2400, 9000))
_COMPLETIONS: Final = (range(5, 60), range(20, 200), range(200, 700))


def _assemble(choose: Chooser, status: str) -> dict[str, Any]:
    """Return the members of a run in a status."""
    created = choose.row(_CREATED)
    clock = (choose.row(_DELAYS), choose.row(_DURATIONS), 600, choose.row(_RESUMED))
    first = choose.row(range(len(FUNCTIONS)))
    kinds = choose.row(_WITH_FUNCTION if status == "requires_action" else _TOOLS)
    run: dict[str, Any] = {
        "status": status,
        "id": f"run_{_key(choose)}",
        "thread_id": f"thread_{_key(choose)}",
        "assistant_id": f"asst_{_key(choose)}",
        **times_of(status, created, clock),
        "model": choose.row(_MODELS),
        "instructions": None if choose.row(range(222)) < 98 else instructions(choose),
        "tools": _TOOLS_OF[kinds, first],
        "tool_resources": _RESOURCES if choose.row(range(_OF)) < 20 else _NO_DATA,
        "metadata": _USERS[choose.row(PEOPLE)] if choose.row(range(_OF)) < 3 else _NO_DATA,
        "temperature": _COOL if choose.row(range(_OF)) < 3 else _PLAIN,
        **choose.row(_LIMITS),
        **_EVERYWHERE,
        **_by_status(choose, status, FUNCTIONS[first]),
    }
    if choose.row(range(150)) < 95:
        run["parallel_tool_calls"] = True
    if choose.row(range(150)) < 82:
        run["reasoning_effort"] = None
    return run


def _key(choose: Chooser) -> str:
    """Return 24 letters and digits."""
    key = ""
    for number in (choose.row(_KEYS), choose.row(_KEYS), choose.row(_KEYS)):
        rest = number
        for _ in range(8):
            rest, digit = divmod(rest, 62)
            key += _DIGITS[digit]
    return key


def _by_status(choose: Chooser, status: str, function: EverydayFunction) -> dict[str, Any]:
    members: dict[str, Any] = dict.fromkeys(("required_action", "last_error", "incomplete_details", "usage"))
    if status == "requires_action":
        called = {"name": function.name, "arguments": function.arguments(choose)}
        call = {"id": f"call_{_key(choose)}", "type": "function", "function": called}
        members["required_action"] = {
            "type": "submit_tool_outputs",
            "submit_tool_outputs": {"tool_calls": [call]},
        }
    if status == "failed":
        error = choose.row(ERRORS)
        members["last_error"] = {**error, "message": error["message"].format(choose.row(range(1, 60)))}
    if status == "incomplete":
        members["incomplete_details"] = {"reason": choose.row(("max_prompt_tokens", "max_completion_tokens"))}
    if status in TERMINAL:
        members["usage"] = _usage(choose, none=status in {"failed", "cancelled"} and choose.row((True, False)))
    return members


def _usage(choose: Chooser, *, none: bool) -> dict[str, Any]:
    prompt, completion = (0, 0) if none else (choose.row(choose.row(_PROMPTS)), choose.row(choose.row(_COMPLETIONS)))
    usage: dict[str, Any] = {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }
    if choose.row(range(8)) == 0:
        usage["prompt_token_details"] = {"cached_tokens": 0}
    return usage


# -- what was counted


def _is(member: str, value: Json) -> Any:
    return lambda run: run.get(member) == value and member in run


def _offers(kind: str) -> Any:
    return lambda run: any(members_of(tool).get("type") == kind for tool in items_of(run.get("tools")))


def _has_details(run: Mapping[str, Json]) -> bool:
    return "prompt_token_details" in members_of(run.get("usage"))


_COUNTED: Final[Mapping[str, tuple[int, int]]] = {
    "queued": (14, _OF),
    "in_progress": (7, _OF),
    "completed": (5, _OF),
    "requires_action": (3, _OF),
    "failed": (2, _OF),
    "incomplete": (1, _OF),
    "cancelling": (5, 116),
    "expired": (3, 116),
    "cancelled": (1, 116),
}

TRAFFIC: Final = Traffic(
    states=tuple(status for status, count in _STATUSES.items() for _ in range(count)),
    assemble=_assemble,
    parts=(
        *(*_STATUSES, *_MODELS, _COOL, _PLAIN, _RESOURCES, _NO_DATA),
        *(*_TOOLS_OF.values(), *_USERS.values(), *_EVERYWHERE.values()),
        *(limit for limits in _LIMITS for limit in limits.values()),
    ),
    source="33 shapes of recorded v2 runs; 116 and 222 recorded snapshots of all wires, 150 of v2",
    shares=(
        *(Frequency(f"status {name}", *counted, _is("status", name)) for name, counted in _COUNTED.items()),
        Frequency("no tools", 10, _OF, _is("tools", [])),
        *(
            Frequency(f"tools: {kind}", count, _OF, _offers(kind))
            for kind, count in (("code_interpreter", 11), ("file_search", 7), ("function", 16))
        ),
        *(Frequency(f"model {name}", _MODELS.count(name), _OF, _is("model", name)) for name in dict.fromkeys(_MODELS)),
        Frequency("instructions null", 98, 222, _is("instructions", None)),
        Frequency("metadata empty", 30, _OF, _is("metadata", {})),
        Frequency("temperature 1", 30, _OF, _is("temperature", 1.0)),
        Frequency("token limits set", 6, _OF, lambda run: run.get("max_prompt_tokens") is not None),
        Frequency("tool_resources present", 150, 150, lambda run: "tool_resources" in run),
        Frequency("tool_resources empty", 13, _OF, _is("tool_resources", {})),
        Frequency("parallel_tool_calls absent", 55, 150, lambda run: "parallel_tool_calls" not in run),
        Frequency("reasoning_effort null", 82, 150, _is("reasoning_effort", None)),
        Frequency("usage with details", 1, _OF, _has_details),
    ),
)
"""What realistic runs of v2 are like."""
