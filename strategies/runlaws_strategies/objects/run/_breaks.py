"""How the relations of a run are broken where that does not follow from its life: one entry for each way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from runlaws.contract import Standing
from runlaws.objects.run.life import LIFE, TERMINAL
from runlaws.values import Json
from runlaws_strategies.build._plan import Break, Edit, Tree
from runlaws_strategies.objects.run._by_status import REASONS, USAGES
from runlaws_strategies.objects.run._pools import CALLER, STATUSES

__all__ = ["BREAKS", "EDITS", "SPARED"]

_TTL: Final = 600


def _set(**members: Json) -> Edit:
    return lambda tree: {**tree, **members}


def _call(edit: Callable[[dict[str, Any]], Json]) -> Edit:
    """Return an edit that replaces the calls that a run waits for by calls made from the first."""

    def change(tree: Tree) -> Tree:
        calls = tree["required_action"]["submit_tool_outputs"]["tool_calls"]
        action = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": edit(calls[0])}}
        return {**tree, "required_action": action}

    return change


def _function(call: dict[str, Any], **changed: Json) -> list[Json]:
    return [{**call, "function": {**call["function"], **changed}}]


_SOFT: Final = Standing.QUESTIONABLE
_WAITING: Final = ("requires_action",)
_ENDED: Final = tuple(status for status in STATUSES if status in TERMINAL)
_IN_LIFE: Final = tuple(status for status in STATUSES if status not in TERMINAL)
_ACTION: Final[Json] = {
    "type": "submit_tool_outputs",
    "submit_tool_outputs": {
        "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{}"}}]
    },
}


def _started_early(tree: Tree) -> Tree:
    """Move the creation one second later and start at the old time: only the start is wrong, being too early."""
    created = tree["created_at"]
    times: Tree = {"created_at": created + 1, "started_at": created}
    if tree["expires_at"] is not None:
        times["expires_at"] = created + 1 + _TTL
    return {**tree, **times}


def _in_milliseconds(tree: Tree) -> Tree:
    created = 1714460227904
    return {**tree, "created_at": created, "started_at": None, "expires_at": created + _TTL}


def _off_by_one(tree: Tree) -> Tree:
    usage = tree["usage"]
    total = usage["total_tokens"]  # one more than 2^53 - 1 would be disputed
    return {**tree, "usage": {**usage, "total_tokens": total - 1 if total else 1}}


EDITS: Final[Mapping[str, Edit]] = {
    "required_action": _set(tools=[CALLER], required_action=_ACTION),
    "incomplete_details": _set(incomplete_details=REASONS[1]),
    "usage": _set(usage=USAGES[1]),
    "expires_at": lambda tree: {**tree, "expires_at": tree["created_at"] + _TTL},
    "started_at.order": _started_early,
}
"""How to break facts of the life where the default way would break another rule too."""

SPARED: Final[Mapping[str, frozenset[str]]] = {
    presence.member: frozenset({"expired"}) for presence in LIFE.presences if presence.member != "required_action"
}
"""Little is known of what an expired run may have set: there are three recordings."""

BREAKS: Final = (
    Break(
        "expires_at.ttl",
        _IN_LIFE,
        lambda t: {**t, "expires_at": t["created_at"] + 3600},
        _SOFT,
    ),
    Break("created_at.seconds", ("queued",), _in_milliseconds, _SOFT),
    Break("usage.total", _ENDED, _off_by_one),
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
    Break(
        "truncation_strategy.last-messages-by-type",
        STATUSES,
        _set(truncation_strategy={"type": "last_messages"}),
        _SOFT,
    ),
    Break("response_format.schema-by-type", STATUSES, _set(response_format={"type": "json_schema"})),
    Break(
        "response_format.schema-by-type",
        STATUSES,
        _set(response_format={"type": "json_schema", "json_schema": None}),
    ),
)
"""Every way to break a relation that does not follow from the life of a run."""
