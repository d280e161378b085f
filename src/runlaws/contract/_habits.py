"""Habits: ways in which some servers write what the contract writes otherwise, each with what is meant by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from attrs import field, frozen

from runlaws.contract._rule import Force, Rule, Source, Violation
from runlaws.values import Absent, Json, Path, members_of, pointer, replaced

__all__ = ["Habit", "Otherwise", "without_habits"]


class Otherwise(NamedTuple):
    """A place that is written otherwise, in words, and the edits that give what is meant."""

    place: Path
    says: str
    edits: tuple[tuple[Path, Json | Absent], ...]


@frozen
class Habit:
    """One way of writing; `places` returns where a document writes so. Having it is a soft violation of `rule`."""

    id: str
    says: str
    cite: str
    places: Callable[[Mapping[str, Json]], Iterable[Otherwise]] = field(eq=False, repr=False)

    @property
    def rule(self) -> Rule:
        """The soft rule against the habit."""
        return Rule(self.id, self.says, Force.SOFT, Source.WIRE, self.cite)


def without_habits(
    tree: Mapping[str, Json], habits: Iterable[Habit]
) -> tuple[Mapping[str, Json], tuple[Violation, ...]]:
    """Return what is meant by a document, and a soft violation for each place at which it is written otherwise."""
    violations: list[Violation] = []
    for habit in habits:
        for place, says, edits in tuple(habit.places(tree)):
            violations.append(Violation(habit.id, pointer(place), says, Force.SOFT))
            for path, meant in edits:
                tree = members_of(replaced(tree, path, meant))
    return tree, tuple(violations)
