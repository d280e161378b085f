"""What is in a corpus: how many cases have each label, and how much of the contract they exercise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import define, field

from runlaws.corpus._errors import CorpusError
from runlaws.corpus._manifest import MANIFEST, Census, read_manifest
from runlaws.corpus._places import Place
from runlaws.corpus._reading import cases_in, sources_of
from runlaws.corpus._traffic import TrafficCount
from runlaws.coverage import ASPECTS, Meter

__all__ = ["CorpusStats", "stats_of"]

_MOST_MISSING = 5


@define
class CorpusStats:
    """The labels of a corpus, and for each profile what its cases exercise."""

    census: Census = field(factory=Census)
    meters: dict[str, Meter] = field(factory=dict)
    traffic: TrafficCount | None = None
    """Of a corpus of realistic documents: how many have what recorded ones have."""

    def as_json(self) -> dict[str, Any]:
        """Return the numbers as JSON data."""
        coverage = [{"cases": meter.cases, **meter.coverage().as_json()} for meter in self.meters.values()]
        traffic = {} if self.traffic is None else {"traffic": self.traffic.as_json()}
        return {"count": self.census.count, "counts": self.census.as_json(), "coverage": coverage, **traffic}

    def lines(self) -> Iterator[str]:
        """Yield the numbers as lines of Markdown tables, which are as readable plain."""
        yield f"{self.census.count:,} cases"
        for label, counts in self.census.labels.items():
            if counts and label != "rule":
                yield ""
                yield from self._table(label, counts.most_common())
        for meter in self.meters.values():
            yield ""
            yield from _coverage(meter)
        if self.traffic is not None:
            yield ""
            yield from self.traffic.lines()
        if rules := self.census.labels["rule"].most_common():
            yield ""
            yield from self._table("rule", rules)

    def _table(self, label: str, counts: list[tuple[str, int]]) -> Iterator[str]:
        width = max(len(label), *(len(name) for name, _ in counts))
        yield f"| {label:<{width}} |     cases |  share |"
        yield f"|{'-' * (width + 2)}|----------:|-------:|"
        for name, count in counts:
            yield f"| {name:<{width}} | {count:>9,} | {100 * count / self.census.count:4.1f} % |"


def _coverage(meter: Meter) -> Iterator[str]:
    coverage = meter.coverage()
    yield f"| contract of {meter.profile.spec} | seen | of | share | missing |"
    yield "|---|---:|---:|---:|---|"
    for aspect in ASPECTS:
        missing = sorted(coverage.missing(aspect))
        more = f" and {len(missing) - _MOST_MISSING} more" if len(missing) > _MOST_MISSING else ""
        known = len(coverage.known[aspect])
        share = f"{int(100 * coverage.share(aspect))} %"
        yield f"| {aspect} | {known - len(missing)} | {known} | {share} | {', '.join(missing[:_MOST_MISSING])}{more} |"


def stats_of(path: Place, on_case: Callable[[], object] = lambda: None) -> CorpusStats:
    """Return what is in a corpus; raises `CorpusError` or OSError."""
    sources = sources_of(path)
    manifest = read_manifest(sources[0].path.parent) if sources[0].part else None
    stats = CorpusStats(traffic=None if manifest is None else TrafficCount.of(manifest))
    for case in cases_in(sources):
        profile = case.judgement.profile
        meter = stats.meters.get(profile.spec) or stats.meters.setdefault(profile.spec, Meter(profile))
        meter.add(case)
        if stats.traffic is not None:
            stats.traffic.add(case)
        stats.census.add(case)
        on_case()
    if manifest is not None and path != sources[0].path:
        for problem in manifest.miscounted(stats.census):
            msg = f"{sources[0].path.with_name(MANIFEST)}: {problem}: it was edited"
            raise CorpusError(msg)
    return stats
