"""Changing values that a client handed out, to see whether other values change with them.

What is changed is changed back: a default that all values of a class share would stay damaged.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import define, field

from runlaws.case import Case
from runlaws.client import (
    CHANGED_ANOTHER,
    CHANGED_BEFORE,
    CHANGED_HANDED_OUT,
    SIZE,
    Answer,
    Opaque,
    Thrown,
)
from runlaws.document import write
from runlaws.observe._asking import Asking
from runlaws.observe._showing import shown_of
from runlaws.observe._ways_to_copy import SHALLOW
from runlaws.values import Json, Located, Path, differences, members_of, path_of, pointer, replaced

__all__ = ["Sharing", "with_other_data"]

_Way: TypeAlias = Callable[[Any], object]
_Looks: TypeAlias = tuple[Answer, Answer]


@define
class Sharing:
    """Asks whether the values of a document share anything. `where` has the places to read."""

    asking: Asking
    where: Sequence[Located]
    _containers: Sequence[Path] = field(init=False)
    """The places that may hand out an array or an object; for a null, a default."""
    _scalars: Mapping[Path, Sequence[str]] = field(init=False)
    """By object, the names of what else is in it."""

    def __attrs_post_init__(self) -> None:
        self._containers = [path for path, _, sent in self.where if sent is None or isinstance(sent, dict | list)]
        scalars: dict[Path, list[str]] = {(): []}
        for path, _, sent in self.where:
            if isinstance(path[-1], str) and not isinstance(sent, dict | list):
                scalars.setdefault(path[:-1], []).append(path[-1])
        self._scalars = scalars

    def looks(self) -> dict[str, _Looks]:
        """Return what a value held before and after something else was changed, by what that was, where it differs.

        All is tried together first, since most clients pass. Only a value that has a hash of its data may not change
        with what it hands out: one without is there to be changed.
        """
        if self._holds_all_the_same() or self._varies():
            return {}
        ways = self._ways()
        if self._is_constant(self._decode()[0], self._decode()[0]):
            ways = {CHANGED_HANDED_OUT: self._hand_out, **ways}
        seen = {name: looks for name, way in ways.items() if (looks := _twice(functools.partial(self._look, way)))}
        later = _twice(self._look_later)
        return {**seen, CHANGED_BEFORE: later} if later else seen

    def _holds_all_the_same(self) -> bool:
        """Return whether a value holds what it held after all that may change it, and so does one decoded later."""
        value, before = self._fresh()
        if before.thrown is not None:
            return True  # nothing can be compared
        try:
            for way in self._ways().values():
                way(value)
            other, later = self._fresh()
            if _differ(before, self._held(value)) or _differ(before, later):
                return False
            if not self._is_constant(value, other):
                return True
            self._hand_out(value)
            return not _differ(before, self._held(value))
        finally:
            self.asking.change_back()

    def _varies(self) -> bool:
        """Return whether fresh values hold different data anyway, or one does each time that it is looked at."""
        value, before = self._fresh()
        return _differ(before, self._held(value)) or _differ(before, self._fresh()[1])

    def _look(self, way: _Way) -> _Looks:
        """Return what a fresh value held before and after something else was changed."""
        value, before = self._fresh()
        try:
            way(value)
            return before, self._held(value)
        finally:
            self.asking.change_back()

    def _look_later(self) -> _Looks:
        """Return what values hold that are decoded before and after another one was changed, if that passes."""
        _, before = self._fresh()
        try:
            self._change_another(None)
            _, later = self._fresh()
        finally:
            self.asking.change_back()
        return before, before if _differ(before, self._fresh()[1]) else later

    def _is_constant(self, value: Any, other: Any) -> bool:
        """Return whether two values of the document have a hash, the same one: that of what they hold."""
        first, second = self.asking.hashed(value), self.asking.hashed(other)
        return first.thrown is None and first == second

    # -- what is changed

    def _ways(self) -> dict[str, _Way]:
        copies = {f"its {name} was changed": functools.partial(self._change_copy, name) for name in self.asking.copies}
        return {CHANGED_ANOTHER: self._change_another, **copies}

    def _change_another(self, _value: Any) -> None:
        other, decoded = self._decode()
        if decoded.thrown is None:
            self._change(other, self._scalars, self._containers)

    def _change_copy(self, name: str, value: Any) -> None:
        """Change a copy; of a shallow one, which shares what is in it, only its own attributes."""
        copied, answer = self.asking.copy(name, value)
        if answer.thrown is None and name in SHALLOW:
            self._change(copied, {(): self._scalars[()]}, ())
        elif answer.thrown is None:
            self._change(copied, self._scalars, self._containers)

    def _hand_out(self, value: Any) -> None:
        self._change(value, {}, self._containers)

    def _change(self, value: Any, scalars: Mapping[Path, Sequence[str]], containers: Sequence[Path]) -> None:
        self.asking.change(value, scalars, containers)

    # -- what a value holds

    def _decode(self) -> tuple[Any, Answer]:
        return self.asking.decode(self.asking.case.document)

    def _fresh(self) -> tuple[Any, Answer]:
        value, decoded = self._decode()
        return value, decoded if decoded.thrown is not None else self._held(value)

    def _held(self, value: Any) -> Answer:
        """Return what a value writes and shows, with the sizes of what it hands out."""
        written = self.asking.encode(value)[1] if self.asking.encodes else Answer()
        if written.thrown is not None:
            return written
        shown, _, types = shown_of(self.asking, value, self.where)
        parts = {**types, **shown}
        looks: dict[str, Json] = {
            place: str(part) if isinstance(part, Opaque | Thrown) else part for place, part in parts.items()
        }
        for path, size in zip(self._containers, self.asking.sizes(value, self._containers), strict=True):
            if isinstance(size, int):
                looks[pointer(path)] = {SIZE: size}
        return Answer({"written": written.value, "shown": looks})


def with_other_data(case: Case) -> bytes:
    """Return a document that has other free data at each place, such as parameters, and all else in common."""
    tree: Json = dict(case.tree or {})
    for named in case.named:
        if named.is_free and isinstance(named.value, dict):
            tree = replaced(tree, path_of(tree, named.place), {"other": "data"})
    return write(members_of(tree))


def _twice(look: Callable[[], _Looks]) -> _Looks | None:
    """Return two looks that differ, each time that they are taken."""
    looks = look()
    return looks if _differ(*looks) and _differ(*look()) else None


def _differ(before: Answer, after: Answer) -> bool:
    if before.thrown is not None or after.thrown is not None:
        return (before.thrown is None) is not (after.thrown is None)
    return any(True for _ in differences(before.value, after.value))
