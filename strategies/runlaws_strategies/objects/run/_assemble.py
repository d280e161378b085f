"""The build of a run: from choices to a valid one, the status first, so that the relations hold by construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from runlaws.values import Json
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._plan import Plan, Tree
from runlaws_strategies.build._rows import Made, Only
from runlaws_strategies.objects.run._pools import ACTIONS, CALLER, CLOCKS, CREATED, STATUSES

__all__ = ["CALLS", "SET_WHEN", "Assembly"]

CALLS: Final = Made(
    {
        "type": "submit_tool_outputs",
        "submit_tool_outputs": {"tool_calls": [{"type": "function", "function": {}}]},
    }
)
"""Stands for the action that the build makes: calls of functions."""

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NUMBERS: Final = tuple(range(256))
_TERMINAL: Final = frozenset({"completed", "incomplete", "failed", "cancelled", "expired"})
_LIVE: Final = frozenset(STATUSES) - _TERMINAL
_ENDED_AT: Final = {
    "completed": "completed_at",
    "incomplete": "completed_at",
    "expired": "completed_at",
    "failed": "failed_at",
    "cancelled": "cancelled_at",
}

SET_WHEN: Final[Mapping[str, frozenset[str]]] = {
    "started_at": frozenset(STATUSES) - {"queued"},
    "expires_at": _LIVE,
    "completed_at": frozenset({"completed", "incomplete"}),
    "failed_at": frozenset({"failed"}),
    "cancelled_at": frozenset({"cancelled"}),
    "required_action": frozenset({"requires_action"}),
    "last_error": frozenset({"failed"}),
    "incomplete_details": frozenset({"incomplete"}),
    "usage": _TERMINAL,
}
"""In which statuses a member that depends on the status is certain to be set."""


@frozen
class Assembly:
    """How a run is put together; `left_out` has groups of members that a document of its wire may lack."""

    left_out: Sequence[tuple[str, ...]] = ((),)

    def __call__(self, plan: Plan, choose: Chooser, status: str, only: Only) -> Tree:
        """Return the members of a run in a status."""
        run: Tree = {"status": status, "object": "thread.run"}
        run.update(_ids(choose.row(_NUMBERS)))
        run.update(_times(status, choose.row(CREATED), choose.row(CLOCKS)))
        for slot, rows in plan.rows.items():
            run.update(choose.row(only.get(slot, rows)))
        run.update(_outcome(status, choose, run["tools"], {**plan.outcomes, **only}))
        for name in () if only else choose.row(self.left_out):
            if name not in SET_WHEN or name == "usage" or run.get(name) is None:
                run.pop(name, None)
        return run


def _ids(number: int) -> dict[str, str]:
    """Return the three ids of a run, of 24 characters each, all from one number."""
    digit, other = _DIGITS[number % 62], _DIGITS[number // 62]
    tail = f"{other}{digit}".rjust(24, "0") if number else "0" * 24
    return {"id": f"run_{tail}", "thread_id": f"thread_{tail}", "assistant_id": f"asst_{tail}"}


def _times(status: str, created: int, clock: tuple[int, int, int, bool]) -> Tree:
    delay, duration, life, resumed = clock
    started = None if status == "queued" and not resumed else created + delay
    times: Tree = {
        "created_at": created,
        "started_at": started,
        "expires_at": created + life if status in _LIVE else None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": None,
    }
    if status in _ENDED_AT and not (status == "expired" and resumed):
        times[_ENDED_AT[status]] = created + delay + duration
    return times


def _outcome(status: str, choose: Chooser, tools: Sequence[Json], outcomes: Only) -> Tree:
    """Return what the status decides: the action, the error, the details, the usage."""
    outcome: Tree = {"required_action": None, "last_error": None, "incomplete_details": None, "usage": None}
    if status == "requires_action":
        outcome.update(_calls(choose, tools))
        action = choose.row(outcomes["required_action"])
        if action is not CALLS:
            outcome["required_action"] = action
    elif status == "failed":
        outcome["last_error"] = choose.row(outcomes["last_error"])
    elif status == "incomplete":
        outcome["incomplete_details"] = choose.row(outcomes["incomplete_details"])
    if status in _TERMINAL:
        outcome["usage"] = choose.row(outcomes["usage"])
    return outcome


def _calls(choose: Chooser, tools: Sequence[Json]) -> Tree:
    """Return calls of functions that are among the tools; where there is none, one is added."""
    names = [tool["function"]["name"] for tool in tools if tool["type"] == "function"]
    members: Tree = {}
    if not names:
        names, members["tools"] = ["f"], [*tools[:19], CALLER]
    calls = [
        {
            "id": f"call_{number:024}",
            "type": "function",
            "function": {"name": names[number % len(names)], "arguments": arguments},
            **more,
        }
        for number, (arguments, more) in enumerate(choose.row(ACTIONS))
    ]
    members["required_action"] = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}
    return members
