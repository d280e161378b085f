"""Counting what happened to values, by the pattern of their place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from attrs import define, field

__all__ = ["PlaceTally", "in_words"]


@define
class PlaceTally:
    """The distinct documents that show what happened, by place and by what that is."""

    places: dict[str, dict[str, set[bytes]]] = field(factory=lambda: defaultdict(lambda: defaultdict(set)))

    def add(self, place: str, fate: str, document: bytes) -> None:
        """Count a document that shows what happened at a place."""
        self.places[place][fate].add(document)

    def at(self, place: str) -> Counter[str]:
        """Return how many documents show each thing that happened at a place."""
        fates: Mapping[str, set[bytes]] = self.places.get(place, {})
        return Counter({fate: len(documents) for fate, documents in fates.items()})

    def only(self, places: Collection[str]) -> PlaceTally:
        """Return the counts of only these places."""
        some = PlaceTally()
        some.places.update((place, fates) for place, fates in self.places.items() if place in places)
        return some

    def total(self) -> Counter[str]:
        """Return how many documents show each thing at any place."""
        documents: dict[str, set[bytes]] = defaultdict(set)
        for fates in self.places.values():
            for fate, witnesses in fates.items():
                documents[fate] |= witnesses
        return Counter({fate: len(witnesses) for fate, witnesses in documents.items()})


def in_words(counts: Mapping[str, int]) -> str:
    """Return counts as text for people: `kept 3, dropped 1`."""
    return ", ".join(f"{fate} {count:,}" for fate, count in counts.items() if count) or "nothing was seen"
