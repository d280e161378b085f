"""What two corpora do not have in common."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Final, Literal

from attrs import define, field, frozen

from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import Labels
from runlaws.corpus._numbers import Numbered, NumberSet, joined
from runlaws.corpus._places import Place
from runlaws.corpus._reading import sources_of

__all__ = ["Comparison", "CorpusChange"]

_ID: Final = re.compile("[0-9a-f]{16}")
_LABELS: Final = ("profile", "standing", "state", "expected", "violations", "news", "made")
"""What may be said of the same case otherwise."""


@frozen
class CorpusChange:
    """A case that is in one corpus alone, or has other labels in the second one."""

    kind: Literal["removed", "added", "changed"]
    id: str
    says: str

    def __str__(self) -> str:
        return f"{ {'removed': '-', 'added': '+', 'changed': '~'}[self.kind] } {self.id}  {self.says}"


@define
class Comparison:
    """The comparison of two corpora, by the ids of their cases: iterate it for what changed.

    Memory has sixteen bytes for each case, and the new labels of those that are labelled otherwise.
    """

    old: Place
    new: Place
    count_old: int = field(init=False, default=0)
    count_new: int = field(init=False, default=0)

    def __iter__(self) -> Iterator[CorpusChange]:
        old, new = Numbered(), Numbered()
        for numbers, place in ((old, self.old), (new, self.new)):
            for data in _lines(place):
                numbers.add(int(data["id"], 16), _digest(data))
        self.count_old, self.count_new = len(old), len(new)
        added, removed, changed = NumberSet(), NumberSet(), NumberSet()
        for number, before, after in joined(old, new):
            if before is None:
                added.append(number)
            elif after is None:
                removed.append(number)
            elif before != after:
                changed.append(number)
        yield from self._listed(added, removed, changed)

    def _listed(self, added: NumberSet, removed: NumberSet, changed: NumberSet) -> Iterator[CorpusChange]:
        """Yield what changed, in the order of the corpora, each of which is read again if anything in it did."""
        relabelled: dict[int, Labels] = {}
        for data in _lines(self.new) if added or changed else ():
            number = int(data["id"], 16)
            if number in added:
                yield CorpusChange("added", data["id"], _title(data))
            elif number in changed:
                relabelled[number] = {label: data.get(label) for label in _LABELS}
        for data in _lines(self.old) if removed or changed else ():
            number = int(data["id"], 16)
            if number in removed:
                yield CorpusChange("removed", data["id"], _title(data))
            elif number in changed:
                new = relabelled[number]
                labels = [label for label in _LABELS if data.get(label) != new[label]]
                says = "; ".join(f"{label} {_short(data.get(label))} → {_short(new[label])}" for label in labels)
                yield CorpusChange("changed", data["id"], says)


def _lines(path: Place) -> Iterator[Labels]:
    for source in sources_of(path):
        for place, data in source.lines():
            name = data.get("id")
            if not isinstance(name, str) or _ID.fullmatch(name) is None or not data.keys() >= {"standing", "made"}:
                msg = f"{place}: expected a case, got data without id, standing and made"
                raise CorpusError(msg)
            yield data


def _digest(data: Labels) -> int:
    labels = json.dumps([data.get(label) for label in _LABELS], sort_keys=True)
    return int.from_bytes(hashlib.blake2b(labels.encode(), digest_size=8).digest())


def _title(data: Labels) -> str:
    return f"{data['standing']}, {data['made']}"


def _short(label: object) -> str:
    if isinstance(label, list):
        return ", ".join(str(item.get("rule", item.get("kind"))) for item in label) or "none"
    return ", ".join(f"{name} {value}" for name, value in label.items()) if isinstance(label, dict) else str(label)
