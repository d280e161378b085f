"""Liars whose one fault has several faces, each of which another law might take for its own; and two faults with one.

What shows on a null, on a new and on a wrong value is one fault, and one law reports it. Where two faults look alike,
what matters in their cases tells them apart.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from runlaws.client import NOT_SHOWN
from runlaws.liars._edits import Tree, changed
from runlaws.liars._honest import Decoded, Honest, Lenient
from runlaws.values import Path, items_of, members_of, steps_of

_CODES: Final = frozenset(
    {
        *("server_error", "rate_limit_exceeded", "invalid_prompt", "invalid_image_url", "invalid_engine_error"),
        *("tool_user_error", "content_filter"),
    }
)
_TIMES: Final = ("created_at", "started_at", "expires_at", "cancelled_at", "failed_at", "completed_at")
_NO_TIMES: Final[dict[str, Any]] = dict.fromkeys(_TIMES, 0)
_OTHER_TIME: Final = {"started_at": "failed_at", "failed_at": "started_at"}
_FORMATS: Final = frozenset({"text", "json_object", "json_schema"})


class MakesTheStrategyAnew(Lenient):
    """It writes a truncation strategy of two members, whatever was sent: null, one of them, or more than them."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        strategy = members_of(tree.get("truncation_strategy"))
        return {**tree, "truncation_strategy": {name: strategy.get(name) for name in ("type", "last_messages")}}


class SwapsStartAndEnd(Lenient):
    """It writes when a run started and when it completed in each other's place."""

    law = "round-trip-numbers"

    def written(self, tree: Tree) -> Tree:
        started, completed = tree.get("started_at"), tree.get("completed_at")
        return tree if None in (started, completed) else {**tree, "started_at": completed, "completed_at": started}


class ShowsStartForFailure(Honest):
    """Asked when a run failed it says when it started, and the other way round, where both are known."""

    law = "reads-fields"

    def read(self, value: Decoded, path: Path) -> Any:
        own = super().read(value, path)
        if path[0] not in _OTHER_TIME or own is None:
            return own
        other = super().read(value, (_OTHER_TIME[str(path[0])],))
        return own if other is None or other is NOT_SHOWN else other


class CountsReasoningTwice(Lenient):
    """The tokens of reasoning are counted in what was sent, and again."""

    law = "round-trip-numbers"

    def taken(self, tree: Tree) -> Tree:
        place = "/usage/completion_tokens_details/reasoning_tokens"
        return changed(tree, place, lambda count: count * 2 if type(count) is int else count)


class TakesASecondForNothing(Honest):
    """Two times are equal to it that are a second apart."""

    law = "equality-transitive"

    def equal(self, left: Decoded, right: Decoded) -> bool:
        pairs = [(getattr(left.run, name), getattr(right.run, name)) for name in _TIMES]
        near = all(a == b or (a and b and abs(a - b) <= 1) for a, b in pairs)
        return near and attrs.evolve(left.run, **_NO_TIMES) == attrs.evolve(right.run, **_NO_TIMES)


class _LooksUp(Lenient):
    """It looks a member of an object up in a table, where neither a new value is nor a wrong one."""

    place: str
    """The object, at the top, and the member in it."""
    table: frozenset[str]

    def taken(self, tree: Tree) -> Tree:
        outer, inner = steps_of(self.place)
        value = members_of(tree.get(outer)).get(inner)
        if isinstance(value, str) and value not in self.table:
            raise KeyError(value)
        return tree


class LooksUpErrorCodes(_LooksUp):
    """It looks the code of an error up in a table, where neither a new one is nor a wrong one."""

    law = "tolerates-unknown-values"
    place = "/last_error/code"
    table = _CODES


class LooksUpFormats(_LooksUp):
    """It looks the type of a response format up in a table, where neither a new one is nor a wrong one."""

    law = "tolerates-unknown-variants"
    place = "/response_format/type"
    table = _FORMATS


class RemembersRunsByTheirIds(Honest):
    """Whoever reads a later state of a run is given the first one again."""

    law = "decoding-is-repeatable"

    def __init__(self) -> None:
        self.runs: dict[str, Tree] = {}

    def taken(self, tree: Tree) -> Tree:
        return self.runs.setdefault(tree["id"], tree)


class RemembersToolCallsByTheirIds(Honest):
    """A tool call is that of the first run which had one with its id."""

    law = "decoding-is-repeatable"

    def __init__(self) -> None:
        self.calls: dict[Any, Any] = {}

    def taken(self, tree: Tree) -> Tree:
        action = members_of(tree.get("required_action"))
        outputs = members_of(action.get("submit_tool_outputs"))
        calls = [
            self.calls.setdefault(members_of(call).get("id"), call) for call in items_of(outputs.get("tool_calls"))
        ]
        if not calls:
            return tree
        return {**tree, "required_action": {**action, "submit_tool_outputs": {**outputs, "tool_calls": calls}}}


class RefusesTwoThings(Honest):
    """It lets out one error with one text for instructions that are empty and for formats that are objects."""

    law = "decodes-valid"

    def taken(self, tree: Tree) -> Tree:
        if tree.get("instructions") == "" or isinstance(tree.get("response_format"), dict):
            msg = "cannot read the run"
            raise ValueError(msg)
        return tree


class MakesTimesOfAnything(Lenient):
    """Where a time belongs, `"5"` becomes 5, and `true` becomes 1."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        time = tree.get("created_at")
        if isinstance(time, bool) or (isinstance(time, str) and time.strip().isdecimal()):
            return {**tree, "created_at": int(time)}
        return tree
