"""The law about values that share something with others."""

from __future__ import annotations

from collections.abc import Iterator

from runlaws.client import CHANGED_HANDED_OUT, SIZE, Answer, Question
from runlaws.laws._law import ACCEPTABLE, Broken, Family, law
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.values import Json, differences, members_of, pointer
from runlaws.verdict import Words

__all__ = ["values_share_nothing"]


@law(
    "values-share-nothing",
    "a value must stay the same when copies of it, other values or what it handed out are changed",
    family=Family.PURITY,
    severity=Severity.CORRUPTION,
    why="What one caller adds to a list of its own, another one finds in another run.",
    standings=ACCEPTABLE,
    asks=[Question.SHARE],
    holds_to=("hashable",),
)
def values_share_nothing(view: View) -> Iterator[Broken]:
    """A shallow copy may share what is in it, and nothing is changed that refuses to be.

    A value may change with what it hands out if it promises no hash, or if it hands out all that it holds: that is how
    the client works. A failure names the first way in which the value changed.
    """
    for way, (before, after) in view.observation.shared.items():
        if way == CHANGED_HANDED_OUT and not (view.policy.hashable and _protects(before, after)):
            continue
        changed = list(_changed(before, after))
        if changed and way == CHANGED_HANDED_OUT:
            yield from (Broken(place, way, Words("a value with a hash"), _now(after)) for place in changed)
        elif changed:
            yield Broken(changed[0] if len(changed) == 1 else "", way, Words("a value of its own"), _now(after))
        if changed:
            return


def _protects(before: Answer, after: Answer) -> bool:
    """Return whether a value hands out a container with which it does not change."""
    if after.thrown is not None:
        return True
    now = members_of(members_of(after.value)["shown"])
    sizes = {place: size for place, size in members_of(members_of(before.value)["shown"]).items() if _is_size(size)}
    return any(now.get(place) == size for place, size in sizes.items())


def _is_size(shown: Json) -> bool:
    return isinstance(shown, dict) and SIZE in shown


def _changed(before: Answer, after: Answer) -> Iterator[str]:
    """Yield the members at the top that are no longer what they were; the whole where nothing can be written now."""
    if after.thrown is not None:
        yield ""
        return
    held, now = members_of(before.value), members_of(after.value)
    written = {pointer(difference.path[:1]) for difference in differences(held["written"], now["written"])}
    shown = {f"/{str(change.path[0]).split('/')[1]}" for change in differences(held["shown"], now["shown"])}
    yield from sorted(written | shown)


def _now(after: Answer) -> object:
    return after.thrown or Words("a value that changed")
