"""The kind of object that documents hold."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from runlaws.contract._life import Life
from runlaws.contract._provenance import Provenance
from runlaws.values import Path

__all__ = ["Object"]


@frozen(eq=False)
class Object:
    """A kind of document: what it is called, and where the parts of it are that cost an import.

    `model` and `builder` are texts `package.module:ATTRIBUTE`: the attrs class of a whole document, and what makes
    valid and broken documents. `life` says which states there are, and what is certain in each. `sentences` says what
    each member is, by its place, which is written as in the ids of rules: `items[].name` is in any item of `items`,
    `labels{}` any value of a map. `key` names the member at the top, a text, by which two documents are of the same
    object; empty where there is none. `provenance` says where its rules are from, and how often they held.
    """

    name: str
    says: str
    model: str
    builder: str
    life: Life
    sentences: Mapping[str, str] = field(factory=dict)
    key: str = ""
    provenance: Provenance = field(factory=Provenance)

    @property
    def state(self) -> str:
        """The member at the top that says where in its life an object is."""
        return self.life.state

    def sentence_at(self, path: Path) -> str:
        """Return what the member at a path is, in one sentence, or "" where nothing is known of it."""
        place = ""
        for part in path:
            if isinstance(part, int):
                place += "[]"
                continue
            member = f"{place}.{part}" if place else part
            place = f"{place}{{}}" if member not in self.sentences and f"{place}{{}}" in self.sentences else member
        return self.sentences.get(place, "")
