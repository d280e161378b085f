"""Joining new entries that show one fault under many names, so that the next name is known too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, TypeAlias

from attrs import evolve, frozen

from runlaws.known._entry import Known, storable
from runlaws.values import path_of
from runlaws.verdict import Failure

__all__ = ["New", "joined"]

_FEW: Final = 3
"""How many entries that look the same stay apart: more are one fault, of which there would be no end."""

_Face: TypeAlias = tuple[str, ...]


@frozen
class New:
    """A new entry, and its pointer with `*` or `**` for every name that is data: not the contract's, but a user's."""

    entry: Known
    wide: str
    message: str = ""
    """The message that alike failures of a search have in common; that of an entry is of its witness alone."""

    @classmethod
    def of(cls, entry: Known, failure: Failure) -> New:
        """Return a new entry for a failure on its witness."""
        tree = entry.witness.tree or {}
        wide = entry.witness.judgement.profile.wide_pattern(tree, path_of(tree, failure.pointer))
        return cls(entry, storable(wide), failure.cause.message)

    @property
    def face(self) -> _Face:
        """What all entries for one fault have in common."""
        entry = self.entry
        return entry.law, entry.kind, entry.client, self.message, entry.frame, entry.types


def joined(entries: Iterable[New]) -> Iterator[tuple[Known, int]]:
    """Yield entries, each with the number of those that it stands for.

    Entries that differ in names which are data become one with a pattern. So do more than a few of one function that
    raises the same wherever it is called, and more than a few at one place: whatever matters in these is beside the
    point. Nothing else is joined: a client that loses two members may have two faults.
    """
    faces: dict[_Face, list[New]] = {}
    for new in entries:
        faces.setdefault(new.face, []).append(new)
    for alike in faces.values():
        by_pointer = _by_pointer(alike)
        if alike[0].entry.frame and len(by_pointer) > _FEW:
            by_pointer = {_around(list(by_pointer)): alike}
        for pointer, group in by_pointer.items():
            if len(group) > _FEW or any(new.entry.pointer != pointer for new in group):
                yield _as_one(group, pointer), len(group)
            else:
                yield from ((new.entry, 1) for new in group)


def _by_pointer(alike: Sequence[New]) -> dict[str, list[New]]:
    """Return entries by their pointers, or by the wide one where several names were seen."""
    groups: dict[str, list[New]] = {}
    for new in alike:
        names = {other.entry.pointer for other in alike if other.wide == new.wide}
        groups.setdefault(new.wide if len(names) > 1 else new.entry.pointer, []).append(new)
    return groups


def _as_one(group: Sequence[New], pointer: str) -> Known:
    """Return the entry with the shortest witness, for a pattern and whatever matters."""
    shortest = min((new.entry for new in group), key=lambda entry: len(entry.witness.document))
    return evolve(shortest, pointer=pointer, matter=())


def _around(pointers: Sequence[str]) -> str:
    """Return the narrowest pattern that covers all of these."""
    steps = zip(*(pointer.removesuffix("/**").split("/") for pointer in pointers), strict=False)
    shared = [step[0] for step in takewhile(lambda step: len(set(step)) == 1, steps)]
    return "/".join([*shared, "**"])
