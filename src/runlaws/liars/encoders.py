"""Liars that write a run in two ways, one of which is wrong or unlike the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from runlaws.document import unstructure, write
from runlaws.liars._edits import Tree, changed, without
from runlaws.liars._honest import PROFILE, Decoded, Honest


class _WritesInTwoWays(Honest):
    """It has two encoders."""

    @property
    def encoders(self) -> Mapping[str, Callable[[Any], bytes]]:
        """Both ways to write, by their names."""
        return {"to_json": self.encode, "to_log": self.logged}

    def logged(self, value: Decoded) -> bytes:
        """Return what is written in the second way."""
        return write(self.for_the_log(unstructure(value.run)))

    def for_the_log(self, tree: Tree) -> Tree:
        """Return the tree that is written in the second way."""
        return tree


class LogsNoUsage(_WritesInTwoWays):
    """What it writes for its log has no usage, unlike what it stores."""

    law = "round-trip"

    def for_the_log(self, tree: Tree) -> Tree:
        return without(tree, "/usage")


class CannotLogErrors(_WritesInTwoWays):
    """It stores a run that failed, and raises when it is to be logged."""

    law = "round-trip-encodes"

    def for_the_log(self, tree: Tree) -> Tree:
        if tree.get("last_error") is not None:
            msg = "Object of type LastError is not JSON serializable"
            raise TypeError(msg)
        return tree


class LogsRoundedTemperatures(_WritesInTwoWays):
    """It rounds temperatures in its log."""

    law = "round-trip-numbers"

    def for_the_log(self, tree: Tree) -> Tree:
        return changed(tree, "/temperature", lambda given: round(given, 1) if isinstance(given, float) else given)


class StoresLessThanItLogs(_WritesInTwoWays):
    """It drops new members when it stores a run, as it says, and logs them all the same."""

    law = "encoders-agree"
    policy = evolve(Honest.policy, unknown_members="drop")

    def written(self, tree: Tree) -> Tree:
        return {name: value for name, value in tree.items() if name in PROFILE.shape.members}
