"""Places in a JSON document: paths, pointers (written and read), and patterns of pointers.

In a path a member is a text, its name, and an item an integer, its index. A JSON pointer (RFC 6901) does not
distinguish them: only the document can say whether the `0` in `/a/0` is a name or an index. So a pointer is always read
against a document.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from runlaws.values._json import ABSENT, ARRAYS, CONTAINERS, Absent, Json

__all__ = [
    "Located",
    "Path",
    "at_path",
    "at_pointer",
    "is_pointer",
    "leaves",
    "located",
    "matches",
    "overlaps",
    "parts_of",
    "path_of",
    "pattern",
    "places",
    "pointer",
    "resolve",
    "steps_of",
    "within",
]

Path: TypeAlias = tuple[str | int, ...]
"""The way from the top of a document to a place in it: member names and list indices."""

Located: TypeAlias = tuple[Path, str, Json]
"""A place, as a path and as a JSON pointer, with the value there."""

_POINTER: Final = re.compile(r"(?:/(?:[^/~]|~[01])*)*")
_INDEX: Final = re.compile(r"0|[1-9][0-9]*")  # RFC 6901, section 4: no leading zeros, and no digits but ASCII's


def pointer(path: Iterable[str | int]) -> str:
    """Return the JSON pointer (RFC 6901) of a path: `("a/b", 0)` is `/a~1b/0`."""
    text = ""
    for part in path:
        text += _step(part if isinstance(part, str) else str(part))
    return text


def pattern(path: Iterable[str | int]) -> str:
    """Return the pointer of a path with `*` for each index, the same for all items of a list: `/tools/*/type`."""
    return "".join("/*" if isinstance(part, int) else "/" + part.replace("~", "~0").replace("/", "~1") for part in path)


def is_pointer(text: str) -> bool:
    """Return whether a text is a JSON pointer: empty, or steps that begin with `/`, with `~` only in `~0` and `~1`."""
    return _POINTER.fullmatch(text) is not None


def steps_of(pointer: str) -> list[str]:
    """Return the unescaped steps of a pointer: `a/b` and `0` for `/a~1b/0`, whether the `0` is a name or an index."""
    steps = pointer.split("/")[1:]
    if "~" not in pointer:
        return steps
    return [step.replace("~1", "/").replace("~0", "~") for step in steps]


def path_of(tree: Json, pointer: str) -> Path:
    """Return the path that a pointer means in a document, whether or not there is something at it.

    In an array a step is an index if it is written as one, and it may be past the end; anywhere else it is a name.
    """
    path: list[str | int] = []
    here: Json | Absent = tree
    for step in steps_of(pointer):
        part = int(step) if isinstance(here, ARRAYS) and _INDEX.fullmatch(step) else step
        path.append(part)
        here = at_path(here, (part,))
    return tuple(path)


def resolve(tree: Json, pointer: str) -> Path | None:
    """Return the path that a pointer means in a document, or None if there is nothing at it."""
    path = path_of(tree, pointer)
    return path if at_path(tree, path) is not ABSENT and is_pointer(pointer) else None


def at_path(value: Json | Absent, path: Sequence[str | int]) -> Json | Absent:
    """Return the value at a path, or `ABSENT`."""
    for part in path:
        if isinstance(part, str):
            if not isinstance(value, dict) or part not in value:
                return ABSENT
            value = value[part]
        elif isinstance(value, ARRAYS) and 0 <= part < len(value):
            value = value[part]
        else:
            return ABSENT
    return value


def at_pointer(tree: Json, pointer: str) -> Json | Absent:
    """Return the value that a pointer leads to in a document, or `ABSENT`."""
    return at_path(tree, path_of(tree, pointer)) if is_pointer(pointer) else ABSENT


def within(pointer: str, others: Collection[str]) -> bool:
    """Return whether a place is one of some others, or inside one."""
    return bool(others) and any(pointer == other or pointer.startswith(f"{other}/") for other in others)


def overlaps(pointer: str, others: Collection[str]) -> bool:
    """Return whether a place is one of some others, inside one, or around one."""
    return any(
        pointer == other or pointer.startswith(f"{other}/") or other.startswith(f"{pointer}/") for other in others
    )


def matches(pattern: str, pointer: str) -> bool:
    """Return whether a pattern covers a place: `*` is any one step, `**` at the end any number of steps, even none."""
    if pattern == pointer:
        return True
    wanted, steps = pattern.split("/"), pointer.split("/")
    if wanted[-1] == "**":
        wanted.pop()
        steps = steps[: len(wanted)]
    return len(wanted) == len(steps) and all(want in ("*", step) for want, step in zip(wanted, steps, strict=True))


def parts_of(value: Json) -> Iterable[tuple[str | int, Json]]:
    """Return the members of an object by name or the items of an array by index; for a scalar, none."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, ARRAYS) else ()


def places(value: Json, path: Path = ()) -> Iterator[tuple[Path, Json]]:
    """Yield every place below a JSON value with the value there: objects and arrays too, before their contents."""
    for part, item in parts_of(value):
        inner = (*path, part)
        yield inner, item
        if isinstance(item, CONTAINERS) and item:
            yield from places(item, inner)


def located(value: Json) -> list[Located]:
    """Return what `places` yields, each place with its pointer too."""
    every: list[Located] = []
    _locate(value, (), "", every)
    return every


def _locate(value: Json, path: Path, at: str, every: list[Located]) -> None:
    """Add the places in a value to a list: nested generators would hand on each place once for each level around it."""
    for part, item in parts_of(value):
        inner = (*path, part)
        place = at + _step(part)
        every.append((inner, place, item))
        if item and isinstance(item, CONTAINERS):
            _locate(item, inner, place, every)


@functools.lru_cache(maxsize=4096)
def _step(part: str | int) -> str:
    """Return a part of a path as a step of a pointer, `/a~1b` for `a/b`."""
    return "/" + str(part).replace("~", "~0").replace("/", "~1")


def leaves(value: Json, path: Path = ()) -> Iterator[tuple[Path, Json]]:
    """Yield every scalar of a JSON value with its path."""
    if not isinstance(value, CONTAINERS):
        yield path, value
        return
    for part, item in parts_of(value):
        yield from leaves(item, (*path, part))
