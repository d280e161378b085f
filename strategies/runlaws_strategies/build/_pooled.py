"""What stands in pools is written once and looked at once: documents are put together of a few hundred values.

A value of a pool is recognized by its `id()`, which stays its own as long as the plan lives. Nobody may change such a
value: all documents that it stands in share it.

All members of a document are looked up by one `map` each time, not in a loop: this is what most of the time of a corpus
went into.
"""

from __future__ import annotations

import functools
import json
import operator
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple, TypeVar

from attrs import frozen

from runlaws.case import Case, Shared
from runlaws.contract import Judgement, Notes, Profile
from runlaws.document import write
from runlaws.values import ABSENT, Absent, Json
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._rows import FREE
from runlaws_strategies.build._spelling import SPELLINGS, Spelling

__all__ = ["Draft", "Look", "Pooled"]

_T = TypeVar("_T")

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_CONTAINERS: Final = (dict, list)
_quoted: Final = functools.lru_cache(maxsize=2**12)(_ENCODE)
"""Writes a name: there are few."""


class Look(NamedTuple):
    """What there is to know of a member: its value, the member in the plain spelling, and what is noted of it.

    Nothing (None) is noted of one that is sound, and of one that is `ABSENT`.
    """

    value: Json | Absent
    text: str = ""
    notes: Notes | None = None


class _ByMember(dict[str, dict[int, _T]]):
    """Something by member and `id()` of its value: nothing for a member that the profile does not know."""

    def __missing__(self, name: str) -> dict[int, _T]:
        return {}


@frozen(slots=False)
class Draft:
    """A document that was put together of rows: its tree, its members in writing, and the doubts about them.

    Its tree shares what is in it with the pools: make another tree of it, and do not change it.
    """

    profile: Profile
    tree: dict[str, Json]
    members: Sequence[str]
    doubts: Mapping[str, Notes]
    _judgement: Judgement | None = None
    """What the profile says of it, if that is known."""

    @property
    def document(self) -> bytes:
        """The document in the plain spelling: what `runlaws.document.write` returns of the tree."""
        return _joined(self.members) or write(self.tree)

    @cached_property
    def judgement(self) -> Judgement:
        """What the profile says of it."""
        return self._judgement or self.profile.judge(self.tree, self.doubts)

    def case(self, how: str, origin: bytes | None = None) -> Case:
        """Return the case of it."""
        return Case(self.document, self.judgement, how, origin=origin, tree=Shared(self.tree))


