"""How many documents of a realistic corpus have what recorded ones have, beside the recorded shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define, field

from runlaws.case import Case
from runlaws.corpus._manifest import Manifest
from runlaws.objects import find_profile
from runlaws_strategies.build import Traffic, plan_of

__all__ = ["REALISTIC", "TrafficCount"]

REALISTIC = "--realistic"
"""The option in the command of a manifest that says that the documents are to be like recorded ones."""


@define
class TrafficCount:
    """For each share of some traffic, how many cases have it."""

    traffic: Traffic
    count: int = 0
    counts: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.counts = [0] * len(self.traffic.shares)

    @classmethod
    def of(cls, manifest: Manifest) -> TrafficCount | None:
        """Return a count to be filled for a corpus, or None if its documents are not realistic ones."""
        if REALISTIC not in (manifest.command or "").split():
            return None
        traffic = plan_of(find_profile(manifest.profile)).traffic
        return None if traffic is None else cls(traffic)

    def add(self, case: Case) -> None:
        """Count a case."""
        tree = case.tree or {}
        self.count += 1
        for number, share in enumerate(self.traffic.shares):
            self.counts[number] += share.holds(tree)

    def as_json(self) -> list[dict[str, Any]]:
        """Return the shares as JSON data."""
        return [
            {"share": share.says, "here": round(count / max(self.count, 1), 4), "recorded": [share.recorded, share.of]}
            for share, count in zip(self.traffic.shares, self.counts, strict=True)
        ]

    def lines(self) -> Iterator[str]:
        """Yield the shares as lines of a Markdown table."""
        width = max(len(share.says) for share in self.traffic.shares)
        yield f"| {'share of documents':<{width}} |   here | recorded |            |"
        yield f"|{'-' * (width + 2)}|-------:|---------:|-----------:|"
        for share, count in zip(self.traffic.shares, self.counts, strict=True):
            here, recorded = 100 * count / max(self.count, 1), 100 * share.recorded / share.of
            of = f"{share.recorded} of {share.of}"
            yield f"| {share.says:<{width}} | {here:4.1f} % |   {recorded:4.1f} % | {of:>10} |"
        yield ""
        yield f"recorded: {self.traffic.source}"
