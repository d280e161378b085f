"""Laws about whether a client shows what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from runlaws.case import Case
from runlaws.client import Opaque, Question, Thrown
from runlaws.contract import Named, NewsKind, Standing
from runlaws.laws._acceptance import refuses_invalid
from runlaws.laws._fields import declared_classes, reads_types, tag_matches_class
from runlaws.laws._law import ACCEPTABLE, UNAMBIGUOUS, Broken, Family, law
from runlaws.laws._severity import Severity
from runlaws.laws._view import View
from runlaws.values import ABSENT, CONTAINERS, Json, members_of, within
from runlaws.verdict import Words

__all__ = ["HIDDEN", "are_classes_of_one_thing", "classes_shown", "one_place_one_class", "shows_members"]

_NOT_SHOWN: Final = "not shown"
_NO_PART_SHOWN: Final = "shown without anything in it"
_NOTHING_SHOWN: Final = "shows nothing"
HIDDEN: Final = frozenset({_NOT_SHOWN, _NO_PART_SHOWN, _NOTHING_SHOWN})
"""How this law is broken."""


@law(
    "shows-members",
    "a client must show every member that it keeps",
    family=Family.FIELDS,
    severity=Severity.CORRUPTION,
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
    if all(named.place in seen.shown or named.place in seen.types for named in view.case.named):
        return
    shown = seen.shown.keys() | seen.types.keys()
    required = [named for named in view.case.named if not _is_excused(view, named.place)]
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


# -- one place, one class

Shown: TypeAlias = Mapping[str, Json | Opaque | Thrown]
_Key: TypeAlias = tuple[str, str, str]


def classes_shown(case: Case, shown: Shown, types: Mapping[str, str]) -> Iterator[tuple[_Key, str, str]]:
    """Yield the class that is shown at each place of a document, with the place and with what it should depend on.

    That is the pattern of the place, the tag of the object that it is in, and the JSON type of what was sent. Nothing
    is yielded where the type is shown wrong, which another law reports, or where the value or variant is new: what an
    object of a new variant is shown as may depend on what is in it.
    """
    new = {news.pointer for news in case.judgement.news}
    new |= {news.pointer.rpartition("/")[0] for news in case.judgement.news if news.kind is NewsKind.UNKNOWN_VARIANT}
    for place, pattern, tag, sent, _, _ in case.named:
        part, name = shown.get(place, ABSENT), types.get(place)
        if name is None:
            name = "" if part is ABSENT or isinstance(part, CONTAINERS) else type(part).__name__
        if name and place not in new and (type(part) is type(sent) or _is_alike(part, sent)):
            yield (pattern, tag, type(sent).__name__), place, name


def are_classes_of_one_thing(kind: str, case: Case, other_kind: str, other: Case) -> bool:
    """Return whether the values of two documents are of two classes, though they should be of one.

    A client may have a class for each state; a dict is no such class.
    """
    if kind == other_kind:
        return False
    name = case.judgement.profile.object.state
    state, other_state = (members_of(each.shared_tree).get(name) for each in (case, other))
    return "dict" in {kind, other_kind} or state == other_state


def _is_alike(shown: object, sent: Json) -> bool:
    """Return whether what is shown is of the JSON type of what was sent; containers with something in it are not."""
    if shown is ABSENT:
        return isinstance(sent, CONTAINERS)
    if isinstance(sent, bool) or isinstance(shown, bool):
        return type(sent) is type(shown)
    return isinstance(shown, int | float) if isinstance(sent, int | float) else type(shown) is type(sent)


@law(
    "one-place-one-class",
    "a place must show one class, whatever the document",
    family=Family.FIELDS,
    severity=Severity.CORRUPTION,
    why="Code that was written for what came at first dies of what comes later.",
    standings=frozenset(Standing) - {Standing.MALFORMED},
    asks=[Question.SHOW, Question.ENCODE, Question.SHOW_ANOTHER],
    gives_way_to=(refuses_invalid, reads_types, tag_matches_class, declared_classes),
)
def one_place_one_class(view: View) -> Iterator[Broken]:
    """The class may depend on the tag of an object, and on the JSON type of what was sent, which is not null or new.

    A document is compared with one that the client was shown before, which showed another class. Of one that is invalid
    or ambiguous only the class of the whole value is compared: what is wrong in a document may be shown as anything.
    That of the whole may depend on the state, but for a dict where others have a class.
    """
    seen, known = view.observation, dict[_Key, str]()
    others = [Case.of_bytes(before, view.profile) for before in view.case.before[:1]]
    whole, kind = seen.types_before.get("", seen.decoded.value), seen.decoded.value
    if others and view.case.tree is not None and are_classes_of_one_thing(str(whole), others[0], str(kind), view.case):
        yield Broken("", "decoded to another class", Words(f"of class {whole}, as before"), Words(f"of class {kind}"))
        return
    for other in others if view.case.standing in UNAMBIGUOUS else ():
        known |= {key: name for key, _, name in classes_shown(other, seen.shown_before, seen.types_before)}
    for key, place, name in classes_shown(view.case, seen.shown, seen.types) if known else ():
        if known.get(key, name) != name:
            yield Broken(place, "another class", Words(f"of class {known[key]}, as before"), Words(f"of class {name}"))
