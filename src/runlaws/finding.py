"""Findings: what a search of a client brought to light, as data that every report is a face of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from runlaws.case import Case
from runlaws.values import Absent, Json
from runlaws.verdict import Failure, Verdict

__all__ = ["Finding", "KnownSeen", "SearchResult", "Tallies", "Tally", "grouped"]


@frozen
class Finding:
    """A failure with the simplest case that shows it.

    `notable` are the members of that case that are not as simple as can be; `replay` is the command that shows the
    failure again, empty where there is none.
    """

    failure: Failure
    case: Case
    client: str
    notable: Mapping[str, Json | Absent] = field(factory=dict)
    replay: str = ""


@frozen
class Tally:
    """How often a law passed, failed, and could not be asked (by the reason), one count for each case.

    It counts the cases of a search, not those that are tried to make a finding simpler. A known failure counts as
    failed.
    """

    law: str
    passed: int
    failed: int
    not_asked: Mapping[str, int]

    @property
    def asked(self) -> int:
        """On how many cases the law could be asked."""
        return self.passed + self.failed


@frozen
class KnownSeen:
    """The known failures beside a search: how many there are (`kinds`) in a `file`, and how many were `seen`.

    Each complaint is a sentence about one that is no longer as it is written, or has expired.
    """

    file: str
    kinds: int
    seen: int
    complaints: tuple[str, ...] = ()


@frozen
class SearchResult:
    """What a search did: of which client, how many cases it tried, how it began, and what it found.

    `profile` is the text by which the profile is found again. `tallies` has a line for each law that was asked;
    `known` is there where a file of known failures was read.
    """

    client: str
    profile: str
    examples: int
    seed: int
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...] = ()
    known: KnownSeen | None = None


def grouped(findings: Iterable[Finding]) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """Yield one finding for each law and kind of failure, with the other places that fail in the same way."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.failure.law, finding.failure.kind), []).append(finding)
    for group in groups.values():
        first, *rest = sorted(group, key=lambda finding: (len(finding.case.document), finding.failure.pointer))
        yield first, tuple(finding.failure.pointer for finding in rest)


@define
class Tallies:
    """Counts verdicts, law by law, while a search goes on."""

    _counts: Counter[tuple[str, str, bool]] = field(factory=Counter)

    def count(self, law: str, verdict: Verdict) -> None:
        """Count one law's verdict on one case."""
        self._counts[law, verdict.why_not, bool(verdict.failures)] += 1

    def of(self, laws: Sequence[str]) -> tuple[Tally, ...]:
        """Return what was counted for each of some laws, in their order."""
        reasons: dict[str, dict[str, int]] = {law: {} for law in laws}
        asked: Counter[tuple[str, bool]] = Counter()
        for (law, why_not, failed), number in self._counts.items():
            if why_not:
                reasons[law][why_not] = number
            else:
                asked[law, failed] = number
        return tuple(Tally(law, asked[law, False], asked[law, True], reasons[law]) for law in laws)
