"""Changing a value of this process and what it hands out, where it lets us; and how to change it back."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, MutableMapping, MutableSequence, MutableSet, Sequence, Sized
from typing import Any, Final, TypeAlias

from runlaws.client import NOT_SHOWN, Client
from runlaws.values import Absent, Path

__all__ = ["Undo", "changed_in", "size_of"]

Undo: TypeAlias = Callable[[], object]
"""A call that takes back one change."""
_ADDED: Final = "added by runlaws"


def size_of(value: Any) -> int | Absent:
    """Return how many items a value has, if it is a container."""
    return len(value) if isinstance(value, Sized) and not isinstance(value, str | bytes) else NOT_SHOWN


def changed_in(
    client: Client,
    value: Any,
    scalars: Mapping[Path, Sequence[str]],
    containers: Iterable[Path],
    undo: list[Undo],
) -> None:
    """Assign the attributes of a value that it lets be assigned, and add to the containers that it hands out.

    What refuses to be changed may do so with any exception.
    """
    for path, names in scalars.items():
        part = _handed_out(client, value, path)
        if not path and isinstance(part, MutableMapping):
            _add_to(part, undo)
        for name in () if isinstance(part, Mapping | Sequence) else names:
            _assign(part, name, undo)
    for path in containers:
        _add_to(_handed_out(client, value, path), undo)


def _handed_out(client: Client, value: Any, path: Path) -> Any:
    if not path:
        return value
    try:
        return client.read(value, path)
    except Exception:  # noqa: BLE001 (another question looks at what reading raises)
        return NOT_SHOWN


def _assign(value: Any, name: str, undo: list[Undo]) -> None:
    try:
        old = getattr(value, name)
        if type(old) in _OTHER:
            setattr(value, name, _OTHER[type(old)](old))
            undo.append(functools.partial(setattr, value, name, old))
    except Exception:  # noqa: BLE001 (a value may refuse to be changed)
        pass


def _add_to(value: Any, undo: list[Undo]) -> None:
    try:
        if isinstance(value, MutableMapping):
            value[_ADDED] = _ADDED
            undo.append(functools.partial(value.pop, _ADDED, None))
        elif isinstance(value, MutableSequence):
            value.append(_ADDED)
            undo.append(functools.partial(_take_off, value))
        elif isinstance(value, MutableSet):
            value.add(_ADDED)
            undo.append(functools.partial(value.discard, _ADDED))
    except Exception:  # noqa: BLE001 (a value may refuse to be changed)
        pass


def _take_off(items: MutableSequence[Any]) -> None:
    if items and items[-1] == _ADDED:
        items.pop()


_OTHER: Final[Mapping[type, Callable[[Any], Any]]] = {
    str: lambda text: f"{text}~",
    int: lambda number: number + 1,
    float: lambda number: number + 1,
    bool: lambda flag: not flag,
}
