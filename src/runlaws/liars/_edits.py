"""Changes that liars make to the trees of runs: the edits of `runlaws.values`, from an object to an object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from runlaws import values
from runlaws.values import ABSENT, Absent, Json

__all__ = ["Tree", "changed", "everywhere", "texts", "without"]

Tree: TypeAlias = dict[str, Any]


def changed(tree: Tree, pattern: str, change: Callable[[Any], Json | Absent]) -> Tree:
    """Return a tree with the values at the places of a pattern changed; `ABSENT` removes one."""
    return _tree(values.changed(tree, pattern, change))


def without(tree: Tree, *patterns: str) -> Tree:
    """Return a tree without the values at the places of some patterns."""
    for pattern in patterns:
        tree = changed(tree, pattern, lambda _: ABSENT)
    return tree


def everywhere(tree: Tree, change: Callable[[Any], Json]) -> Tree:
    """Return a tree with every scalar in it changed, and then every array and object, from the inside out."""
    return _tree(values.everywhere(tree, change))


def texts(tree: Tree, change: Callable[[str], str]) -> Tree:
    """Return a tree with every text in it changed, but not the names of members."""
    return everywhere(tree, lambda value: change(value) if isinstance(value, str) else value)


def _tree(value: Json) -> Tree:
    if not isinstance(value, dict):
        msg = f"a liar made a {type(value).__name__} of a run"
        raise TypeError(msg)
    return value
