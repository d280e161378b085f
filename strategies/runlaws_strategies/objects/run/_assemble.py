"""The build: from choices to a valid run, status first, so that the relations hold by construction."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from runlaws.contract import Profile
from runlaws.values import Json
from runlaws_strategies.build._choosers import Chooser, First
from runlaws_strategies.objects.run._pools import (
    ACTIONS,
    CALLER,
    CLOCKS,
    CREATED,
    ERRORS,
    FREE,
    REASONS,
    STATUSES,
    USAGES,
    V2_ROWS,
)
from runlaws_strategies.objects.run._wires import (
    ANY_ROWS,
    APPROVALS,
    AZURE_ROWS,
    LATE_LEFT_OUT,
    RICH_ROWS,
    V1_LATE_ROWS,
    V1_LEFT_OUT,
    V1_ROWS,
)

__all__ = ["CALLS", "SET_WHEN", "Plan", "plan_of"]

CALLS: Final = "calls"
"""Stands for the action that the build makes: calls of functions."""

NOTHING: Final[Mapping[str, Sequence[Json]]] = {}
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


@frozen(eq=False, repr=False)
class Plan:
    """What to build under a profile: the statuses, the pools, the order of the members on the wire."""

    profile: Profile
    statuses: tuple[str, ...]
    rows: Mapping[str, Sequence[Mapping[str, Json]]] = field(repr=False)
    order: tuple[str, ...] = field(repr=False)
    left_out: Sequence[tuple[str, ...]] = field(default=((),), repr=False)
    """Groups of members that a document of this wire may lack."""
    approvals: Sequence[Json] = field(default=(), repr=False)
    """Required actions other than calls of functions."""
    rich: Mapping[str, Sequence[Json]] = field(factory=dict, repr=False)
    """Rows in which as much as possible is set."""
    simplest: bool = False
    """Whether to build the simplest documents only, whatever the chooser would choose."""

    def extreme(self, which: str) -> Mapping[str, Sequence[Json]]:
        """Return the row of every pool in which the fewest members are set (`null`), or the most (`set`)."""
        return _extreme(self, which)

    def slot_of(self, member: str) -> str:
        """Return the name of the pool that a member is in."""
        return next(slot for slot, rows in self.rows.items() if any(member in row for row in rows))

    def __repr__(self) -> str:
        return f"<Plan {self.profile.name}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        del cycle
        printer.text(repr(self))  # Hypothesis would print every field

    def tree(
        self,
        choose: Chooser,
        statuses: Sequence[str] | None = None,
        only: Mapping[str, Sequence[Json]] = NOTHING,
    ) -> dict[str, Json]:
        """Build a valid document in one of the statuses (all, unless given), from `only` these rows of some pools."""
        if self.simplest:
            choose = First()
        status = choose.row(statuses or self.statuses)
        made: dict[str, Json] = {"status": status, "object": "thread.run"}
        made.update(_ids(choose.row(_NUMBERS)))
        made.update(_times(status, choose.row(CREATED), choose.row(CLOCKS)))
        for slot, rows in self.rows.items():
            made.update(choose.row(only.get(slot, rows)))
        made.update(_outcome(status, choose, made, only))
        if status == "requires_action":
            action = choose.row(only.get("required_action", (CALLS, *self.approvals)))
            made["required_action"] = made["required_action"] if action is CALLS else action
        for name in () if only else choose.row(self.left_out):
            if name not in SET_WHEN or name == "usage" or made.get(name) is None:
                made.pop(name, None)
        tree = {name: made[name] for name in self.order if name in made}
        filled: dict[str, Json] = _filled(tree, choose)
        return filled


@functools.cache
def _extreme(plan: Plan, which: str) -> Mapping[str, Sequence[Json]]:
    best = min if which == "null" else max
    return {slot: [best(rows, key=_weight)] for slot, rows in plan.rows.items()}


def _weight(row: Mapping[str, Json]) -> int:
    """Return how much is set in a row."""
    return sum(len(str(value)) for value in row.values() if value not in (None, [], {}))


def _ids(number: int) -> dict[str, str]:
    """Return the three ids of a run, of 24 characters each, all from one number."""
    digit, other = _DIGITS[number % 62], _DIGITS[number // 62]
    tail = f"{other}{digit}".rjust(24, "0") if number else "0" * 24
    return {"id": f"run_{tail}", "thread_id": f"thread_{tail}", "assistant_id": f"asst_{tail}"}


def _times(status: str, created: int, clock: tuple[int, int, int, bool]) -> dict[str, Json]:
    delay, duration, life, resumed = clock
    started = None if status == "queued" and not resumed else created + delay
    times: dict[str, Json] = {
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


def _outcome(
    status: str, choose: Chooser, made: Mapping[str, Json], only: Mapping[str, Sequence[Json]]
) -> dict[str, Json]:
    """Return what the status decides: the action, the error, the details, the usage."""
    found: dict[str, Json] = {
        "required_action": None,
        "last_error": None,
        "incomplete_details": None,
        "usage": None,
    }
    if status == "requires_action":
        found.update(_action(choose, made))
    elif status == "failed":
        found["last_error"] = choose.row(only.get("last_error", ERRORS))
    elif status == "incomplete":
        found["incomplete_details"] = choose.row(only.get("incomplete_details", REASONS))
    if status in _TERMINAL:
        found["usage"] = choose.row(only.get("usage", USAGES))
    return found


def _action(choose: Chooser, made: Mapping[str, Json]) -> dict[str, Json]:
    """Return calls of functions that are among the tools; where there is none, one is added."""
    tools = made["tools"]
    names = [tool["function"]["name"] for tool in tools if tool["type"] == "function"]
    found: dict[str, Json] = {}
    if not names:
        tools = [*tools[:19], CALLER]
        names, found["tools"] = ["f"], tools
    calls = [
        {
            "id": f"call_{number:024}",
            "type": "function",
            "function": {"name": names[number % len(names)], "arguments": arguments},
            **more,
        }
        for number, (arguments, more) in enumerate(choose.row(ACTIONS))
    ]
    found["required_action"] = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}
    return found


def _filled(value: Any, choose: Chooser) -> Any:
    """Return a copy in which drawn text stands for every `FREE`; the rows of the pools are shared, copies are not."""
    kind = type(value)
    if kind is dict:
        return {name: _filled(item, choose) if type(item) in _OPEN else item for name, item in value.items()}
    if kind is list:
        return [_filled(item, choose) if type(item) in _OPEN else item for item in value]
    return choose.text() if value is FREE else value


_OPEN: Final = frozenset({dict, list, type(FREE)})


def _plan(profile: Profile) -> Plan:
    name = profile.name
    rows = _ROWS[name]
    statuses: tuple[str, ...] = STATUSES
    if name == "v1":
        statuses = tuple(status for status in STATUSES if status != "incomplete")
    approvals = APPROVALS if name in ("azure-agents", "any") else ()
    rich = {**RICH_ROWS, "tools": V1_ROWS["tools"][-1:]} if name == "v1" else RICH_ROWS
    return Plan(profile, statuses, rows, tuple(profile.shape.members), _LEFT_OUT.get(name, ((),)), approvals, rich)


_ROWS: Final = {"v2": V2_ROWS, "azure-agents": AZURE_ROWS, "v1": V1_ROWS, "v1-late": V1_LATE_ROWS, "any": ANY_ROWS}
_LEFT_OUT: Final = {"v1": V1_LEFT_OUT, "v1-late": LATE_LEFT_OUT, "any": ((), *LATE_LEFT_OUT)}


@functools.cache
def plan_of(profile: Profile) -> Plan:
    """Return the plan of a profile."""
    return _plan(profile)
