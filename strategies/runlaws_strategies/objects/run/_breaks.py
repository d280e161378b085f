"""How each relation between members is broken, and nothing else with it. One entry a way."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Final

from runlaws.contract import Standing
from runlaws.values import Json
from runlaws_strategies.build._plan import Break, Edit, Tree
from runlaws_strategies.objects.run._assemble import SET_WHEN
from runlaws_strategies.objects.run._pools import CALLER, STATUSES

__all__ = ["RELATION_BREAKS"]

_ALL: Final = frozenset(STATUSES)


def _tuple(statuses: frozenset[str]) -> tuple[str, ...]:
    return tuple(status for status in STATUSES if status in statuses)


def _set(**members: Json) -> Edit:
    return lambda tree: {**tree, **copy.deepcopy(members)}


def _presence(rule: str, member: str, value: Json, standing: Standing = Standing.INVALID) -> list[Break]:
    """Return the two ways: null where it must be set, and set where it must be null."""
    when = SET_WHEN[member]
    return [
        Break(rule, _tuple(when), _set(**{member: None}), standing),
        Break(rule, _tuple(_ALL - when - {"expired"}), _after_all(member, value), standing),
    ]


def _after_all(member: str, value: Json) -> Edit:
    """Set a member; a time is set to one that is in order with all the others."""

    def edit(tree: Tree) -> Tree:
        if not member.endswith("_at"):
            return {**tree, member: copy.deepcopy(value)}
        times = [tree[name] for name in ("created_at", "started_at") if tree[name] is not None]
        late = tree["created_at"] + 600 if member == "expires_at" else max(times)
        return {**tree, member: late}

    return edit


def _earlier(member: str, than: str) -> Edit:
    return lambda tree: {**tree, than: max(tree[than], 1), member: max(tree[than], 1) - 1}


def _call(edit: Callable[[dict[str, Any]], Json]) -> Edit:
    """Replace the calls of a run that waits: by one made anew from the first."""

    def change(tree: Tree) -> Tree:
        calls = tree["required_action"]["submit_tool_outputs"]["tool_calls"]
        made = edit(calls[0])
        action = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": made}}
        return {**tree, "required_action": action}

    return change


def _function(call: dict[str, Any], **changed: Json) -> list[Json]:
    return [{**call, "function": {**call["function"], **changed}}]


_SOFT: Final = Standing.QUESTIONABLE
_WAITING: Final = ("requires_action",)

_USAGE: Final = {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}
_ERROR: Final = {"code": "server_error", "message": "m"}
_ACTION: Final = {
    "type": "submit_tool_outputs",
    "submit_tool_outputs": {
        "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]
    },
}


def _with_caller(edit: Edit) -> Edit:
    return lambda tree: edit({**tree, "tools": [copy.deepcopy(CALLER)]})


def _shifted(tree: Tree) -> Tree:
    """Return the creation one second later than it was: then the start is too early, and only that."""
    created = tree["created_at"] + 1
    times: Tree = {"created_at": created}
    if tree["expires_at"] is not None:
        times["expires_at"] = created + 600
    return times


def _in_milliseconds(tree: Tree) -> Tree:
    created = 1714460227904
    return {**tree, "created_at": created, "started_at": None, "expires_at": created + 600}


def _off_by_one(usage: dict[str, Any]) -> dict[str, Any]:
    total = usage["total_tokens"]
    return {**usage, "total_tokens": total - 1 if total else 1}  # one more than 2^53 - 1 would be disputed


RELATION_BREAKS: Final = (
    Break("required_action.only-when-requires-action", _WAITING, _set(required_action=None)),
    Break(
        "required_action.only-when-requires-action",
        _tuple(_ALL - {"requires_action"}),
        _with_caller(_set(required_action=_ACTION)),
    ),
    *_presence("last_error.only-when-failed", "last_error", _ERROR),
    *_presence("failed_at.only-when-failed", "failed_at", 0),
    *_presence("cancelled_at.only-when-cancelled", "cancelled_at", 0),
    *_presence(
        "incomplete_details.only-when-incomplete",
        "incomplete_details",
        {"reason": "max_prompt_tokens"},
        _SOFT,
    ),
    *_presence("completed_at.only-when-finished", "completed_at", 0),
    *_presence("usage.null-until-terminal", "usage", _USAGE),
    *_presence("expires_at.null-once-terminal", "expires_at", 0),
    Break("started_at.set-once-started", _tuple(SET_WHEN["started_at"]), _set(started_at=None)),
    Break(
        "started_at.order",
        _tuple(SET_WHEN["started_at"]),
        lambda t: {**t, **_shifted(t), "started_at": t["created_at"]},
    ),
    Break("completed_at.order", _tuple(SET_WHEN["completed_at"]), _earlier("completed_at", "started_at")),
    Break("failed_at.order", ("failed",), _earlier("failed_at", "started_at")),
    Break("cancelled_at.order", ("cancelled",), _earlier("cancelled_at", "started_at")),
    Break("expires_at.order", _tuple(SET_WHEN["expires_at"]), lambda t: {**t, "expires_at": t["created_at"]}),
    Break(
        "expires_at.ttl",
        _tuple(SET_WHEN["expires_at"]),
        lambda t: {**t, "expires_at": t["created_at"] + 3600},
        _SOFT,
    ),
    Break("created_at.seconds", ("queued",), _in_milliseconds, _SOFT),
    Break("usage.total", _tuple(SET_WHEN["usage"]), lambda t: {**t, "usage": _off_by_one(t["usage"])}),
    Break("tool_calls.not-empty", _WAITING, _call(lambda _: []), _SOFT),
    Break("tool_calls.ids-unique", _WAITING, _call(lambda call: [call, call]), _SOFT),
    Break(
        "tool_calls.function-offered",
        _WAITING,
        _call(lambda call: _function(call, name="not_offered")),
        _SOFT,
    ),
    Break("tool_calls.arguments-object", _WAITING, _call(lambda call: _function(call, arguments="")), _SOFT),
    Break("tool_calls.arguments-object", _WAITING, _call(lambda call: _function(call, arguments="[1]")), _SOFT),
    Break(
        "tool_calls.arguments-object",
        _WAITING,
        _call(lambda call: _function(call, arguments='{"a": ')),
        _SOFT,
    ),
    Break(
        "truncation_strategy.last-messages-by-type",
        STATUSES,
        _set(truncation_strategy={"type": "auto", "last_messages": 1}),
        _SOFT,
    ),
    Break(
        "truncation_strategy.last-messages-by-type",
        STATUSES,
        _set(truncation_strategy={"type": "last_messages", "last_messages": None}),
        _SOFT,
    ),
    Break("response_format.schema-by-type", STATUSES, _set(response_format={"type": "json_schema"})),
    Break(
        "response_format.schema-by-type",
        STATUSES,
        _set(response_format={"type": "json_schema", "json_schema": None}),
    ),
)
"""Every way to break a relation."""
