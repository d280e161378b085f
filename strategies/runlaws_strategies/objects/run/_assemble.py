"""Assembling a valid run from choices: the status comes first, so that the relations hold by construction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from runlaws.objects.run.life import LIFE
from runlaws.values import Json, at_path, members_of
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._plan import Plan, Tree
from runlaws_strategies.build._rows import Computed, Only
from runlaws_strategies.objects.run._by_status import ACTIONS
from runlaws_strategies.objects.run._pools import CALLER, CLOCKS, CREATED

__all__ = ["CALLS", "Assembly", "times_of"]

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


@frozen
class Assembly:
    """Assembles runs; `left_out` has groups of members that documents of the wire may lack."""

    left_out: Sequence[tuple[str, ...]] = ((),)

    def __call__(self, plan: Plan, choose: Chooser, status: str, only: Only) -> Tree:
        """Return the members of a run in a status."""
        run: Tree = {"status": status, "object": "thread.run"}
        run.update(_ids(choose.row(_NUMBERS)))
        run.update(times_of(status, choose.row(CREATED), choose.row(CLOCKS)))
        for slot, rows in plan.rows.items():
            run.update(members_of(choose.row(only.get(slot, rows))))
        run.update(_decided(status, choose, run["tools"], {**plan.by_state, **only} if only else plan.by_state))
        for name in () if only else choose.row(self.left_out):
            if name not in _CERTAIN or run.get(name) is None:
                run.pop(name, None)
        return run


def _ids(number: int) -> dict[str, str]:
    """Return the three ids of a run, of 24 characters each, all from one number."""
    digit, other = _DIGITS[number % 62], _DIGITS[number // 62]
    tail = f"{other}{digit}".rjust(24, "0") if number else "0" * 24
    return {"id": f"run_{tail}", "thread_id": f"thread_{tail}", "assistant_id": f"asst_{tail}"}


def times_of(status: str, created: int, clock: tuple[int, int, int, bool]) -> Tree:
    """Return the times of a run: `clock` has a row of `CLOCKS`."""
    delay, duration, life, resumed = clock
    started, ended = created + delay, created + delay + duration
    moments = {"started_at": started, "expires_at": created + life}
    times: Tree = {"created_at": created}
    for member, is_set in _TIMES_IN[status, resumed].items():
        times[member] = moments.get(member, ended) if is_set else None
    return times


def _decided(status: str, choose: Chooser, tools: Sequence[Json], by_state: Only) -> Tree:
    """Return the members that the status decides: the action, the error, the details, the usage."""
    decided: Tree = dict.fromkeys(_DECIDED)
    for member in _DECIDED_IN[status]:
        calls = _calls(choose, tools) if member == "required_action" else {}
        value = choose.row(by_state[member])
        decided.update(calls)
        if value is not CALLS:
            decided[member] = value
    return decided


_NAME: Final = ("function", "name")


def _calls(choose: Chooser, tools: Sequence[Json]) -> Tree:
    """Return calls of functions that are among the tools, and with them the tools if one had to be added."""
    names = [at_path(tool, _NAME) for tool in tools if at_path(tool, ("type",)) == "function"]
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