class Pooled:
    """The values of a profile's pools: what each is in writing, and as which members it is known to be sound."""

    def __init__(self, profile: Profile, values: Iterable[Json]) -> None:
        """Take the values of pools; text that is to be drawn stands in some of them."""
        self._profile = profile
        self._kept: dict[int, Json] = {}
        self._open: list[Json] = []
        self._inner: dict[int, str] = {}
        """The plain spelling of the arrays and objects in which nothing is to be drawn, also of those inside others."""
        self._scalars: dict[tuple[type, Json], Json] = {}
        self._spelled = {
            spelling: ({name: spelling.name(name) for name in profile.shape.members}, dict[int, str]())
            for spelling in SPELLINGS
        }
        """By spelling, the names of members, and the values of pools."""
        self._sound = _ByMember[str]({name: {} for name in profile.shape.members})
        """By member and value, the member in the plain spelling if it is sound."""
        self._doubtful = _ByMember[Look]({name: {} for name in profile.shape.members})
        """By member and value, those that are not."""
        for value in (None, True, False, *values):
            self._keep(value)

    def keep(self, value: Json) -> Json:
        """Take a value that nobody will ever change, and return it, or the text or number that was taken before."""
        if isinstance(value, str | int):
            known = self._scalars.get((type(value), value))
            if known is not None:
                return known
            self._scalars[type(value), value] = value
        self._keep(value)
        return value

    def _keep(self, value: Json) -> None:
        if self._take(value):
            self._kept[id(value)] = value
        else:
            self._open.append(value)  # what is inside of it is known by its `id()`

    def __contains__(self, value: object) -> bool:
        """Return whether a value is one of those that are known."""
        return id(value) in self._kept

    def _take(self, value: Json) -> bool:
        """Return whether nothing is to be drawn in a value; write what is inside of it, as far as that is so."""
        if not isinstance(value, dict | list):
            return value is not FREE
        items = value.values() if isinstance(value, dict) else value
        if [item for item in items if not self._take(item)]:
            return False
        self._inner[id(value)] = _ENCODE(value)
        return True

    def draft(self, tree: dict[str, Json], choose: Chooser | None = None) -> Draft:
        """Return the draft of a tree; of a new one of values from pools, with text drawn where that is to be done."""
        members: list[Any] = list(map(dict.get, map(self._sound.__getitem__, tree), map(id, tree.values())))
        doubts: dict[str, Notes] = {}
        if None in members:
            for at, (name, value) in enumerate(tree.items()):
                if members[at] is None:
                    if choose is not None and id(value) not in self._kept:
                        tree[name] = self._filled(value, choose)
                    look = self.look_at(name, tree[name])
                    members[at] = look.text
                    if look.notes is not None:
                        doubts[name] = look.notes
        return Draft(self._profile, tree, members, doubts)

    def changed(self, draft: Draft, looks: Mapping[str, Look]) -> Draft:
        """Return the draft of the tree of another draft with some members changed, added or removed.

        Sound members that no rule sets against others leave the judgement of a draft without doubts as it is.
        """
        tree, members, doubts = {**draft.tree}, dict(zip(draft.tree, draft.members, strict=True)), {**draft.doubts}
        for name, look in looks.items():
            doubts.pop(name, None)
            if look.value is ABSENT:
                tree.pop(name, None)
                members.pop(name, None)
                continue
            tree[name], members[name] = look.value, look.text
            if look.notes is not None:
                doubts[name] = look.notes
        if len(doubts) > 1:
            doubts = {name: doubts[name] for name in tree if name in doubts}
        apart = not draft.doubts and not doubts and all(name in tree and self._profile.is_apart(name) for name in looks)
        return Draft(self._profile, tree, [*members.values()], doubts, draft.judgement if apart else None)

    def look_at(self, name: str, value: Json | Absent) -> Look:
        """Return what there is to know of a member; that of a value of a pool is kept."""
        if value is ABSENT:
            return Look(ABSENT)
        if (doubtful := self._doubtful[name].get(id(value))) is not None:
            return doubtful
        look = Look(value, f"{_quoted(name)}:{self._text(value)}", self._profile.doubts_about(name, value))
        if name in self._sound and id(value) in self._kept:
            if look.notes is None:
                self._sound[name][id(value)] = look.text
            else:
                self._doubtful[name][id(value)] = look
        return look

    def _filled(self, value: Any, choose: Chooser) -> Any:
        """Return a value with drawn text in place of every `FREE`; a copy, but for what is inside and has none."""
        if type(value) is dict:
            return {name: self._filled(item, choose) if self._is_open(item) else item for name, item in value.items()}
        if type(value) is list:
            return [self._filled(item, choose) if self._is_open(item) else item for item in value]
        return choose.text() if value is FREE else value

    def _is_open(self, value: Json) -> bool:
        return value is FREE or (type(value) in _CONTAINERS and id(value) not in self._inner)

    def _text(self, value: Json) -> str:
        """Return a value in the plain spelling."""
        if type(value) is str:
            return _ENCODE(value)
        if (text := self._inner.get(id(value))) is not None:
            return text
        if type(value) is list:
            return f"[{','.join(map(self._text, value))}]"
        if type(value) is dict:
            return f"{{{','.join([f'{_quoted(name)}:{self._text(item)}' for name, item in value.items()])}}}"
        return _ENCODE(value)

    def spell(self, tree: Mapping[str, Json], spelling: Spelling) -> bytes:
        """Return a tree in a spelling."""
        names, values = self._spelled[spelling]
        texts: list[Any] = list(map(values.get, map(id, tree.values())))
        if None in texts:
            for at, value in enumerate(tree.values()):
                if texts[at] is None:
                    texts[at] = spelling.text(value)
                    if id(value) in self._kept:
                        values[id(value)] = texts[at]
        return spelling.of_members(tree, map(operator.add, map(names.__getitem__, tree), texts)).encode()


def _joined(members: Iterable[str]) -> bytes | None:
    """Return a document of some members; None if a text has a lone surrogate, which takes escapes everywhere."""
    try:
        return f"{{{','.join(members)}}}".encode()
    except UnicodeEncodeError:
        return None
