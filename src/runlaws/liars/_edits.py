"""Changes to a tree: what stands at some places, or everywhere, is another value. The tree itself stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, TypeVar

from runlaws.values import ABSENT, Json

__all__ = ["Tree", "changed", "everywhere", "standing_at", "texts", "without"]

Tree: TypeAlias = dict[str, Any]
_T = TypeVar("_T")


def standing_at(tree: Json, pattern: str) -> list[Json]:
    """Return what stands at the places of a JSON pointer in which `*` is any index or name."""
    return list(_standing_at(tree, pattern.split("/")[1:]))


def _standing_at(value: Json, parts: list[str]) -> Iterator[Json]:
    if not parts:
        yield value
        return
    head, *rest = parts
    for name, item in _items(value):
        if head in ("*", str(name)):
            yield from _standing_at(item, rest)


def changed(tree: Tree, pattern: str, change: Callable[[Any], Json]) -> Tree:
    """Return a tree with what stands at the places of a pattern changed; `ABSENT` takes it out."""
    made: Tree = _changed(tree, pattern.split("/")[1:], change)
    return made


def _changed(value: Json, parts: list[str], change: Callable[[Any], Json]) -> Json:
    if not parts:
        return change(value)
    head, *rest = parts
    made = {name: _changed(item, rest, change) if head in ("*", str(name)) else item for name, item in _items(value)}
    return _like(value, made)


def without(tree: Tree, *patterns: str) -> Tree:
    """Return a tree without what stands at the places of some patterns."""
    for pattern in patterns:
        tree = changed(tree, pattern, lambda _: ABSENT)
    return tree


def everywhere(value: _T, change: Callable[[Any], Json]) -> _T:
    """Return a value with every scalar in it changed, and then every array and object, from the inside out."""
    made: _T = change(_like(value, {name: everywhere(item, change) for name, item in _items(value)}))
    return made


def texts(tree: Tree, change: Callable[[str], str]) -> Tree:
    """Return a tree with every text in it changed; names are no texts."""
    return everywhere(tree, lambda value: change(value) if isinstance(value, str) else value)


def _items(value: Json) -> Iterator[tuple[str | int, Json]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list | tuple):
        yield from enumerate(value)


def _like(value: Json, made: dict[str | int, Json]) -> Json:
    """Return made items as the kind of thing that a value is."""
    if isinstance(value, dict):
        return {name: item for name, item in made.items() if item is not ABSENT}
    if isinstance(value, list | tuple):
        return [item for item in made.values() if item is not ABSENT]
    return value
