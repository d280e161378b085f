"""Rows: the fragments of documents to choose from, in pools whose first row is the simplest."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from runlaws.values import ABSENT, Absent, Json
from runlaws_strategies.build._choosers import MOST_ROWS

__all__ = ["FREE", "Alone", "Combined", "Computed", "Only", "Rows", "Same", "form_of", "plain", "product"]

_T = TypeVar("_T")

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


@frozen(eq=False)
class Same(Generic[_T]):
    """A value that equals itself alone, so that what depends on a value of a pool can be kept under it."""

    value: _T

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


class Combined(tuple[Any, ...]):
    """A pool of all combinations of some parts, and then perhaps of odd rows that are not combined with others.

    The catalogue takes the rows in which one part is not the first, and then pairs of parts. Odd rows are for drawing
    alone: neither an extreme nor a control has one, since clients that fail on everything tell nothing apart.
    """

    counts: tuple[int, ...]
    """How many values each part has."""
    strides: tuple[int, ...]
    """By how much the index of a row grows from a part's value to its next."""
    plain: Sequence[Any]
    """The rows that are not odd."""

    @classmethod
    def of(cls, parts: Sequence[Sequence[Any]], row: Callable[[tuple[Any, ...]], Any] = tuple) -> Combined:
        """Return the pool of the rows that a function makes of every combination of some parts."""
        rows = cls(map(row, itertools.product(*parts)))
        rows.counts = tuple(map(len, parts))
        rows.strides = tuple(math.prod(rows.counts[number + 1 :]) for number in range(len(parts)))
        rows.plain = rows
        return rows

    def singles(self) -> Iterator[int]:
        """Yield the indices of the rows in which one part has not its first value."""
        for count, stride in zip(self.counts, self.strides, strict=True):
            yield from range(stride, count * stride, stride)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


class Alone(tuple[Any, ...]):
    """A pool whose rows, but the first, hide what other rows show: the catalogue pairs them with nothing."""

    __slots__ = ()


def product(odd: Sequence[Mapping[str, Json]] = (), /, **members: tuple[Json | Absent, ...]) -> Combined:
    """Return every combination of these members' values, the simplest first; an `ABSENT` value leaves its member out.

    The values of all members but the first are repeated up to a power of two: each then has bits of its own in the
    index of a row, and an index shrinks bit by bit, so that a failing row shrinks to the one member that matters.
    `odd` has members to set in the first row: each makes one row more.
    Raises ValueError for more rows than Hypothesis draws uniformly.
    """
    first, *others = members.values()
    parts = [first, *map(_to_a_power_of_two, others)]
    combined = Combined.of(
        parts, lambda values: {n: v for n, v in zip(members, values, strict=True) if v is not ABSENT}
    )
    rows = Combined((*combined, *({**combined[0], **row} for row in odd)))
    rows.counts, rows.strides, rows.plain = tuple(map(len, members.values())), combined.strides, combined
    if len(rows) > MOST_ROWS:
        msg = f"a pool of {len(rows)} rows: Hypothesis draws uniformly up to {MOST_ROWS}"
        raise ValueError(msg)
    return rows


def plain(rows: Sequence[_T]) -> Sequence[_T]:
    """Return the rows of a pool that are not odd."""
    return rows.plain if isinstance(rows, Combined) else rows


def _to_a_power_of_two(values: tuple[Json | Absent, ...]) -> tuple[Json | Absent, ...]:
    size = 1 << (len(values) - 1).bit_length()
    return (*values, *values[: size - len(values)])
