"""Where the rules of an object come from, and on how many recordings each held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
from attrs import field, frozen

from runlaws.contract._rule import Rule, Source

__all__ = ["Provenance"]


@frozen
class Provenance:
    """Citations by source and place, and counts by the id of a rule.

    A citation holds for its place and for every place below it without one of its own; "" is the whole document. A
    count is a pair: on how many recordings the rule held, and to how many it applied.
    """

    citations: Mapping[Source, Mapping[str, str]] = field(factory=dict)
    counts: Mapping[str, tuple[int, int]] = field(factory=dict)

    def of(self, rule: Rule) -> Rule:
        """Return a rule with its citation and its count, where it does not have its own."""
        by_place = self.citations.get(rule.source, {})
        cite = rule.cite or next((by_place[place] for place in _outwards(rule.place) if place in by_place), "")
        return attrs.evolve(rule, cite=cite, held=rule.held or self.counts.get(rule.id))


def _outwards(place: str) -> Iterator[str]:
    """Yield a place and each place around it, the whole document last: `a[].b`, `a[]`, `a`, ""."""
    while place:
        yield place
        place = place[:-2] if place.endswith(("[]", "{}")) else place.rpartition(".")[0]
    yield ""
