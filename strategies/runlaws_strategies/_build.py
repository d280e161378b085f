"""The build: from choices to a valid run, status first, so that the relations hold by construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from runlaws.contract import Profile, find_profile
from runlaws.values import Json
from runlaws_strategies._chooser import Chooser
from runlaws_strategies._pools import (
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

__all__ = ["SET_WHEN", "Plan", "plan_of"]

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


@frozen(eq=False)
class Plan:
    """What to build under a profile: the statuses, the pools, the order of the members on the wire."""

    profile: Profile
    statuses: tuple[str, ...]
    rows: Mapping[str, Sequence[Mapping[str, Json]]] = field(repr=False)
    order: tuple[str, ...] = field(repr=False)

    def slot_of(self, member: str) -> str:
        """Return the name of the pool that a member is in."""
        return next(slot for slot, rows in self.rows.items() if any(member in row for row in rows))

    def tree(
        self,
        choose: Chooser,
        statuses: Sequence[str] | None = None,
        only: Mapping[str, Sequence[Json]] = NOTHING,
    ) -> dict[str, Json]:
        """Build a valid document in one of the statuses (all, unless given), from `only` these rows of some pools."""
        status = choose.row(statuses or self.statuses)
        made: dict[str, Json] = {"status": status, "object": "thread.run"}
        made.update(_ids(choose.row(_NUMBERS)))
        made.update(_times(status, choose.row(CREATED), choose.row(CLOCKS)))
        for slot, rows in self.rows.items():
            made.update(choose.row(only.get(slot, rows)))
        made.update(_outcome(status, choose, made, only))
        tree = {name: made[name] for name in self.order if name in made}
        filled: dict[str, Json] = _filled(tree, choose)
        return filled


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
        }
        for number, arguments in enumerate(choose.row(ACTIONS))
    ]
    found["required_action"] = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}
    return found


def _filled(value: Any, choose: Chooser) -> Any:
    """Return a copy in which drawn text stands for every `FREE`; the rows of the pools are shared, copies are not."""
    if isinstance(value, dict):
        return {name: _filled(item, choose) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, choose) for item in value]
    return choose.text() if value is FREE else value


def _plan_v2() -> Plan:
    profile = find_profile("v2")
    return Plan(profile, STATUSES, V2_ROWS, tuple(profile.shape.members))


_PLANS: Final = {"v2": _plan_v2}
_MADE: dict[str, Plan] = {}


def plan_of(profile: str) -> Plan:
    """Return the plan of a profile by its name; raises `UnknownProfile`."""
    find_profile(profile)
    if profile not in _MADE:
        _MADE[profile] = _PLANS[profile]()
    return _MADE[profile]
