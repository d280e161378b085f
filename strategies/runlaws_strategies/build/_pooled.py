"""What stands in pools is written once and looked at once: documents are put together of a few hundred values.

A value of a pool is recognized by its `id()`, which stays its own as long as the plan lives. Nobody may change such a
value: all documents that it stands in share it.

All members of a document are looked up by one `map` each time, not in a loop: this is what most of the time of a corpus
went into.
"""

from __future__ import annotations

import functools
import itertools
import json
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, cast

from attrs import frozen

from runlaws.contract import Judgement, Notes, Profile
from runlaws.document import write
from runlaws.values import Json
from runlaws_strategies.build._choosers import Chooser
from runlaws_strategies.build._rows import FREE
from runlaws_strategies.build._spelling import SPELLINGS, Spelling

__all__ = ["Draft", "Pooled"]

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_CONTAINERS: Final = (dict, list)
_quoted: Final = functools.lru_cache(maxsize=2**12)(_ENCODE)
"""Writes a name: there are few."""


@frozen(slots=False)
class Draft:
    """A valid document that was put together of rows: its tree, its members in writing, and the doubts about them.

    Its tree shares what is in it with the pools: make another tree of it, and do not change it.
    """

    profile: Profile
    tree: dict[str, Json]
    members: Sequence[str]
    doubts: Mapping[str, Notes]

    @property
    def document(self) -> bytes:
        """The document in the plain spelling: what `runlaws.document.write` returns of the tree."""
        return _joined(self.members) or write(self.tree)

    @cached_property
    def judgement(self) -> Judgement:
        """What the profile says of it."""
        return self.profile.judge(self.tree, self.doubts)


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
        self._written = {name: dict[int, str]() for name in profile.shape.members}
        """By member and value, the member in the plain spelling."""
        self._sound = {name: dict[int, str]() for name in profile.shape.members}
        """The same of those that are sound."""
        self._doubts = {name: dict[int, Notes]() for name in profile.shape.members}
        """By member and value, what is noted of it if it is not."""
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

    def keep_made(self, value: Json) -> None:
        """Take a value that was made of one of a pool, with nothing to be drawn in it; what is inside is known."""
        self._kept[id(value)] = value

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

    def draft(self, tree: dict[str, Json], choose: Chooser) -> Draft:
        """Return the draft of a new tree of values from pools, with text drawn where that is to be done."""
        members: list[Any] = list(map(dict.get, map(self._sound.__getitem__, tree), map(id, tree.values())))
        doubts: dict[str, Notes] = {}
        if None in members:
            for at, (name, value) in enumerate(tree.items()):
                if members[at] is None:
                    if id(value) not in self._kept:
                        tree[name] = self._filled(value, choose)
                    members[at] = self._member(name, tree[name])
                    if (notes := self._doubts_about(name, tree[name])) is not None:
                        doubts[name] = notes
        return Draft(self._profile, tree, members, doubts)

    def _filled(self, value: Any, choose: Chooser) -> Any:
        """Return a value with drawn text in place of every `FREE`; a copy, but for what is inside and has none."""
        if type(value) is dict:
            return {name: self._filled(item, choose) if self._is_open(item) else item for name, item in value.items()}
        if type(value) is list:
            return [self._filled(item, choose) if self._is_open(item) else item for item in value]
        return choose.text() if value is FREE else value

    def _is_open(self, value: Json) -> bool:
        return value is FREE or (type(value) in _CONTAINERS and id(value) not in self._inner)

    def write(self, tree: Mapping[str, Json]) -> bytes:
        """Return a tree in the plain spelling: what `runlaws.document.write` returns."""
        known: list[str | None]
        try:
            known = list(map(dict.get, map(self._written.__getitem__, tree), map(id, tree.values())))
        except KeyError:  # a member that the profile does not know
            known = [None] * len(tree)
        return _joined(_completed(known, tree, self._member)) or write(tree)

    def write_changed(self, draft: Draft, tree: Mapping[str, Json], name: str) -> bytes:
        """Return the tree of a draft in the plain spelling after one member of it was changed, added or removed."""
        members = list(draft.members)
        at = list(draft.tree).index(name) if name in draft.tree else len(members)
        members[at : at + 1] = [self._member(name, tree[name])] if name in tree else []
        return _joined(members) or write(tree)

    def _member(self, name: str, value: Json) -> str:
        """Return a member in the plain spelling; that of a value of a pool is kept."""
        if id(value) not in self._kept or name not in self._written:
            return f"{_quoted(name)}:{self._text(value)}"
        text = self._written[name].get(id(value))
        if text is None:
            text = self._written[name][id(value)] = f"{_quoted(name)}:{self._text(value)}"
        return text

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
        known = list(map(values.get, map(id, tree.values())))

        def text(_: str, value: Json) -> str:
            written = spelling.text(value)
            if id(value) in self._kept:
                values[id(value)] = written
            return written

        members = map(operator.add, map(names.__getitem__, tree), _completed(known, tree, text))
        return spelling.of_members(tree, dict(zip(tree, members, strict=True))).encode()

    def judge(self, tree: Mapping[str, Json]) -> Judgement:
        """Return the judgement of a tree: what the profile returns."""
        try:
            known = list(map(dict.__contains__, map(self._sound.__getitem__, tree), map(id, tree.values())))
        except KeyError:  # a member that the profile does not know
            known = [name in self._sound and id(value) in self._sound[name] for name, value in tree.items()]
        unknown = itertools.compress(tree.items(), map(operator.not_, known))
        noted = ((name, self._doubts_about(name, value)) for name, value in unknown)
        return self._profile.judge(tree, {name: notes for name, notes in noted if notes is not None})

    def judge_changed(self, draft: Draft, tree: Mapping[str, Json], name: str) -> Judgement:
        """Return the judgement of the tree of a draft after one member of it was changed, added or removed.

        A sound member that no rule sets against others leaves the judgement of a draft without doubts as it is.
        """
        noted = self._profile.doubts_about(name, tree[name]) if name in tree else None
        doubts = {other: notes for other, notes in draft.doubts.items() if other != name}
        if noted is None and not draft.doubts and name in tree and self._profile.is_apart(name):
            return draft.judgement
        return self._profile.judge(tree, doubts if noted is None else {**doubts, name: noted})

    def _doubts_about(self, name: str, value: Json) -> Notes | None:
        if id(value) not in self._kept or name not in self._doubts:
            return self._profile.doubts_about(name, value)
        if (noted := self._doubts[name].get(id(value))) is not None:
            return noted
        notes = self._profile.doubts_about(name, value)
        if notes is None:
            self._sound[name][id(value)] = self._member(name, value)
        else:
            self._doubts[name][id(value)] = notes
        return notes


def _completed(texts: list[str | None], tree: Mapping[str, Json], member: Callable[[str, Json], str]) -> Iterable[str]:
    """Return the texts of the members of a tree, given those that are known."""
    names = list(tree) if None in texts else []
    while None in texts:
        at = texts.index(None)
        texts[at] = member(names[at], tree[names[at]])
    return cast("list[str]", texts)


def _joined(members: Iterable[str]) -> bytes | None:
    """Return a document of some members; None if a text has a lone surrogate, which takes escapes everywhere."""
    try:
        return f"{{{','.join(members)}}}".encode()
    except UnicodeEncodeError:
        return None
