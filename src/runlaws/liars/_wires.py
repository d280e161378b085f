"""An honest client of one version of the wire, to which the members of the others are unknown."""

from __future__ import annotations

from attrs import evolve

from runlaws.contract import NewsKind
from runlaws.document import judge_reading, read
from runlaws.liars._edits import Tree
from runlaws.liars._honest import PROFILE, Lenient
from runlaws.values import members_of, path_of, removed

__all__ = ["KnowsOneWire"]


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
