"""A document on one line, with an ellipsis for what does not matter in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from runlaws.reports._shared import value_text
from runlaws.values import (
    ABSENT,
    CONTAINERS,
    Json,
    Path,
    at_path,
    matches,
    parts_of,
    path_of,
    places,
    pointer,
    shortened,
    written,
)

__all__ = ["cut"]

_WHOLE: Final = 200
"""How many characters a value has, at most, of which nothing is left out."""
_SMALL: Final = 40
"""How many characters a member has, at most, that is shown beside one that matters."""
_OF_A_VALUE: Final = 120
_MOST_PARTS: Final = 12
_MOST_MISSING: Final = 5
_DEEPEST: Final = 6
_MOST: Final = 1000


def cut(tree: Json, places: Collection[str], spelled: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return an object as text in which none of some places is left out, that which matters most first.

    They are pointers, or patterns of pointers. What is around them is left out at the top, and where it is long. Where
    all of it would be too long, only the first of them are there. `spelled` has how the values of members are
    spelled, where that is not plain.
    """
    paths = list(_paths_in(tree, places))
    spelled = spelled or {}
    text = _with_missing(tree, paths, spelled)
    while len(text) > _MOST and len(paths) > 1:
        paths = paths[: len(paths) // 2]
        text = _with_missing(tree, paths, spelled)
    return text


def _paths_in(tree: Json, pointers: Collection[str]) -> Iterator[Path]:
    """Yield the paths of pointers, then those of all places that patterns cover."""
    patterns = [each for each in pointers if "*" in each]
    yield from (path_of(tree, each) for each in pointers if "*" not in each)
    for path, _ in places(tree) if patterns else ():
        at = pointer(path)
        if any(matches(each, at) for each in patterns):
            yield path


def _with_missing(tree: Json, paths: Sequence[Path], spelled: Mapping[str, Sequence[str]]) -> str:
    """Return the text of an object, and after it the members that are not there."""
    missing = list(dict.fromkeys(written(path[0]) for path in paths if at_path(tree, path[:1]) is ABSENT))
    names = missing[:_MOST_MISSING] + ([f"{len(missing) - _MOST_MISSING} more"] if missing[_MOST_MISSING:] else [])
    return _members(tree, paths, spelled) + (f"  (without {', '.join(names)})" if names else "")


def _members(tree: Json, paths: Sequence[Path], spelled: Mapping[str, Sequence[str]]) -> str:
    """Return the text of an object with those of its members that paths lead to, or into."""
    kept: list[str] = []
    for step, part in parts_of(tree):
        inner = [path[1:] for path in paths if path[:1] == (step,)]
        name = f"{value_text(step, _OF_A_VALUE)}: "
        texts = spelled.get(str(step), ())
        if any(len(text) > _WHOLE for text in texts) and isinstance(part, CONTAINERS):
            texts = ()
        shown = [text if len(text) <= _WHOLE else shortened(text, _OF_A_VALUE) for text in texts]
        kept += [name + text for text in shown or [_cut(part, inner)]] if inner else [""]
    return _braced(kept)


def _braced(kept: Sequence[str]) -> str:
    return ", ".join([*(["…"] if "" in kept else []), *filter(None, kept)]).join("{}")


def _cut(value: Json, paths: Sequence[Path], depth: int = 0) -> str:
    """Return the text of a value with what is at some paths in it; an empty path stands for all of it."""
    text = written(value)
    if len(text) <= _WHOLE:
        return text
    if not value or not isinstance(value, CONTAINERS) or depth > _DEEPEST:
        return value_text(value, _OF_A_VALUE)
    kept = list(_kept(value, paths, depth))
    if isinstance(value, dict):
        return _braced(kept)
    items = (part or "…" for before, part in zip([None, *kept], kept, strict=False) if part or before != "")
    return ", ".join(items).join("[]")


def _kept(value: Json, paths: Sequence[Path], depth: int) -> Iterator[str]:
    """Yield the text of each part of a value, an empty one for what is left out."""
    for number, (step, part) in enumerate(parts_of(value)):
        inner = [path[1:] for path in paths if path[:1] == (step,)]
        if not inner and number < _MOST_PARTS:
            inner = [()] if () in paths or len(written(part)) <= _SMALL else []
        name = f"{value_text(step, _OF_A_VALUE)}: " if isinstance(step, str) else ""
        yield name + _cut(part, inner, depth + 1) if inner else ""
