"""Siblings: two documents that differ in exactly one member, both fit for a client to accept."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import field, frozen

from runlaws.case import Case, Likeness, Twin
from runlaws.contract import Boolean, Choice, Free, Integer, Map, Number, Standing, Text
from runlaws.document import write
from runlaws.values import ABSENT, Json, Path, at_path, pointer, same_json
from runlaws_strategies.build._breakage import Place, place_of
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._sites import (
    Item,
    Key,
    Site,
    find,
    sites_of,
)
from runlaws_strategies.objects.run._assemble import SET_WHEN, Plan
from runlaws_strategies.objects.run._pools import ERRORS, REASONS, USAGES

__all__ = ["sibling_case"]

_ACCEPTABLE: Final = (Standing.VALID, Standing.QUESTIONABLE)
_AROUND: Final = ("", "null", "set")
"""What stands around the member that changes: anything, as little as can be, as much as can be."""
_SAME_SHAPE: Final = ({"in_progress", "cancelling"}, {"completed", "expired"})
"""Statuses whose documents may differ in the status alone."""


@frozen
class _Change:
    """A member to change, and what must be built for it to be there."""

    place: Place
    kind: str = field(default="value")


def sibling_case(choose: Chooser, plan: Plan) -> Case:
    """Build a run and one or two more that differ from it in one member: another value, null, or not there."""
    change = choose.row(_changes(plan))
    around = choose.row(_AROUND)
    only = {**plan.extreme(around), **change.place.only} if around else change.place.only
    tree = plan.tree(choose, change.place.statuses, only)
    path = _path(tree, change.place.site)
    others = list(itertools.islice(_siblings(plan, tree, path, change), 2))
    if not others:  # all times the same: none can move
        path = ("id",)
        others = [Twin(write({**tree, "id": f"{tree['id']}{tail}"}), Likeness.DIFFERENT, "/id") for tail in "xy"]
    twin, third = [*others, None][:2]
    made = f"with a sibling at {pointer(path)}"
    return Case.of_tree(tree, plan.profile, made=made, twin=twin, third=third).expect(Standing.VALID)


def _siblings(plan: Plan, tree: dict[str, Json], path: Path, change: _Change) -> Iterator[Twin]:
    """Yield documents that differ from a tree, and from each other, in the member at a path."""
    taken: list[Json] = []
    for other in _alternatives(tree, path, change):
        second = _with(tree, path, other)
        known = any(other is value or (ABSENT not in (other, value) and same_json(other, value)) for value in taken)
        if not known and plan.profile.judge(second).standing in _ACCEPTABLE:
            taken.append(other)
            yield Twin(write(second), Likeness.DIFFERENT, pointer(path))


@functools.cache
def _changes(plan: Plan) -> Sequence[_Change]:
    """Return every member that can change alone."""
    made = []
    for site in sites_of(plan.profile):
        if isinstance(site.pattern[-1], Item | Key) or not _changeable(site):
            continue
        place = _place(plan, site)
        made.append(_Change(place))
        if _may_vanish(site):
            made.append(_Change(place, "null or absent"))
        if isinstance(site.shape, Text | Number):
            made.append(_Change(place, "slight"))
    return tuple(made)


def _changeable(site: Site) -> bool:
    """Tell whether a site holds a scalar or free data of its own; tags decide what stands beside them."""
    if site.pattern == ("object",) or site.pattern[-1] == "type" or _summed(site):
        return False
    scalar = isinstance(site.shape, Boolean | Choice | Free | Integer | Map | Number | Text)
    return scalar or (str(site.pattern[0]) in _STRUCTURES and len(site.pattern) == 1)


def _summed(site: Site) -> bool:
    return site.pattern[0] == "usage" and len(site.pattern) == 2 and str(site.pattern[1]).endswith("_tokens")


def _may_vanish(site: Site) -> bool:
    member = site.member
    tied = site.pattern[0] in SET_WHEN and len(site.pattern) == 1
    tied = tied or site.pattern == ("truncation_strategy", "last_messages")
    return member is not None and (member.nullable or not member.required) and not tied


def _place(plan: Plan, site: Site) -> Place:
    place = place_of(plan, site)
    if site.pattern == ("status",):
        return Place(site, ("in_progress", "cancelling", "completed"), {})
    if site.pattern == ("truncation_strategy", "last_messages"):
        rows = [row for row in place.only["truncation"] if (row["truncation_strategy"] or {}).get("last_messages")]
        return Place(site, place.statuses, {"truncation": rows})
    return place


def _path(tree: Json, site: Site) -> Path:
    parent = find(tree, site.pattern[:-1])
    return (*(parent or ()), str(site.pattern[-1]))


def _with(tree: Json, path: Path, value: Json) -> Any:
    """Return a tree with another value at a path, sharing all that did not change."""
    if not path:
        return value
    head, *rest = path
    if isinstance(tree, list):
        return [_with(item, tuple(rest), value) if index == head else item for index, item in enumerate(tree)]
    if not rest and value is ABSENT:
        return {name: item for name, item in tree.items() if name != head}
    return {**tree, head: _with(tree.get(head), tuple(rest), value)}


def _alternatives(tree: Json, path: Path, change: _Change) -> Iterator[Json]:
    """Yield values other than the one at a path, the likeliest to fit first."""
    old = at_path(tree, path)
    site = change.place.site
    options: Iterator[Json] = iter(())
    if change.kind == "slight":
        options = _slightly(site, old)
    elif change.kind != "value":
        options = _emptier(site, old)
    elif site.pattern == ("status",):
        options = (status for group in _SAME_SHAPE for status in group if old in group)
    else:
        options = _others(site, old)
    for option in options:
        if option is ABSENT and old is ABSENT:
            continue
        if option is ABSENT or old is ABSENT or not same_json(option, old):
            yield option


def _emptier(site: Site, old: Json) -> Iterator[Json]:
    member = site.member
    if member is not None and not member.required:
        yield ABSENT
    if member is not None and member.nullable:
        yield None
    if old is None or old is ABSENT:
        yield from _others(site, old)


def _others(site: Site, old: Json) -> Iterator[Json]:
    shape = site.shape
    if isinstance(shape, Boolean):
        yield from (True, False)
    elif isinstance(shape, Choice):
        yield from shape.values
    elif isinstance(shape, Text):
        yield from (f"{old}x" if isinstance(old, str) else "x", f"{shape.prefix}x", "y")
    elif isinstance(shape, Integer | Number):
        yield from _near(old, shape.minimum)
    elif isinstance(shape, Free):
        yield from ({"x": 1}, {})
    elif isinstance(shape, Map):
        yield from ({**old, "k": "w"} if old else {"k": "w"}, {"k": "x"})
    else:
        yield from _STRUCTURES[str(site.pattern[0])]


def _slightly(site: Site, old: Json) -> Iterator[Json]:
    """Yield values that only white space or the ninth digit sets apart."""
    if isinstance(old, str):
        yield f"{old} "
    elif isinstance(old, float):
        yield from (old - 1e-9, old + 1e-9)
    yield from _others(site, old)


def _near(old: Json, minimum: float | None) -> Iterator[Json]:
    if isinstance(old, float):
        yield from (old + 1, old - 1, old / 2)
    elif isinstance(old, int):
        yield from (old + step for step in (1, -1, 600, -600) if old + step < 2**53)
    yield from (minimum or 0, (minimum or 0) + 1, 0.5)


_STRUCTURES: Final[dict[str, Sequence[Json]]] = {
    "tools": ([], [{"type": "code_interpreter"}], [{"type": "file_search"}]),
    "tool_resources": ({}, {"code_interpreter": {"file_ids": ["file-x"]}}),
    "response_format": ("auto", {"type": "text"}, {"type": "json_object"}),
    "tool_choice": ("auto", "none", {"type": "file_search"}),
    "truncation_strategy": ({"type": "auto"}, {"type": "last_messages", "last_messages": 2}),
    "file_ids": ([], ["file-x"]),
    "usage": USAGES[:2],
    "last_error": ERRORS[:2],
    "incomplete_details": REASONS[:2],
}
