"""Liars about what they keep, show and write back."""

from __future__ import annotations

import json
import struct
from typing import Any

import attrs

from runlaws.client import NOT_SHOWN
from runlaws.contract import find_profile
from runlaws.values import FrozenDict, Path
from tests.miniatures import Decoded, Honest, Lenient, Tree

_MEMBERS = tuple(find_profile("v2").shape.members)
_USAGE = ("prompt_tokens", "completion_tokens", "total_tokens", "cached_tokens", "reasoning_tokens")
_NUMBERS = ("temperature", "top_p", *(name for name in (*_MEMBERS, *_USAGE) if name.endswith(("_at", "_tokens"))))
_NAMES = ("status", "tool_choice", "response_format")
_TYPED = ("truncation_strategy", "tool_choice", "response_format", "required_action")


class DropsParallelToolCalls(Honest):
    """Its class has no `parallel_tool_calls`."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        tree.pop("parallel_tool_calls", None)
        return tree


class DropsUnknownMembers(Honest):
    """It keeps what it has attributes for, and promised to keep the rest."""

    law = "round-trip"

    def encode(self, value: Decoded) -> bytes:
        return super().encode(attrs.evolve(value, run=_without_extra(value.run)))


class WritesEmptyObjectsAsArrays(Honest):
    """Its language has one type for both: metadata {} becomes []."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        return {name: [] if value == {} else value for name, value in tree.items()}


class WritesNullForAbsent(Honest):
    """It writes every member that its class has."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        return {**dict.fromkeys(_MEMBERS), **tree}


class ReadsCanceledAt(Honest):
    """It spells `cancelled_at` with one l, and so finds it null always."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        return {**tree, "cancelled_at": None}


class RoundsTemperatures(Honest):
    """It keeps `temperature` and `top_p` in 32 bits."""

    law = "round-trip"

    def taken(self, tree: Tree) -> Tree:
        numbers = {name: tree[name] for name in ("temperature", "top_p") if isinstance(tree.get(name), float)}
        return {**tree, **{name: struct.unpack("f", struct.pack("f", value))[0] for name, value in numbers.items()}}


class RewritesArguments(Honest):
    """It parses the arguments of a call, which are text, and writes them in its own spelling."""

    law = "round-trip"

    def written(self, tree: Tree) -> Tree:
        action = tree.get("required_action") or {}
        for call in (action.get("submit_tool_outputs") or {}).get("tool_calls") or []:
            try:
                call["function"]["arguments"] = json.dumps(json.loads(call["function"]["arguments"]), indent=1)
            except (ValueError, KeyError):
                continue
        return tree


class WritesAByteOrderMark(Honest):
    """It writes UTF-8 as some platforms do, and does not read it so."""

    law = "stable-encoding"

    def encode(self, value: Decoded) -> bytes:
        return b"\xef\xbb\xbf" + super().encode(value)


class ReadsNumbersInText(Lenient):
    """A number sent as text becomes a number."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        changed = {name: self.taken(part) for name, part in tree.items() if isinstance(part, dict)}
        texts = {name: part for name, part in tree.items() if name in _NUMBERS and isinstance(part, str)}
        return {**tree, **changed, **{name: json.loads(text) for name, text in texts.items() if text[:1].isdigit()}}


class LowersWhatItKnows(Lenient):
    """It looks names up whatever their case, and keeps the ones it knows."""

    law = "no-silent-corruption"

    def taken(self, tree: Tree) -> Tree:
        parts = {name: {**tree[name], "type": _lower(tree[name].get("type"))} for name in _TYPED if _typed(tree, name)}
        plain: Tree = {name: _lower(tree[name]) for name in _NAMES if name in tree}
        return {**tree, **plain, **parts}


class ShowsMilliseconds(Honest):
    """It keeps seconds and shows milliseconds."""

    law = "reads-fields"

    def read(self, value: Decoded, path: Path) -> Any:
        shown = super().read(value, path)
        return shown * 1000 if path == ("created_at",) else shown


class ShowsNoUsage(Honest):
    """Its attribute `usage` is never filled."""

    law = "reads-fields"

    def read(self, value: Decoded, path: Path) -> Any:
        if path[0] == "usage":
            return None if len(path) == 1 else NOT_SHOWN
        return super().read(value, path)


class ShowsZeroForNull(Honest):
    """A time that is null is shown as the default of its type."""

    law = "field-invariants"

    def read(self, value: Decoded, path: Path) -> Any:
        shown = super().read(value, path)
        return 0 if shown is None and str(path[-1]).endswith("_at") else shown


class ShowsAnEmptyError(Honest):
    """There is always a `last_error`, with nothing in it when nothing went wrong."""

    law = "field-invariants"

    def read(self, value: Decoded, path: Path) -> Any:
        shown = super().read(value, path)
        return {} if path == ("last_error",) and shown is None else shown


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _typed(tree: Tree, name: str) -> bool:
    return isinstance(tree.get(name), dict) and "type" in tree[name]


def _without_extra(part: Any) -> Any:
    """Return a part of a run, and all in it, without the members that its class does not have."""
    if isinstance(part, tuple):
        return tuple(map(_without_extra, part))
    if not attrs.has(type(part)):
        return part
    kept = {name: _without_extra(value) for name, value in attrs.asdict(part, recurse=False).items() if name != "extra"}
    return type(part)(**kept, extra=FrozenDict())
