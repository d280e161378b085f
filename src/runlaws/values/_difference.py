"""How two trees differ, place by place, and what each difference is called."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from math import isclose, isnan
from typing import Final

from attrs import frozen

from runlaws.values._json import ABSENT, Json, json_key, same_json, type_name
from runlaws.values._places import Path, pointer

__all__ = ["MISSING", "Difference", "Missing", "differences"]


class Missing:
    """What stands in a failure for a member that is not there."""

    def __str__(self) -> str:
        return "(not there)"

    __repr__ = __str__


MISSING: Final = Missing()


@frozen
class Difference:
    """One place where what came back is not what was sent."""

    path: Path
    kind: str
    sent: Json
    got: Json

    @property
    def pointer(self) -> str:
        """The place, as a JSON pointer."""
        return pointer(self.path)


def differences(sent: Json, got: Json, path: Path = ()) -> Iterator[Difference]:
    """Yield how two trees differ, each difference at its deepest place.

    The kinds: dropped, added, null made absent, absent made null, made null, integer made float, precision lost, number
    changed, text changed, type confused, re-ordered, value changed.
    """
    if isinstance(sent, dict) and isinstance(got, dict):
        if path or not _written_alike(sent, got):
            yield from _of_members(sent, got, path)
    elif isinstance(sent, _ARRAYS) and isinstance(got, _ARRAYS):
        yield from _of_items(sent, got, path)
    elif kind := _kind(sent, got):
        yield Difference(path, kind, sent, got)


_ARRAYS = (list, tuple)


def _written_alike(sent: Json, got: Json) -> bool:
    """Tell at once that two documents are the same, as nearly all are: the encoder is faster than any walk of ours."""
    if sent is got:
        return True
    try:
        return json.dumps(sent) == json.dumps(got)
    except (TypeError, ValueError, RecursionError):
        return False


def _of_members(sent: Mapping[str, Json], got: Mapping[str, Json], path: Path) -> Iterator[Difference]:
    for name, value in sent.items():
        other = got.get(name, ABSENT)
        if other is not ABSENT:
            yield from differences(value, other, (*path, name))
        else:
            yield Difference((*path, name), "null made absent" if value is None else "dropped", value, MISSING)
    for name, other in got.items():
        if name not in sent:
            yield Difference((*path, name), "absent made null" if other is None else "added", MISSING, other)


def _of_items(sent: Sequence[Json], got: Sequence[Json], path: Path) -> Iterator[Difference]:
    if len(sent) == len(got):
        found = [d for i, pair in enumerate(zip(sent, got, strict=True)) for d in differences(*pair, (*path, i))]
        if len(found) > 1 and not same_json(sent, got) and _permuted(sent, got):
            yield Difference(path, "re-ordered", sent, got)
        else:
            yield from found
        return
    for index in range(min(len(sent), len(got))):
        yield from differences(sent[index], got[index], (*path, index))
    for index in range(len(got), len(sent)):
        yield Difference((*path, index), "dropped", sent[index], MISSING)
    for index in range(len(sent), len(got)):
        yield Difference((*path, index), "added", MISSING, got[index])


def _permuted(sent: Sequence[Json], got: Sequence[Json]) -> bool:
    left = list(map(json_key, got))
    for item in map(json_key, sent):
        if item not in left:
            return False
        left.remove(item)
    return True


def _kind(sent: Json, got: Json) -> str:
    """Return what the difference of two scalars is called, or nothing when there is none."""
    if isinstance(sent, int | float) and isinstance(got, int | float) and bool not in (type(sent), type(got)):
        return _kind_of_numbers(sent, got)
    if same_json(sent, got):
        return ""
    if type_name(sent) != type_name(got):
        return "made null" if got is None else "type confused"
    return "text changed" if isinstance(sent, str) else "value changed"


def _kind_of_numbers(sent: Json, got: Json) -> str:
    if sent == got:
        return "integer made float" if isinstance(sent, int) and isinstance(got, float) else ""
    if isinstance(sent, float) and isinstance(got, float) and isnan(sent) and isnan(got):
        return ""
    return "precision lost" if _close(sent, got) and isinstance(got, float) else "number changed"


def _close(sent: float, got: float) -> bool:
    try:
        return isclose(sent, got, rel_tol=1e-5)
    except OverflowError:  # an integer beyond any double
        return False
