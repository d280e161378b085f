"""Findings: the result of searching a client, as the data that every report shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import define, field, frozen

from runlaws.case import Case
from runlaws.client import Snippet
from runlaws.values import Absent, Json
from runlaws.verdict import Failure, Verdict

__all__ = ["CampaignPart", "Finding", "KnownSeen", "SearchResult", "Tallies", "Tally"]


@frozen
class Finding:
    """A failure with the simplest case that shows it.

    `notable` has the members of that case that are not in their simplest form. `replay` is the command that shows the
    failure again, and `permit` the setting of a policy that permits the behaviour, as code to paste; both may be empty.
    `matter` is what the failure goes away without: rules that the document breaks, what is new in it, and places in it
    (`/tools/*`). Two findings whose failures have the same cause differ in it.

    `tried` says for how many cases of the search the law could be asked, and `seen` in how many of them a failure with
    this cause showed; both are 0 where nobody counted. Of a known failure, only what is not known is counted.
    `statements` are those of the client in which an exception with this cause was raised, too, in the order of the
    cases; one that another finding with the cause shows is not among them.
    """

    failure: Failure
    case: Case
    client: str
    notable: Mapping[str, Json | Absent] = field(factory=dict)
    replay: str = ""
    permit: str = ""
    matter: tuple[str, ...] = ()
    tried: int = 0
    seen: int = 0
    statements: tuple[str, ...] = ()


@frozen
class Tally:
    """How many cases a law passed, failed, or did not apply to (by reason).

    Cases that are tried only to make a finding simpler are not counted. A known failure counts as failed.
    """

    law: str
    passed: int
    failed: int
    not_asked: Mapping[str, int]

    @property
    def asked(self) -> int:
        """The number of cases that the law applied to."""
        return self.passed + self.failed


@frozen
class KnownSeen:
    """The known failures of a search: how many there are (`kinds`) in a `file`, and how many were `seen`.

    Each complaint is a sentence about an entry that is out of date or has expired.
    """

    file: str
    kinds: int
    seen: int
    complaints: tuple[str, ...] = ()


@frozen
class CampaignPart:
    """Which part of a campaign a search was: the shard with a `number`, from 1, of as many as `count`.

    Parts of one campaign have the same number of `examples` and the same version of `runlaws`. `met` has what of each
    aspect of the contract the cases exercised, of which the coverage of a whole campaign is made.
    """

    number: int
    count: int
    examples: int
    runlaws: str
    met: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen
class SearchResult:
    """The result of a search: its client, the number of cases, the seed, and the findings.

    `profile` is the text that `find_profile` takes. `tallies` has an entry for each law that was tried; `known` is set
    if a known-failures file was read; `spec` is the text by which the command line finds the client, empty if unknown.
    Of a search that ended before its time, `ended` says in a sentence why, and `last` is the case that was tried last.
    `file` and `line` say where the client is defined, if that is known: a path from the working folder, or from where
    packages are installed (`installed`). `snippet` shows the client's SDK without runlaws, if the client has one.
    `coverage` has which share of each aspect of the contract the cases exercised, 0 to 1; empty where nobody looked.
    """

    client: str
    profile: str
    examples: int
    seed: int
    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...] = ()
    known: KnownSeen | None = None
    spec: str = ""
    ended: str = ""
    last: Case | None = None
    file: str = ""
    line: int = 0
    installed: bool = False
    snippet: Snippet | None = None
    coverage: Mapping[str, float] = field(factory=dict)
    shard: CampaignPart | None = None
    """Which part of a campaign the search was, if it was one."""


@define
class Tallies:
    """Counts of verdicts by law, kept while a search goes on."""

    _counts: Counter[tuple[str, str, bool]] = field(factory=Counter)

    def count(self, verdicts: Iterable[tuple[str, Verdict]]) -> None:
        """Count the verdicts on one case, each with its law."""
        self._counts.update([(law, verdict.why_not, bool(verdict.failures)) for law, verdict in verdicts])

    def add(self, other: Tallies) -> None:
        """Add what was counted elsewhere."""
        self._counts.update(other._counts)

    def of(self, laws: Sequence[str]) -> tuple[Tally, ...]:
        """Return the tally of each law, in the order given."""
        reasons: dict[str, dict[str, int]] = {law: {} for law in laws}
        asked: Counter[tuple[str, bool]] = Counter()
        for (law, why_not, failed), number in self._counts.items():
            if why_not:
                reasons[law][why_not] = number
            else:
                asked[law, failed] = number
        return tuple(Tally(law, asked[law, False], asked[law, True], reasons[law]) for law in laws)
