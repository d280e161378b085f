"""Edits: functions that return a tree with some places changed. They change no tree, and share what is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from runlaws.values._json import ABSENT, ARRAYS, Absent, Json
from runlaws.values._places import Path, parts_of, steps_of

__all__ = ["changed", "copied", "everywhere", "inserted", "removed", "replaced", "values_at", "with_members"]

_CONTAINERS: Final = frozenset({dict, list, tuple})


def replaced(tree: Json, path: Path, value: Json | Absent) -> Json:
    """Return a tree with another value at a path: of a member, which need not exist, or of an item, which must.

    `ABSENT` removes it. Raises LookupError if the path leads nowhere, and ValueError for removing the whole document.
    """
    return _replaced(tree, path, value) if path else _whole(value)


def _whole(document: Json | Absent) -> Json:
    if document is ABSENT:
        msg = "a document cannot be taken out of itself"
        raise ValueError(msg)
    return document


def _replaced(tree: Json, path: Path, value: Json | Absent) -> Json:
    head, rest = path[0], path[1:]
    if isinstance(tree, dict) and isinstance(head, str) and (head in tree or not rest):
        inner = _replaced(tree[head], rest, value) if rest else value
        if inner is ABSENT:
            return {name: item for name, item in tree.items() if name != head}
        return {**tree, head: inner}
    if isinstance(tree, ARRAYS) and isinstance(head, int) and 0 <= head < len(tree):
        inner = _replaced(tree[head], rest, value) if rest else value
        return [*tree[:head], *(() if inner is ABSENT else (inner,)), *tree[head + 1 :]]
    msg = f"no {'member' if isinstance(head, str) else 'item'} {head!r} to change"
    raise LookupError(msg)


def removed(tree: Json, path: Path) -> Json:
    """Return a tree without the member or item at a path; raises LookupError if the path leads nowhere."""
    return replaced(tree, path, ABSENT)


def inserted(tree: Json, path: Path, value: Json) -> Json:
    """Return a tree with one more item in a list: before the one at a path, or after the last.

    Raises LookupError if the path does not lead into a list, or leads past its end.
    """
    if not path:
        msg = "the top of a document is no item of a list"
        raise LookupError(msg)
    head, rest = path[0], path[1:]
    if isinstance(tree, ARRAYS) and isinstance(head, int) and not rest and 0 <= head <= len(tree):
        return [*tree[:head], value, *tree[head:]]
    if isinstance(tree, ARRAYS) and isinstance(head, int) and rest and 0 <= head < len(tree):
        return [*tree[:head], inserted(tree[head], rest, value), *tree[head + 1 :]]
    if isinstance(tree, dict) and isinstance(head, str) and rest and head in tree:
        return {**tree, head: inserted(tree[head], rest, value)}
    msg = f"no list to insert {head!r} in"
    raise LookupError(msg)


def with_members(tree: Mapping[str, Json], members: Mapping[str, Json | Absent]) -> dict[str, Json]:
    """Return an object with these members set, and without those that are `ABSENT`."""
    return {name: value for name, value in {**tree, **members}.items() if value is not ABSENT}


def values_at(tree: Json, pattern: str) -> list[Json]:
    """Return the values at the places of a pattern: a JSON pointer in which `*` is any name or index."""
    return list(_values_at(tree, steps_of(pattern)))


def _values_at(value: Json, steps: list[str]) -> Iterator[Json]:
    if not steps:
        yield value
        return
    head, *rest = steps
    for part, item in parts_of(value):
        if head in ("*", str(part)):
            yield from _values_at(item, rest)


def changed(tree: Json, pattern: str, change: Callable[[Json], Json | Absent]) -> Json:
    """Return a tree with the values at the places of a pattern changed; `ABSENT` removes one.

    Raises ValueError for removing the whole document.
    """
    return _whole(_changed(tree, steps_of(pattern), change))


def _changed(value: Json, steps: list[str], change: Callable[[Json], Json | Absent]) -> Json | Absent:
    if not steps:
        return change(value)
    head, *rest = steps
    if isinstance(value, dict):
        members = (
            (name, _changed(item, rest, change) if head in ("*", name) else item) for name, item in value.items()
        )
        return {name: item for name, item in members if item is not ABSENT}
    if isinstance(value, ARRAYS):
        items = (_changed(item, rest, change) if head in ("*", str(i)) else item for i, item in enumerate(value))
        return [item for item in items if item is not ABSENT]
    return value


def everywhere(value: Json, change: Callable[[Json], Json]) -> Json:
    """Return a value with every scalar in it changed, and then every array and object, from the inside out."""
    if isinstance(value, dict):
        return change({name: everywhere(item, change) for name, item in value.items()})
    if isinstance(value, ARRAYS):
        return change([everywhere(item, change) for item in value])
    return change(value)


def copied(value: Json) -> Json:
    """Return a copy of a value that shares no array or object with it."""
    if isinstance(value, dict):
        members = value.copy()  # at once: most of what is in it is scalars
        for name, item in value.items():
            if type(item) in _CONTAINERS:
                members[name] = copied(item)
        return members
    return [copied(item) for item in value] if isinstance(value, ARRAYS) else value
