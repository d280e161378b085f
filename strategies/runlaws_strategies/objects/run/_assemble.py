"""Assembling a valid run from choices: the status comes first, so that the relations hold by construction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from attrs import frozen

from runlaws.objects.run.life import LIFE
from runlaws.values import Json, at_path, members_of
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._plan import Plan, Tree
from runlaws_strategies.build._rows import Computed, Only, Same
from runlaws_strategies.objects.run._by_status import ACTIONS
from runlaws_strategies.objects.run._pools import CALLER, CLOCKS, CREATED

__all__ = ["CALLS", "Assembly", "times_of"]

_Actions: TypeAlias = tuple[tuple[str, dict[str, Json]], ...]

CALLS: Final = Computed(
    {
        "type": "submit_tool_outputs",
        "submit_tool_outputs": {"tool_calls": [{"type": "function", "function": {}}]},
    }
)
"""A placeholder for the action that the assembly computes: calls of functions."""

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NUMBERS: Final = tuple(range(256))
_PRESENCES: Final = {presence.member: presence for presence in LIFE.presences}
_CERTAIN: Final = frozenset(member for member, presence in _PRESENCES.items() if not presence.optional)
_DECIDED: Final = ("required_action", "last_error", "incomplete_details", "usage")
_TIMES: Final = ("started_at", "expires_at", "cancelled_at", "failed_at", "completed_at")
_SET_IF_RESUMED: Final = {"started_at": True, "completed_at": False}
"""Whether a time that is optional in some status is set in a run that resumed; the inverse holds if it did not."""


def _is_set(member: str, status: str, *, resumed: bool) -> bool:
    presence = _PRESENCES[member]
    return status in presence.set_in or (status in presence.either_in and _SET_IF_RESUMED[member] is resumed)


_DECIDED_IN: Final = {
    status: tuple(member for member in _DECIDED if status in _PRESENCES[member].set_in) for status in LIFE.states
}
_TIMES_IN: Final = {
    (status, resumed): {member: _is_set(member, status, resumed=resumed) for member in _TIMES}
    for status in LIFE.states
    for resumed in (False, True)
}


def _ids(number: int) -> dict[str, Json]:
    """Return the three ids of a run, of 24 characters each, all from one number."""
    digit, other = _DIGITS[number % 62], _DIGITS[number // 62]
    tail = f"{other}{digit}".rjust(24, "0") if number else "0" * 24
    return {"id": f"run_{tail}", "thread_id": f"thread_{tail}", "assistant_id": f"asst_{tail}"}


@frozen
class Assembly:
    """Assembles runs; `left_out` has groups of members that documents of the wire may lack."""

    left_out: Sequence[tuple[str, ...]] = ((),)

    def __call__(self, plan: Plan, choose: Chooser, status: str, only: Only) -> Tree:
        """Return the members of a run in a status."""
        run: Tree = {**plan.kept(_ids, choose.row(_NUMBERS))}
        run.update(plan.kept(_in_status, status, choose.row(CREATED), choose.row(CLOCKS)))
        for slot, rows in plan.rows.items():
            run.update(members_of(choose.row(only.get(slot, rows) if only else rows)))
        by_state = {**plan.by_state, **only} if only else plan.by_state
        run.update(_decided(plan, status, choose, run["tools"], by_state))
        for name in () if only else choose.row(self.left_out):
            if name not in _CERTAIN or run.get(name) is None:
                run.pop(name, None)
        return run


def _in_status(status: str, created: int, clock: tuple[int, int, int, bool]) -> Tree:
    return {"status": status, "object": "thread.run", **times_of(status, created, clock)}


def times_of(status: str, created: int, clock: tuple[int, int, int, bool]) -> Tree:
    """Return the times of a run: `clock` has a row of `CLOCKS`."""
    delay, duration, life, resumed = clock
    started, ended = created + delay, created + delay + duration
    moments = {"started_at": started, "expires_at": created + life}
    times: Tree = {"created_at": created}
    for member, is_set in _TIMES_IN[status, resumed].items():
        times[member] = moments.get(member, ended) if is_set else None
    return times


def _decided(plan: Plan, status: str, choose: Chooser, tools: Sequence[Json], by_state: Only) -> Tree:
    """Return the members that the status decides: the action, the error, the details, the usage."""
    decided: Tree = dict.fromkeys(_DECIDED)
    for member in _DECIDED_IN[status]:
        actions = choose.row(ACTIONS) if member == "required_action" else ()
        value = choose.row(by_state[member])
        if actions:
            decided.update(plan.kept(_calls, Same(tools), Same(actions)))
        if value is not CALLS:
            decided[member] = value
    return decided


_NAME: Final = ("function", "name")


def _calls(tools: Same[Sequence[Json]], actions: Same[_Actions]) -> Tree:
    """Return calls of functions that are among the tools, and with them the tools if one had to be added."""
    functions = (tool for tool in tools.value if at_path(tool, ("type",)) == "function")
    names = [at_path(tool, _NAME) for tool in functions]
    members: Tree = {}
    if not names:
        names, members["tools"] = ["f"], [*tools.value[:19], CALLER]
    calls = [
        {
            "id": f"call_{number:024}",
            "type": "function",
            "function": {"name": names[number % len(names)], "arguments": arguments},
            **more,
        }
        for number, (arguments, more) in enumerate(actions.value)
    ]
    members["required_action"] = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}
    return members
