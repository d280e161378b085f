"""Results of the shards of a campaign, joined to the result of all of it. No client is needed for that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import define, evolve, field

from runlaws.coverage import Meter
from runlaws.finding import CampaignPart, Finding, KnownSeen, SearchResult, Tally
from runlaws.laws import find_law
from runlaws.objects import as_profile
from runlaws.search._causes import MOST_BEHIND
from runlaws.search._finding_of import order_of
from runlaws.search._simplest import busyness
from runlaws.trial import Memory
from runlaws.verdict import OVERWRITTEN, Cause

__all__ = ["NotOfOneCampaign", "merged"]


class NotOfOneCampaign(ValueError):
    """Results cannot be joined; the message says which, and what differs."""


def merged(results: Mapping[str, SearchResult]) -> SearchResult:
    """Return the result of a campaign whose parts have names (of files); it may lack some, which it says.

    Findings with one cause are one, with the simplest case. Raises `NotOfOneCampaign`.
    """
    shards = _by_number(results)
    first, *_ = shards.values()
    tallies = _tallies(shards.values())
    joined = _Findings({tally.law: tally.asked for tally in tallies})
    meter = Meter(as_profile(first.profile))
    for result in shards.values():
        joined.add(result.findings)
        meter.add_seen(_shard_of(result).met, result.examples)
    return evolve(
        first,
        examples=sum(result.examples for result in shards.values()),
        findings=joined.findings(),
        tallies=tallies,
        known=_known([result.known for result in shards.values() if result.known is not None]),
        ended=_ended(shards, _shard_of(first).count),
        last=next((result.last for result in shards.values() if result.last is not None), None),
        coverage=meter.coverage().shares,
        shard=None,
    )


_MUST_AGREE: Mapping[str, Callable[[SearchResult], object]] = {
    "client": lambda result: result.client,
    "profile": lambda result: result.profile,
    "seed": lambda result: result.seed,
    "--examples": lambda result: _shard_of(result).examples,
    "number of shards": lambda result: _shard_of(result).count,
    "version of runlaws": lambda result: _shard_of(result).runlaws,
    "laws": lambda result: ", ".join(tally.law for tally in result.tallies),
}


def _by_number(results: Mapping[str, SearchResult]) -> dict[int, SearchResult]:
    """Return the results by the numbers of their shards, in order, if they are of one campaign."""
    names: dict[int, str] = {}
    for name, result in results.items():
        if result.shard is None:
            msg = f"{name}: expected a part of a campaign, as `runlaws fuzz --shard` writes it, got a whole search"
            raise NotOfOneCampaign(msg)
        _agree(*next(iter(results.items())), name, result)
        other = names.setdefault(result.shard.number, name)
        if other != name:
            msg = f"{other} and {name} are both shard {result.shard.number} of {result.shard.count}"
            raise NotOfOneCampaign(msg)
    return {number: results[names[number]] for number in sorted(names)}


def _agree(first_name: str, first: SearchResult, name: str, result: SearchResult) -> None:
    for aspect, of in _MUST_AGREE.items():
        if aspect == "laws" and (result.ended or first.ended):
            continue  # one that ended early has counted nothing
        if of(first) != of(result):
            msg = f"{first_name} and {name} are not of one campaign: {aspect} {of(first)}, and {aspect} {of(result)}"
            raise NotOfOneCampaign(msg)


def _shard_of(result: SearchResult) -> CampaignPart:
    assert result.shard is not None, "it was looked at"
    return result.shard


def _tallies(results: Any) -> tuple[Tally, ...]:
    tallies: dict[str, Tally] = {}
    for tally in (tally for result in results for tally in result.tallies):
        before = tallies.get(tally.law, Tally(tally.law, 0, 0, {}))
        not_asked = Counter(before.not_asked) + Counter(tally.not_asked)
        tallies[tally.law] = Tally(
            tally.law, before.passed + tally.passed, before.failed + tally.failed, dict(not_asked)
        )
    return tuple(tallies.values())


def _known(parts: Sequence[KnownSeen]) -> KnownSeen | None:
    """Return what was seen of known failures: of several numbers, the greatest, since the same may be in each."""
    if not parts:
        return None
    complaints = tuple(dict.fromkeys(complaint for part in parts for complaint in part.complaints))
    return evolve(parts[0], seen=max(part.seen for part in parts), complaints=complaints)


def _ended(shards: Mapping[int, SearchResult], count: int) -> str:
    missing = [str(number) for number in range(1, count + 1) if number not in shards]
    says = [f"shard {number}: {result.ended}" for number, result in shards.items() if result.ended]
    if missing:
        some = (
            f"shards {', '.join(missing)} of {count} are" if len(missing) > 1 else f"shard {missing[0]} of {count} is"
        )
        says.insert(0, f"the search is not complete: {some} missing")
    return "; ".join(says)


@define
class _Findings:
    """The findings of shards, by their causes."""

    asked: Mapping[str, int]
    _memory: Memory = field(init=False, factory=Memory)
    _of: dict[Cause, list[Finding]] = field(init=False, factory=dict)
    _seen: Counter[Cause] = field(init=False, factory=Counter)
    _statements: dict[Cause, dict[str, None]] = field(init=False, factory=dict)

    def add(self, findings: Sequence[Finding]) -> None:
        """Add the findings of one shard."""
        counted: set[Cause] = set()
        for finding in findings:
            failure = self._memory.messages.failure(finding.failure)
            self._of.setdefault(failure.cause, []).append(evolve(finding, failure=failure))
            if failure.cause not in counted:
                counted.add(failure.cause)
                self._seen[failure.cause] += finding.seen
                self._statements.setdefault(failure.cause, {}).update(dict.fromkeys(finding.statements))

    def findings(self) -> tuple[Finding, ...]:
        """Return what the whole search would have found: the simplest of each cause, and what it does not explain."""
        kept = [finding for several in self._of.values() for finding in _told_apart(several)]
        unexplained = (finding for finding in kept if not _is_explained(finding, kept))
        return tuple(sorted(map(self._counted, unexplained), key=order_of))

    def _counted(self, finding: Finding) -> Finding:
        failure = finding.failure
        return evolve(
            finding,
            tried=self.asked.get(failure.law, 0),
            seen=self._seen[failure.cause],
            statements=tuple(self._statements[failure.cause]),
        )


def _told_apart(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield those findings with one face that the first ones do not explain.

    All are minimal: of each, the failure goes away without any part of what matters, and so without what matters in
    another one, if they have a part of that in common.
    """
    apart: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: busyness(finding.case)):
        failure = finding.failure
        most = 1 if failure.kind == OVERWRITTEN or find_law(failure.law).ending else MOST_BEHIND
        is_apart = all(other.matter and not set(other.matter) & set(finding.matter) for other in apart)
        if len(apart) < most and (is_apart or not apart):
            apart.append(finding)
            yield finding


def _is_explained(finding: Finding, others: Sequence[Finding]) -> bool:
    """Return whether the same is raised for a part of what is new in a case."""
    news = {item.pointer for item in finding.case.judgement.news}
    alike = evolve(finding.failure.cause, place="")
    return len(news) > 1 and any(
        evolve(other.failure.cause, place="") == alike and {item.pointer for item in other.case.judgement.news} < news
        for other in others
    )
