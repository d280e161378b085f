"""What two corpora do not have in common."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Final, Literal

from attrs import define, field, frozen

from runlaws.corpus._errors import CorpusError
from runlaws.corpus._form import Labels
from runlaws.corpus._places import Place
from runlaws.corpus._reading import sources_of

__all__ = ["Comparison", "CorpusChange"]

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
    """The comparison of two corpora, by the ids of their cases: iterate it for what changed."""

    old: Place
    new: Place
    count_old: int = field(init=False, default=0)
    count_new: int = field(init=False, default=0)

    def __iter__(self) -> Iterator[CorpusChange]:
        before = {int(data["id"], 16): _digest(data) for data in _lines(self.old)}
        self.count_old = len(before)
        changed: dict[int, Labels] = {}
        for data in _lines(self.new):
            self.count_new += 1
            number = int(data["id"], 16)
            digest = before.pop(number, None)
            if digest is None:
                yield CorpusChange("added", data["id"], _title(data))
            elif digest != _digest(data):
                changed[number] = {label: data.get(label) for label in _LABELS}
        if changed or before:
            yield from self._of_the_old(changed, before)

    def _of_the_old(self, changed: dict[int, Labels], removed: dict[int, bytes]) -> Iterator[CorpusChange]:
        for data in _lines(self.old):
            number = int(data["id"], 16)
            if number in removed:
                yield CorpusChange("removed", data["id"], _title(data))
            elif number in changed:
                new = changed[number]
                labels = [label for label in _LABELS if data.get(label) != new[label]]
                says = "; ".join(f"{label} {_short(data.get(label))} → {_short(new[label])}" for label in labels)
                yield CorpusChange("changed", data["id"], says)


def _lines(path: Place) -> Iterator[Labels]:
    for source in sources_of(path):
        for place, data in source.lines():
            if not isinstance(data.get("id"), str) or not data.keys() >= {"standing", "made"}:
                msg = f"{place}: expected a case, got data without id, standing and made"
                raise CorpusError(msg)
            yield data


def _digest(data: Labels) -> bytes:
    labels = json.dumps([data.get(label) for label in _LABELS], sort_keys=True)
    return hashlib.blake2b(labels.encode(), digest_size=8).digest()


def _title(data: Labels) -> str:
    return f"{data['standing']}, {data['made']}"


def _short(label: object) -> str:
    if isinstance(label, list):
        return ", ".join(str(item.get("rule", item.get("kind"))) for item in label) or "none"
    return ", ".join(f"{name} {value}" for name, value in label.items()) if isinstance(label, dict) else str(label)
