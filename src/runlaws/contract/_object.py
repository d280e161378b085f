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
    """A kind of document: its name, its life, its sentences, and where to import the rest from.

    `model` and `builder` are texts `package.module:ATTRIBUTE`, imported when they are needed: the attrs class of whole
    documents, and the function that returns a plan for building them. `life` has the states and what is certain in
    each. `sentences` says what each member is, by its place, which is written as in the ids of rules: `items[].name` is
    in any item of `items`, `labels{}` is any value of a map. `key` names the top-level member, a text, that all
    documents of one object share; empty if there is none. `provenance` says where the rules come from, and on how many
    recordings they held.
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
        """The name of the top-level member that holds the object's state."""
        return self.life.state

    def sentence_at(self, path: Path) -> str:
        """Return the sentence of the member at a path, or "" if it has none."""
        place = ""
        for part in path:
            if isinstance(part, int):
                place += "[]"
                continue
            member = f"{place}.{part}" if place else part
            place = f"{place}{{}}" if member not in self.sentences and f"{place}{{}}" in self.sentences else member
        return self.sentences.get(place, "")
