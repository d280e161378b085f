"""Laws about whether a client shows what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from runlaws.client import Question
from runlaws.laws._law import ACCEPTABLE, Broken, Family, law
from runlaws.laws._members import Named
from runlaws.laws._view import View
from runlaws.values import within
from runlaws.verdict import Words

__all__ = ["HIDDEN", "shows_members"]

_NOT_SHOWN: Final = "not shown"
_NO_PART_SHOWN: Final = "shown without anything in it"
_NOTHING_SHOWN: Final = "shows nothing"
HIDDEN: Final = frozenset({_NOT_SHOWN, _NO_PART_SHOWN, _NOTHING_SHOWN})
"""How this law is broken."""


@law(
    "shows-members",
    "a client must show every member that it keeps",
    family=Family.FIELDS,
    why="What callers cannot read might as well have been lost.",
    standings=ACCEPTABLE,
    asks=[Question.SHOW, Question.ENCODE],
    holds_to=("hides",),
)
def shows_members(view: View) -> Iterator[Broken]:
    """Asked of the members that the contract names, unless they are null; not of free data, nor of unknown members.

    What is in an object need not be shown where a text stands for the object: another law speaks of that. An object
    with several members of which none is shown is reported as a whole, and so is a run.
    """
    seen = view.observation
    shown = seen.shown.keys() | seen.types.keys()
    if all(named.place in shown for named in view.named):
        return
    required = [named for named in view.named if not _is_excused(view, named.place)]
    if required and shown.isdisjoint(named.place for named in required):
        yield Broken("", _NOTHING_SHOWN, Words("members to read"), Words("none of them"))
        return
    for around, parts in _by_holder(required).items():
        if around and (around not in seen.types or around in seen.shown):
            continue
        hidden = [named for named in parts if named.place not in shown]
        if around and len(hidden) == len(parts) > 1:
            yield Broken(around, _NO_PART_SHOWN, Words("its members"), Words(f"a {seen.types[around]} without them"))
        else:
            yield from (Broken(named.place, _NOT_SHOWN, named.value, Words("nothing")) for named in hidden)


def _is_excused(view: View, place: str) -> bool:
    """Return whether the policy says that a member is not kept or not shown, or it was lost in writing too."""
    return view.omitted(place) or view.policy.hidden(place) or within(place, view.lost)


def _by_holder(required: Sequence[Named]) -> Mapping[str, Sequence[Named]]:
    by_holder: dict[str, list[Named]] = defaultdict(list)
    for named in required:
        by_holder[named.around].append(named)
    return by_holder
