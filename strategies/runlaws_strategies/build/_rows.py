"""Rows: the fragments of documents to choose from, in pools whose first row is the simplest."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from runlaws.values import ABSENT, Absent, Json
from runlaws_strategies.build._choosers import MOST_ROWS, Chooser

__all__ = ["FREE", "Combined", "Computed", "Only", "Rows", "filled", "form_of", "product"]

Rows: TypeAlias = Sequence[Mapping[str, Json]]
"""A pool of rows. A row has the members that are chosen together."""

Only: TypeAlias = Mapping[str, Sequence["Json | Computed"]]
"""The rows to choose from instead of all of a pool, by the name of the pool."""


class _FreeText(str):
    """The class of `FREE`: a text, so that a row with it is JSON like any other. A copy is the same object."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "FREE"

    def __copy__(self) -> _FreeText:
        return self

    def __deepcopy__(self, memo: object) -> _FreeText:
        return self


FREE: Final = _FreeText("(text that is drawn)")
"""A placeholder in a row for text that is drawn."""


@frozen
class Computed:
    """A placeholder in a pool for a value that the assembly computes; `form` has the part that is always in it."""

    form: Json = field(eq=False)


def form_of(row: Json | Computed) -> Json:
    """Return a row, or the form of a computed value."""
    return row.form if isinstance(row, Computed) else row


class Combined(tuple[Any, ...]):
    """A pool of all combinations of some parts. The catalogue takes only those in which one part is not the first."""

    __slots__ = ()

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def product(**members: tuple[Json | Absent, ...]) -> Combined:
    """Return every combination of these members' values, the simplest first; an `ABSENT` value leaves its member out.

    The values of all members but the first are repeated up to a power of two: each then has bits of its own in the
    index of a row, and an index shrinks bit by bit, so that a failing row shrinks to the one member that matters.
    Raises ValueError for more combinations than Hypothesis draws uniformly.
    """
    first, *others = members.values()
    combinations = itertools.product(first, *map(_to_a_power_of_two, others))
    rows = [{n: v for n, v in zip(members, values, strict=True) if v is not ABSENT} for values in combinations]
    if len(rows) > MOST_ROWS:
        msg = f"a pool of {len(rows)} rows: Hypothesis draws uniformly up to {MOST_ROWS}"
        raise ValueError(msg)
    return Combined(rows)


def _to_a_power_of_two(values: tuple[Json | Absent, ...]) -> tuple[Json | Absent, ...]:
    size = 1 << (len(values) - 1).bit_length()
    return (*values, *values[: size - len(values)])


def filled(value: Any, choose: Chooser) -> Any:
    """Return a copy with drawn text in place of every `FREE`. Rows are shared by all documents, so they are copied."""
    kind = type(value)
    if kind is dict:
        return {name: filled(item, choose) if type(item) in _OPEN else item for name, item in value.items()}
    if kind is list:
        return [filled(item, choose) if type(item) in _OPEN else item for item in value]
    return choose.text() if value is FREE else value


_OPEN: Final = frozenset({dict, list, _FreeText})
