"""Profile compat: servers that imitate the API in ways of their own. It judges; `any` is what is drawn from.

What is a habit of such servers is soft here: a document that has it is questionable, and invalid only for what is wrong
on those servers, too. Alibaba DashScope, Baidu AppBuilder, hal-9100 and Rubra were recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import evolve

from runlaws.contract import Habit, Otherwise, number
from runlaws.objects.run.life import LIFE
from runlaws.objects.run.profiles.any_wire import ANY
from runlaws.values import ABSENT, Json

__all__ = ["COMPAT"]

_Run = Mapping[str, Json]

_TIMES: Final = ("created_at", "started_at", "expires_at", "cancelled_at", "failed_at", "completed_at")
_NULLABLE_OBJECTS: Final = (
    *("required_action", "last_error", "usage", "truncation_strategy", "response_format", "tool_choice"),
)
_LISTS: Final = ("tools", "file_ids")
_TOKENS: Final = {"input_tokens": "prompt_tokens", "output_tokens": "completion_tokens"}
_MISSPELLED: Final = {"expired_at": "expires_at", "canceled_at": "cancelled_at"}
_YEAR_5138: Final = 10**11
"""In seconds; what is greater is a time in a finer unit."""


def _blanks(run: _Run) -> Iterable[Otherwise]:
    for name in _TIMES[1:]:
        if run.get(name) == 0 and not isinstance(run[name], bool):
            yield Otherwise((name,), "is 0 where null is meant", (((name,), None),))
    for name in _NULLABLE_OBJECTS:
        if run.get(name) in ({}, ""):
            yield Otherwise((name,), "is empty where null is meant", (((name,), None),))


def _nulls(run: _Run) -> Iterable[Otherwise]:
    for name in _LISTS:
        if name in run and run[name] is None:
            yield Otherwise((name,), "is null where an empty list is meant", (((name,), []),))


def _finer_units(run: _Run) -> Iterable[Otherwise]:
    for name in _TIMES:
        time = run.get(name)
        if isinstance(time, int) and not isinstance(time, bool) and time >= _YEAR_5138:
            seconds = time
            while seconds >= _YEAR_5138:
                seconds //= 1000
            yield Otherwise((name,), f"is {number(time)}, in a finer unit than seconds", (((name,), seconds),))


def _tokens(run: _Run) -> Iterable[Otherwise]:
    usage = run.get("usage")
    if isinstance(usage, Mapping):
        for name, meant in _TOKENS.items():
            if name in usage and meant not in usage:
                edits = ((("usage", meant), usage[name]), (("usage", name), ABSENT))
                yield Otherwise(("usage", name), f"is the name for {meant}", edits)


def _names(run: _Run) -> Iterable[Otherwise]:
    for name, meant in _MISSPELLED.items():
        if name in run and meant not in run:
            yield Otherwise((name,), f"is the name for {meant}", (((meant,), run[name]), ((name,), ABSENT)))


def _object(run: _Run) -> Iterable[Otherwise]:
    kind = run.get("object")
    if isinstance(kind, str) and kind in ("", "run", "run.result"):
        yield Otherwise(("object",), f"is {kind!r} where 'thread.run' is meant", ((("object",), "thread.run"),))


_ALIBABA, _BAIDU, _HAL = "Alibaba DashScope", "Baidu AppBuilder", "hal-9100"


def _habit(kind: str, says: str, places: Callable[[_Run], Iterable[Otherwise]], *servers: str) -> Habit:
    return Habit(f"compat.{kind}", says, f"recordings: {', '.join(servers)}", places)


HABITS: Final = (
    _habit("misspelled", "has expired_at for expires_at, or canceled_at for cancelled_at", _names, _BAIDU),
    _habit("blank-for-null", "has 0, {} or an empty text for null", _blanks, _ALIBABA, _BAIDU),
    _habit("null-for-empty", "has null for an empty list", _nulls, _BAIDU),
    _habit("finer-unit", "has times in milliseconds or finer", _finer_units, _ALIBABA, _BAIDU),
    _habit("token-names", "counts input_tokens and output_tokens", _tokens, _ALIBABA),
    _habit("object", "has an empty or another text for object", _object, _HAL, _BAIDU),
)
"""The habits of compatible servers: misspelled names first, since their values may be blank."""

COMPAT: Final = evolve(
    ANY,
    name="compat",
    says="servers that imitate the API: what is their way is soft, what is wrong there too is hard",
    habits=HABITS,
    softened=frozenset(
        {
            *(presence.rule.id for presence in LIFE.presences),  # they leave times and errors null
            *(f"{name}.required" for name in ANY.shape.members if name not in ("id", "object", "status")),
        }
    ),
)
