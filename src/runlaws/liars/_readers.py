"""Honest clients that read in a way of their own."""

from __future__ import annotations

import json

from attrs import evolve

from runlaws.contract import NewsKind
from runlaws.document import judge_reading, read
from runlaws.liars._edits import Tree
from runlaws.liars._honest import PROFILE, Honest, Lenient, Trusting, refuse
from runlaws.values import items_of, members_of, path_of, removed

__all__ = ["KnowsOneWire", "NeedsAnIdOfEachCall", "ReadsOnly"]


class KnowsOneWire(Lenient):
    """Keeps every law: drops members that it does not know, those of other wires too, and says so."""

    policy = evolve(Lenient.policy, unknown_members="drop")

    def tree_of(self, document: bytes) -> Tree:
        """Leave out what is new or of another wire."""
        tree = super().tree_of(document)
        for news in judge_reading(read(document), PROFILE).news:
            if news.kind is NewsKind.UNKNOWN_MEMBER:
                tree = dict(members_of(removed(tree, path_of(tree, news.pointer))))
        return {name: value for name, value in tree.items() if name not in PROFILE.gone}


class NeedsAnIdOfEachCall(Honest):
    """Keeps every law: a call must have an id to answer it by, whatever its type is."""

    def taken(self, tree: Tree) -> Tree:
        """Refuse a call without an id."""
        action = members_of(tree.get("required_action"))
        calls = members_of(action.get("submit_tool_outputs")).get("tool_calls")
        for call in items_of(calls):
            if not isinstance(members_of(call).get("id"), str):
                refuse("a call without an id")
        return super().taken(tree)


class ReadsOnly(Trusting):
    """Keeps every law: reads every digit with the standard library, up to its limit, and does not write."""

    encodes = False

    def tree_of(self, document: bytes) -> Tree:
        """Read as `json` does."""
        super().tree_of(document)
        try:
            tree: Tree = json.loads(document.decode("utf-8-sig"))
        except ValueError:
            refuse("an integer of too many digits")
        return tree
