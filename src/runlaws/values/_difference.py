"""How two trees differ, place by place, and what each difference is called."""

from __future__ import annotations

import enum
import marshal
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import copysign, isclose, isnan
from typing import Any, Final

from attrs import frozen

from runlaws.values._json import ABSENT, ARRAYS, Absent, Json, json_key, same_json, type_name
from runlaws.values._places import Path, pointer

__all__ = ["Change", "Difference", "differences"]


class Change(enum.StrEnum):
    """What happened to a value, or to a place, between what was sent and what was got."""

    DROPPED = "dropped"
    ADDED = "added"
    NULL_MADE_ABSENT = "null made absent"
    ABSENT_MADE_NULL = "absent made null"
    MADE_NULL = "made null"
    INTEGER_MADE_FLOAT = "integer made float"
    """The same number, with a fraction of zero."""
    PRECISION_LOST = "precision lost"
    """Another number: a float close to the one sent."""
    NUMBER_CHANGED = "number changed"
    ZERO_SIGN_LOST = "sign of zero lost"
    """Zero, where `-0.0` was sent."""
    TEXT_CHANGED = "text changed"
    TYPE_CONFUSED = "type confused"
    """A value of another JSON type."""
    REORDERED = "re-ordered"
    """The same items in another order."""
    VALUE_CHANGED = "value changed"
    ENUM_CHANGED = "enum changed"
    """A text changed where a contract allows only certain values, which two trees alone do not show."""
    WRONG_VARIANT = "wrong variant"
    """A tag changed or gone, and with it the kind of object, which two trees alone do not show."""


@frozen
class Difference:
    """One place where what came back is not what was sent."""

    path: Path
    kind: Change
    sent: Json | Absent
    got: object
    """JSON, `ABSENT`, or a value that a client shows and JSON cannot represent."""

    @property
    def pointer(self) -> str:
        """The place, as a JSON pointer."""
        return pointer(self.path)


def differences(sent: Json, got: object, path: Path = ()) -> Iterator[Difference]:
    """Yield how two trees differ, each difference at its deepest place."""
    if isinstance(sent, dict) and isinstance(got, dict):
        if path or not _written_alike(sent, got):
            yield from _of_members(sent, got, path)
    elif isinstance(sent, ARRAYS) and isinstance(got, ARRAYS):
        yield from _of_items(sent, got, path)
    elif kind := _kind(sent, got):
        yield Difference(path, kind, sent, got)


def _written_alike(sent: Any, got: Any) -> bool:
    """Return whether two documents are the same data in the same order, as nearly all are: it is faster than our walk.

    `==` would take 1 for True and for 1.0. Nothing writes plain data faster than `marshal`, which raises ValueError
    for any other.
    """
    try:
        return sent is got or marshal.dumps(sent, _WITHOUT_REFERENCES) == marshal.dumps(got, _WITHOUT_REFERENCES)
    except ValueError:
        return False


_WITHOUT_REFERENCES: Final = 2
"""The last version of its format in which what is written of a value depends on the value alone."""


def _of_members(sent: Mapping[str, Json], got: Mapping[str, object], path: Path) -> Iterator[Difference]:
    for name, value in sent.items():
        other = got.get(name, ABSENT)
        if other is not ABSENT:
            yield from differences(value, other, (*path, name))
        else:
            kind = Change.NULL_MADE_ABSENT if value is None else Change.DROPPED
            yield Difference((*path, name), kind, value, ABSENT)
    for name, other in got.items():
        if name not in sent:
            kind = Change.ABSENT_MADE_NULL if other is None else Change.ADDED
            yield Difference((*path, name), kind, ABSENT, other)


def _of_items(sent: Sequence[Json], got: Sequence[object], path: Path) -> Iterator[Difference]:
    if len(sent) == len(got):
        pairs = enumerate(zip(sent, got, strict=True))
        inside = [difference for index, pair in pairs for difference in differences(*pair, (*path, index))]
        if len(inside) > 1 and not same_json(sent, got) and _permuted(sent, got):
            yield Difference(path, Change.REORDERED, sent, got)
        else:
            yield from inside
        return
    for index in range(min(len(sent), len(got))):
        yield from differences(sent[index], got[index], (*path, index))
    for index in range(len(got), len(sent)):
        yield Difference((*path, index), Change.DROPPED, sent[index], ABSENT)
    for index in range(len(sent), len(got)):
        yield Difference((*path, index), Change.ADDED, ABSENT, got[index])


def _permuted(sent: Sequence[Json], got: Sequence[object]) -> bool:
    left = list(map(json_key, got))
    for item in map(json_key, sent):
        if item not in left:
            return False
        left.remove(item)
    return True


def _kind(sent: Json, got: object) -> Change | None:
    """Return how two values differ that are not both objects or both arrays, or None if they do not."""
    if isinstance(sent, int | float) and isinstance(got, int | float) and bool not in (type(sent), type(got)):
        return _kind_of_numbers(sent, got)
    if same_json(sent, got):
        return None
    if type_name(sent) != type_name(got):
        return Change.MADE_NULL if got is None else Change.TYPE_CONFUSED
    return Change.TEXT_CHANGED if isinstance(sent, str) else Change.VALUE_CHANGED


def _kind_of_numbers(sent: int | float, got: int | float) -> Change | None:
    if sent == got:
        if isinstance(sent, int):
            return Change.INTEGER_MADE_FLOAT if isinstance(got, float) else None
        return Change.ZERO_SIGN_LOST if not sent and copysign(1, sent) < copysign(1, got) else None
    if isinstance(sent, float) and isinstance(got, float) and isnan(sent) and isnan(got):
        return None
    if isinstance(sent, float) and isinstance(got, int) and got == _as_written(sent):
        return None
    return Change.PRECISION_LOST if _close(sent, got) and isinstance(got, float) else Change.NUMBER_CHANGED


def _as_written(number: float) -> Decimal:
    """Return the number that the shortest digits of a float mean: 1.2345678901234568e+20 has a few zeros at its end."""
    return Decimal(repr(number))


def _close(sent: float, got: float) -> bool:
    try:
        return isclose(sent, got, rel_tol=1e-5)
    except OverflowError:  # an integer beyond any double
        return False
